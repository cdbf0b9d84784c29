#ifndef MIOBOE_EXPLAIN_SUBSET_H
#define MIOBOE_EXPLAIN_SUBSET_H

/* Which of some amounts add up to a sum. */

#include "base/arena.h"

#define SUBSET_STEPS 20000u /* of one search: then it is cut off and says so */

/* Called for each subset found, as ascending positions; return false to stop. */
typedef bool subset_found(void *ctx, const uint32_t *positions, size_t n);

/*
 * Tell ${found} of the subsets of at least ${least} of the ${n} amounts (all of one sign, in any
 * order) that sum to ${sum}, larger amounts tried first.  Return false when the search was cut off
 * before all were found.
 */
bool subset_find(const int64_t *amounts, size_t n, int64_t sum, size_t least, subset_found *found,
                 void *ctx, struct arena *arena);

#endif
