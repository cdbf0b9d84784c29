#include "watch/channel.h"

#include "base/moment.h"
#include "io/whole.h"
#include "render/words.h"
#include "watch/credential.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

/* One sending; a program that runs has a pid. */
struct sending {
    struct channels *channels;
    struct sending *next;
    channel_done_fn *done;
    void *ctx;
    pid_t pid;
    int fd;
    int64_t until, shown; /* shown: from then on it counts as sent; 0 = when it ends */
    char asking[ASKING_ID_LEN];
    bool is_desktop;
    char said[64];
    size_t said_len;
};

struct channels {
    struct channel_env env;
    struct sending *running; /* programs */
    size_t len;
};

static void *take(struct channels *c, size_t len)
{
    void *to = c->env.allocator->resize(c->env.allocator->ctx, NULL, 0, len);

    memset(to, 0, len);
    return to;
}

static void give(struct channels *c, void *ptr, size_t len)
{
    c->env.allocator->resize(c->env.allocator->ctx, ptr, len, 0);
}

struct channels *channels_new(const struct channel_env *env)
{
    struct channels *c = env->allocator->resize(env->allocator->ctx, NULL, 0, sizeof(*c));

    *c = (struct channels){.env = *env};
    return c;
}

static void end(channel_done_fn *done, void *ctx, bool ok, const char *why)
{
    struct channel_end said = {ok, slice_of(why)};

    done(ctx, &said);
}

/* ------------------------------------------------------------------ by the network */

/* What it means for the one who set the channel up; what the server said stands behind it. */
static const char *words_of(enum net_code code)
{
    switch (code) {
    case NET_CONNECT: return _("The server cannot be reached.");
    case NET_TLS: return _("The connection is not safe: its certificate is not to be trusted.");
    case NET_LOGIN: return _("The server does not take this user and password.");
    case NET_TIMEOUT: return _("The server did not answer in time.");
    case NET_STATUS: return _("The server did not take it.");
    default: return _("It could not be sent.");
    }
}

static void on_result(void *ctx, const struct net_result *result)
{
    struct sending *s = ctx;
    char text[CHANNEL_MAX_SAID];

    if (result->code == NET_STATUS)
        snprintf(text, sizeof(text), "%s (status %ld)", words_of(result->code), result->status);
    else if (result->code == NET_OK)
        text[0] = '\0';
    else
        snprintf(text, sizeof(text), "%s (%.*s)", words_of(result->code),
                 SLICE_ARG(result->detail));
    end(s->done, s->ctx, result->code == NET_OK, text);
    give(s->channels, s, sizeof(*s));
}

static void begin_call(struct channels *c, const struct net_request *request, channel_done_fn *done,
                       void *ctx)
{
    struct sending *s = take(c, sizeof(*s));

    *s = (struct sending){.channels = c, .done = done, .ctx = ctx};
    c->env.ops->call(c->env.net, request, NULL, on_result, s);
}

static void send_by_net(struct channels *c, const struct config_channel *channel,
                        const struct channel_words *words, int64_t now, channel_done_fn *done,
                        void *ctx)
{
    struct arena *arena = arena_new(c->env.allocator);
    struct slice headers[] = {SLICE("Content-Type: application/json"), {"", 0}};
    struct slice topic;
    struct net_request request = {.url = channel->url,
                                  .user = channel->user,
                                  .ca_file = slice_of(credential_path(channel->ca_file, arena)),
                                  .from = channel->from,
                                  .to = channel->to,
                                  .headers = headers,
                                  .headers_len = 2,
                                  .post = true};
    struct credential secret;
    struct output out;

    output_init(&out, c->env.allocator, NULL, NULL);
    headers[1] = arena_join(arena, (struct slice[]){SLICE("X-Mioboe-Id: "), words->alert->id}, 2);
    if (channel->kind == CHANNEL_SMTP)
        channel_write_mail(channel, words, now, &out);
    else if (channel->kind == CHANNEL_NTFY)
        channel_write_ntfy(channel, words, c->env.key, &out);
    else
        channel_write_json(channel, words, &out);
    if (channel->kind == CHANNEL_NTFY)
        request.url = channel_ntfy_server(channel->url, &topic, arena);
    request.body = (struct slice){out.at, out.len};
    if (credential_read(&channel->secret, &secret)) {
        request.secret = (struct slice){secret.at, secret.len};
        begin_call(c, &request, done, ctx);
    } else {
        end(done, ctx, false, _("The password cannot be read."));
    }
    credential_wipe(&secret);
    output_done(&out);
    arena_free(arena);
}

/* ------------------------------------------------------------------ by a program */

/* What it is told besides its input. */
static void tell_environment(const struct channel_words *words)
{
    const struct alert *alert = words->alert;
    const struct {
        const char *name;
        struct slice value;
    } all[] = {{"MIOBOE_ID", alert->id},
               {"MIOBOE_QUESTION", alert->asking},
               {"MIOBOE_KIND", matter_name((enum matter_kind)alert->about.kind)}};

    for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
        char text[128];

        snprintf(text, sizeof(text), "%.*s", SLICE_ARG(all[i].value));
        setenv(all[i].name, text, 1);
    }
}

static void run_notify(const struct channel_words *words, bool has_page, struct arena *arena)
{
    const char *argv[12];
    struct slice title = arena_join(arena, (struct slice[]){words->text.title, {"", 1}}, 2);
    struct slice body = arena_join(arena, (struct slice[]){words->text.body, {"", 1}}, 2);
    char yes[64], no[64], look[64];
    size_t n = 0;

    snprintf(yes, sizeof(yes), "--action=yes=%s", _("Yes, it was me"));
    snprintf(no, sizeof(no), "--action=no=%s", _("No, it was not me"));
    snprintf(look, sizeof(look), "--action=page=%s", _("Open the page"));
    argv[n++] = "notify-send";
    argv[n++] = "--app-name=mioboe";
    if (words->yes.len) {
        argv[n++] = "--urgency=critical";
        argv[n++] = "--wait";
        argv[n++] = yes;
        argv[n++] = no;
        if (has_page)
            argv[n++] = look;
    }
    argv[n++] = "--";
    argv[n++] = title.ptr;
    argv[n++] = body.ptr;
    argv[n] = NULL;
    execvp(argv[0], (char *const *)(uintptr_t)argv);
}

static _Noreturn void run_child(const struct channels *c, const struct config_channel *channel,
                                const struct channel_words *words, int in, int out,
                                struct arena *arena)
{
    struct slice command = arena_join(arena, (struct slice[]){channel->url, {"", 1}}, 2);
    sigset_t none;

    dup2(in, STDIN_FILENO);
    dup2(out, STDOUT_FILENO);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGPIPE, SIG_DFL);
    tell_environment(words);
    if (channel->kind == CHANNEL_DESKTOP)
        run_notify(words, c->env.open_page != NULL, arena);
    else
        execl("/bin/sh", "sh", "-c", command.ptr + strlen("command:"), (char *)NULL);
    _exit(127);
}

/* The input of a program: a file in memory, so that nobody waits for its reading. */
static int input_of(struct channels *c, const struct config_channel *channel,
                    const struct channel_words *words)
{
    int fd = memfd_create("mioboe", MFD_CLOEXEC);
    struct output out;
    bool ok;

    output_init(&out, c->env.allocator, NULL, NULL);
    channel_write_json(channel, words, &out);
    ok = fd >= 0 && whole_write(fd, (struct slice){out.at, out.len}) && lseek(fd, 0, SEEK_SET) == 0;
    output_done(&out);
    if (fd >= 0 && !ok)
        close(fd);
    return ok ? fd : -1;
}

static void start_program(struct channels *c, const struct config_channel *channel,
                          const struct channel_words *words, int64_t now, channel_done_fn *done,
                          void *ctx, struct arena *arena)
{
    bool asks = channel->kind == CHANNEL_DESKTOP && words->yes.len;
    int in = input_of(c, channel, words), fds[2];
    struct sending *s;
    pid_t pid;

    if (in < 0 || c->len >= CHANNEL_RUNNING || pipe2(fds, O_CLOEXEC) < 0) {
        if (in >= 0)
            close(in);
        end(done, ctx, false, _("Too many programs run."));
        return;
    }
    pid = fork();
    if (pid == 0)
        run_child(c, channel, words, in, fds[1], arena);
    close(in);
    close(fds[1]);
    s = take(c, sizeof(*s));
    *s = (struct sending){
        .channels = c,
        .next = c->running,
        .done = done,
        .ctx = ctx,
        .pid = pid,
        .fd = fds[0],
        .until = now + (asks ? CHANNEL_NOTICE_SECONDS : CHANNEL_COMMAND_SECONDS),
        .shown = asks ? now + CHANNEL_SHOWN_SECONDS : 0,
        .is_desktop = channel->kind == CHANNEL_DESKTOP,
    };
    if (words->alert->asking.len == ASKING_ID_LEN)
        memcpy(s->asking, words->alert->asking.ptr, ASKING_ID_LEN);
    c->running = s;
    c->len++;
}

size_t channels_fds(const struct channels *c, struct pollfd *ret)
{
    size_t n = 0;

    for (const struct sending *s = c->running; s && n < CHANNEL_RUNNING; s = s->next)
        ret[n++] = (struct pollfd){.fd = s->fd, .events = POLLIN};
    return n;
}

/* Whether it goes on; false: its output has ended. */
static bool hear(struct sending *s)
{
    struct pollfd p = {.fd = s->fd, .events = POLLIN};
    char bytes[512];
    ssize_t n;

    while (poll(&p, 1, 0) > 0) {
        n = read(s->fd, bytes, sizeof(bytes));
        if (n <= 0)
            return false;
        for (ssize_t i = 0; i < n && s->said_len < sizeof(s->said); i++)
            s->said[s->said_len++] = bytes[i];
    }
    return true;
}

/* Why a program was of no use. */
static const char *words_of_program(const struct sending *s, bool in_time, int status)
{
    if (!in_time)
        return _("The program did not end in time.");
    if (s->is_desktop)
        return status == 127 ? _("notify-send is missing: install libnotify-bin.")
                             : _("There is no screen here that shows notices.");
    return _("The program ended with an error.");
}

static void end_program(struct sending *s, bool in_time)
{
    struct slice said = slice_trim((struct slice){s->said, s->said_len});
    const struct channel_env *env = &s->channels->env;
    char text[CHANNEL_MAX_SAID];
    int status = 0;

    if (!in_time)
        kill(s->pid, SIGTERM);
    close(s->fd);
    waitpid(s->pid, &status, 0);
    status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    snprintf(text, sizeof(text), "%s (exit status %d)", words_of_program(s, in_time, status),
             status);
    if (s->done)
        end(s->done, s->ctx, in_time && status == 0, text);
    if (s->asking[0] && (slice_eq(said, SLICE("yes")) || slice_eq(said, SLICE("no"))))
        env->answered(env->ctx, (struct slice){s->asking, ASKING_ID_LEN}, said.ptr[0] == 'y',
                      s->is_desktop ? SLICE("desktop") : SLICE("command"));
    if (s->is_desktop && env->open_page && slice_eq(said, SLICE("page")))
        env->open_page(env->ctx);
}

/* It stands on the screen; that nobody has pressed a button yet is no failure. */
static void count_as_sent(struct sending *s, int64_t now)
{
    if (!s->done || !s->shown || now < s->shown)
        return;
    end(s->done, s->ctx, true, "");
    s->done = NULL;
}

void channels_step(struct channels *c, int64_t now)
{
    for (struct sending **at = &c->running; *at;) {
        struct sending *s = *at;
        bool goes_on = hear(s);

        if (goes_on && now < s->until) {
            count_as_sent(s, now);
            at = &s->next;
            continue;
        }
        *at = s->next;
        c->len--;
        end_program(s, !goes_on);
        give(c, s, sizeof(*s));
    }
}

void channels_free(struct channels *c)
{
    while (c && c->running) {
        struct sending *s = c->running;

        c->running = s->next;
        kill(s->pid, SIGTERM);
        close(s->fd);
        waitpid(s->pid, NULL, 0);
        give(c, s, sizeof(*s));
    }
    if (c)
        give(c, c, sizeof(*c));
}

/* ------------------------------------------------------------------ here */

static void say(struct channels *c, const struct channel_words *words, int64_t now,
                struct arena *arena)
{
    int minute = moment_minute(now, c->env.zone);
    struct slice answer = {"", 0};
    char clock[16];

    snprintf(clock, sizeof(clock), "%02d:%02d  ", minute / 60, minute % 60);
    if (words->yes.len && !c->env.answers_here)
        answer = arena_join(arena,
                            (struct slice[]){SLICE("\n  mioboe watch answer "),
                                             words->alert->asking, SLICE(" yes|no")},
                            3);
    c->env.say(c->env.ctx,
               arena_join(arena,
                          (struct slice[]){slice_of(clock), words->text.title, SLICE("\n"),
                                           words->text.body, answer, SLICE("\n")},
                          6));
}

void channels_send(struct channels *c, const struct config_channel *channel,
                   const struct alert *alert, int64_t now, channel_done_fn *done, void *ctx)
{
    struct arena *arena = arena_new(c->env.allocator);
    struct channel_words words = channel_words_of(&c->env, channel, alert, now, arena);

    switch (channel->kind) {
    case CHANNEL_TERMINAL:
        say(c, &words, now, arena);
        end(done, ctx, true, "");
        break;
    case CHANNEL_DESKTOP:
    case CHANNEL_COMMAND: start_program(c, channel, &words, now, done, ctx, arena); break;
    case CHANNEL_SMTP:
    case CHANNEL_NTFY:
    case CHANNEL_WEBHOOK: send_by_net(c, channel, &words, now, done, ctx); break;
    case CHANNEL_KINDS: end(done, ctx, false, ""); break;
    }
    arena_free(arena);
}
