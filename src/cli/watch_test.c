#include "cli/watch_run.h"

#include "cli/exit_status.h"
#include "cli/language.h"
#include "cli/memory.h"
#include "cli/own_store.h"
#include "cli/standard_output.h"
#include "cli/usage.h"
#include "cli/watch_show.h"
#include "render/words.h"

#include <signal.h>

#define TEST_SECONDS 70

/* One channel that is tried; ${done}: it ended, and then ${ok} and ${said} say how. */
struct test {
    const struct config_channel *channel;
    bool done, ok, is_json;
    char said[CHANNEL_MAX_SAID];
};

struct tests {
    struct test *at;
    size_t len;
    bool is_json;
};

static struct slice said_of(const struct test *test)
{
    if (!test->done)
        return slice_of(_("It did not end in time."));
    if (test->ok && test->channel->kind == CHANNEL_TERMINAL)
        return slice_of(_("It shows in the terminal in which mioboe watch runs."));
    return slice_of(test->said);
}

static void print_line(const struct test *test)
{
    struct slice said = test->ok ? SLICE("") : said_of(test);

    printf("%.*s  %s%s%.*s\n", SLICE_ARG(test->channel->url), test->ok ? _("sent") : _("failed:"),
           said.len ? " " : "", SLICE_ARG(said));
    fflush(stdout);
}

static void on_end(void *ctx, const struct channel_end *end)
{
    struct test *test = ctx;

    test->done = true;
    test->ok = end->ok;
    snprintf(test->said, sizeof(test->said), "%.*s", SLICE_ARG(end->ok ? SLICE("") : end->detail));
    if (!test->is_json)
        print_line(test);
}

static void say(void *ctx, struct slice text)
{
    const struct tests *tests = ctx;

    if (!tests->is_json)
        fwrite(text.ptr, 1, text.len, stdout);
}

static void ignore(void *ctx, struct slice asking, bool yes, struct slice by)
{
    (void)ctx;
    (void)asking;
    (void)yes;
    (void)by;
}

/* ------------------------------------------------------------------ trying */

static bool is_any_left(const struct tests *tests)
{
    for (size_t i = 0; i < tests->len; i++)
        if (!tests->at[i].done)
            return true;
    return false;
}

static void wait_for(struct watching *w, struct channels *channels, const struct tests *tests)
{
    struct pollfd fds[CHANNEL_RUNNING];

    for (int i = 0; is_any_left(tests) && i < TEST_SECONDS * 5; i++) {
        size_t n = channels_fds(channels, fds);

        w->ops->wait(w->net, fds, n, 200);
        channels_step(channels, w->now + i / 5);
    }
}

static void try_all(struct watching *w, struct tests *tests)
{
    struct alert alert = {.id = SLICE("test"), .made = w->now};
    struct channel_env env = {.allocator = &memory,
                              .catalog = w->catalog,
                              .key = w->key,
                              .ops = net_curl_ops(),
                              .japanese = language_is_japanese(),
                              .zone = w->rules.zone,
                              .say = say,
                              .answered = ignore,
                              .ctx = tests};
    struct channels *channels;

    signal(SIGPIPE, SIG_IGN);
    matter_clear(&alert.about, MATTER_TEST);
    w->ops = env.ops;
    w->net = env.net = w->ops->open(&memory);
    channels = channels_new(&env);
    for (size_t i = 0; i < tests->len; i++)
        channels_send(channels, tests->at[i].channel, &alert, w->now, on_end, &tests->at[i]);
    wait_for(w, channels, tests);
    channels_free(channels);
    w->ops->close(w->net);
}

/* ------------------------------------------------------------------ what came of it */

static void print_json_of(const struct tests *tests)
{
    struct output out;
    struct printer printer = printer_json(&out), *p = &printer;

    standard_output_init(&out);
    print_begin_map(p);
    print_string_of(p, "schema", SLICE("mioboe.watch_test/1"));
    print_key(p, "channels");
    print_begin_list(p);
    for (size_t i = 0; i < tests->len; i++) {
        const struct test *test = &tests->at[i];

        print_begin_map(p);
        print_string_of(p, "id", test->channel->id);
        print_string_of(p, "url", watch_shown_url(test->channel));
        print_string_of(p, "person", test->channel->person);
        print_boolean_of(p, "is_sent", test->ok);
        print_text_of(p, "said", said_of(test));
        print_end(p);
    }
    print_end(p);
    print_end(p);
    output_done(&out);
}

/* Those that ended were told when they did. */
static void print_late(const struct tests *tests)
{
    for (size_t i = 0; i < tests->len; i++)
        if (!tests->at[i].done)
            print_line(&tests->at[i]);
}

/* Those that are asked for. */
static void choose(const struct watching *w, struct tests *tests)
{
    const char *only = w->options->watch.channel;

    tests->at = arena_make_n(w->arena, struct test, w->config.channels.len + 1);
    for (size_t i = 0; i < w->config.channels.len; i++)
        if (!only || slice_eq(w->config.channels.at[i].id, slice_of(only)))
            tests->at[tests->len++] =
                (struct test){.channel = &w->config.channels.at[i], .is_json = tests->is_json};
}

int watch_test(const struct options *options, struct arena *arena)
{
    struct watching w;
    struct tests tests = {.is_json = options->format == FORMAT_JSON};
    int status = watch_open(&w, options, arena);

    if (status == 0) {
        choose(&w, &tests);
        if (options->watch.channel && !tests.len)
            status = usage_error(
                _("There is no channel \"%s\"; \"mioboe watch status --format json\" shows them."),
                options->watch.channel);
    }
    if (status == 0) {
        try_all(&w, &tests);
        (tests.is_json ? print_json_of : print_late)(&tests);
        for (size_t i = 0; i < tests.len; i++)
            status = tests.at[i].ok ? status : EXIT_ATTENTION;
    }
    watch_close(&w);
    return status;
}
