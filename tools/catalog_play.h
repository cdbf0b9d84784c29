#ifndef MIOBOE_TOOLS_CATALOG_PLAY_H
#define MIOBOE_TOOLS_CATALOG_PLAY_H

/* For catalog-compile: what must hold of playbooks, so that nobody is led into a dead end. */

#include "tools/catalog_table.h"

/* What does not fit together goes to standard error; return how much. */
int check_playbooks(const struct catalog *c);

#endif
