/* The module "store". */

#include "cli/command.h"
#include "cli/case_follow.h"
#include "cli/store_module.h"
#include "module/module.h"

static const struct command commands[] = {
    {"import", cmd_import, import_options},
    {"case", cmd_case, NULL, .below = case_commands},
    {"agenda", cmd_agenda, agenda_options},
    {"decide", cmd_decide, decide_options},
    {"backup", cmd_backup, backup_options},
    {"restore", cmd_restore, backup_options},
    {"forget", cmd_forget, forget_options},
    {"store", cmd_store, store_options},
    {NULL},
};

static const struct store_module functions = {job_read_store, job_read_cases, job_follow_cases,
                                              key_store_read};

const struct module mioboe_module = {MODULE_VERSION, commands, &functions};
