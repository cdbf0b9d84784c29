#ifndef MIOBOE_JOB_WIRE_H
#define MIOBOE_JOB_WIRE_H

/* Frames between a child and its parent: a kind, a length, and so many bytes. */

#include "io/whole.h"

enum wire_kind {
    WIRE_STEP = 1, /* child: a struct child_said_step begins */
    WIRE_REST,     /* child: no step is under way */
    WIRE_PIECE,    /* child: a finished piece */
    WIRE_NAME,     /* child: asks for the TXT record of a name */
    WIRE_ANSWER,   /* parent: one byte enum key_answer, then the record */
    WIRE_RANGE,    /* child: asks for bytes of a file, by a struct wire_range */
    WIRE_BYTES,    /* parent: int32_t, 0 or a negative errno, then the bytes */
    WIRE_END       /* child: int, what the work returned */
};

struct wire_range {
    uint64_t at;
    uint32_t file, len;
};

struct wire_head {
    uint32_t kind, len;
};

/* So many bytes; false when the other side is gone. */
static inline bool wire_read(int fd, void *ret_bytes, size_t len)
{
    return whole_read(fd, ret_bytes, len) == (ssize_t)len;
}

#endif
