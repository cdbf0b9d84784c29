#ifndef MIOBOE_CLI_COMMAND_H
#define MIOBOE_CLI_COMMAND_H

/* A command: a row of the table in main.c. */

#include "cli/option.h"

#include <stdio.h>

struct command;

/* One call of a command. */
struct command_call {
    const struct command *command;
    const struct command *commands; /* the table, ended by a row without a name */
    int argc;                       /* words behind the command's name */
    char **argv;
};

struct command {
    const char *name;
    int (*run)(const struct command_call *call); /* returns the exit status */
    const struct option *const *options;         /* ended by NULL; NULL = none */
    const char *operands;                        /* as the help shows them (N_) */
    const char *help;                            /* one line (N_) */
    const char *more;                            /* further lines of its help (N_); may be NULL */
    const struct command *below; /* commands of this command, such as "case open"; may be NULL */
    /* NULL, or the module (module/module.h) whose row of that name has run, options and below. */
    const char *module;
};

extern const struct option *const agenda_options[];
extern const struct option *const watch_options[];
extern const struct option *const explain_options[],
    *const what_options[], *const records_options[], *const formats_options[],
                                                         *const import_options[],
                                                             *const backup_options[],
                                                                 *const forget_options[],
                                                                     *const store_options[],
                                                                         *const decide_options[],
                                                                             *const mail_options[];

extern const struct option *const page_options[];
extern const struct option *const review_options[];

extern const struct command case_commands[], review_commands[];

int cmd_case(const struct command_call *call);
int cmd_agenda(const struct command_call *call);
int cmd_watch(const struct command_call *call);
int cmd_explain(const struct command_call *call);
int cmd_what(const struct command_call *call);
int cmd_records(const struct command_call *call);
int cmd_mail(const struct command_call *call);
int cmd_import(const struct command_call *call);
int cmd_backup(const struct command_call *call);
int cmd_restore(const struct command_call *call);
int cmd_forget(const struct command_call *call);
int cmd_store(const struct command_call *call);
int cmd_decide(const struct command_call *call);
int cmd_review(const struct command_call *call);
int cmd_formats(const struct command_call *call);
int cmd_page(const struct command_call *call);
int cmd_help(const struct command_call *call);
int cmd_version(const struct command_call *call);

/* The help of one command, or of all, on ${to}.  ${above}: the command that it belongs to; may be
 * NULL. */
void command_help(const struct command *above, const struct command *command, FILE *to);
void command_help_all(const struct command *commands, FILE *to);

/* The command of that name, or NULL. */
const struct command *command_find(const struct command *commands, const char *name);

/* Do what ${argc} words (without the program's name) say, in their language.  Return the exit
 * status; standard output is written by then. */
int command_main(const struct command *commands, int argc, char **argv);

/* The whole of the row ${command} to ${ret}: its module is loaded.  False after a sentence on
 * standard error. */
bool command_load(const struct command *command, struct command *ret);

/* Say that there is no such command, and which was probably meant.  Return EXIT_USAGE. */
int command_unknown(const struct command *commands, const char *name);

#endif
