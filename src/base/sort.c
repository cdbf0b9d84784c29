#include "base/sort.h"

#include <string.h>

#define SMALL 12u

static void insert_sort(uint32_t *at, size_t n, sort_before *before, const void *ctx)
{
    for (size_t i = 1; i < n; i++) {
        uint32_t x = at[i];
        size_t j = i;

        for (; j > 0 && before(ctx, x, at[j - 1]); j--)
            at[j] = at[j - 1];
        at[j] = x;
    }
}

/* Merge at[0, half) and at[half, n); already ordered halves cost one comparison. */
static void merge(uint32_t *at, size_t half, size_t n, uint32_t *scratch, sort_before *before,
                  const void *ctx)
{
    size_t i = 0, j = half, k = 0;

    if (!before(ctx, at[half], at[half - 1]))
        return;
    memcpy(scratch, at, half * sizeof(*at));
    while (i < half && j < n)
        at[k++] = before(ctx, at[j], scratch[i]) ? at[j++] : scratch[i++];
    memcpy(at + k, scratch + i, (half - i) * sizeof(*at));
}

void sort_indices(uint32_t *at, size_t n, sort_before *before, const void *ctx, struct arena *arena)
{
    uint32_t *scratch;

    for (size_t from = 0; from < n; from += SMALL)
        insert_sort(at + from, n - from < SMALL ? n - from : SMALL, before, ctx);
    if (n <= SMALL)
        return;
    scratch = arena_make_n(arena, uint32_t, n);
    for (size_t width = SMALL; width < n; width *= 2)
        for (size_t from = 0; from + width < n; from += 2 * width)
            merge(at + from, width, n - from < 2 * width ? n - from : 2 * width, scratch, before,
                  ctx);
    arena_resize(arena, scratch, n * sizeof(*scratch), 0);
}

uint32_t *sort_order(size_t n, sort_before *before, const void *ctx, struct arena *arena)
{
    uint32_t *order = arena_make_n(arena, uint32_t, n);

    for (uint32_t i = 0; i < n; i++)
        order[i] = i;
    sort_indices(order, n, before, ctx, arena);
    return order;
}
