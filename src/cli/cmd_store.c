#include "cli/command.h"

#include "cli/exit_status.h"
#include "cli/memory.h"
#include "cli/own_store.h"
#include "cli/passphrase.h"
#include "cli/usage.h"
#include "render/words.h"
#include "store/vault.h"

#include <stddef.h>
#include <unistd.h>

static const struct option passphrase_fd = {
    "passphrase-fd", OPTION_PATH, offsetof(struct options, passphrase_fd),
    N_("NUMBER"),    NULL,        N_("read the passphrase, one line, from this open file")};

const struct option *const store_options[] = {&option_store, &passphrase_fd, &option_now,
                                              &option_lang, NULL};

typedef int vault_fn(const char *path, struct slice passphrase, const struct allocator *allocator,
                     struct err *reterr);

/* Lock or unlock. */
static int turn(const struct options *options, const char *path, vault_fn *fn, bool is_locking,
                const char *done)
{
    struct passphrase passphrase;
    struct err err = {.line = 0};
    int status = passphrase_read(options, is_locking, &passphrase);

    if (status == 0 && fn(path, (struct slice){passphrase.at, passphrase.len}, &memory, &err) < 0)
        status = own_store_complain(options, &err);
    passphrase_wipe(&passphrase);
    if (status == 0)
        puts(done);
    return status;
}

static int lock(const struct options *options, struct arena *arena)
{
    const char *path = own_store_path(options, arena);
    struct store *store;
    int status = own_store_open(options, STORE_WRITE, arena, &store);

    if (status != 0) /* none, locked already, or nothing that should be locked away unread */
        return status;
    store_close(store);
    return turn(options, path, vault_lock, true,
                _("The store is locked. Without the passphrase nobody can open it again, you "
                  "neither."));
}

static int unlock(const struct options *options, struct arena *arena)
{
    const char *path = own_store_path(options, arena);

    if (path && access(path, F_OK) == 0) {
        puts(_("The store is open already."));
        return EXIT_FINE;
    }
    if (!path)
        return own_store_open(options, STORE_READ, arena, &(struct store *){NULL});
    return turn(options, path, vault_unlock, false, _("The store is open."));
}

static int status(const struct options *options, struct arena *arena)
{
    const char *path = own_store_path(options, arena);
    struct store_sources sources = {NULL, 0, 0};
    struct store_names cases = {NULL, 0, 0};
    struct err err = {.line = 0};
    struct store *store;
    int r;

    if (path && access(path, F_OK) != 0 && access(vault_path(path, arena), F_OK) == 0) {
        puts(_("The store is locked."));
        return EXIT_FINE;
    }
    r = own_store_open(options, STORE_READ, arena, &store);
    if (r != 0)
        return r;
    r = store->ops->source_list(store, arena, &sources, &err);
    if (r == 0)
        r = store->ops->case_list(store, arena, &cases, &err);
    store_close(store);
    if (r < 0)
        return own_store_complain(options, &err);
    puts(_("The store is open."));
    printf(_("Files imported: %zu. Cases: %zu."), sources.len, cases.len);
    putchar('\n');
    return EXIT_FINE;
}

static const struct {
    const char *name;
    int (*run)(const struct options *options, struct arena *arena);
} actions[] = {{"lock", lock}, {"unlock", unlock}, {"status", status}};

int cmd_store(const struct command_call *call)
{
    struct arena *arena = arena_new(&memory);
    struct options options;
    int r = option_read(call->command->options, call->argc, call->argv, arena, &options);
    const char *name = r == 0 && options.operands.len == 1 ? options.operands.at[0].text : "";
    bool is_done = r != 0;

    for (size_t i = 0; !is_done && i < sizeof(actions) / sizeof(actions[0]); i++)
        if (strcmp(actions[i].name, name) == 0) {
            r = actions[i].run(&options, arena);
            is_done = true;
        }
    if (!is_done)
        r = usage_error("%s", _("store takes one of lock, unlock and status."));
    arena_free(arena);
    return r;
}
