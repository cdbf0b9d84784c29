#include "match/notice_pair.h"

#include "base/hash.h"
#include "base/sort.h"
#include "base/text.h"
#include "match/amount_index.h"

#define SHOP_MIN 3u /* bytes of a folded name that is found in another */

/* A notice that an entry may be the charge of. */
struct tie {
    uint32_t notice, entry;
    uint32_t cost;
};
ARRAY_TYPE(ties, struct tie);

struct pairing {
    const struct records *records;
    const struct entries *entries;
    struct arena *arena, *scratch;
    struct notice_pairs *to;
    struct slice *shops; /* by notice, folded */
    uint8_t *taken;      /* by entry: bits by enum notice_stage */
    struct amount_index amounts;
    uint32_t *order; /* notices by moment */
    uint32_t *days;  /* entries by day */
};

static const struct notice *notice_of(const struct pairing *p, uint32_t n)
{
    return &p->records->notices.at[n];
}

static const struct charge *charge_of(const struct pairing *p, uint32_t entry)
{
    return &p->records->charges.at[p->entries->list.at[entry].latest];
}

static bool is_open(const struct pairing *p, uint32_t n)
{
    return p->to->fates[n].end == NOTICE_OPEN;
}

/* ------------------------------------------------------------------ likeness */

bool notice_same_shop(struct slice a, struct slice b)
{
    if (a.len < SHOP_MIN || b.len < SHOP_MIN)
        return a.len && slice_eq(a, b);
    return slice_has(a, b) || slice_has(b, a);
}

static bool same_shop(const struct pairing *p, uint32_t n, uint32_t entry)
{
    return notice_same_shop(p->shops[n], p->records->texts.at[charge_of(p, entry)->text].folded);
}

static bool same_card(const char *a, const char *b)
{
    return !a[0] || !b[0] || slice_eq(slice_of(a), slice_of(b));
}

static uint32_t distance(int32_t a, int32_t b)
{
    return a > b ? (uint32_t)a - (uint32_t)b : (uint32_t)b - (uint32_t)a;
}

/* Whether day and card allow that ${entry} is what ${n} tells of. */
static bool may_be(const struct pairing *p, uint32_t n, uint32_t entry)
{
    const struct notice *notice = notice_of(p, n);
    int32_t day = p->entries->list.at[entry].day;

    return day != DAY_NONE && notice->day != DAY_NONE &&
           distance(day, notice->day) <= NOTICE_PAIR_DAYS &&
           same_card(notice->last4, p->records->cards.at[charge_of(p, entry)->card].last4);
}

/* ------------------------------------------------------------------ order */

static int cmp_place(const struct records *records, const struct origin *a, const struct origin *b)
{
    int c = slice_cmp(records->sources.at[a->source].path, records->sources.at[b->source].path);

    return c ? c : (a->line > b->line) - (a->line < b->line);
}

static bool moment_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct pairing *p = ctx;
    const struct notice *na = notice_of(p, a), *nb = notice_of(p, b);

    if (na->day != nb->day)
        return na->day < nb->day;
    if (na->minute != nb->minute)
        return na->minute < nb->minute;
    return cmp_place(p->records, &na->origin, &nb->origin) < 0;
}

static bool day_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct pairing *p = ctx;
    int32_t day_a = p->entries->list.at[a].day, day_b = p->entries->list.at[b].day;

    return day_a != day_b ? day_a < day_b : a < b;
}

static uint32_t *ordered(const struct pairing *p, size_t n, sort_before *before)
{
    uint32_t *order = sort_order(n, before, p, p->scratch);

    return order;
}

/* The first place in ${order} whose day is not before ${day}. */
static uint32_t first_from(const struct pairing *p, bool is_notice, int32_t day)
{
    uint32_t from = 0, to = (uint32_t)(is_notice ? p->records->notices.len : p->entries->list.len);

    while (from < to) {
        uint32_t at = from + (to - from) / 2;
        int32_t there =
            is_notice ? notice_of(p, p->order[at])->day : p->entries->list.at[p->days[at]].day;

        if (there < day)
            from = at + 1;
        else
            to = at;
    }
    return from;
}

/* The days that a notice of ${day} can be paired within. */
static int32_t earliest(int32_t day)
{
    return day < INT32_MIN + NOTICE_PAIR_DAYS ? INT32_MIN : day - NOTICE_PAIR_DAYS;
}

/* ------------------------------------------------------------------ pairs */

static void take(struct pairing *p, uint32_t n, uint32_t entry, bool changed)
{
    struct notice_fate *fate = &p->to->fates[n];

    fate->end = NOTICE_PAIRED;
    fate->entry = entry;
    fate->changed = changed;
    p->taken[entry] |= (uint8_t)(1u << notice_of(p, n)->stage);
}

static bool is_cheaper(const void *ctx, uint32_t a, uint32_t b)
{
    const struct ties *ties = ctx;
    const struct tie *ta = &ties->at[a], *tb = &ties->at[b];

    if (ta->cost != tb->cost)
        return ta->cost < tb->cost;
    return ta->entry != tb->entry ? ta->entry < tb->entry : ta->notice < tb->notice;
}

static void find_ties(struct pairing *p, uint32_t n, uint32_t rank, struct ties *to)
{
    const struct notice *notice = notice_of(p, n);
    uint32_t at = amount_index_first(&p->amounts, notice->amount, notice->currency);

    for (; at; at = amount_index_next(&p->amounts, at)) {
        uint32_t entry = amount_index_entry(at);
        uint32_t days = distance(p->entries->list.at[entry].day, notice->day);

        if (may_be(p, n, entry))
            *array_push(p->scratch, to) =
                (struct tie){rank, entry, 2 * days + !same_shop(p, n, entry)};
    }
}

/* Those of the fate ${end} with lines of their amount, the nearest first. */
static void pair_like(struct pairing *p, enum notice_end end)
{
    struct ties ties = {0};
    uint32_t *cheapest;

    for (uint32_t i = 0; i < p->records->notices.len; i++)
        if (p->to->fates[p->order[i]].end == end && notice_of(p, p->order[i])->has_amount)
            find_ties(p, p->order[i], i, &ties);
    cheapest = sort_order(ties.len, is_cheaper, &ties, p->scratch);
    for (size_t i = 0; i < ties.len; i++) {
        const struct tie *tie = &ties.at[cheapest[i]];
        uint32_t n = p->order[tie->notice];

        if (p->to->fates[n].end == end && !(p->taken[tie->entry] & 1u << notice_of(p, n)->stage))
            take(p, n, tie->entry, false);
    }
}

/* ------------------------------------------------------------------ reversals and repetitions */

/* Whether both tell of the same use, as far as that can be seen. */
static bool same_use(const struct pairing *p, uint32_t a, uint32_t b, int64_t amount)
{
    const struct notice *na = notice_of(p, a), *nb = notice_of(p, b);
    bool shops = !p->shops[a].len || !p->shops[b].len || notice_same_shop(p->shops[a], p->shops[b]);

    if (na->approval.len && nb->approval.len)
        return slice_eq(na->approval, nb->approval);
    return shops && nb->has_amount && nb->amount == amount &&
           currency_eq(na->currency, nb->currency) && slice_eq(na->issuer, nb->issuer) &&
           same_card(na->last4, nb->last4);
}

/* A reversal takes the latest use of its amount before it with it. */
static void cancel_reversed(struct pairing *p)
{
    for (uint32_t i = 0; i < p->records->notices.len; i++) {
        const struct notice *reversal = notice_of(p, p->order[i]);
        int64_t amount = reversal->amount < 0 ? -reversal->amount : reversal->amount;

        if (reversal->kind != NOTICE_REVERSED || !reversal->has_amount)
            continue;
        for (uint32_t j = i; j-- > 0;) {
            const struct notice *use = notice_of(p, p->order[j]);

            if (distance(use->day, reversal->day) > NOTICE_REVERSAL_DAYS)
                break;
            if (use->kind != NOTICE_USED || !is_open(p, p->order[j]) ||
                !same_use(p, p->order[i], p->order[j], amount))
                continue;
            p->to->fates[p->order[i]].end = p->to->fates[p->order[j]].end = NOTICE_CANCELLED;
            break;
        }
    }
}

/* Mails that are copies of each other tell of one use: the first by moment and place counts. */
static void drop_copies(struct pairing *p)
{
    struct map seen = {0};

    for (uint32_t i = 0; i < p->records->notices.len; i++) {
        const struct notice *notice = notice_of(p, p->order[i]);
        uint64_t hash =
            hash_mix(p->records->sources.at[notice->origin.source].digest, notice->origin.line);

        hash = hash_mix(hash_mix(hash, (uint64_t)notice->amount), (uint64_t)notice->day);
        if (map_add(&seen, p->scratch, hash, i, NULL, NULL) != i)
            p->to->fates[p->order[i]].end = NOTICE_REPEATED;
    }
}

static bool same_minute(const struct notice *a, const struct notice *b)
{
    return a->minute >= 0 && a->minute == b->minute && a->day == b->day;
}

/* Whether the open notice ${b} tells once more, or told before, of the use of ${a}: with the sales
 * data, or of the same minute. */
static bool is_repetition(const struct pairing *p, uint32_t a, uint32_t b)
{
    const struct notice *na = notice_of(p, a), *nb = notice_of(p, b);

    if (a == b || !is_open(p, b) || nb->kind != NOTICE_USED)
        return false;
    if (na->stage == nb->stage ? !same_minute(na, nb) : na->stage != NOTICE_POSTED)
        return false;
    return same_use(p, a, b, na->amount);
}

/* What is told twice is awaited once. */
static void drop_repeated(struct pairing *p)
{
    for (uint32_t i = 0; i < p->records->notices.len; i++) {
        uint32_t a = p->order[i];
        const struct notice *notice = notice_of(p, a);

        if (!is_open(p, a) || notice->kind != NOTICE_USED)
            continue;
        for (uint32_t j = first_from(p, true, earliest(notice->day)); j < p->records->notices.len;
             j++) {
            if (notice_of(p, p->order[j])->day > notice->day + NOTICE_PAIR_DAYS)
                break;
            if (is_repetition(p, a, p->order[j]))
                p->to->fates[p->order[j]].end = NOTICE_REPEATED;
        }
    }
}

/* ------------------------------------------------------------------ changed amounts */

static bool is_near(int64_t told, int64_t printed)
{
    int64_t gap = told > printed ? told - printed : printed - told;

    return told > 0 && printed > 0 && gap <= told / 100 * NOTICE_CHANGE_PERCENT;
}

/* Shops that authorise an amount before they know it (folded). */
static bool sells_fuel(struct slice shop)
{
    static const struct slice words[] = {
        {"ENEOS", 5},          {"エネオス", 12}, {"出光", 6},      {"IDEMITSU", 8},  {"アポロ", 9},
        {"APOLLOSTATION", 13}, {"コスモ", 9},    {"COSMO", 5},     {"シエル", 9},    {"SHELL", 5},
        {"キグナス", 12},      {"SOLATO", 6},    {"太陽石油", 12}, {"ガソリン", 12}, {"給油", 6},
        {"石油", 6},           {"GASOLINE", 8},
    };

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (slice_has(shop, words[i]))
            return true;
    return false;
}

/* One yen to try the card, or more than the line says. */
static bool was_held(const struct pairing *p, uint32_t n, uint32_t entry)
{
    int64_t told = notice_of(p, n)->amount, printed = p->entries->list.at[entry].amount;

    return told > 0 && printed > 0 && (told <= NOTICE_TRIAL_MOST || printed <= told) &&
           sells_fuel(p->shops[n]);
}

static bool may_have_changed(const struct pairing *p, uint32_t n, uint32_t entry)
{
    const struct notice *notice = notice_of(p, n);

    return is_open(p, n) && notice->kind == NOTICE_USED && notice->stage == NOTICE_AUTHORISED &&
           notice->has_amount && !p->taken[entry] && may_be(p, n, entry) &&
           currency_eq(notice->currency, charge_of(p, entry)->currency) &&
           (is_near(notice->amount, p->entries->list.at[entry].amount) || was_held(p, n, entry)) &&
           same_shop(p, n, entry);
}

/* Whether another notice may be that of ${entry}, too. */
static bool is_contested(const struct pairing *p, uint32_t n, uint32_t entry)
{
    int32_t day = p->entries->list.at[entry].day;

    for (uint32_t i = first_from(p, true, earliest(day)); i < p->records->notices.len; i++) {
        uint32_t other = p->order[i];

        if (notice_of(p, other)->day > day + NOTICE_PAIR_DAYS)
            break;
        if (other != n && may_have_changed(p, other, entry))
            return true;
    }
    return false;
}

/* The one entry that it can be, when no other notice can be that; MAP_NONE = none or several. */
static uint32_t only_change(const struct pairing *p, uint32_t n)
{
    int32_t day = notice_of(p, n)->day;
    uint32_t found = MAP_NONE;

    for (uint32_t i = first_from(p, false, earliest(day)); i < p->entries->list.len; i++) {
        uint32_t entry = p->days[i];

        if (p->entries->list.at[entry].day > day + NOTICE_PAIR_DAYS)
            break;
        if (!may_have_changed(p, n, entry))
            continue;
        if (found != MAP_NONE)
            return MAP_NONE;
        found = entry;
    }
    return found == MAP_NONE || is_contested(p, n, found) ? MAP_NONE : found;
}

static void pair_changed(struct pairing *p)
{
    for (uint32_t i = 0; i < p->records->notices.len; i++) {
        uint32_t entry = is_open(p, p->order[i]) ? only_change(p, p->order[i]) : MAP_NONE;

        if (entry != MAP_NONE)
            take(p, p->order[i], entry, true);
    }
}

/* ------------------------------------------------------------------ declined uses */

/* The line of the attempt that went through: the next one of its shop, card and amount. */
static uint32_t later_attempt(const struct pairing *p, uint32_t n)
{
    const struct notice *notice = notice_of(p, n);
    uint32_t at = amount_index_first(&p->amounts, notice->amount, notice->currency);
    uint32_t found = MAP_NONE;

    for (; at; at = amount_index_next(&p->amounts, at)) {
        uint32_t entry = amount_index_entry(at);
        int32_t day = p->entries->list.at[entry].day;

        if (may_be(p, n, entry) && day >= notice->day && same_shop(p, n, entry) &&
            (found == MAP_NONE || day < p->entries->list.at[found].day ||
             (day == p->entries->list.at[found].day && entry < found)))
            found = entry;
    }
    return found;
}

static void tie_refused(struct pairing *p)
{
    for (uint32_t n = 0; n < p->records->notices.len; n++)
        if (p->to->fates[n].end == NOTICE_REFUSED && notice_of(p, n)->has_amount)
            p->to->fates[n].entry = later_attempt(p, n);
}

/* ------------------------------------------------------------------ the whole */

static void begin(struct pairing *p)
{
    size_t n = p->records->notices.len;

    p->to->fates = arena_make_n(p->arena, struct notice_fate, n);
    p->to->first = arena_make_n(p->arena, uint32_t, p->entries->list.len);
    p->to->refused = arena_make_n(p->arena, uint32_t, p->entries->list.len);
    p->taken = arena_make_n(p->scratch, uint8_t, p->entries->list.len);
    p->shops = arena_make_n(p->scratch, struct slice, n);
    for (uint32_t i = 0; i < n; i++) {
        p->to->fates[i].entry = MAP_NONE;
        p->shops[i] = text_fold(p->scratch, notice_of(p, i)->shop);
        if (notice_of(p, i)->kind == NOTICE_DECLINED)
            p->to->fates[i].end = NOTICE_REFUSED;
    }
}

/* The notices of each entry, by moment. */
static void link_pairs(struct pairing *p)
{
    for (uint32_t i = (uint32_t)p->records->notices.len; i-- > 0;) {
        struct notice_fate *fate = &p->to->fates[p->order[i]];

        uint32_t *first = fate->end == NOTICE_REFUSED ? p->to->refused : p->to->first;

        if (fate->entry == MAP_NONE)
            continue;
        fate->next = first[fate->entry];
        first[fate->entry] = p->order[i] + 1;
    }
}

void notice_pair(const struct records *records, const struct entries *entries, struct arena *arena,
                 struct notice_pairs *ret)
{
    struct pairing p = {.records = records,
                        .entries = entries,
                        .arena = arena,
                        .scratch = arena_like(arena),
                        .to = ret};

    begin(&p);
    if (records->notices.len) {
        p.order = ordered(&p, records->notices.len, moment_before);
        p.days = ordered(&p, entries->list.len, day_before);
        amount_index_init(&p.amounts, records, entries, p.scratch);
        drop_copies(&p);
        cancel_reversed(&p);
        pair_like(&p, NOTICE_OPEN);
        pair_like(&p, NOTICE_CANCELLED); /* reversed, and the lines show both */
        pair_changed(&p);
        drop_repeated(&p);
        tie_refused(&p);
        link_pairs(&p);
    }
    arena_free(p.scratch);
}
