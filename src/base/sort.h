#ifndef MIOBOE_BASE_SORT_H
#define MIOBOE_BASE_SORT_H

/* A stable merge sort of 32-bit indices: O(n log n) comparisons whatever the input, no globals. */

#include "base/arena.h"

/* Whether index ${a} comes strictly before index ${b}. */
typedef bool sort_before(const void *ctx, uint32_t a, uint32_t b);

/* Sort the ${n} indices at ${at}; equal ones keep their order.  Scratch space comes from ${arena}.
 */
void sort_indices(uint32_t *at, size_t n, sort_before *before, const void *ctx,
                  struct arena *arena);

/* The indices from 0 to ${n} - 1, sorted; they live in ${arena}. */
uint32_t *sort_order(size_t n, sort_before *before, const void *ctx, struct arena *arena);

#endif
