#ifndef MIOBOE_RENDER_BECAUSE_H
#define MIOBOE_RENDER_BECAUSE_H

/* Why a charge is what it is said to be: orders, titles, arithmetic, days. */

#include "explain/report.h"
#include "render/page.h"

/* One explanation of charge number ${entry} in a sentence: `order 250-…, Pens: ¥1,788 + ¥2,200 =
 * ¥3,988, shipped 8/13, charged 8/14`. */
struct slice because_sentence(struct page *page, const struct report *report, size_t entry,
                              struct part_range parts);

#endif
