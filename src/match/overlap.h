#ifndef MIOBOE_MATCH_OVERLAP_H
#define MIOBOE_MATCH_OVERLAP_H

/*
 * Whether two files are photographs of one window, told by what both show of the days that both
 * cover (docs/design/photographs.md).
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ${a} is the older, ${b} the newer. */
struct overlap {
    size_t in_a, in_b;   /* dated rows of these days */
    size_t shared;       /* of which so many stand in both */
    size_t len_a, len_b; /* rows of the whole files */
    size_t missed;       /* rows that only b shows, of days that had long passed when a was made */
};

/* Closed bills give themselves away: the older one shows many rows of these days, and the newer one
 * few others. */
bool overlap_shows_bills(const struct overlap *o);

/*
 * Whether both show one window.  The newer file must show at least half of the older one's rows
 * again, and may show more, which were posted since: few of them are of days that had long passed
 * when the older one was made, or else that one is a bill of what was posted late.  Two bills
 * (${are_bills}) must share more: a charge stands in one bill only, and twins fall on both sides of
 * the closing day.
 */
bool overlap_is_one_window(const struct overlap *o, bool are_bills);

#endif
