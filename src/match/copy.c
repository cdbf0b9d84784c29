#include "match/copy.h"

#include "base/sort.h"

static bool path_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct records *records = ctx;

    return slice_cmp(records->sources.at[a].path, records->sources.at[b].path) < 0;
}

static bool same_bytes(const void *ctx, uint32_t value)
{
    (void)ctx;
    (void)value;
    return true;
}

const uint32_t *copy_find(const struct records *records, struct arena *arena,
                          const uint32_t **ret_rank)
{
    size_t n = records->sources.len;
    uint32_t *order = sort_order(n, path_before, records, arena);
    uint32_t *rank = arena_make_n(arena, uint32_t, n);
    uint32_t *copy = arena_make_n(arena, uint32_t, n);
    struct map seen = {0};

    for (uint32_t i = 0; i < n; i++) {
        uint32_t s = order[i];

        rank[s] = i;
        copy[s] = map_add(&seen, arena, records->sources.at[s].digest, s, same_bytes, NULL);
    }
    *ret_rank = rank;
    return copy;
}
