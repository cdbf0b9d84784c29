#include "cli/command.h"

#include "cli/exit_status.h"
#include "cli/key_file.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "cli/own_store.h"
#include "cli/usage.h"
#include "render/words.h"
#include "store/disk.h"
#include "store/forget.h"
#include "store/vault.h"

#include <stddef.h>
#include <unistd.h>

static const struct option of_case = {
    "case",   OPTION_TEXT, offsetof(struct options, given.id),
    N_("ID"), NULL,        N_("forget this case and the evidence that is its alone")};
static const struct option of_all = {"all", OPTION_MARK, offsetof(struct options, all),
                                     NULL,  NULL,        N_("forget all that is stored")};
static const struct option yes = {"yes", OPTION_MARK, offsetof(struct options, yes),
                                  NULL,  NULL,        N_("do not ask whether it is meant")};

const struct option *const forget_options[] = {&option_store, &of_case,     &of_all, &yes,
                                               &option_now,   &option_lang, NULL};

/* Whether the person says yes; without a terminal only --yes does. */
static int confirm(const struct options *options)
{
    char answer[16] = "";

    if (options->yes)
        return 0;
    if (!isatty(STDIN_FILENO))
        return usage_error("%s", _("This cannot be taken back; give --yes."));
    fputs(_("This cannot be taken back. Type \"yes\" to forget it: "), stderr);
    fflush(stderr);
    if (fgets(answer, sizeof(answer), stdin) && strcmp(answer, "yes\n") == 0)
        return 0;
    fprintf(stderr, "%s\n", _("Nothing was removed."));
    return EXIT_ATTENTION;
}

/* The emptied files too. */
static void remove_files(const struct options *options, const char *path, struct arena *arena)
{
    static const char *const beside[] = {
        "",           "-wal",     "-shm",       ".locked",         ".locking",
        ".unlocking", ".erasing", ".restoring", ".before-restore", ".before-restore-wal"};

    for (size_t i = 0; i < sizeof(beside) / sizeof(beside[0]); i++)
        unlink(disk_beside(arena, path, beside[i]));
    if (!options->store) /* the file of keys lies beside the store of the environment */
        key_file_remove(arena);
}

static int forget(const struct options *options, struct arena *arena)
{
    const char *path = own_store_path(options, arena);
    struct err err = {.line = 0};
    struct store *store;
    int r = own_store_open(options, STORE_WRITE, arena, &store);

    if (r != 0)
        return r;
    r = options->all ? forget_all(store, &err) : forget_case(store, options->given.id, arena, &err);
    store_close(store);
    if (r < 0)
        return own_store_complain(options, &err);
    if (r == 0 && !options->all) {
        message_say(options->given.id, 0, _("There is no such case."));
        return EXIT_UNREAD;
    }
    if (options->all)
        remove_files(options, path, arena);
    return 0;
}

int cmd_forget(const struct command_call *call)
{
    struct arena *arena = arena_new(&memory);
    struct options options;
    int status = option_read(call->command->options, call->argc, call->argv, arena, &options);

    if (status == 0 && (options.operands.len || (options.given.id.len != 0) == options.all))
        status = usage_error("%s", _("forget takes either --case ID or --all."));
    if (status == 0)
        status = confirm(&options);
    if (status == 0)
        status = forget(&options, arena);
    if (status == 0)
        puts(_("It is removed from the store, and overwritten there. Out of reach are: backups, "
               "papers that were printed or sent, the files that were imported, and older copies "
               "that the disk or the system keeps (snapshots, flash memory)."));
    arena_free(arena);
    return status;
}
