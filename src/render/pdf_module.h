#ifndef MIOBOE_RENDER_PDF_MODULE_H
#define MIOBOE_RENDER_PDF_MODULE_H

/* The functions of the module "pdf" (module/module.h): PDF, by Pango and Cairo; see pdf.h. */

#include "render/pdf.h"

struct pdf_module {
    /* pdf_draw() */
    int (*draw)(const struct document *document, struct output *out, size_t *ret_pages,
                struct err *reterr);
};

/* As pdf_write(). */
int pdf_draw(const struct document *document, struct output *out, size_t *ret_pages,
             struct err *reterr);

#endif
