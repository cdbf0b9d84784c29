#include "cli/watch_run.h"

#include "cli/exit_status.h"
#include "cli/language.h"
#include "cli/memory.h"
#include "cli/own_store.h"
#include "render/words.h"

#include <signal.h>

#define TEST_SECONDS 70

struct test {
    const struct config_channel *channel;
    size_t *left;
    bool *failed;
};

static void on_end(void *ctx, const struct channel_end *end)
{
    struct test *test = ctx;

    --*test->left;
    printf("%.*s: %s %.*s\n", SLICE_ARG(test->channel->url), end->ok ? _("sent") : _("failed:"),
           SLICE_ARG(end->ok ? SLICE("") : end->detail));
    fflush(stdout);
    *test->failed = *test->failed || !end->ok;
}

static void say(void *ctx, struct slice text)
{
    (void)ctx;
    fwrite(text.ptr, 1, text.len, stdout);
}

static void ignore(void *ctx, struct slice asking, bool yes, struct slice by)
{
    (void)ctx;
    (void)asking;
    (void)yes;
    (void)by;
}

static void wait_for(struct watching *w, struct channels *channels, const size_t *left)
{
    struct pollfd fds[CHANNEL_RUNNING];

    for (int i = 0; *left && i < TEST_SECONDS * 5; i++) {
        size_t n = channels_fds(channels, fds);

        w->ops->wait(w->net, fds, n, 200);
        channels_step(channels, w->now + i / 5);
    }
}

int watch_test(const struct options *options, struct arena *arena)
{
    struct watching w;
    int status = watch_open(&w, options, arena);
    struct alert alert = {.id = SLICE("test"), .made = own_store_now(options)};
    struct channel_env env = {.allocator = &memory,
                              .catalog = w.catalog,
                              .japanese = language_is_japanese(),
                              .zone = w.rules.zone,
                              .say = say,
                              .answered = ignore};
    struct channels *channels;
    struct test *tests;
    size_t left = w.config.channels.len;
    bool failed = false;

    if (status == 0) {
        signal(SIGPIPE, SIG_IGN);
        matter_clear(&alert.about, MATTER_TEST);
        env.key = w.key;
        env.ops = w.ops = net_curl_ops();
        env.net = w.net = w.ops->open(&memory);
        channels = channels_new(&env);
        tests = arena_make_n(arena, struct test, left + 1);
        for (size_t i = 0; i < w.config.channels.len; i++) {
            tests[i] = (struct test){&w.config.channels.at[i], &left, &failed};
            channels_send(channels, tests[i].channel, &alert, w.now, on_end, &tests[i]);
        }
        wait_for(&w, channels, &left);
        channels_free(channels);
        w.ops->close(w.net);
        status = failed || left ? EXIT_ATTENTION : EXIT_FINE;
    }
    watch_close(&w);
    return status;
}
