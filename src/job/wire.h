#ifndef MIOBOE_JOB_WIRE_H
#define MIOBOE_JOB_WIRE_H

/* Frames between a child and its parent: a kind, a length, and so many bytes. */

#include "base/slice.h"

enum wire_kind {
    WIRE_STEP = 1, /* child: struct child_step begins */
    WIRE_REST,     /* child: no step is under way */
    WIRE_PIECE,    /* child: a finished piece */
    WIRE_NAME,     /* child: asks for the TXT record of a name */
    WIRE_ANSWER,   /* parent: one byte enum key_answer, then the record */
    WIRE_END       /* child: int, what the work returned */
};

struct wire_head {
    uint32_t kind, len;
};

/* All bytes, or return false when the other side is gone.  (Writing to one that is gone is a
 * SIGPIPE: for the child.) */
bool wire_send(int fd, struct slice bytes);
bool wire_read(int fd, void *to, size_t len);

#endif
