#include "cli/own_store.h"

#include "cli/memory.h"
#include "store/vault.h"

#include <stdlib.h>
#include <time.h>
#include <unistd.h>

/* Where it is; what opens it is in own_store_open.c, which only the module "store" has. */

static const char *joined(struct arena *arena, const char *a, const char *b)
{
    return arena_join(arena, (struct slice[]){slice_of(a), slice_of(b), {"", 1}}, 3).ptr;
}

const char *own_store_path(const struct options *options, struct arena *arena)
{
    const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");

    if (options->store)
        return options->store;
    /* A relative path is to be ignored (XDG Base Directory Specification). */
    if (data && data[0] == '/')
        return joined(arena, data, "/mioboe/mioboe.sqlite");
    if (home && home[0] == '/')
        return joined(arena, home, "/.local/share/mioboe/mioboe.sqlite");
    return NULL;
}

const char *own_store_locked(const char *path, struct arena *arena)
{
    return joined(arena, path, VAULT_ENDING);
}

bool own_store_is_there(const struct options *options)
{
    struct arena *arena = arena_new(&memory);
    const char *path = own_store_path(options, arena);
    bool is_there = path && access(path, F_OK) == 0;

    arena_free(arena);
    return is_there;
}

int64_t own_store_now(const struct options *options)
{
    return options->now == OPTION_NO_TIME ? (int64_t)time(NULL) : options->now;
}
