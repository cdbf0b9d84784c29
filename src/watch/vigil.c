#include "watch/vigil.h"

#include "base/day.h"
#include "base/hash.h"
#include "base/moment.h"

#define DAY_SECONDS 86400

void vigil_init(struct vigil *v, const struct vigil_rules *rules, struct arena *arena)
{
    *v = (struct vigil){.arena = arena, .rules = rules};
}

void vigil_add_asking(struct vigil *v, const struct asking *asking)
{
    map_set(&v->ids, v->arena, hash_bytes(asking->id, 0), (uint32_t)v->askings.len);
    *array_push(v->arena, &v->askings) = *asking;
}

struct asking *vigil_find(const struct vigil *v, struct slice id)
{
    uint32_t i = map_find(&v->ids, hash_bytes(id, 0), NULL, NULL);

    return i != MAP_NONE && slice_eq(v->askings.at[i].id, id) ? &v->askings.at[i] : NULL;
}

/* ------------------------------------------------------------------ what was told */

static bool is_told(const struct vigil *v, struct slice key)
{
    return map_find(&v->told, hash_bytes(key, 0), NULL, NULL) != MAP_NONE;
}

void vigil_add_told_hash(struct vigil *v, uint64_t hash)
{
    map_set(&v->told, v->arena, hash, 1);
}

void vigil_add_told(struct vigil *v, struct slice key)
{
    vigil_add_told_hash(v, hash_bytes(key, 0));
}

/* Return whether it is news. */
static bool tell_once(struct vigil *v, struct slice key)
{
    if (is_told(v, key))
        return false;
    key = arena_copy(v->arena, key);
    vigil_add_told(v, key);
    *array_push(v->arena, &v->told_now) = key;
    return true;
}

static struct slice key_of(struct vigil *v, const char *what, struct slice which, int64_t number)
{
    return arena_join(v->arena,
                      (struct slice[]){slice_of(what), SLICE("|"), which, SLICE("|"),
                                       arena_number(v->arena, number)},
                      5);
}

/* ------------------------------------------------------------------ when */

/* The first moment from ${now} on that is outside of the quiet hours. */
static int64_t awake(const struct vigil_rules *rules, int64_t now)
{
    int minute = moment_minute(now, rules->zone);
    int from = rules->quiet_from, until = rules->quiet_until;
    bool quiet = from < until ? minute >= from && minute < until
                              : from > until && (minute >= from || minute < until);
    int left = (until - minute + 24 * 60) % (24 * 60);

    return quiet ? now - now % 60 + (int64_t)left * 60 : now;
}

static int64_t due_of(const struct vigil *v, int64_t now, enum matter_kind kind)
{
    return matter_can_wait(kind) ? awake(v->rules, now) : now;
}

/* ------------------------------------------------------------------ alerts */

static struct alert *add_alert(struct vigil *v, int64_t now, struct slice id, struct slice person,
                               const struct matter *about)
{
    struct alert *alert = array_push(v->arena, &v->alerts);

    *alert = (struct alert){.id = id,
                            .person = person,
                            .about = matter_copy(about, v->arena),
                            .made = now,
                            .due = due_of(v, now, (enum matter_kind)about->kind)};
    return alert;
}

void vigil_tell(struct vigil *v, int64_t now, struct slice key, struct slice person,
                const struct matter *about)
{
    char id[HASH_TEXT_LEN];

    if (!tell_once(v, key))
        return;
    hash_write(hash_bytes(key, 1), id);
    add_alert(v, now, arena_copy(v->arena, (struct slice){id, sizeof(id)}), person, about);
}

/* ------------------------------------------------------------------ asking */

static size_t number_of(const struct vigil_rules *rules, struct slice person)
{
    for (size_t i = 0; i < rules->people_len; i++)
        if (slice_eq(rules->people[i], person))
            return i;
    return 0;
}

/* Who is asked the ${n}th time: first whose mailbox it is, then the others in their order. */
static bool who_is_asked(const struct vigil_rules *rules, struct slice person, uint32_t n,
                         struct slice *ret)
{
    size_t turn = rules->asks ? n / rules->asks : n, first = number_of(rules, person);

    if (!rules->people_len || turn >= rules->people_len)
        return false;
    *ret = rules->people[turn == 0 ? first : turn <= first ? turn - 1 : turn];
    return true;
}

static uint32_t asked_lately(const struct vigil *v, struct slice person, int64_t now)
{
    uint32_t n = 0;
    struct slice who;

    for (size_t i = 0; i < v->askings.len; i++) {
        const struct asking *a = &v->askings.at[i];

        n += a->asks && a->asked > now - VIGIL_SINGLY_SECONDS && a->state == ASKING_OPEN &&
             who_is_asked(v->rules, a->person, a->asks - 1, &who) && slice_eq(who, person);
    }
    return n;
}

/* Too many at once: one alert for all that wait, for each stretch of time. */
static void put_off(struct vigil *v, struct asking *asking, struct slice person, int64_t now)
{
    struct matter about;

    asking->next = now + VIGIL_SINGLY_SECONDS;
    matter_clear(&about, MATTER_MANY);
    for (size_t i = 0; i < v->askings.len; i++)
        about.count += v->askings.at[i].state == ASKING_OPEN;
    vigil_tell(v, now, key_of(v, "many", person, now / VIGIL_SINGLY_SECONDS), person, &about);
}

static void ask(struct vigil *v, struct asking *asking, int64_t now)
{
    struct alert *alert;
    struct slice person;

    asking->changed = true;
    asking->next = 0;
    if (!who_is_asked(v->rules, asking->person, asking->asks, &person))
        return;
    if (asked_lately(v, person, now) >= VIGIL_SINGLY) {
        put_off(v, asking, person, now);
        return;
    }
    asking->asks++;
    asking->asked = now;
    if (who_is_asked(v->rules, asking->person, asking->asks, &(struct slice){NULL, 0}))
        asking->next = now + v->rules->again_after;
    alert = add_alert(
        v, now,
        arena_join(v->arena,
                   (struct slice[]){asking->id, SLICE("-"), arena_number(v->arena, asking->asks)},
                   3),
        person, &asking->about);
    alert->asking = asking->id;
    alert->ask = asking->asks;
    alert->due = now;
}

/* A question that is new, about what ${key} knows. */
static void make_asking(struct vigil *v, int64_t now, struct slice key, struct slice person,
                        const struct matter *about)
{
    struct asking asking = {
        .person = arena_copy(v->arena, person), .made = now, .about = matter_copy(about, v->arena)};
    char id[ASKING_ID_LEN];

    asking_id((enum matter_kind)about->kind, key, id);
    if (vigil_find(v, (struct slice){id, sizeof(id)}))
        return;
    asking.id = arena_copy(v->arena, (struct slice){id, sizeof(id)});
    vigil_add_asking(v, &asking);
    ask(v, &v->askings.at[v->askings.len - 1], now);
}

/* ------------------------------------------------------------------ pairing */

static bool is_line_of(struct slice lines, struct slice line)
{
    struct slice head;

    while (lines.len) {
        slice_cut(lines, SLICE("\n"), &head, &lines);
        if (slice_eq(head, line))
            return true;
    }
    return false;
}

/* Before the key of the mail that shows the payment of an order, or the order of a payment. */
#define PAID SLICE("paid|")

static bool same_sum(const struct matter *a, const struct matter *b)
{
    return a->has_amount && b->has_amount && a->amount == b->amount &&
           currency_eq(a->currency, b->currency);
}

static bool near_days(const struct matter *a, const struct matter *b)
{
    return a->day != DAY_NONE && b->day != DAY_NONE && a->day - b->day <= VIGIL_PAIR_DAYS &&
           b->day - a->day <= VIGIL_PAIR_DAYS;
}

static bool is_purchase(uint32_t kind)
{
    return kind == MATTER_ORDER || kind == MATTER_DISPATCH || kind == MATTER_SUBSCRIPTION;
}

/* An order and the use of a card for it: the same sum at the same shop, a few days apart, each
 * once. */
static bool pays_for(const struct asking *asking, const struct matter *about)
{
    const struct matter *known = &asking->about;
    bool fits = (is_purchase(known->kind) && about->kind == MATTER_USAGE &&
                 slice_eq(known->brand, about->shop_brand)) ||
                (known->kind == MATTER_USAGE && is_purchase(about->kind) &&
                 slice_eq(known->shop_brand, about->brand));

    return fits && !slice_has(asking->also, PAID) && same_sum(known, about) &&
           near_days(known, about);
}

static bool is_same_device(const struct asking *asking, const struct matter *about, int64_t now)
{
    return about->kind == MATTER_SIGN_IN && asking->about.kind == MATTER_SIGN_IN &&
           asking->state == ASKING_YES && about->device.len &&
           slice_eq(asking->about.device, about->device) &&
           slice_eq(asking->about.place, about->place) &&
           slice_eq(asking->about.brand, about->brand) &&
           now - asking->answered < (int64_t)VIGIL_SIGN_IN_DAYS * DAY_SECONDS;
}

static bool is_same_order(const struct asking *asking, const struct matter *about)
{
    return about->order_id.len && slice_eq(asking->about.order_id, about->order_id);
}

static struct slice pay_line(struct vigil *v, struct slice key)
{
    return arena_join(v->arena, (struct slice[]){PAID, key}, 2);
}

/* What was asked about the same thing: its own mail first, then its order, its payment. ${ret_line}
 * is what is remembered of the mail. */
static struct asking *find_pair(struct vigil *v, const struct seen_mail *mail,
                                const struct matter *about, int64_t now, struct slice *ret_line)
{
    struct slice paid = pay_line(v, mail->key);

    *ret_line = mail->key;
    for (size_t i = 0; i < v->askings.len; i++)
        if (is_line_of(v->askings.at[i].also, mail->key) || is_line_of(v->askings.at[i].also, paid))
            return &v->askings.at[i];
    for (size_t i = 0; i < v->askings.len; i++)
        if (is_same_order(&v->askings.at[i], about) ||
            is_same_device(&v->askings.at[i], about, now))
            return &v->askings.at[i];
    *ret_line = paid;
    for (size_t i = 0; i < v->askings.len; i++)
        if (pays_for(&v->askings.at[i], about))
            return &v->askings.at[i];
    return NULL;
}

/* Of something that the answer was no to, what came after it is told. */
static void tell_after_no(struct vigil *v, const struct asking *asking,
                          const struct seen_mail *mail, const struct matter *about, int64_t now)
{
    static const struct {
        enum matter_kind came, told;
    } rows[] = {
        {MATTER_DISPATCH, MATTER_SENT_ANYWAY},
        {MATTER_USAGE, MATTER_CHARGED_ANYWAY},
        {MATTER_REFUND, MATTER_REFUND_TOLD},
        {MATTER_CANCELLATION, MATTER_CANCELLED_TOLD},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        if (rows[i].came == about->kind) {
            struct matter told = *about;

            told.kind = rows[i].told;
            told.case_id = asking->about.case_id;
            vigil_tell(v, now, key_of(v, "after_no", mail->key, 0), SLICE(""), &told);
        }
}

static void pair(struct vigil *v, struct asking *asking, const struct seen_mail *mail,
                 struct slice line, const struct matter *about, int64_t now)
{
    if (is_line_of(asking->also, line) || is_line_of(asking->also, pay_line(v, mail->key)))
        return;
    if (asking->state == ASKING_NO)
        tell_after_no(v, asking, mail, about, now);
    asking->also = arena_join(v->arena, (struct slice[]){asking->also, line, SLICE("\n")}, 3);
    if (!asking->about.order_id.len)
        asking->about.order_id = arena_copy(v->arena, about->order_id);
    asking->changed = true;
}

/* ------------------------------------------------------------------ mails */

static bool is_known_order(const struct vigil *v, struct slice order_id)
{
    return order_id.len && v->known.orders &&
           map_find(v->known.orders, hash_bytes(order_id, 0), NULL, NULL) != MAP_NONE;
}

static bool recurs(const struct vigil *v, const struct matter *about)
{
    for (size_t i = 0; about->kind == MATTER_USAGE && i < v->known.recurring_len; i++) {
        const struct vigil_recurring *r = &v->known.recurring[i];

        if (about->has_amount && r->amount == about->amount && about->shop_brand.len &&
            currency_eq(r->currency, about->currency) && slice_eq(r->brand, about->shop_brand))
            return true;
    }
    return false;
}

/* Forged mails of one day are told up to a number, each brand once. */
static void tell_forged(struct vigil *v, int64_t now, const struct seen_mail *mail)
{
    int64_t day = moment_day(mail->received, v->rules->zone);
    struct slice key = key_of(v, "forged", mail->about.brand, day), slot;
    struct matter about = mail->about;
    uint32_t n = 0;

    if (mail->is_past || is_told(v, key))
        return;
    do
        slot = key_of(v, "forged_slot", arena_number(v->arena, n), day);
    while (is_told(v, slot) && ++n < VIGIL_FORGED_A_DAY);
    if (n < VIGIL_FORGED_A_DAY) {
        tell_once(v, slot);
        about.kind = MATTER_FORGED;
        vigil_tell(v, now, key, mail->person, &about);
        return;
    }
    matter_clear(&about, MATTER_FORGED_MANY);
    about.count = VIGIL_FORGED_A_DAY;
    vigil_tell(v, now, key_of(v, "forged_many", SLICE(""), day), mail->person, &about);
}

static void tell_unproven(struct vigil *v, int64_t now, const struct seen_mail *mail)
{
    int64_t day = moment_day(mail->received, v->rules->zone);
    struct matter about = mail->about;

    about.kind = MATTER_UNPROVEN;
    if (!mail->is_past && about.brand.len)
        vigil_tell(v, now, key_of(v, "unproven", about.brand, day), mail->person, &about);
}

void vigil_mail(struct vigil *v, int64_t now, const struct seen_mail *mail)
{
    enum matter_kind kind = matter_of_mail(mail->kind);
    struct matter about = mail->about;
    struct asking *known;
    struct slice line;

    if (mail->trust == TRUST_FAKE) {
        tell_forged(v, now, mail);
        return;
    }
    if (kind == MATTERS)
        return;
    if (!trust_is_evidence(mail->trust)) {
        tell_unproven(v, now, mail);
        return;
    }
    about.kind = kind;
    known = find_pair(v, mail, &about, now, &line);
    if (known)
        pair(v, known, mail, line, &about, now);
    else if (!mail->is_past && !is_known_order(v, about.order_id) && !recurs(v, &about))
        make_asking(v, now, mail->key, mail->person, &about);
}

/* A statement's charge for what was asked before, by its notice or its order; each pays once. */
static bool was_asked(struct vigil *v, const struct matter *about)
{
    struct slice line = arena_join(v->arena, (struct slice[]){SLICE("charge|"), about->charge}, 2);

    for (size_t i = 0; i < v->askings.len; i++) {
        struct asking *asking = &v->askings.at[i];
        const struct matter *known = &asking->about;

        if (is_line_of(asking->also, line))
            return true;
        if ((known->kind != MATTER_USAGE && !is_purchase(known->kind)) || !same_sum(known, about) ||
            !near_days(known, about) || slice_has(asking->also, SLICE("charge|")) ||
            (known->last4[0] && about->last4[0] && memcmp(known->last4, about->last4, 4) != 0))
            continue;
        asking->also = arena_join(v->arena, (struct slice[]){asking->also, line, SLICE("\n")}, 3);
        asking->changed = true;
        return true;
    }
    return false;
}

void vigil_finding(struct vigil *v, int64_t now, struct slice key, const struct matter *about,
                   bool is_past)
{
    if (is_past)
        tell_once(v, key);
    else if (!matter_is_asked((enum matter_kind)about->kind))
        vigil_tell(v, now, key, SLICE(""), about);
    else if (tell_once(v, key) && !was_asked(v, about))
        make_asking(v, now, key, SLICE(""), about);
}

/* ------------------------------------------------------------------ answers and time */

enum vigil_answer vigil_answered(struct vigil *v, int64_t now, struct slice id, bool yes,
                                 struct slice by, bool may_change)
{
    struct asking *asking = vigil_find(v, id);
    enum asking_state state = yes ? ASKING_YES : ASKING_NO;

    if (!asking)
        return VIGIL_NO_SUCH;
    if (asking->state == state)
        return VIGIL_ALREADY;
    if (asking->state != ASKING_OPEN && (!may_change || asking->state == ASKING_NO))
        return VIGIL_OTHERWISE;
    asking->state = state;
    asking->answered = now;
    asking->by = arena_copy(v->arena, by);
    asking->next = 0;
    asking->changed = true;
    if (!yes)
        *array_push(v->arena, &v->to_open) = (uint32_t)(asking - v->askings.at);
    return VIGIL_TAKEN;
}

void vigil_unclear(struct vigil *v, int64_t now, struct slice id, struct slice key)
{
    const struct asking *asking = vigil_find(v, id);
    struct matter about;
    size_t had = v->alerts.len;
    uint32_t n = 0;

    if (!asking || asking->state != ASKING_OPEN || !tell_once(v, key_of(v, "unclear_mail", key, 0)))
        return;
    while (n < VIGIL_UNCLEAR && is_told(v, key_of(v, "unclear", id, n)))
        n++;
    if (n == VIGIL_UNCLEAR)
        return;
    about = asking->about;
    about.kind = MATTER_UNCLEAR;
    vigil_tell(v, now, key_of(v, "unclear", id, n), asking->person, &about);
    if (v->alerts.len > had)
        v->alerts.at[had].asking = asking->id;
}

static bool is_reminded_of(const struct asking *asking, int64_t now)
{
    return asking->state == ASKING_OPEN && asking->made <= now - VIGIL_REMIND_SECONDS &&
           asking->made > now - (int64_t)VIGIL_REMIND_DAYS * DAY_SECONDS;
}

static int64_t next_morning(const struct vigil *v, int64_t now)
{
    int32_t day = moment_day(now, v->rules->zone);

    if (moment_minute(now, v->rules->zone) >= VIGIL_MORNING)
        day++;
    return moment_of_day(day, v->rules->zone) + (int64_t)VIGIL_MORNING * 60;
}

void vigil_tick(struct vigil *v, int64_t now)
{
    int32_t day = moment_day(now, v->rules->zone);
    struct matter about;

    for (size_t i = 0; i < v->askings.len; i++)
        if (v->askings.at[i].state == ASKING_OPEN && v->askings.at[i].next &&
            v->askings.at[i].next <= now)
            ask(v, &v->askings.at[i], now);
    matter_clear(&about, MATTER_STILL_OPEN);
    for (size_t i = 0; i < v->askings.len; i++)
        about.count += is_reminded_of(&v->askings.at[i], now);
    if (about.count && moment_minute(now, v->rules->zone) >= VIGIL_MORNING)
        vigil_tell(v, now, key_of(v, "still_open", SLICE(""), day), SLICE(""), &about);
}

int64_t vigil_next(const struct vigil *v, int64_t now)
{
    int64_t next = INT64_MAX;

    for (size_t i = 0; i < v->askings.len; i++) {
        const struct asking *a = &v->askings.at[i];

        if (a->state != ASKING_OPEN)
            continue;
        if (a->next && a->next < next)
            next = a->next;
        if (a->made > now - (int64_t)VIGIL_REMIND_DAYS * DAY_SECONDS && next_morning(v, now) < next)
            next = next_morning(v, now);
    }
    return next;
}
