#ifndef MIOBOE_RENDER_FILTER_H
#define MIOBOE_RENDER_FILTER_H

/* Which charges are shown.  What is not shown still took part in the explanation. */

#include "explain/report.h"

struct filter {
    unsigned verdicts;    /* bits by enum verdict_kind; 0 = all */
    int32_t since, until; /* days, both included; DAY_NONE = open */
};

/* Whether charge number ${entry} is shown; a NULL ${filter} shows all. */
bool filter_shows(const struct filter *filter, const struct report *report, size_t entry);

#endif
