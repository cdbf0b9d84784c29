/* The module "mail". */

#include "cli/command.h"
#include "cli/mail_module.h"
#include "module/module.h"

static const struct command commands[] = {{"mail", cmd_mail, mail_options}, {NULL}};

static const struct mail_module functions = {mail_init, domains_new, domains_free, door_mail_begin,
                                             mail_work_run};

const struct module mioboe_module = {MODULE_VERSION, commands, &functions};
