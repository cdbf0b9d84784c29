#ifndef MIOBOE_TOOLS_CATALOG_ROUTE_H
#define MIOBOE_TOOLS_CATALOG_ROUTE_H

/* For catalog-compile: what must hold of routes, so that nobody is sent to a wrong number. */

#include "tools/catalog_table.h"

/* What does not fit together goes to standard error; return how much. */
int check_routes(const struct catalog *c);

#endif
