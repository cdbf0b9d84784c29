#ifndef MIOBOE_RENDER_PDF_MODULE_H
#define MIOBOE_RENDER_PDF_MODULE_H

/* Between pdf.c and the module that draws; see pdf.h. */

#include "render/pdf.h"

#define PDF_MODULE_FILE "mioboe-pdf.so"
#define PDF_MODULE_ENTRY "mioboe_pdf_draw"

/* As pdf_write(). */
typedef int pdf_draw_fn(const struct document *document, struct output *out, size_t *ret_pages,
                        struct err *reterr);

pdf_draw_fn mioboe_pdf_draw;

#endif
