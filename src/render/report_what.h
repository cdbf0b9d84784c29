#ifndef MIOBOE_RENDER_REPORT_WHAT_H
#define MIOBOE_RENDER_REPORT_WHAT_H

/* What can be known about lines from the catalogue alone, before there is any file. */

#include "explain/report.h"
#include "render/page.h"

void report_what_write(struct page *page, const struct report *report);

/* What bills under ${name}, a line that holds no amount. */
void report_what_name(struct page *page, const struct catalog *catalog, struct slice name);

#endif
