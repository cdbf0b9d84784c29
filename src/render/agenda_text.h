#ifndef MIOBOE_RENDER_AGENDA_TEXT_H
#define MIOBOE_RENDER_AGENDA_TEXT_H

/* The agenda as text and as JSON (docs/api/agenda.md). */

#include "render/agenda_book.h"
#include "render/printer.h"

/* ${is_verbose}: the source of each day, too. */
void agenda_text(struct page *page, const struct agenda_book *book, bool is_verbose);

void agenda_json(struct printer *p, const struct agenda_book *book);

#endif
