/* The module "review". */

#include "cli/command.h"
#include "module/module.h"

static const struct command commands[] = {
    {"review", cmd_review, review_options, .below = review_commands},
    {NULL},
};

const struct module mioboe_module = {MODULE_VERSION, commands, NULL};
