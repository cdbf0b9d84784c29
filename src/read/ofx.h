#ifndef MIOBOE_READ_OFX_H
#define MIOBOE_READ_OFX_H

/*
 * Open Financial Exchange: SGML 1.x (elements without end tags) and XML 2.x, card and bank
 * statements.  A row is a STMTTRN element; its line is where it begins.
 * https://financialdataexchange.org/ofx
 */

#include "read/read.h"

#define OFX_MAX_TAG 64u /* of an element's name; a longer one is skipped */

extern const struct reader ofx_reader;

#endif
