#include "match/unit.h"

#include "base/hash.h"
#include "base/sort.h"
#include "match/unit_inside.h"

#include <string.h>

bool unit_counts(const struct unit_gathering *g, struct origin origin)
{
    return g->copy[origin.source] == origin.source;
}

bool unit_source_before(const struct unit_gathering *g, uint32_t a, uint32_t b)
{
    const struct source *sa = &g->records->sources.at[a], *sb = &g->records->sources.at[b];

    if (sa->is_cut != sb->is_cut)
        return sb->is_cut;
    if (sa->records != sb->records)
        return sa->records > sb->records;
    return g->rank[a] < g->rank[b];
}

bool unit_is_paid_without_card(const struct payment *payment)
{
    return payment->gift && !payment->card;
}

struct purchase_key {
    const struct units *units;
    struct slice order_id;
};

static bool same_purchase(const void *ctx, uint32_t value)
{
    const struct purchase_key *key = ctx;

    return slice_eq(key->units->purchases.at[value].order_id, key->order_id);
}

uint32_t unit_purchase(struct unit_gathering *g, struct slice order_id, uint32_t source)
{
    struct purchase_key key = {g->ret, order_id};
    uint64_t hash = hash_bytes(order_id, 30);
    uint32_t at;
    struct purchase *p;

    if (order_id.len == 0)
        return MAP_NONE;
    at = map_add(&g->ret->purchase_index, g->arena, hash, (uint32_t)g->ret->purchases.len,
                 same_purchase, &key);
    if (at == g->ret->purchases.len) {
        p = array_push(g->arena, &g->ret->purchases);
        p->order_id = order_id;
        p->account = g->records->sources.at[source].account;
    }
    return at;
}

struct unit *unit_add(struct unit_gathering *g, enum unit_kind kind, struct origin origin,
                      uint32_t purchase)
{
    struct unit *u = array_push(g->arena, &g->ret->list);

    u->kind = (uint8_t)kind;
    u->origin = origin;
    u->purchase = purchase;
    u->day = u->day_too = u->ordered = DAY_NONE;
    u->items = 1;
    u->items_from = MAP_NONE;
    return u;
}

static bool unit_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct unit_gathering *g = ctx;
    const struct unit *ua = &g->ret->list.at[a], *ub = &g->ret->list.at[b];

    if (ua->purchase != ub->purchase) {
        if (ua->purchase == MAP_NONE || ub->purchase == MAP_NONE)
            return ub->purchase == MAP_NONE;
        return slice_cmp(g->ret->purchases.at[ua->purchase].order_id,
                         g->ret->purchases.at[ub->purchase].order_id) < 0;
    }
    if (ua->day != ub->day)
        return ua->day < ub->day;
    if (ua->amount != ub->amount)
        return ua->amount < ub->amount;
    if (ua->origin.source != ub->origin.source)
        return g->rank[ua->origin.source] < g->rank[ub->origin.source];
    return ua->origin.line < ub->origin.line;
}

/* Leave out what was replaced, and bring the rest into an order that depends on content only. */
static void order_units(struct unit_gathering *g)
{
    struct unit_list *list = &g->ret->list;
    uint32_t *order = arena_make_n(g->arena, uint32_t, list->len);
    struct unit *sorted;
    size_t len = 0;

    for (uint32_t i = 0; i < list->len; i++)
        if (!list->at[i].dropped)
            order[len++] = i;
    sort_indices(order, len, unit_before, g, g->arena);
    sorted = arena_make_n(g->arena, struct unit, len);
    for (size_t i = 0; i < len; i++) {
        sorted[i] = list->at[order[i]];
        if (sorted[i].purchase != MAP_NONE) {
            struct purchase *p = &g->ret->purchases.at[sorted[i].purchase];

            if (p->units_len++ == 0)
                p->first_unit = (uint32_t)i;
        }
    }
    list->at = sorted;
    list->len = list->cap = len;
}

static void widen(struct units *units, int32_t day)
{
    if (day == DAY_NONE)
        return;
    if (units->from == DAY_NONE || day < units->from)
        units->from = day;
    if (units->until == DAY_NONE || day > units->until)
        units->until = day;
}

static void measure_cover(struct unit_gathering *g)
{
    const struct records *r = g->records;
    struct units *u = g->ret;

    u->from = u->until = DAY_NONE;
    u->has_orders = r->order_lines.len || r->shipments.len || r->orders.len;
    u->has_digital = r->digitals.len > 0;
    for (size_t i = 0; i < r->order_lines.len; i++)
        widen(u, r->order_lines.at[i].ordered);
    for (size_t i = 0; i < r->shipments.len; i++)
        widen(u, r->shipments.at[i].ordered);
    for (size_t i = 0; i < r->orders.len; i++)
        widen(u, r->orders.at[i].ordered);
    for (size_t i = 0; i < r->digitals.len; i++)
        widen(u, r->digitals.at[i].ordered);
}

void unit_gather(const struct records *records, const struct catalog *catalog, const uint32_t *copy,
                 const uint32_t *rank, struct arena *arena, struct units *ret)
{
    struct unit_gathering g = {records, catalog, copy, rank, arena, ret};

    memset(ret, 0, sizeof(*ret));
    unit_gather_orders(&g);
    unit_gather_digitals(&g);
    unit_gather_subscriptions(&g);
    unit_gather_refunds(&g);
    unit_gather_transactions(&g);
    order_units(&g);
    measure_cover(&g);
}
