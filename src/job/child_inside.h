#ifndef MIOBOE_JOB_CHILD_INSIDE_H
#define MIOBOE_JOB_CHILD_INSIDE_H

/* Between child.c (what runs in the child) and child_host.c (what runs in its parent). */

#include "job/child.h"

#include "base/array.h"

ARRAY_TYPE(child_steps, struct child_step);

#define CHILD_HELD (64u << 10) /* bytes that the child holds back to send them together */

struct child {
    int fd;
    char *held; /* CHILD_HELD bytes: pieces of the step that is over */
    size_t held_len;
    bool confined;
    uint32_t questions;
    /* from the parent: what is not to be done */
    bool again, has_done;
    struct child_step done;         /* with all before it; unless ${again} */
    const struct child_steps *lost; /* with ${again} */
};

/* Give up rights, do the work, tell the parent; does not return. */
_Noreturn void child_live(struct child *child, const struct child_run *run);

#endif
