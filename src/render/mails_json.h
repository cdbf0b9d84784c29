#ifndef MIOBOE_RENDER_MAILS_JSON_H
#define MIOBOE_RENDER_MAILS_JSON_H

/* What mails add to the JSON report of explain (docs/api/explain.md). */

#include "explain/mails.h"
#include "render/printer.h"

/* The notices of a charge as members of its `also_in`. */
void mails_json_also_in(struct printer *p, const struct report *report, uint32_t entry);

/* `notices` and `hints` of a charge, each where there are some. */
void mails_json_charge(struct printer *p, const struct report *report, uint32_t entry);

/* Charges that were noticed and stand on no statement yet, as members of `expected`. */
void mails_json_expected(struct printer *p, const struct report *report);

/* `warnings`, and `mails` where some were read. */
void mails_json_write(struct printer *p, const struct report *report);

#endif
