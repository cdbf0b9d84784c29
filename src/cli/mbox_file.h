#ifndef MIOBOE_CLI_MBOX_FILE_H
#define MIOBOE_CLI_MBOX_FILE_H

/*
 * The messages of an mbox, one after the other, with no more of the file in memory than some of
 * them: a window that is moved over it, so that an mbox of any size takes the same memory, and no
 * new memory for each message.
 */

#include "cli/input.h"

#define MBOX_FILE_WINDOW (512u << 10) /* bytes; more for a message that is larger */

struct mbox_file {
    const struct input *input; /* borrowed; NULL: all is in the window */
    struct arena *arena;
    char *window;
    size_t cap, from, len; /* what is not taken yet: from ${from} to ${len} */
    size_t read;           /* bytes of the file */
    int error;             /* errno of a read that failed */
};

/* All of ${bytes}, which stay borrowed. */
void mbox_file_of(struct mbox_file *file, struct slice bytes);

/*
 * ${input}, a regular file that stays open; ${window} bytes at once.  What it has beyond the size
 * that it was opened with is not read.
 */
void mbox_file_init(struct mbox_file *file, const struct input *input, size_t window,
                    struct arena *arena);

/* Whether the file begins as an mbox does (mbox_kind()). */
bool mbox_file_is_mbox(struct mbox_file *file);

/*
 * As mbox_next() of all its bytes: 1 and the message, borrowed until the next call, or 0 at the
 * end.  ERR_IO: the file could not be read further.
 */
int mbox_file_next(struct mbox_file *file, struct arena *arena, struct slice *ret,
                   struct err *reterr);

#endif
