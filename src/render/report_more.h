#ifndef MIOBOE_RENDER_REPORT_MORE_H
#define MIOBOE_RENDER_REPORT_MORE_H

/* Parts of the text report beside the charges themselves. */

#include "explain/report.h"
#include "render/page.h"

/* One line for each flag of a charge that mioboe would ask the person about. */
void report_more_flags(struct page *page, const struct verdict *verdict);

/* The ${n} charges at ${order} as one line per shop: how many, how much, from when to when. */
void report_more_shops(struct page *page, const struct report *report, const uint32_t *order,
                       size_t n);

/* Money that should have moved and has not. */
void report_more_expected(struct page *page, const struct report *report);

/* What comes back regularly at Amazon, or ${all} of it. */
void report_more_recurring(struct page *page, const struct report *report, bool all);

#endif
