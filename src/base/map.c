#include "base/map.h"

#include <string.h>

/* The slot of the key, or the free slot where it would go.  Linear probing, load at most 3/4. */
static struct map_slot *probe(const struct map *map, uint64_t hash, map_same *same, const void *ctx)
{
    size_t mask = map->cap - 1;

    for (size_t i = (size_t)hash & mask;; i = (i + 1) & mask) {
        struct map_slot *slot = &map->slots[i];

        if (slot->value == 0)
            return slot;
        if (slot->hash == hash && (!same || same(ctx, slot->value - 1)))
            return slot;
    }
}

static void grow(struct map *map, struct arena *arena, size_t cap)
{
    struct map old = *map;

    map->cap = cap;
    map->slots = arena_make_n(arena, struct map_slot, map->cap);
    for (size_t i = 0; i < old.cap; i++) {
        size_t at = (size_t)old.slots[i].hash & (map->cap - 1);

        if (old.slots[i].value == 0)
            continue;
        while (map->slots[at].value)
            at = (at + 1) & (map->cap - 1);
        map->slots[at] = old.slots[i];
    }
    if (old.cap)
        arena_resize(arena, old.slots, old.cap * sizeof(*old.slots), 0);
}

static size_t next_cap(const struct map *map)
{
    return map->cap ? map->cap * 2 : 64;
}

void map_reserve(struct map *map, struct arena *arena, size_t n)
{
    size_t cap = next_cap(map);

    while (cap / 4 * 3 <= n)
        cap *= 2;
    if (map->cap / 4 * 3 <= n)
        grow(map, arena, cap);
}

uint32_t map_find(const struct map *map, uint64_t hash, map_same *same, const void *ctx)
{
    if (map->len == 0)
        return MAP_NONE;
    return probe(map, hash, same, ctx)->value - 1; /* 0 - 1 is MAP_NONE */
}

uint32_t map_add(struct map *map, struct arena *arena, uint64_t hash, uint32_t value,
                 map_same *same, const void *ctx)
{
    struct map_slot *slot;

    if (map->len >= map->cap / 4 * 3)
        grow(map, arena, next_cap(map));
    slot = probe(map, hash, same, ctx);
    if (slot->value == 0) {
        *slot = (struct map_slot){hash, value + 1};
        map->len++;
    }
    return slot->value - 1;
}

void map_set(struct map *map, struct arena *arena, uint64_t hash, uint32_t value)
{
    struct map_slot *slot;

    if (map->len >= map->cap / 4 * 3)
        grow(map, arena, next_cap(map));
    slot = probe(map, hash, NULL, NULL);
    map->len += slot->value == 0;
    *slot = (struct map_slot){hash, value + 1};
}
