#ifndef MIOBOE_RENDER_RECORDS_JSON_H
#define MIOBOE_RENDER_RECORDS_JSON_H

/* What was read, record by record: docs/api/records.md. */

#include "record/records.h"
#include "render/printer.h"

void records_json_write(struct printer *p, const struct records *records);

/* The sources, and how many records of each kind there are; ${distinct} charges are left of all
 * when files overlap. */
void records_json_summary(struct printer *p, const struct records *records, size_t distinct);

/* All records but charges as one list, for a source that is told elsewhere: each is `{"type":
 * "order", …}` with the members of the contract, without path and line. */
void records_json_list(struct printer *p, const struct records *records);

#endif
