#ifndef MIOBOE_CATALOG_PROVENANCE_H
#define MIOBOE_CATALOG_PROVENANCE_H

/* Where a row of the catalogue comes from: every row has one. */

#include "base/slice.h"

struct provenance {
    struct slice source; /* page, project or document */
    struct slice seen;   /* YYYY-MM or YYYY-MM-DD */
    char confidence;     /* 'H' several sources or a primary one, 'M' one that saw real data, 'L' a
                            description */
};

#endif
