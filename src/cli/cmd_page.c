#include "cli/command.h"

#include "cli/exit_status.h"
#include "cli/language.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "cli/own_store.h"
#include "cli/page_open.h"
#include "cli/part.h"
#include "cli/progress.h"
#include "cli/usage.h"
#include "render/words.h"
#include "web/desk.h"
#include "web/folder.h"
#include "web/web.h"

#include <errno.h>
#include <limits.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#define GIVEN(field) offsetof(struct options, page.field)
#define SENTENCES 64

static const struct option option_port = {
    "port",      OPTION_PATH,
    GIVEN(port), N_("NUMBER"),
    NULL,        N_("listen on this port of this machine; by itself any that is free")};
static const struct option option_no_open = {
    "no-open", OPTION_MARK, GIVEN(no_open),
    NULL,      NULL,        N_("open no browser; the address is printed")};
static const struct option option_token_file = {
    "token-file", OPTION_PATH, GIVEN(token_file),
    N_("FILE"),   NULL,        N_("write the address that signs in to this file, for programs")};

const struct option *const page_options[] = {&option_port,       &option_no_open, &option_store,
                                             &option_token_file, &option_lang,    NULL};

/* ------------------------------------------------------------------ what web is handed */

/* Both languages are asked for once: the answer is kept. */
static const char *translate(unsigned language, const char *text)
{
    static struct {
        const char *text, *said[WEB_LANGUAGES];
    } known[SENTENCES];
    static const char *const names[WEB_LANGUAGES] = {"en", "ja"};
    size_t i = 0;

    while (i < SENTENCES && known[i].text && known[i].text != text)
        i++;
    if (i == SENTENCES || language >= WEB_LANGUAGES)
        return text;
    known[i].text = text;
    if (!known[i].said[language]) {
        language_set(names[language]);
        known[i].said[language] = strdup(_(text));
    }
    return known[i].said[language] ? known[i].said[language] : text;
}

static void ready(const struct web_setup *setup, const char *url)
{
    printf("%s\n", url);
    fflush(stdout);
    if (setup->opens)
        page_open(setup->folder, url);
}

/* In the process of its own. */
static int serve(struct web_setup *setup)
{
    const struct module *module = part_load("page");
    const struct web_module *web = module ? module->functions : NULL;
    char sentence[256];
    enum web_status status;

    if (!web)
        return EXIT_UNREAD;
    status = web->serve(setup);
    if (status == WEB_NO_PORT) {
        snprintf(sentence, sizeof(sentence), _("The page cannot listen there: %s."),
                 strerror(errno));
        message_say(SLICE(""), 0, sentence);
    } else if (status == WEB_NO_SETUP) {
        message_say(SLICE(""), 0, _("The page could not be begun."));
    }
    return status == WEB_FINE ? EXIT_FINE : EXIT_UNREAD;
}

/* ------------------------------------------------------------------ the desk */

static int work(void *ctx, int argc, char **argv)
{
    char fd[] = {(char)('0' + DESK_PROGRESS), '\0'};

    setenv(PROGRESS_VARIABLE, fd, 1);
    return command_main(ctx, argc, argv);
}

static int run(const struct command_call *call, struct web_setup *setup)
{
    struct desk desk = {.work = work, .ctx = (void *)(uintptr_t)call->commands};
    int ends[2];

    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0 ||
        (desk.web = fork()) < 0) {
        message_say(SLICE(""), 0, strerror(errno));
        return EXIT_UNREAD;
    }
    if (desk.web == 0) {
        close(ends[0]);
        setup->desk = ends[1];
        exit(serve(setup));
    }
    close(ends[1]);
    desk.fd = ends[0];
    /* What most workers need is there when they begin. */
    part_load("store");
    part_load("zip");
    return desk_run(&desk);
}

/* ------------------------------------------------------------------ the command */

static bool read_port(const char *text, uint16_t *ret)
{
    struct slice digits = slice_of(text);
    unsigned n = 0;

    if (!text)
        return true;
    if (!slice_is_digits(digits) || digits.len > 5)
        return false;
    for (size_t i = 0; i < digits.len; i++)
        n = n * 10 + (unsigned)(digits.ptr[i] - '0');
    *ret = (uint16_t)n;
    return n <= UINT16_MAX;
}

/* The worker's folder is another: paths are made whole. */
static const char *whole_path(const char *path, struct arena *arena)
{
    char here[PATH_MAX];

    if (!path || path[0] == '/' || !getcwd(here, sizeof(here)))
        return path;
    return arena_join(arena, (struct slice[]){slice_of(here), SLICE("/"), slice_of(path), {"", 1}},
                      4)
        .ptr;
}

static int set_up(const struct options *options, struct arena *arena, struct web_setup *ret)
{
    const char *store = own_store_path(options, arena);

    *ret = (struct web_setup){.version = MIOBOE_VERSION,
                              .token_file = options->page.token_file,
                              .opens = !options->page.no_open,
                              .lang = language_is_japanese() ? "ja" : "en",
                              .allocator = &memory,
                              .translate = translate,
                              .ready = ready};
    if (options->operands.len)
        return usage_error("%s", _("page takes no files; drop them into the page."));
    if (!read_port(options->page.port, &ret->port))
        return usage_error(_("\"%s\" is no value for --%s; it takes %s."), options->page.port,
                           "port", _("NUMBER"));
    if (!store) {
        message_say(SLICE(""), 0,
                    _("The environment names no folder for the store; give --store FILE."));
        return EXIT_UNREAD;
    }
    ret->store = whole_path(store, arena);
    ret->locked = own_store_locked(ret->store, arena);
    return 0;
}

int cmd_page(const struct command_call *call)
{
    struct arena *arena = arena_new(&memory);
    struct options options;
    struct web_setup setup;
    char *folder = NULL;
    int status = option_read(call->command->options, call->argc, call->argv, arena, &options);

    if (status == 0)
        status = set_up(&options, arena, &setup);
    if (status == 0 && !(folder = folder_new())) {
        message_say(SLICE(""), 0, _("There is no folder for what the browser will send."));
        status = EXIT_UNREAD;
    }
    if (status == 0) {
        setup.folder = folder;
        status = run(call, &setup);
    }
    if (folder)
        folder_remove(folder);
    free(folder);
    arena_free(arena);
    return status;
}
