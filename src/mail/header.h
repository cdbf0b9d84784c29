#ifndef MIOBOE_MAIL_HEADER_H
#define MIOBOE_MAIL_HEADER_H

/*
 * The header fields of a message as bytes (RFC 5322 section 2.2): what signatures are made over.
 * What the fields mean is src/mail/mime.h's work.
 */

#include "base/array.h"

#define HEADER_MAX_FIELDS 2000u       /* of one message */
#define HEADER_MAX_BYTES (512u << 10) /* of all fields of one message together */

/* One field.  Slices lie in the bytes of the message. */
struct header {
    struct slice name;  /* as written, blanks before the colon cut */
    struct slice value; /* after the colon, up to but without the last line end; folding kept */
    struct slice raw;   /* the whole field as written, last line end included where there is one */
};
ARRAY_TYPE(headers, struct header);

struct raw_message {
    struct headers headers; /* in the order written: topmost first */
    struct slice body;      /* after the empty line; empty where there is none */
    uint32_t junk; /* header lines that are no field (no colon): the message is malformed */
    bool is_cut;   /* over a limit above: the message is malformed */
};

/*
 * Cut ${bytes} into fields and body.  Line ends may be CRLF or bare LF, mixed too; a bare CR is no
 * line end.  It never fails: what is wrong is in ${ret}.
 */
void header_read(struct slice bytes, struct arena *arena, struct raw_message *ret);

/* The ${n}th field of that name (any case), counted from the top; NULL = there are fewer. */
const struct header *header_find(const struct raw_message *message, struct slice name, size_t n);

/* How many fields have that name. */
size_t header_count(const struct raw_message *message, struct slice name);

/* ${value} unfolded (RFC 5322 section 2.2.3), blanks at the ends cut. */
struct slice header_unfold(struct arena *arena, struct slice value);

#endif
