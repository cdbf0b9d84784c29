#ifndef MIOBOE_BASE_CHARSET_H
#define MIOBOE_BASE_CHARSET_H

/* Which encoding a file is in, and the file as UTF-8.  Tables are our own: the same everywhere. */

#include "base/arena.h"
#include "base/err.h"

enum charset { CHARSET_UTF8, CHARSET_CP932, CHARSET_UTF16LE, CHARSET_UTF16BE };

/* "utf-8", "cp932", "utf-16le", "utf-16be". */
struct slice charset_name(enum charset charset);

/*
 * Tell the encoding of ${in} (byte order mark, else strict UTF-8, else CP932) and give it as UTF-8,
 * without the mark.  UTF-8 is not copied: ${ret} then borrows from ${in}.
 * A last character cut in two is left out (the file was cut short; the reader will see that).
 * Return 0, or ERR_ENCODING with the line: then nothing is set.
 */
int charset_decode(struct slice in, struct arena *arena, struct slice *ret,
                   enum charset *ret_charset, struct err *reterr);

/* CP932 bytes as UTF-8; what is no character becomes U+FFFD.  For names inside zips. */
struct slice charset_from_cp932(struct slice in, struct arena *arena);

#endif
