#ifndef MIOBOE_CATALOG_PROVENANCE_H
#define MIOBOE_CATALOG_PROVENANCE_H

/* Where a row of the catalogue comes from: every row has one. */

#include "base/slice.h"

#include <stdbool.h>
#include <stdint.h>

struct provenance {
    struct slice source; /* page, project or document */
    struct slice seen;   /* YYYY-MM or YYYY-MM-DD */
    char confidence;     /* 'H' several sources or a primary one, 'M' one that saw real data, 'L' a
                            description */
};

/* The day on which it was seen, of a month its first; DAY_NONE (base/day.h) where it is no date. */
int32_t provenance_day(const struct provenance *provenance);

/*
 * Whether it was seen so long ago that the source should be looked at again before a number is
 * dialled or a day relied on: PROVENANCE_OLD_DAYS and more.
 */
#define PROVENANCE_OLD_DAYS 180
bool provenance_is_old(const struct provenance *provenance, int32_t today);

#endif
