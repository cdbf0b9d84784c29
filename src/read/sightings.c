#include "read/sightings.h"

#include "base/hash.h"

#include <string.h>

struct key {
    const struct sightings *seen;
    enum sighting_kind kind;
    struct slice row;
};

static bool same(const void *ctx, uint32_t value)
{
    const struct key *key = ctx;
    const struct sighting *s = &key->seen->list.at[value];

    return s->kind == key->kind && slice_eq(s->row, key->row);
}

static uint64_t hash_of(enum sighting_kind kind, struct slice row)
{
    return hash_bytes(row, 20 + (uint64_t)kind);
}

void sightings_init(struct sightings *seen, struct arena *arena)
{
    *seen = (struct sightings){.arena = arena};
}

const void *sightings_find(const struct sightings *seen, enum sighting_kind kind, struct slice row)
{
    struct key key = {seen, kind, row};
    uint32_t at;

    if (!seen || row.len > SIGHTINGS_ROW_BYTES)
        return NULL;
    at = map_find(&seen->index, hash_of(kind, row), same, &key);
    return at == MAP_NONE ? NULL : seen->list.at[at].found;
}

void sightings_add(struct sightings *seen, enum sighting_kind kind, struct slice row,
                   const void *found, size_t size)
{
    struct key key = {seen, kind, row};
    struct sighting *s;
    uint32_t at;
    void *copy;

    if (!seen || row.len > SIGHTINGS_ROW_BYTES || seen->list.len >= SIGHTINGS_MAX)
        return;
    at = (uint32_t)seen->list.len;
    if (map_add(&seen->index, seen->arena, hash_of(kind, row), at, same, &key) != at)
        return;
    copy = arena_alloc(seen->arena, size);
    memcpy(copy, found, size);
    s = array_push(seen->arena, &seen->list);
    *s = (struct sighting){arena_copy(seen->arena, row), copy, kind};
}
