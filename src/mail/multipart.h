#ifndef MIOBOE_MAIL_MULTIPART_H
#define MIOBOE_MAIL_MULTIPART_H

/* The parts of a multipart body (RFC 2046 section 5.1.1), as bytes. */

#include "base/arena.h"

/* A boundary of the RFC has at most 70 letters; longer ones are sent all the same. */
#define MULTIPART_MAX_BOUNDARY 250u

struct multipart {
    struct slice body;
    struct slice dashes; /* delimiter: `--` and the boundary */
    size_t at;           /* where the next part begins */
    bool is_last;        /* the delimiter before ${at} was the last, or nothing follows it */
    bool is_none;        /* there was no delimiter in ${body} at all */
};

/* Before the first part of ${body}.  Without a boundary, or when it is over the limit or never
 * there, there is no part and ${ret}->is_none is set. */
void multipart_init(struct multipart *ret, struct slice body, struct slice boundary,
                    struct arena *arena);

/*
 * The next part with its header, without the line end before the delimiter that ends it; the last
 * one may have no delimiter after it.  Return 1, or 0 when there is none.
 */
int multipart_next(struct multipart *multipart, struct slice *ret);

#endif
