#ifndef MIOBOE_RENDER_SOURCE_JSON_H
#define MIOBOE_RENDER_SOURCE_JSON_H

/* A source as both the report of explain and that of records show it. */

#include "record/records.h"
#include "render/printer.h"

void source_json_write(struct printer *p, const struct source *source);

/* `"key": {"path", "line"}`; the value only. */
void source_json_place(struct printer *p, const struct records *records, uint32_t source,
                       uint32_t line);

/* `{"amount", "currency", "rate"}`, or null where ${extra} (may be NULL) has no amount in another
 * currency. */
void source_json_original(struct printer *p, const struct charge_extra *extra);

/* A share of a purchase, so that 0 is not told: null. */
void source_json_count(struct printer *p, int32_t count);

/* The member "instalment" of a row; null for a row that is paid at once.  ${whole}: with the
 * purchase as stated elsewhere on the row. */
void source_json_instalment(struct printer *p, const struct charge_extra *extra, bool whole);

#endif
