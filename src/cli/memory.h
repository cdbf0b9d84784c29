#ifndef MIOBOE_CLI_MEMORY_H
#define MIOBOE_CLI_MEMORY_H

#include "base/arena.h"

/* Memory from malloc.  When there is none left the program says so and leaves with exit status 2.
 */
extern const struct allocator memory;

/*
 * For a process that does all its work from here on: what is given back is kept for what comes
 * next, and where the kernel offers large pages memory comes in those (a page at a time it is a
 * tenth of the time of a small household).
 */
void memory_settle(void);

#endif
