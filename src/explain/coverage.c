#include "explain/coverage.h"

enum {
    COVER_ORDERS = 1u << 0,
    COVER_DIGITAL = 1u << 1,
    COVER_BILLS = 1u << 2,       /* subscriptions and their bills */
    COVER_TRANSACTIONS = 1u << 3 /* tells of everything that was charged */
};

/* What would tell of a charge of that class; 0 = nothing that mioboe reads does. */
static const unsigned needs[MERCHANT_CLASSES] = {
    [MERCHANT_RETAIL] = COVER_ORDERS,
    [MERCHANT_MARKETPLACE] = COVER_ORDERS,
    [MERCHANT_DIGITAL] = COVER_DIGITAL | COVER_BILLS,
    [MERCHANT_MEMBERSHIP] = COVER_DIGITAL | COVER_BILLS,
    [MERCHANT_AUDIBLE] = COVER_DIGITAL | COVER_BILLS,
    [MERCHANT_AMAZON] = COVER_ORDERS | COVER_DIGITAL | COVER_BILLS,
    [MERCHANT_GIFT_CARD] = COVER_ORDERS | COVER_DIGITAL,
};

/* ------------------------------------------------------------------ what each source tells */

static void widen(struct cover *c, int32_t from, int32_t until)
{
    if (from == DAY_NONE || until == DAY_NONE)
        return;
    if (c->from == DAY_NONE || from < c->from)
        c->from = from;
    if (c->until == DAY_NONE || until > c->until)
        c->until = until;
}

static void see(struct cover *covers, struct origin origin, unsigned kind, int32_t day)
{
    covers[origin.source].has |= kind;
    widen(&covers[origin.source], day, day);
}

static void see_records(const struct records *r, struct cover *c)
{
    for (size_t i = 0; i < r->order_lines.len; i++)
        see(c, r->order_lines.at[i].origin, COVER_ORDERS, r->order_lines.at[i].ordered);
    for (size_t i = 0; i < r->shipments.len; i++)
        see(c, r->shipments.at[i].origin, COVER_ORDERS, r->shipments.at[i].ordered);
    for (size_t i = 0; i < r->orders.len; i++)
        see(c, r->orders.at[i].origin, r->orders.at[i].digital ? COVER_DIGITAL : COVER_ORDERS,
            r->orders.at[i].ordered);
    for (size_t i = 0; i < r->digitals.len; i++)
        see(c, r->digitals.at[i].origin, COVER_DIGITAL, r->digitals.at[i].ordered);
    for (size_t i = 0; i < r->billings.len; i++)
        see(c, r->billings.at[i].origin, COVER_BILLS, r->billings.at[i].day);
    for (size_t i = 0; i < r->subscriptions.len; i++)
        see(c, r->subscriptions.at[i].origin, COVER_BILLS, DAY_NONE);
    for (size_t i = 0; i < r->transactions.len; i++)
        see(c, r->transactions.at[i].origin, COVER_TRANSACTIONS, r->transactions.at[i].day);
}

/* ------------------------------------------------------------------ what each member's sources
 * tell */

static void merge(struct cover *to, const struct cover *from)
{
    to->has |= from->has;
    widen(to, from->from, from->until);
}

static struct cover nothing(void)
{
    return (struct cover){0, DAY_NONE, DAY_NONE};
}

static void merge_member(struct coverage *c, struct arena *arena, uint64_t member,
                         const struct cover *from)
{
    uint32_t at = map_add(&c->index, arena, member, (uint32_t)c->members.len, NULL, NULL);

    if (at == c->members.len)
        *array_push(arena, &c->members) = nothing();
    merge(&c->members.at[at], from);
}

const struct coverage *coverage_of(const struct report *report, const struct history *history,
                                   struct arena *arena)
{
    const struct sources *sources = &report->records->sources;
    struct coverage *c = arena_make(arena, struct coverage);
    struct cover *by_source = arena_make_n(arena, struct cover, sources->len + 1);

    c->history = history;
    c->unnamed = c->all = nothing();
    for (size_t s = 0; s < sources->len; s++)
        by_source[s] = nothing();
    see_records(report->records, by_source);
    for (size_t s = 0; s < sources->len; s++) {
        if (!by_source[s].has)
            continue;
        merge(&c->all, &by_source[s]);
        if (sources->at[s].account.len == 0)
            merge(&c->unnamed, &by_source[s]);
        else
            merge_member(c, arena, history->members[s], &by_source[s]);
    }
    return c;
}

/* ------------------------------------------------------------------ what a charge could be told by
 */

static struct cover cover_for(const struct coverage *c, const struct report *report, uint32_t entry)
{
    uint32_t source = history_charge(report, entry)->source, at;
    struct cover cover = c->unnamed;

    if (report->records->sources.at[source].account.len == 0)
        return c->all;
    at = map_find(&c->index, c->history->members[source], NULL, NULL);
    if (at != MAP_NONE)
        merge(&cover, &c->members.at[at]);
    return cover;
}

static unsigned need_of(const struct report *report, uint32_t entry)
{
    const struct merchant *m = history_merchant(report, entry);

    return m ? needs[m->class] : 0;
}

bool coverage_is_missing(const struct coverage *coverage, const struct report *report,
                         uint32_t entry)
{
    unsigned need = need_of(report, entry);

    return need && !(cover_for(coverage, report, entry).has & (need | COVER_TRANSACTIONS));
}

bool coverage_is_elsewhere(const struct coverage *coverage, const struct report *report,
                           uint32_t entry)
{
    struct cover cover = cover_for(coverage, report, entry);
    int32_t day = history_day(report, entry);

    if (!(cover.has & (need_of(report, entry) | COVER_TRANSACTIONS)) || !need_of(report, entry) ||
        cover.from == DAY_NONE || day == DAY_NONE)
        return false;
    return day < cover.from - COVERAGE_MARGIN || day > cover.until + COVERAGE_MARGIN;
}
