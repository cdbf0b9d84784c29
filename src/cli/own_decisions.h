#ifndef MIOBOE_CLI_OWN_DECISIONS_H
#define MIOBOE_CLI_OWN_DECISIONS_H

#include "render/door.h"

/*
 * Hand the decisions of the file ${path} to ${m}; NULL = there are none.  What is wrong with it is
 * said on standard error.  Return 0, or -1 when something was.
 */
int own_decisions_read(struct mioboe *m, const char *path, struct arena *arena);

#endif
