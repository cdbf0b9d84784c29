#include "cli/command.h"

#include "cli/exit_status.h"
#include "cli/language.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "cli/page_running.h"
#include "cli/page_setup.h"
#include "cli/part.h"
#include "cli/progress.h"
#include "render/words.h"
#include "web/desk.h"
#include "web/folder.h"
#include "web/web.h"

#include <errno.h>
#include <limits.h>
#include <sys/socket.h>
#include <unistd.h>

#define SENTENCES 64

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
    if (setup->running)
        page_running_tell(setup->running, url);
    if (setup->opens)
        page_running_show(setup->folder, url, setup->at);
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

    if (setup->now != WEB_CLOCK)
        option_fix_now(setup->now);
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

/* ------------------------------------------------------------------ one that runs already */

/* With --at: false where none runs. Its file for the browser lies beside its address. */
static bool show_running(const struct web_setup *setup, struct arena *arena)
{
    const char *url = setup->at && setup->running ? page_running_find(setup->running, arena) : NULL;
    char folder[PATH_MAX];

    if (!url)
        return false;
    printf("%s&at=%s\n", url, setup->at);
    snprintf(folder, sizeof(folder), "%s", setup->running);
    *strrchr(folder, '/') = '\0';
    if (setup->opens)
        page_running_show(folder, url, setup->at);
    return true;
}

/* ------------------------------------------------------------------ the command */

int cmd_page(const struct command_call *call)
{
    struct arena *arena = arena_new(&memory);
    struct options options;
    struct web_setup setup;
    char *folder = NULL;
    int status = option_read(call->command->options, call->argc, call->argv, arena, &options);

    if (status == 0)
        status = page_set_up(&options, arena, &setup);
    setup.translate = translate;
    setup.ready = ready;
    if (status == 0 && show_running(&setup, arena)) {
        arena_free(arena);
        return EXIT_FINE;
    }
    if (status == 0 && !(folder = folder_new())) {
        message_say(SLICE(""), 0, _("There is no folder for what the browser will send."));
        status = EXIT_UNREAD;
    }
    if (status == 0) {
        setup.folder = folder;
        status = run(call, &setup);
        if (setup.running)
            page_running_forget(setup.running);
    }
    if (folder)
        folder_remove(folder);
    free(folder);
    arena_free(arena);
    return status;
}
