#ifndef MIOBOE_RENDER_PDF_H
#define MIOBOE_RENDER_PDF_H

/*
 * A document as PDF: A4, black on white, fonts embedded, text that can be copied out.  The same
 * document gives the same bytes: its date is document->day, nothing else tells the time.
 *
 * Cairo and Pango stand in a module of their own (module/module.h), which is loaded here when the
 * first PDF is asked for.
 */

#include "base/err.h"
#include "render/document.h"
#include "render/output.h"

/*
 * Append the bytes to ${out}; the number of pages to ${ret_pages} (may be NULL).  Return 0; ERR_IO
 * with the reason in ${reterr} when the module cannot be loaded, there is no Japanese font, or
 * drawing fails: then ${out} is unchanged.
 */
int pdf_write(const struct document *document, struct output *out, size_t *ret_pages,
              struct err *reterr);

#endif
