#include "explain/nearby.h"

#include <string.h>

void nearby_init(struct nearby *nearby, struct arena *arena, size_t n)
{
    size_t bits = 1024;

    nearby->shift = 64 - 10;
    for (; bits / NEARBY_BITS < n; bits *= 2)
        nearby->shift--;
    nearby->bits = arena_make_n(arena, uint64_t, bits / 64);
}

void nearby_clear(struct nearby *nearby)
{
    memset(nearby->bits, 0, (size_t)1 << (64 - nearby->shift) >> 3);
}
