#include "explain/pool.h"

static struct pool_unit unit_of(const struct model *m, uint32_t number)
{
    const struct unit *u = &m->units->list.at[number];
    const struct purchase *p =
        u->purchase == MAP_NONE ? NULL : &m->units->purchases.at[u->purchase];
    bool alone = !p || p->units_len == 0 || (p->units_len == 1 && p->known_deduction <= 0);

    return (struct pool_unit){
        .size = u->amount < 0 ? -u->amount : u->amount,
        .day = u->day,
        .number = number,
        .purchase = alone ? MAP_NONE : u->purchase,
        .visible = m->visible[number],
        .currency = u->currency,
        .evidence = u->evidence,
        .lag_class = (uint8_t)model_lag_class(u),
        .credit = u->amount < 0,
        .certain = u->certain,
        .preorder = u->ordered != DAY_NONE && u->day - u->ordered >= PREORDER_DAYS,
        .gift = u->payment.gift,
        .may_hide = u->evidence & EVIDENCE_ORDER || u->kind == UNIT_DIGITAL,
        .two_days = u->day_too != DAY_NONE,
        .at_order = u->shipped && !u->certain && u->amount > 0 && u->ordered != DAY_NONE,
    };
}

/* Empty, with room for ${n} units. */
static void make_room(struct pool *pool, struct arena *arena, size_t n)
{
    pool->len = 0;
    if (pool->at && n <= pool->room) {
        nearby_clear(&pool->amounts);
        return;
    }
    pool->room = n;
    pool->at = arena_make_n(arena, struct pool_unit, n);
    nearby_init(&pool->amounts, arena, n);
}

void pool_fill(struct pool *pool, const struct model *model, struct arena *arena)
{
    size_t n = 0;

    for (size_t i = 0; i < model->units_len; i++)
        n += model->available[i];
    make_room(pool, arena, n);
    for (size_t i = 0; i < model->units_len; i++) {
        uint32_t number = model->by_day[i];
        const struct unit *u = &model->units->list.at[number];

        if (!model->available[number] || u->amount == 0)
            continue;
        pool->at[pool->len++] = unit_of(model, number);
        nearby_add(&pool->amounts, u->amount, u->day);
    }
}

size_t pool_from_day(const struct pool *pool, int32_t day)
{
    size_t lo = 0, hi = pool->len;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (pool->at[mid].day < day)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}
