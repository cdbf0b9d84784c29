/* The module "watch". */

#include "cli/command.h"
#include "module/module.h"

static const struct command commands[] = {{"watch", cmd_watch, watch_options}, {NULL}};

const struct module mioboe_module = {MODULE_VERSION, commands, NULL};
