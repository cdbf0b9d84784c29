#ifndef MIOBOE_RENDER_REPORT_CSV_H
#define MIOBOE_RENDER_REPORT_CSV_H

/* The report as a table, one row a charge, for spreadsheets. */

#include "render/filter.h"
#include "render/page.h"
#include "render/printer.h"

/*
 * id, path, line, date, card, amount, currency, descriptor, merchant, verdict, probability,
 * order_ids, because, cause.
 * ${page} gives the language of the sentences and scratch space; nothing is written to it.
 */
void report_csv_write(struct printer *p, const struct report *report, const struct filter *filter,
                      struct page *page);

#endif
