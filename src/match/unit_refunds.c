#include "match/unit_inside.h"

#include "base/hash.h"

/*
 * Refund rows tell the order, the day and the sum; joins inside Amazon repeat rows, so rows that
 * agree in all three are one refund.  Of two sources that tell of one refund the better one counts.
 * A digital return is told by components (price, tax): those of one item and day add up to one
 * refund.
 */
static uint64_t refund_key(const struct refund *r)
{
    uint64_t key = hash_mix(hash_mix(60, (uint64_t)(uint32_t)r->day), r->component.len > 0);

    if (r->component.len)
        return hash_bytes(r->item_id, hash_bytes(r->order_id, key));
    return hash_bytes(r->order_id, hash_mix(key, (uint64_t)r->amount));
}

static bool counts(const struct unit_gathering *g, const struct refund *r)
{
    return unit_counts(g, r->origin) && r->kind == REFUND_PAID && !r->to_gift && r->has_amount &&
           r->amount > 0;
}

/* Which source's components count, by refund. */
static void choose_sources(const struct unit_gathering *g, struct map *ret)
{
    const struct refunds *all = &g->records->refunds;

    for (size_t i = 0; i < all->len; i++) {
        const struct refund *r = &all->at[i];
        uint32_t chosen;

        if (!r->component.len || !counts(g, r))
            continue;
        chosen = map_add(ret, g->arena, refund_key(r), r->origin.source, NULL, NULL);
        if (chosen != r->origin.source && unit_source_before(g, r->origin.source, chosen))
            map_set(ret, g->arena, refund_key(r), r->origin.source);
    }
}

/* One more row of a refund that is known already. */
static void tell_again(const struct unit_gathering *g, const struct refund *r, struct unit *u)
{
    if (r->component.len) {
        u->amount -= r->amount;
        return;
    }
    u->open = u->open && !r->completed;
    if (unit_source_before(g, r->origin.source, u->origin.source))
        u->origin = r->origin;
}

void unit_gather_refunds(struct unit_gathering *g)
{
    const struct refunds *all = &g->records->refunds;
    struct map seen = {0}, chosen = {0};

    choose_sources(g, &chosen);
    for (size_t i = 0; i < all->len; i++) {
        const struct refund *r = &all->at[i];
        uint32_t index = (uint32_t)g->ret->list.len, had;
        struct unit *u;

        if (!counts(g, r) ||
            (r->component.len && map_find(&chosen, refund_key(r), NULL, NULL) != r->origin.source))
            continue;
        had = map_add(&seen, g->arena, refund_key(r), index, NULL, NULL);
        if (had != index) {
            tell_again(g, r, &g->ret->list.at[had]);
            continue;
        }
        u = unit_add(g, UNIT_REFUND, r->origin, unit_purchase(g, r->order_id, r->origin.source));
        u->title = r->title;
        u->amount = -r->amount;
        u->currency = r->currency;
        u->day = r->day != DAY_NONE ? r->day : r->created;
        u->evidence = EVIDENCE_REFUND;
        u->open = !r->completed;
    }
}
