#ifndef MIOBOE_EXPLAIN_NEARBY_H
#define MIOBOE_EXPLAIN_NEARBY_H

/*
 * Which amounts stand near which days, as a few bits each (a Bloom filter with one hash): thousands
 * of sums are asked for each open charge, and nearly none of them is there.  To tell so takes one
 * or two bits that are near, not a search in memory that is far.
 */

#include "base/arena.h"
#include "base/day.h"

#define NEARBY_DAYS 4 /* days are told apart by so many */
#define NEARBY_BITS \
    16 /* for each amount and day: one look in sixteen at an absent one goes wrong */

struct nearby {
    uint64_t *bits;
    unsigned shift; /* 64 less the logarithm of their number */
};

/* Empty, with room for ${n} amounts. */
void nearby_init(struct nearby *nearby, struct arena *arena, size_t n);

/* Empty again. */
void nearby_clear(struct nearby *nearby);

static inline uint64_t nearby_place(const struct nearby *nearby, int64_t amount, int32_t days)
{
    uint64_t x = (uint64_t)amount * 0x9e3779b97f4a7c15u + (uint64_t)(uint32_t)days;

    x ^= x >> 32;
    return x * 0xd6e8feb86659fd93u >> nearby->shift;
}

static inline int32_t nearby_stretch(int32_t day)
{
    return day / NEARBY_DAYS - (day % NEARBY_DAYS < 0); /* rounded down */
}

static inline void nearby_add(struct nearby *nearby, int64_t amount, int32_t day)
{
    uint64_t place = nearby_place(nearby, amount, nearby_stretch(day));

    nearby->bits[place / 64] |= (uint64_t)1 << place % 64;
}

/* False: nothing of that amount was added for a day from ${from} to ${until}. */
static inline bool nearby_may_have(const struct nearby *nearby, int64_t amount, int32_t from,
                                   int32_t until)
{
    if (from == DAY_NONE)
        return true; /* without a first day: all of them would have to be asked */
    for (int32_t days = nearby_stretch(from); days <= nearby_stretch(until); days++) {
        uint64_t place = nearby_place(nearby, amount, days);

        if (nearby->bits[place / 64] >> place % 64 & 1)
            return true;
    }
    return false;
}

#endif
