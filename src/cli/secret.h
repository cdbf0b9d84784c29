#ifndef MIOBOE_CLI_SECRET_H
#define MIOBOE_CLI_SECRET_H

/*
 * Memory for passwords: locked, so that it is never swapped; left out of core dumps; wiped when it
 * is given back.  Where the system's limit of locked memory is reached it is only left out and
 * wiped.
 */

#include "base/arena.h"

#define SECRET_STACK (1u << 20)

/* No core dump of this process from here on, and nobody without special rights may look into it. */
void secret_begin(void);

/* Such memory for arenas; each block has pages of its own. */
extern const struct allocator secret_memory;

/*
 * Call ${fn} on a stack of such memory, so that what it leaves there is wiped, too.  Return what it
 * returns, or -1 when there is no memory for it (it was not called).
 */
int secret_call(int (*fn)(void *ctx), void *ctx);

#endif
