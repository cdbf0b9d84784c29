#ifndef MIOBOE_EXPLAIN_CHAIN_H
#define MIOBOE_EXPLAIN_CHAIN_H

/*
 * Dated chains: charges under one text that come back after 7, 14 or 28 days, or after 1, 2, 3, 6
 * or 12 calendar months.  The rule and its reasons: docs/design/recurring.md.
 */

#include "base/array.h"
#include "base/day.h"

#define CHAINS_MAX 8u /* series under one text; more is a habit of shopping, not a bill */

/* One charge under the text, by day. */
struct chain_line {
    int64_t amount;
    int32_t day;
    uint32_t card;
    uint8_t plan_months; /* period of a plan whose price it is; 0 = none known */
    bool plan_alone;     /* its merchant bills nothing but plans: one charge is a series */
};

struct chain {
    uint32_t from, len; /* in chains.lines */
    int months, days;   /* period: one of the two is set */
    int32_t next_due;
    int32_t tolerance; /* days that it may come earlier or later */
    uint32_t least;    /* charges that it needed to be a series */
    bool steady;       /* equal amounts but for steps: a change of amount is a change of price */
};
ARRAY_TYPE(chain_list, struct chain);
ARRAY_TYPE(chain_lines, uint32_t);

struct chains {
    struct chain_list list;
    struct chain_lines lines; /* numbers of lines, by day within each chain */
};

/*
 * Add the chains among the ${n} lines at ${lines} (by day) to ${ret}.  ${until} is the last day
 * that the statements show.  Time is near-linear in ${n}: texts with too many lines for CHAINS_MAX
 * series are no search.
 */
void chain_find(const struct chain_line *lines, size_t n, int32_t until, struct arena *arena,
                struct chains *ret);

#endif
