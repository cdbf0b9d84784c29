#ifndef MIOBOE_RENDER_REPORT_TEXT_H
#define MIOBOE_RENDER_REPORT_TEXT_H

/* The report for people: what needs them first, in their language. */

#include "render/filter.h"
#include "render/page.h"

struct report_text_opts {
    struct filter filter;
    bool all;     /* also every charge of other shops, not one line per shop */
    bool verbose; /* where each line stands in its file */
};

/* The first sentence of it: how many charges there are, and what became of them. */
struct slice report_text_summary(struct page *page, const struct report *report);

void report_text_write(struct page *page, const struct report *report,
                       const struct report_text_opts *opts);

#endif
