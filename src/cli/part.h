#ifndef MIOBOE_CLI_PART_H
#define MIOBOE_CLI_PART_H

/* Modules as commands use them: what cannot be loaded is said on standard error. */

#include "module/module.h"

/* module_find(); NULL after a sentence. */
const struct module *part_load(const char *name);

#endif
