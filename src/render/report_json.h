#ifndef MIOBOE_RENDER_REPORT_JSON_H
#define MIOBOE_RENDER_REPORT_JSON_H

/* The report as the contract describes it: docs/api/explain.md. */

#include "render/case_news.h"
#include "render/filter.h"
#include "render/printer.h"

struct report_json_opts {
    const struct filter
        *filter; /* which charges are written; NULL = all.  The summary counts all */
    const struct case_news_list
        *cases;             /* what concerns cases of the store; NULL = there are none */
    struct slice household; /* its name, where several are explained one by one; empty = none */
};

/* Write ${report}.  Scratch space comes from ${arena}. */
void report_json_write(struct printer *p, const struct report *report,
                       const struct report_json_opts *opts, struct arena *arena);

#endif
