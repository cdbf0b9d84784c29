#ifndef MIOBOE_CLI_INPUT_WAIT_H
#define MIOBOE_CLI_INPUT_WAIT_H

/*
 * Files that wait (cli/input.h), between a child that has given up its rights and its parent: the
 * child asks for their bytes, the parent opens them one at a time.
 */

#include "cli/input.h"
#include "job/child.h"

/* In the parent: for child_run.read. */
struct input_wait {
    const struct inputs *inputs; /* borrowed */
    uint32_t number;             /* of the file that is open */
    int fd;                      /* -1 = none is */
};

void input_wait_init(struct input_wait *wait, const struct inputs *inputs);
void input_wait_done(struct input_wait *wait);

/*
 * At most ${len} bytes of input ${number} from ${at} on to ${to}: how many, 0 at the end, or a
 * negative errno.  Only one that waits is opened, and only if it is still the file that was found.
 */
int input_wait_read(struct input_wait *wait, uint32_t number, char *to, size_t len, uint64_t at);

/* In the child: have those of ${inputs} that wait read by ${child}.  ${ret_reader} lives as long as
 * they do. */
void input_wait_for(struct inputs *inputs, struct child *child, struct input_reader *ret_reader);

#endif
