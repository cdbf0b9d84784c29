#ifndef MIOBOE_JOB_SANDBOX_H
#define MIOBOE_JOB_SANDBOX_H

#include <stdbool.h>

/*
 * Give up every right but to read and write what is open already, to have memory, to look at the
 * clock and to leave.  From here on no file can be opened, nothing connected, nothing started.
 * Only ${writable} can be written to; -1 = whatever is open.  Return whether the kernel agreed;
 * false too where mioboe was built without it (sanitizers need more rights).
 */
bool sandbox_enter(int writable);

/* Whether mioboe was built with it; then only the kernel can refuse. */
bool sandbox_is_built(void);

#endif
