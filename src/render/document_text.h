#ifndef MIOBOE_RENDER_DOCUMENT_TEXT_H
#define MIOBOE_RENDER_DOCUMENT_TEXT_H

#include "render/document.h"
#include "render/page.h"

/* ${document} as text of page->width columns; the footer stands once, at the end. */
void document_text_write(struct page *page, const struct document *document);

#endif
