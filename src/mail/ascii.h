#ifndef MIOBOE_MAIL_ASCII_H
#define MIOBOE_MAIL_ASCII_H

/* Letters of ASCII, whatever the locale: what the grammars of mail compare without case. */

#include "base/arena.h"

char ascii_lower_char(char c);

/* ${s} in lower case: itself where it already is, else a copy. */
struct slice ascii_lower(struct arena *arena, struct slice s);

/* Blank or TAB (WSP of RFC 5234). */
bool ascii_is_wsp(char c);

/* WSP, CR or LF. */
bool ascii_is_blank(char c);

/* The value of a hexadecimal digit; -1 = none. */
int ascii_hex(char c);

/* What a letter of base64 (RFC 4648 section 4) stands for, plus one, by its byte; 0 = it is none.
 */
extern const uint8_t ascii_sextets[256];

/* Without WSP, CR and LF at both ends. */
struct slice ascii_trim(struct slice s);

#endif
