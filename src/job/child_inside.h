#ifndef MIOBOE_JOB_CHILD_INSIDE_H
#define MIOBOE_JOB_CHILD_INSIDE_H

/* Between child.c (what runs in the child) and child_host.c (what runs in its parent). */

#include "job/child.h"

#include "base/array.h"

ARRAY_TYPE(child_steps, struct child_step);

#define CHILD_HELD (128u << 10) /* bytes that the child holds back to send them together */

/* What WIRE_STEP carries. */
struct child_said_step {
    struct child_step step;
    uint32_t is_each; /* the child says each step when it begins: until it says another, this is the
                         one under way; else later ones may be */
};

struct child {
    int fd;
    char *held; /* CHILD_HELD bytes: steps that are over, with their pieces */
    size_t held_len;
    uint64_t sent_ms; /* when something was sent last */
    bool says_each;   /* see struct child_said_step */
    bool confined;
    uint32_t questions;
    /* from the parent: what is not to be done */
    bool again;
    struct child_step next;         /* all before it is done; unless ${again} */
    const struct child_steps *lost; /* with ${again} */
};

/* Give up rights, do the work, tell the parent; does not return. */
_Noreturn void child_live(struct child *child, const struct child_run *run);

#endif
