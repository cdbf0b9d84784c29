#ifndef MIOBOE_CLI_OWN_CATALOG_H
#define MIOBOE_CLI_OWN_CATALOG_H

#include "render/door.h"

/*
 * Hand the user's own rows, $XDG_CONFIG_HOME/mioboe/catalog/ and what is below it, to ${m}.  What
 * is wrong with them is said on standard error.  Return 0, or -1 when something was.
 */
int own_catalog_read(struct mioboe *m, struct arena *arena);

#endif
