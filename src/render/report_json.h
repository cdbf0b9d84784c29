#ifndef MIOBOE_RENDER_REPORT_JSON_H
#define MIOBOE_RENDER_REPORT_JSON_H

/* The report as the contract describes it: docs/api/explain.md. */

#include "render/filter.h"
#include "render/printer.h"

/*
 * Write ${report}; of its charges those that ${filter} shows (NULL: all).  The summary counts all.
 * Scratch space comes from ${arena}.
 */
void report_json_write(struct printer *p, const struct report *report, const struct filter *filter,
                       struct arena *arena);

#endif
