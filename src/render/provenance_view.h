#ifndef MIOBOE_RENDER_PROVENANCE_VIEW_H
#define MIOBOE_RENDER_PROVENANCE_VIEW_H

/* Where a row of the catalogue has its facts from, as every form tells it; nothing where it has
 * none. */

#include "catalog/provenance.h"
#include "render/page.h"
#include "render/printer.h"

/* How sure the row is, in words: high, medium or low. */
struct slice provenance_sureness(const struct provenance *provenance);

/* In quiet lines below what it is about, ${indent} columns in; and that it is old by ${today}. */
void provenance_page(struct page *page, unsigned indent, const struct provenance *provenance,
                     int32_t today);

/* The member `source`: a map of text, seen, confidence and old, or null. */
void provenance_print(struct printer *printer, const struct provenance *provenance, int32_t today);

#endif
