#include "cli/command.h"

#include "cli/exit_status.h"
#include "cli/language.h"
#include "render/words.h"

/* `mioboe case open --help` is about "case open". */
static int help_of(const struct command_call *call)
{
    const struct command *below = NULL;

    for (int i = 0; call->command->below && i < call->argc && !below; i++)
        below = command_find(call->command->below, call->argv[i]);
    command_help(below ? call->command : NULL, below ? below : call->command, stdout);
    return EXIT_FINE;
}

static int run(const struct command *commands, int argc, char **argv)
{
    struct command whole;
    struct command_call call = {.commands = commands, .argc = argc - 1, .argv = argv + 1};
    bool help = option_given(argc, argv, "--help") || option_given(argc, argv, "-h");

    if (argc > 0 && argv[0][0] != '-')
        call.command = command_find(commands, argv[0]);
    if (call.command && !command_load(call.command, &whole))
        return EXIT_UNREAD;
    if (call.command)
        call.command = &whole;
    if (call.command && help)
        return help_of(&call);
    if (help)
        return cmd_help(&call);
    if (option_given(argc, argv, "--version"))
        return cmd_version(&call);
    if (call.command)
        return call.command->run(&call);
    if (argc > 0)
        return command_unknown(commands, argv[0]);
    command_help_all(commands, stderr);
    return EXIT_USAGE;
}

int command_main(const struct command *commands, int argc, char **argv)
{
    const char *lang = option_lang_given(argc, argv);
    int status;

    if (lang && strcmp(lang, "ja") != 0 && strcmp(lang, "en") != 0)
        lang = NULL; /* complained about where options are read */
    language_set(lang);
    status = run(commands, argc, argv);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "mioboe: %s\n", _("The answer could not be written."));
        return EXIT_OUTPUT;
    }
    return status;
}
