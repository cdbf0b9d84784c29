#include "cli/command.h"

#include "base/text.h"
#include "cli/exit_status.h"
#include "cli/part.h"
#include "cli/suggest.h"
#include "cli/usage.h"
#include "render/words.h"

#define COLUMN 12 /* where the explanations begin */

const struct command *command_find(const struct command *commands, const char *name)
{
    for (; commands->name; commands++)
        if (strcmp(commands->name, name) == 0)
            return commands;
    return NULL;
}

bool command_load(const struct command *command, struct command *ret)
{
    const struct module *module = command->module ? part_load(command->module) : NULL;
    const struct command *inside =
        module && module->commands ? command_find(module->commands, command->name) : NULL;

    *ret = *command;
    if (inside) {
        ret->run = inside->run;
        ret->options = inside->options;
        ret->below = inside->below;
    }
    return inside || !command->module;
}

int command_unknown(const struct command *commands, const char *name)
{
    for (; commands->name; commands++)
        if (suggest_is_near(name, commands->name))
            return usage_error(_("There is no command \"%s\". Did you mean \"%s\"?"), name,
                               commands->name);
    return usage_error(_("There is no command \"%s\"."), name);
}

static void list(const struct command *commands, FILE *to)
{
    for (; commands->name; commands++)
        fprintf(to, "  %-*s%s\n", COLUMN, commands->name, _(commands->help));
}

void command_help(const struct command *above, const struct command *command, FILE *to)
{
    char name[80];

    snprintf(name, sizeof(name), "%s%s%s", above ? above->name : "", above ? " " : "",
             command->name);
    fprintf(to, _("Usage: mioboe %s %s\n"), name, command->operands ? _(command->operands) : "");
    fprintf(to, "\n%s\n", _(command->help));
    if (command->more)
        fprintf(to, "\n%s\n", _(command->more));
    if (command->below) {
        fprintf(to, "\n%s\n", _("Commands:"));
        list(command->below, to);
    }
    if (command->options) {
        fprintf(to, "\n%s\n", _("Options:"));
        option_print(command->options, to);
    }
}

void command_help_all(const struct command *commands, FILE *to)
{
    fprintf(to, "%s\n\n", _("Usage: mioboe COMMAND ..."));
    fprintf(to, "%s\n\n",
            _("mioboe says what every charge on your card statements is, and names those "
              "that nobody can explain.\nIt works on this machine alone: nothing is "
              "sent anywhere."));
    fprintf(to, "%s\n", _("Commands:"));
    list(commands, to);
    fprintf(to, "\n%s\n", _("\"mioboe help COMMAND\" shows the options of a command."));
}

int cmd_help(const struct command_call *call)
{
    const struct command *command, *below = NULL;
    struct command whole;
    const char *name = NULL, *second = NULL;

    for (int i = 0; i < call->argc; i++) {
        if (strcmp(call->argv[i], "--lang") == 0)
            i++;
        else if (call->argv[i][0] != '-' && name)
            second = call->argv[i];
        else if (call->argv[i][0] != '-')
            name = call->argv[i];
    }
    if (!name) {
        command_help_all(call->commands, stdout);
        return EXIT_FINE;
    }
    command = command_find(call->commands, name);
    if (!command)
        return command_unknown(call->commands, name);
    if (!command_load(command, &whole))
        return EXIT_UNREAD;
    command = &whole;
    if (second && command->below)
        below = command_find(command->below, second);
    if (second && command->below && !below)
        return command_unknown(command->below, second);
    command_help(below ? command : NULL, below ? below : command, stdout);
    return EXIT_FINE;
}

int cmd_version(const struct command_call *call)
{
    (void)call;
    puts("mioboe " MIOBOE_VERSION);
    return EXIT_FINE;
}
