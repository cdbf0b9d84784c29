#ifndef MIOBOE_MAIL_ENCODING_H
#define MIOBOE_MAIL_ENCODING_H

/*
 * The letters of a part, or of a header, as UTF-8.  The Japanese ones are read by our own table
 * (base/charset.h): C libraries lack the half-width kana and ㈱ ① of ISO-2022-JP as it is really
 * sent, and read their tables from files that a sandboxed process cannot open.  All others are
 * ICU's, which carries its tables in itself.
 */

#include "base/arena.h"

/* Longer labels are no label. */
#define ENCODING_MAX_LABEL 40u

/*
 * ${bytes}, labelled ${label} (a charset parameter; may be empty), as UTF-8; what is no character
 * becomes U+FFFD.  UTF-8 and ASCII are not copied.  Labels lie: escape sequences of ISO-2022-JP in
 * a part that says us-ascii, utf-8 or nothing are believed, and so is well-formed UTF-8 under a
 * label of one byte a character or a Japanese one; without a label that is known, the encoding is
 * told from the bytes.
 */
struct slice encoding_decode(struct slice bytes, struct slice label, struct arena *arena);

/* The same without a label: for headers written in raw 8-bit or escaped letters. */
struct slice encoding_guess(struct slice bytes, struct arena *arena);

/* Whether two labels name one encoding (cut characters go on from one encoded word to the next). */
bool encoding_is_same(struct slice a, struct slice b);

#endif
