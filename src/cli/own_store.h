#ifndef MIOBOE_CLI_OWN_STORE_H
#define MIOBOE_CLI_OWN_STORE_H

/* The household's store as the command line names it. */

#include "cli/option.h"
#include "store/store_sqlite.h"

/* --store FILE, else $XDG_DATA_HOME/mioboe/mioboe.sqlite; NUL-terminated, in ${arena}.  NULL where
 * the environment names no folder. */
const char *own_store_path(const struct options *options, struct arena *arena);

/* Where the locked form of the store at ${path} lies; NUL-terminated, in ${arena}. */
const char *own_store_locked(const char *path, struct arena *arena);

/* Whether there is a file at that path. */
bool own_store_is_there(const struct options *options);

/* --now, else the clock: seconds since 1970 UTC. */
int64_t own_store_now(const struct options *options);

/*
 * Open it.  Return 0 and the store (close it with store_close()), or EXIT_UNREAD after a sentence
 * on standard error.  A clock that stands before what was last written is said, too, and is no
 * fault.
 */
int own_store_open(const struct options *options, enum store_mode mode, struct arena *arena,
                   struct store **ret);

/* The same where there need be none: STORE_MISSING gives 0 and NULL without a sentence. */
int own_store_open_if_any(const struct options *options, enum store_mode mode, struct arena *arena,
                          struct store **ret);

/* Say on standard error what went wrong with the store.  Return EXIT_UNREAD. */
int own_store_complain(const struct options *options, const struct err *err);

#endif
