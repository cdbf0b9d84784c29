#include "cli/own_store.h"

#include "cli/exit_status.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "render/words.h"

#include "base/moment.h"

#include <signal.h>
#include <time.h>

#define CLOCK_SLACK 86400 /* seconds by which a clock may stand behind without a word */

/* ------------------------------------------------------------------ sentences */

/* %s: the detail. */
static const struct {
    enum store_code code;
    const char *sentence;
} sentences[] = {
    {STORE_MISSING,
     N_("There is no store here yet; \"mioboe import\" or \"mioboe case open\" makes "
        "it.")},
    {STORE_IO, N_("The store could not be read or written: %s.")},
    {STORE_FULL, N_("The disk is full: nothing of this was stored, what was stored before is "
                    "whole. Make room and try again.")},
    {STORE_READ_ONLY,
     N_("The store may not be written here: its folder or its file is read-only for you. "
        "--store FILE keeps it elsewhere.")},
    {STORE_BUSY, N_("Another mioboe holds the store; wait until it is done and try again.")},
    {STORE_FOREIGN, N_("This file is no store of mioboe; it was left as it is.")},
    {STORE_NEWER, N_("This store was written by a newer mioboe (version %s of its form); use that "
                     "one.")},
    {STORE_DAMAGED, N_("The store is damaged (%s); it was left as it is. \"mioboe restore\" takes "
                       "a backup in its place.")},
    {STORE_LOCKED, N_("The store is locked with a passphrase; \"mioboe store unlock\" opens it.")},
    {STORE_TAKEN, N_("Another mioboe wrote the same entry first; try again.")},
    {STORE_PASSPHRASE, N_("This is not the passphrase, or the locked file was changed; nothing was "
                          "opened.")},
    {STORE_OPEN_TO_OTHERS, N_("Other users can read this store (its mode is %s); make it yours "
                              "alone with \"chmod 600\".")},
};

int own_store_complain(const struct options *options, const struct err *err)
{
    struct arena *arena = arena_new(&memory);
    const char *path = own_store_path(options, arena), *sentence = NULL;
    struct slice head, tail, parts[4];

    for (size_t i = 0; i < sizeof(sentences) / sizeof(sentences[0]); i++)
        if ((int)sentences[i].code == (int)err->code)
            sentence = _(sentences[i].sentence);
    if (!sentence) {
        message_err(slice_of(path), err);
    } else {
        bool has_detail = slice_cut(slice_of(sentence), SLICE("%s"), &head, &tail);

        parts[0] = head;
        parts[1] = has_detail ? slice_of(err->detail) : SLICE("");
        parts[2] = tail;
        parts[3] = (struct slice){"", 1};
        message_say(input_shown(arena, slice_of(path)), 0, arena_join(arena, parts, 4).ptr);
    }
    arena_free(arena);
    return EXIT_UNREAD;
}

/* ------------------------------------------------------------------ opening */

/* The moment of the newest writing is kept, to notice a clock that was set back. */
static void watch_clock(struct store *store, const struct options *options, enum store_mode mode,
                        struct arena *arena)
{
    int64_t now = own_store_now(options), newest;
    struct slice text;
    char written[MOMENT_TEXT_LEN];
    bool has = store->ops->setting_get(store, SLICE("clock"), arena, &text, NULL) == 1 &&
               moment_read(text, 0, &newest);

    if (has && now + CLOCK_SLACK < newest)
        message_say(slice_of(own_store_path(options, arena)), 0,
                    _("The clock of this computer stands before what was stored last; please look "
                      "whether its date is right, deadlines hang on it."));
    if (mode == STORE_READ || (has && now <= newest))
        return;
    moment_write(now, written);
    store->ops->setting_put(store, SLICE("clock"), (struct slice){written, sizeof(written)}, NULL);
}

static int open_store(const struct options *options, enum store_mode mode, struct arena *arena,
                      bool may_miss, struct store **ret)
{
    const char *path = own_store_path(options, arena);
    struct err err = {.line = 0};
    int r;

    signal(SIGXFSZ, SIG_IGN); /* a limit of the file system is to be an error, not an end */
    if (!path) {
        message_say(SLICE(""), 0,
                    _("The environment names no folder for the store; give --store FILE."));
        return EXIT_UNREAD;
    }
    r = store_sqlite_open(path, mode, own_store_now(options), &memory, ret, &err);
    if (r == STORE_MISSING && may_miss) {
        *ret = NULL;
        return 0;
    }
    if (r < 0)
        return own_store_complain(options, &err);
    watch_clock(*ret, options, mode, arena);
    return 0;
}

int own_store_open(const struct options *options, enum store_mode mode, struct arena *arena,
                   struct store **ret)
{
    return open_store(options, mode, arena, false, ret);
}

int own_store_open_if_any(const struct options *options, enum store_mode mode, struct arena *arena,
                          struct store **ret)
{
    return open_store(options, mode, arena, true, ret);
}
