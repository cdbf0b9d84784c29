#ifndef MIOBOE_MAIL_WORD_H
#define MIOBOE_MAIL_WORD_H

/* Words of header fields: encoded ones (RFC 2047), and the parameters of Content-Type and
 * Content-Disposition (RFC 2045 section 5.1, RFC 2231). */

#include "base/arena.h"

/*
 * ${text} (unfolded) with its encoded words decoded, UTF-8.  As lenient as mail programs: words may
 * touch other text, stand in quotes, and cut a character in two; raw 8-bit letters and escape
 * sequences are decoded by what they look like.  Returns ${text} itself where nothing is to be
 * done.
 */
struct slice word_decode(struct slice text, struct arena *arena);

/* Length of the encoded word that begins ${s}; 0 = none does. */
size_t word_len(struct slice s);

/*
 * The parameter ${name} of the field value ${value} (unfolded), decoded: quotes, comments, RFC 2231
 * continuations and charsets, encoded words.  The first of several wins.  Empty where there is
 * none.
 */
struct slice word_parameter(struct slice value, struct slice name, struct arena *arena);

/* What stands before the first `;` of such a value, comments and blanks cut, lower case. */
struct slice word_head(struct slice value, struct arena *arena);

#endif
