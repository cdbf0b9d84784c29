#ifndef MIOBOE_EXPLAIN_POOL_H
#define MIOBOE_EXPLAIN_POOL_H

/*
 * The units that are to be had, by day and close together in memory: each open charge goes through
 * those near it, hundreds of them where a household buys much, and most are told from here to be of
 * no use.  Filled anew whenever model.available or what is learnt has changed.
 */

#include "explain/model.h"

/* A unit that ships so many days after it was ordered. */
#define PREORDER_DAYS 15

struct pool_unit {
    int64_t size; /* of its amount */
    int32_t day;
    uint32_t number;
    uint32_t purchase; /* MAP_NONE: none, or it has no other unit and tells of no part */
    float visible;     /* as model_visible() */
    struct currency currency;
    uint8_t evidence, lag_class;
    bool credit, certain;
    bool preorder; /* ordered PREORDER_DAYS before */
    bool gift;     /* a gift balance paid some of it */
    bool may_hide; /* a part of it may have been paid without a word in its export */
    bool two_days; /* shipped on two */
    bool at_order; /* model_is_at_order() may hold */
};

struct pool {
    struct pool_unit *at;
    size_t len, room;
    struct nearby amounts;
};

/* The units of ${model} that are available. */
void pool_fill(struct pool *pool, const struct model *model, struct arena *arena);

/* Position of the first unit with day ≥ ${day}. */
size_t pool_from_day(const struct pool *pool, int32_t day);

/* Which sizes there are near one charge, as bits that are all at hand: one in eight of those that
 * it affirms is there. */
#define SIZE_BITS 16384u

struct size_set {
    uint64_t bits[SIZE_BITS / 64];
};

static inline uint32_t size_place(int64_t size)
{
    return (uint32_t)((uint64_t)size * 0x9e3779b97f4a7c15u >> 50); /* 14 bits */
}

static inline void size_set_add(struct size_set *set, int64_t size)
{
    uint32_t place = size_place(size);

    set->bits[place / 64] |= (uint64_t)1 << place % 64;
}

/* False: no such size was added. */
static inline bool size_set_may_have(const struct size_set *set, int64_t size)
{
    uint32_t place = size_place(size);

    return set->bits[place / 64] >> place % 64 & 1;
}

#endif
