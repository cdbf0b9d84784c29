#ifndef MIOBOE_RENDER_RECORDS_JSON_H
#define MIOBOE_RENDER_RECORDS_JSON_H

/* What was read, record by record: docs/api/records.md. */

#include "record/records.h"
#include "render/printer.h"

void records_json_write(struct printer *p, const struct records *records);

#endif
