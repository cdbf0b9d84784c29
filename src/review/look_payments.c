#include "review/look.h"

#include "base/hash.h"
#include "base/map.h"

/* Means of payment that are stored with the account or pay its orders, and that no statement shows.
 */

/* The cards of the household, as statements and notices of card companies show them. */
struct known {
    const struct look *look;
    struct map cards;    /* last four digits */
    size_t without;      /* cards whose digits no statement shows: each may be one that is missed */
    int32_t from, until; /* days that statements cover */
};

static uint64_t digits_hash(const char *last4)
{
    return hash_bytes(slice_of(last4), 4);
}

static void add_known(struct known *known, const char *last4)
{
    if (last4[0])
        map_add(&known->cards, known->look->arena, digits_hash(last4), 0, NULL, NULL);
}

static bool is_known(const struct known *known, const char *last4)
{
    return map_find(&known->cards, digits_hash(last4), NULL, NULL) != MAP_NONE;
}

static void gather_known(struct known *known)
{
    const struct records *r = known->look->in->records;
    const struct review_input *in = known->look->in;

    for (size_t i = 1; i < r->cards.len; i++) {
        add_known(known, r->cards.at[i].last4);
        known->without += !r->cards.at[i].last4[0];
    }
    for (size_t i = 0; i < r->notices.len; i++)
        add_known(known, r->notices.at[i].last4);
    known->from = known->until = DAY_NONE;
    for (size_t i = 0; i < in->charges_len; i++) {
        int32_t day = in->charges[i].day;

        if (day == DAY_NONE)
            continue;
        known->from = known->from == DAY_NONE || day < known->from ? day : known->from;
        known->until = known->until == DAY_NONE || day > known->until ? day : known->until;
    }
}

/* ------------------------------------------------------------------ orders */

struct strange {
    const struct known *known;
    const struct finding_rule *rule;
    struct map index; /* card and account */
    struct finding_list found;
};

/* An order that was paid with ${last4}. */
static void see(struct strange *s, const struct origin *origin, const char *last4,
                struct finding_item item)
{
    const struct look *look = s->known->look;
    struct slice account = look_account(look, origin);
    uint32_t at;

    if (!last4[0] || is_known(s->known, last4) || item.day == DAY_NONE ||
        item.day < s->known->from || item.day > s->known->until ||
        item.day <= look->in->today - REVIEW_LOOK_DAYS)
        return;
    at = map_add(&s->index, look->arena, hash_bytes(account, digits_hash(last4)),
                 (uint32_t)s->found.len, NULL, NULL);
    if (at == s->found.len) {
        struct finding *f = array_push(look->arena, &s->found);

        *f = look_finding(s->rule, account);
        f->subject = look_plain(slice_of(last4));
        f->currency = item.currency;
    }
    if (currency_eq(s->found.at[at].currency, item.currency))
        money_add(s->found.at[at].amount, item.amount, &s->found.at[at].amount);
    look_item(look, &s->found.at[at], &item);
}

static void see_payment(struct strange *s, const struct origin *origin, const struct payment *pay,
                        struct finding_item item)
{
    for (size_t i = 0; i < 2; i++)
        see(s, origin, pay->last4[i], item);
}

static void see_orders(struct strange *s, const struct records *r)
{
    for (size_t i = 0; i < r->order_lines.len; i++) {
        const struct order_line *o = &r->order_lines.at[i];

        if (!o->cancelled)
            see_payment(s, &o->origin, &o->payment,
                        (struct finding_item){look_plain(o->title), o->order_id, o->ordered,
                                              o->total, 0, o->currency});
    }
    for (size_t i = 0; i < r->digitals.len; i++) {
        const struct digital *d = &r->digitals.at[i];

        if (!d->cancelled && d->title.len)
            see_payment(s, &d->origin, &d->payment,
                        (struct finding_item){look_plain(d->title), d->order_id, d->ordered,
                                              d->amount, 0, d->currency});
    }
    for (size_t i = 0; i < r->transactions.len; i++) {
        const struct transaction *t = &r->transactions.at[i];

        if (t->amount > 0 && !t->gift)
            see(s, &t->origin, t->last4,
                (struct finding_item){look_plain(t->vendor), t->order_id, t->day, t->amount, 0,
                                      t->currency});
    }
}

/* A card that is not shown with digits may be each of so many strange ones. */
static void find_strange(const struct known *known)
{
    struct strange s = {.known = known, .rule = look_rule(known->look, FINDING_STRANGE_CARD)};

    if (!s.rule)
        return;
    see_orders(&s, known->look->in->records);
    if (s.found.len <= known->without)
        return;
    for (size_t i = 0; i < s.found.len; i++)
        look_add(known->look, &s.found.at[i], s.found.at[i].subject.en);
}

/* ------------------------------------------------------------------ stored ones */

static void find_instruments(const struct known *known)
{
    const struct look *look = known->look;
    const struct instruments *all = &look->in->records->instruments;
    const struct finding_rule *rule = look_rule(look, FINDING_INSTRUMENT);
    struct map told = {0};
    struct finding_list found = {NULL, 0, 0};

    for (size_t i = 0; rule && i < all->len; i++) {
        const struct instrument *instrument = &all->at[i];
        const struct slice parts[] = {instrument->kind, SLICE(" "), slice_of(instrument->last4)};
        struct finding f = look_finding(rule, look_account(look, &instrument->origin));
        uint64_t key = hash_bytes(f.account, digits_hash(instrument->last4));

        if (!instrument->last4[0] || is_known(known, instrument->last4) ||
            map_add(&told, look->arena, key, (uint32_t)i, NULL, NULL) != (uint32_t)i)
            continue;
        f.subject = look_plain(slice_trim(arena_join(look->arena, parts, 3)));
        f.day = instrument->registered;
        f.count = 1;
        *array_push(look->arena, &found) = f;
    }
    if (found.len <= known->without)
        return;
    for (size_t i = 0; i < found.len; i++)
        look_add(look, &found.at[i], found.at[i].subject.en);
}

/* Without a statement that shows digits there is nothing to compare with. */
void look_payments(const struct look *look)
{
    struct known known = {.look = look};

    gather_known(&known);
    if (known.cards.len == 0)
        return;
    find_strange(&known);
    find_instruments(&known);
}
