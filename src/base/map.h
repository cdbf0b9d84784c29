#ifndef MIOBOE_BASE_MAP_H
#define MIOBOE_BASE_MAP_H

/*
 * A hash table from a 64-bit hash to a 32-bit value (mostly an index into an array of the
 * caller's). Different keys with one hash are told apart by the caller's ${same}; NULL trusts the
 * hash. A zeroed map is empty.
 */

#include "base/arena.h"

struct map_slot {
    uint64_t hash;
    uint32_t value; /* 0 = free; stored value + 1 */
};

struct map {
    struct map_slot *slots;
    size_t cap, len;
};

#define MAP_NONE UINT32_MAX

typedef bool map_same(const void *ctx, uint32_t value);

/* The value under ${hash}, or MAP_NONE. */
uint32_t map_find(const struct map *map, uint64_t hash, map_same *same, const void *ctx);

/*
 * The value under ${hash}; if there is none yet, put ${value} there and return it.
 * ${value} is below MAP_NONE - 1.
 */
uint32_t map_add(struct map *map, struct arena *arena, uint64_t hash, uint32_t value,
                 map_same *same, const void *ctx);

/* Have the slot of ${hash} brought near, for a look-up that follows soon; changes nothing. */
static inline void map_fetch(const struct map *map, uint64_t hash)
{
    if (map->cap)
        __builtin_prefetch(&map->slots[(size_t)hash & (map->cap - 1)], 1);
}

/* Room for ${n} keys in all, so that it need not grow on the way. */
void map_reserve(struct map *map, struct arena *arena, size_t n);

/* Put ${value} under ${hash} whatever was there (needs a NULL ${same} look-up: hash is the key). */
void map_set(struct map *map, struct arena *arena, uint64_t hash, uint32_t value);

#endif
