#include "match/unit_inside.h"

#include "base/hash.h"
#include "base/sort.h"
#include "base/text.h"

#include <string.h>

/*
 * A digital order costs the sum of its money components.  Era 2 spreads an item over three files:
 * what belongs together is told by the item's number, so a component without an order number
 * borrows it from there.
 */
struct digital_sorting {
    struct unit_gathering *g;
    struct map item_order; /* item number → purchase */
    uint32_t *purchase;    /* by record; MAP_NONE = does not count */
};

static uint64_t item_key(const struct digital *d)
{
    return hash_bytes(d->item_id, 40);
}

static void find_purchases(struct digital_sorting *s)
{
    const struct digitals *all = &s->g->records->digitals;

    s->purchase = arena_make_n(s->g->arena, uint32_t, all->len);
    for (size_t i = 0; i < all->len; i++) {
        const struct digital *d = &all->at[i];

        s->purchase[i] = MAP_NONE;
        if (!unit_counts(s->g, d->origin) || d->order_id.len == 0)
            continue;
        s->purchase[i] = unit_purchase(s->g, d->order_id, d->origin.source);
        if (d->item_id.len)
            map_add(&s->item_order, s->g->arena, item_key(d), s->purchase[i], NULL, NULL);
    }
    for (size_t i = 0; i < all->len; i++) {
        const struct digital *d = &all->at[i];

        if (unit_counts(s->g, d->origin) && d->order_id.len == 0 && d->item_id.len)
            s->purchase[i] = map_find(&s->item_order, item_key(d), NULL, NULL);
    }
}

/* By purchase, told amounts before listed prices, the better source first. */
static bool digital_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct digital_sorting *s = ctx;
    const struct digital *da = &s->g->records->digitals.at[a];
    const struct digital *db = &s->g->records->digitals.at[b];

    if (s->purchase[a] != s->purchase[b])
        return s->purchase[a] < s->purchase[b];
    if (da->is_listed != db->is_listed)
        return db->is_listed;
    if (da->origin.source != db->origin.source)
        return unit_source_before(s->g, da->origin.source, db->origin.source);
    return da->origin.line < db->origin.line;
}

static bool title_names_plan(const struct catalog *catalog, struct arena *arena, struct slice title,
                             struct slice merchant)
{
    struct slice folded = text_fold(arena, title);

    for (size_t i = 0; i < catalog->plans_len; i++) {
        const struct plan *plan = &catalog->plans[i];
        bool billed = false;

        for (size_t m = 0; m < plan->merchants_len; m++)
            billed = billed || slice_eq(plan->merchants[m], merchant);
        for (size_t t = 0; billed && t < plan->titles_len; t++)
            if (slice_has(folded, plan->titles[t]))
                return true;
    }
    return false;
}

/* What one source says a digital order costs, and the facts of its rows. */
static void add_digital(struct digital_sorting *s, const uint32_t *order, size_t n,
                        size_t sources_end)
{
    const struct digitals *all = &s->g->records->digitals;
    const struct digital *first = &all->at[order[0]];
    struct unit *u;
    int64_t sum = 0;
    bool free = false, told = false;
    int32_t ordered = DAY_NONE;
    struct slice title = {"", 0};
    struct payment payment = {0};

    for (size_t i = 0; i < sources_end; i++) {
        const struct digital *d = &all->at[order[i]];

        title = title.len ? title : d->title;
        ordered = ordered != DAY_NONE ? ordered : d->ordered;
        free = free || d->free_replacement || d->paid_by_other || d->cancelled;
        if (d->payment.card || d->payment.gift)
            payment = d->payment;
        if (i < n && d->has_amount) {
            told = true;
            if (!money_add(sum, d->amount, &sum))
                return;
        }
    }
    if (!told || free || sum <= 0)
        return;
    u = unit_add(s->g, UNIT_DIGITAL, first->origin, s->purchase[order[0]]);
    u->title = title;
    u->amount = sum;
    u->currency = first->currency;
    u->ordered = u->day = ordered;
    u->items = (uint16_t)(n < UINT16_MAX ? n : UINT16_MAX);
    u->payment = payment;
    u->evidence = EVIDENCE_DIGITAL;
    u->dropped = unit_is_paid_without_card(&payment);
    if (title_names_plan(s->g->catalog, s->g->arena, title, SLICE("amazon.membership")))
        u->evidence |= EVIDENCE_MEMBERSHIP;
    if (title_names_plan(s->g->catalog, s->g->arena, title, SLICE("amazon.audible")))
        u->evidence |= EVIDENCE_AUDIBLE;
}

/* Whether a purchase has a unit already (an order-level telling): the components are the better
 * one. */
static void drop_orders_told_worse(struct unit_gathering *g, size_t before)
{
    struct map told = {0};

    for (size_t i = before; i < g->ret->list.len; i++)
        map_add(&told, g->arena, hash_mix(41, g->ret->list.at[i].purchase), 0, NULL, NULL);
    for (size_t i = 0; i < before; i++) {
        struct unit *u = &g->ret->list.at[i];

        if (u->purchase != MAP_NONE &&
            map_find(&told, hash_mix(41, u->purchase), NULL, NULL) != MAP_NONE)
            u->dropped = u->dropped || u->kind == UNIT_ORDER || u->kind == UNIT_DIGITAL;
    }
}

void unit_gather_digitals(struct unit_gathering *g)
{
    const struct digitals *all = &g->records->digitals;
    struct digital_sorting s = {.g = g};
    uint32_t *order = arena_make_n(g->arena, uint32_t, all->len);
    size_t len = 0, before = g->ret->list.len;

    find_purchases(&s);
    for (uint32_t i = 0; i < all->len; i++)
        if (s.purchase[i] != MAP_NONE)
            order[len++] = i;
    sort_indices(order, len, digital_before, &s, g->arena);
    for (size_t i = 0, end, amounts_end; i < len; i = end) {
        const struct digital *first = NULL;

        amounts_end = i;
        for (end = i; end < len && s.purchase[order[end]] == s.purchase[order[i]]; end++) {
            const struct digital *d = &all->at[order[end]];

            if (!first && d->has_amount)
                first = d;
            if (!first ||
                (d->origin.source == first->origin.source && d->is_listed == first->is_listed))
                amounts_end = end + 1;
        }
        add_digital(&s, order + i, amounts_end - i, end - i);
    }
    drop_orders_told_worse(g, before);
}
