#include "cli/command.h"

#include "cli/exit_status.h"
#include "cli/memory.h"
#include "cli/own_store.h"
#include "cli/usage.h"
#include "render/words.h"
#include "store/backup.h"

const struct option *const backup_options[] = {&option_store, &option_now, &option_lang, NULL};

/* The one operand; NULL after a sentence. */
static const char *operand(const struct options *options)
{
    if (options->operands.len == 1)
        return options->operands.at[0].text;
    usage_error("%s", _("Give one file: that of the backup."));
    return NULL;
}

/* What went wrong at ${path}, which need not be the store. */
static int complain(struct options *options, const char *path, const struct err *err)
{
    struct options there = *options;

    there.store = path;
    return own_store_complain(&there, err);
}

int cmd_backup(const struct command_call *call)
{
    struct arena *arena = arena_new(&memory);
    struct options options;
    struct err err = {.line = 0};
    struct store *store;
    int status = option_read(call->command->options, call->argc, call->argv, arena, &options);
    const char *to = status == 0 ? operand(&options) : NULL;

    if (status == 0 && !to)
        status = EXIT_USAGE;
    if (status == 0)
        status = own_store_open(&options, STORE_READ, arena, &store); /* says what is wrong */
    if (status == 0) {
        store_close(store);
        if (backup_write(own_store_path(&options, arena), to, own_store_now(&options), &memory,
                         &err) < 0)
            status = complain(&options, to, &err);
    }
    if (status == 0)
        puts(_("The backup is written and was read again. It is as secret as the store."));
    arena_free(arena);
    return status;
}

int cmd_restore(const struct command_call *call)
{
    struct arena *arena = arena_new(&memory);
    struct options options;
    struct err err = {.line = 0};
    int status = option_read(call->command->options, call->argc, call->argv, arena, &options);
    const char *from = status == 0 ? operand(&options) : NULL;
    const char *to = status == 0 ? own_store_path(&options, arena) : NULL;

    if (status == 0 && !from)
        status = EXIT_USAGE;
    if (status == 0 && !to)
        status = own_store_open(&options, STORE_READ, arena, &(struct store *){NULL});
    if (status == 0 && backup_restore(from, to, own_store_now(&options), &memory, &err) < 0)
        status = complain(&options, (int)err.code == STORE_BUSY ? to : from, &err);
    if (status == 0)
        puts(_("The backup is in the place of the store; what was there before lies beside it, "
               "under the same name with \".before-restore\"."));
    arena_free(arena);
    return status;
}
