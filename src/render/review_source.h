#ifndef MIOBOE_RENDER_REVIEW_SOURCE_H
#define MIOBOE_RENDER_REVIEW_SOURCE_H

/* What explain found, as the review of an account wants it. */

#include "explain/report.h"
#include "review/review.h"

/* Charges, series, records, catalogue and today of ${report} to ${ret}; its other members stay. */
void review_source(const struct report *report, struct arena *arena, struct review_input *ret);

#endif
