#ifndef MIOBOE_WATCH_SUSPECT_H
#define MIOBOE_WATCH_SUSPECT_H

/*
 * Messages that a server cannot give: the line broke, or it said no, each time they were asked for
 * (a message whose size it tells wrongly, one that its own index does not fit).  What was asked
 * for when a line broke is asked for one by one; what breaks it alone, again and again, is left
 * out, so that it hides none that comes after it.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SUSPECT_MAX 50u      /* messages of one command */
#define SUSPECT_BREAKS 4u    /* so often alone, then it is left out */
#define SUSPECT_LEFT_OUT 16u /* are remembered; of more, the oldest are tried again */

struct suspects {
    uint32_t uids[SUSPECT_MAX], left_out[SUSPECT_LEFT_OUT];
    size_t len, left_out_len;
    uint32_t alone, breaks; /* the last that broke a line alone, and how often */
};

/* The line broke while ${uids} were awaited.  Return the one that is left out from now on, or 0. */
uint32_t suspects_broke(struct suspects *suspects, const uint32_t *uids, size_t len);

/* Whether it is to be asked for alone; whether it is left out. */
bool suspects_has(const struct suspects *suspects, uint32_t uid);
bool suspects_leave_out(const struct suspects *suspects, uint32_t uid);

#endif
