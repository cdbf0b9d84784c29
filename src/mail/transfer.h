#ifndef MIOBOE_MAIL_TRANSFER_H
#define MIOBOE_MAIL_TRANSFER_H

/* Content-Transfer-Encoding (RFC 2045 section 6): how bytes were made fit for a line of text. */

#include "base/arena.h"

/*
 * Base64, as leniently as mail programs take it: what is no letter of it is passed over, and it may
 * go on after padding.  ${ret_bad}, which may be NULL: how many bytes were passed over that are no
 * blanks.
 */
struct slice transfer_base64(struct slice in, struct arena *arena, size_t *ret_bad);

/* Quoted-printable; a `=` that begins nothing stays as it is. */
struct slice transfer_quoted(struct slice in, struct arena *arena);

/* The Q encoding of header words (RFC 2047 section 4.2): the same with `_` for a blank. */
struct slice transfer_q(struct slice in, struct arena *arena);

#endif
