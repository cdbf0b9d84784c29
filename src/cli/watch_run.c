#include "cli/watch_run.h"

#include "base/moment.h"

#include "cli/exit_status.h"
#include "cli/job_mails.h"
#include "cli/language.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "cli/own_store.h"
#include "cli/resolver.h"
#include "cli/usage.h"
#include "cli/watch_terminal.h"
#include "render/words.h"

#include <fcntl.h>
#include <signal.h>
#include <sodium.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <unistd.h>

#define STEP_MS 500      /* with programs on their way, or letters of others */
#define PATIENCE_MS 5000 /* answers of the command line are seen so soon */
#define HEALTH_SECONDS 60
#define TRIM_SECONDS 86400

/* ------------------------------------------------------------------ the judge's keys */

struct key_maker {
    struct resolver_opts opts;
    struct arena *arena;
    struct resolver *resolver;
};

/* Each batch has a resolver of its own: a network that came back is asked again. */
static struct key_source begin_keys(void *ctx)
{
    struct key_maker *maker = ctx;
    bool failed = false;

    maker->arena = arena_new(&memory);
    maker->resolver = resolver_new(&maker->opts, maker->arena, &failed);
    return resolver_keys(maker->resolver);
}

static void end_keys(void *ctx)
{
    struct key_maker *maker = ctx;

    resolver_done(maker->resolver);
    arena_free(maker->arena);
}

/* Before a password is read or the store is opened: the judge shall know neither. */
static int start_judge(struct watching *w)
{
    struct key_maker *maker = arena_make(w->arena, struct key_maker);
    int r;
    struct judge_env env = {.catalog = w->catalog,
                            .allocator = &memory,
                            .roots = job_read_roots(w->arena),
                            .authservs = w->config.authservs.at,
                            .authservs_len = w->config.authservs.len,
                            .now = w->options->now == OPTION_NO_TIME ? 0 : w->options->now,
                            .keys_begin = begin_keys,
                            .keys_end = end_keys,
                            .ctx = maker};

    maker->opts = (struct resolver_opts){.dns_file = w->options->dns_file,
                                         .network = !w->options->offline,
                                         .today = moment_day(w->now, DAY_JST),
                                         .catalog = w->catalog,
                                         .options = w->options};
    mail_init();
    env.domains = domains_new(&memory);
    r = judge_start(&env, &w->judge);
    domains_free(env.domains); /* the judge has its own */
    return r;
}

/* ------------------------------------------------------------------ mailboxes */

static bool is_domain_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-';
}

/* A domain of a listed sender behind any @, or a reply to a notice: to be looked at first, no more
 * than that. */
static bool is_listed(void *ctx, struct slice fields)
{
    const struct watch_box *box = ctx;
    char lower[256];

    if (slice_has(fields, SLICE("<mioboe.")))
        return true;
    for (size_t at = slice_find_byte(fields, '@'); at < fields.len;) {
        size_t len = 0;

        fields = slice_skip(fields, at + 1);
        for (; len < fields.len && len < sizeof(lower) && is_domain_byte(fields.ptr[len]); len++)
            lower[len] = (char)tolower((unsigned char)fields.ptr[len]);
        if (sender_owner(box->watching->catalog, (struct slice){lower, len}))
            return true;
        at = slice_find_byte(fields, '@');
    }
    return false;
}

static void on_head(void *ctx, struct slice fields, int64_t received)
{
    struct watching *w = ((struct watch_box *)ctx)->watching;
    struct slice token;

    (void)received;
    if (reply_in_fields(fields, &token) && !w->failed)
        w->failed = watch_take_token(w, token, SLICE("mail"));
}

static void on_left_out(void *ctx, uint32_t uid)
{
    const struct watch_box *box = ctx;
    char text[200];

    snprintf(text, sizeof(text),
             _("message %u is too large, or the server cannot give it: it is not read"), uid);
    message_say(box->config->server, 0, text);
}

static int login(void *ctx, struct net_login *ret)
{
    struct watch_box *box = ctx;
    const struct config_mailbox *c = box->config;

    if (box->secret->len)
        credential_wipe(box->secret);
    if (!credential_read(&c->secret, box->secret)) {
        message_say(box->secret->why, 0, _("The password cannot be read."));
        return EXIT_UNREAD;
    }
    *ret = (struct net_login){.url = c->server,
                              .user = c->user,
                              .secret = {box->secret->at, box->secret->len},
                              .ca_file = box->ca_file,
                              .oauth = c->oauth};
    return 0;
}

static int open_box(struct watching *w, const struct config_mailbox *config, uint64_t seed)
{
    struct watch_box *box = &w->boxes[w->boxes_len++];
    struct mailbox_opts opts = {.ops = w->ops,
                                .net = w->net,
                                .allocator = &memory,
                                .folder = config->folder,
                                .history = (int64_t)w->config.history_days * 86400,
                                .is_listed = is_listed,
                                .on_head = on_head,
                                .on_left_out = on_left_out,
                                .login = login,
                                .ctx = box,
                                .seed = seed};
    struct mailbox_state state = {0};
    struct slice body;
    struct err err = {.line = 0};
    int r = w->store->ops->row_get(w->store, KEEP_MAILBOX, config->id, w->arena, &body, &err);

    if (r == 1)
        r = mailbox_state_read(body, w->arena, &state, &err);
    if (r < 0)
        return own_store_complain(w->options, &err);
    *box = (struct watch_box){.watching = w, .config = config, .kept = state};
    box->secret = arena_make(w->arena, struct credential);
    box->ca_file = slice_of(config->ca_file.len ? credential_path(config->ca_file, w->arena) : "");
    box->mailbox = mailbox_new(&opts, &state);
    return 0;
}

/* What changes between up and down is said; what lasts is told. */
static void watch_health(struct watching *w, struct watch_box *box)
{
    struct mailbox_health health;
    struct watch_turn turn;
    struct matter about;
    char text[400];

    mailbox_health(box->mailbox, &health);
    if (health.is_up != box->is_up ||
        (!health.is_up && health.down_since && !box->has_told && w->ms == health.down_since)) {
        snprintf(text, sizeof(text), health.is_up ? _("watching") : _("cannot be reached: %s"),
                 health.said);
        message_say(box->config->server, 0, text);
    }
    box->is_up = health.is_up;
    box->has_told = box->has_told && !health.is_up;
    if (health.is_up || !health.down_since || box->has_told ||
        w->ms - health.down_since < (int64_t)WATCH_SILENT_SECONDS * 1000)
        return;
    box->has_told = true;
    if (watch_turn_begin(w, &turn) != 0)
        return;
    matter_clear(&about, MATTER_UNREACHABLE);
    about.text = arena_join(
        turn.arena, (struct slice[]){box->config->server, SLICE(" "), slice_of(health.said)}, 3);
    vigil_tell(&turn.vigil, w->now,
               arena_join(turn.arena,
                          (struct slice[]){SLICE("unreachable|"), box->config->id, SLICE("|"),
                                           arena_number(turn.arena, w->now / 86400)},
                          4),
               SLICE(""), &about);
    w->failed = w->failed ? w->failed : watch_turn_end(&turn);
}

/* ------------------------------------------------------------------ channels and answers */

static void say(void *ctx, struct slice text)
{
    struct watching *w = ctx;

    w->terminal.is_said = !w->terminal.is_due && !w->terminal.id[0];
    w->terminal.is_due = true;
    fwrite(text.ptr, 1, text.len, stdout);
    fflush(stdout);
}

static void on_button(void *ctx, struct slice id, bool yes, struct slice by)
{
    struct watching *w = ctx;
    enum vigil_answer answer;

    if (!w->failed)
        w->failed = watch_answer(w, id, yes, by, false, &answer);
}

static void on_token(void *ctx, struct slice token, struct slice by)
{
    struct watching *w = ctx;

    if (!w->failed)
        w->failed = watch_take_token(w, token, by);
}

static struct slice last_reply(void *ctx, struct slice server, struct arena *arena)
{
    struct watching *w = ctx;
    struct slice body;
    struct err err;

    return w->store->ops->row_get(w->store, KEEP_REPLY, server, arena, &body, &err) == 1
               ? body
               : (struct slice){"", 0};
}

static void keep_reply(void *ctx, struct slice server, struct slice last)
{
    struct watching *w = ctx;
    struct err err;

    if (w->store->ops->row_put(w->store, KEEP_REPLY, server, last, &err) < 0)
        w->failed = own_store_complain(w->options, &err);
}

static void on_failure(void *ctx, const struct config_channel *channel, struct slice why)
{
    char text[400];

    (void)ctx;
    snprintf(text, sizeof(text), _("a notice could not be sent, and is tried again: %.*s"),
             SLICE_ARG(why));
    message_say(channel->url, 0, text);
}

static int zone_of(int64_t now)
{
    time_t t = (time_t)now;
    struct tm tm;

    return localtime_r(&t, &tm) ? (int)(tm.tm_gmtoff / 60) : DAY_JST;
}

static int open_ways(struct watching *w)
{
    struct channel_env env = {.ops = w->ops,
                              .net = w->net,
                              .allocator = &memory,
                              .catalog = w->catalog,
                              .key = w->key,
                              .japanese = language_is_japanese(),
                              .zone = w->rules.zone,
                              .say = say,
                              .open_page = watch_open_page,
                              .answers_here = w->terminal.is_on,
                              .answered = on_button,
                              .ctx = w};
    struct outbox_opts outbox = {.store = w->store,
                                 .config = &w->config,
                                 .allocator = &memory,
                                 .failed = on_failure,
                                 .ctx = w,
                                 .seed = (uint64_t)w->now};
    struct reply_opts reply = {.ops = w->ops,
                               .net = w->net,
                               .allocator = &memory,
                               .config = &w->config,
                               .key = w->key,
                               .now = w->now,
                               .token = on_token,
                               .last = last_reply,
                               .keep = keep_reply,
                               .ctx = w};
    int status = 0;

    outbox.channels = w->channels = channels_new(&env);
    w->outbox = outbox_new(&outbox);
    w->replies = replies_new(&reply);
    w->folders = folders_new(&w->config.folders, &memory);
    for (size_t i = 0; status == 0 && i < w->config.mailboxes.len && i < WATCH_BOXES; i++)
        status = open_box(w, &w->config.mailboxes.at[i], (uint64_t)w->now * 31 + i);
    return status;
}

static void close_ways(struct watching *w)
{
    for (size_t i = 0; i < w->boxes_len; i++) {
        mailbox_free(w->boxes[i].mailbox);
        credential_wipe(w->boxes[i].secret);
    }
    replies_free(w->replies);
    outbox_free(w->outbox);
    channels_free(w->channels);
    folders_free(w->folders);
    if (w->net)
        w->ops->close(w->net);
}

/* ------------------------------------------------------------------ the store and all */

int watch_open(struct watching *w, const struct options *options, struct arena *arena)
{
    int status;
    struct err err = {.line = 0};

    *w = (struct watching){.options = options, .arena = arena, .now = own_store_now(options)};
    w->known_arena = arena_new(&memory);
    job_init(&w->job, options, arena);
    w->catalog = door_catalog(w->job.mioboe);
    status = watch_config(w);
    w->rules = keep_rules(&w->config, zone_of(w->now));
    return status ? status : sodium_init() < 0 ? own_store_complain(options, &err) : 0;
}

static int open_store(struct watching *w)
{
    struct err err = {.line = 0};
    int status = own_store_open(w->options, STORE_CREATE, w->arena, &w->store);

    if (status == 0 && keep_key(w->store, w->arena, w->key, &err) < 0)
        status = own_store_complain(w->options, &err);
    return status;
}

void watch_close(struct watching *w)
{
    store_close(w->store);
    job_done(&w->job);
    arena_free(w->known_arena);
    sodium_memzero(w->key, sizeof(w->key));
}

/* ------------------------------------------------------------------ the loop */

static void look_at_clock(struct watching *w)
{
    struct timespec t;

    if (w->options->now == OPTION_NO_TIME)
        w->now = (int64_t)time(NULL);
    clock_gettime(CLOCK_MONOTONIC, &t);
    w->ms = (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int tick(struct watching *w)
{
    struct watch_turn turn;
    int status = watch_turn_begin(w, &turn);

    if (status)
        return status;
    vigil_tick(&turn.vigil, w->now);
    status = watch_turn_end(&turn);
    return status ? status : watch_open_cases(w);
}

static void write_health(struct watching *w)
{
    struct arena *arena = arena_new(&memory);
    struct mailbox_health health;
    struct pairs pairs;
    struct err err;

    w->health_at = w->now;
    for (size_t i = 0; i < w->boxes_len; i++) {
        mailbox_health(w->boxes[i].mailbox, &health);
        pairs = (struct pairs){.arena = arena};
        pairs_add_number(&pairs, SLICE("at"), w->now);
        pairs_add_number(&pairs, SLICE("up"), health.is_up);
        pairs_add_number(&pairs, SLICE("waiting"), health.waiting);
        pairs_add(&pairs, SLICE("said"), slice_of(health.is_up ? "" : health.said));
        w->store->ops->row_put(w->store, KEEP_HEALTH, w->boxes[i].config->id, pairs_text(&pairs),
                               &err);
    }
    arena_free(arena);
}

static int step(struct watching *w)
{
    struct err err = {.line = 0};
    int status = 0;

    look_at_clock(w);
    for (size_t i = 0; i < w->boxes_len; i++) {
        mailbox_step(w->boxes[i].mailbox, w->now, w->ms);
        watch_health(w, &w->boxes[i]);
    }
    status = watch_intake_step(w);
    if (status == 0)
        status = watch_import_step(w);
    if (status == 0 && w->now >= w->next_look)
        status = watch_look(w);
    if (status == 0 && w->now >= w->next_tick)
        status = tick(w);
    channels_step(w->channels, w->now);
    replies_step(w->replies, w->ms);
    if (status == 0 && outbox_step(w->outbox, w->now, &err) < 0)
        status = own_store_complain(w->options, &err);
    if (status == 0)
        status = watch_terminal_step(w);
    if (w->now - w->health_at >= HEALTH_SECONDS)
        write_health(w);
    return status ? status : w->failed;
}

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int patience(const struct watching *w, size_t programs)
{
    int64_t ms = programs || w->importing ? STEP_MS : PATIENCE_MS, next;

    for (size_t i = 0; i < w->boxes_len; i++)
        ms = least(ms, mailbox_patience(w->boxes[i].mailbox, w->ms));
    ms = least(ms, replies_patience(w->replies, w->ms));
    ms = least(ms, folders_patience(w->folders, w->ms));
    next = least(least(outbox_next(w->outbox), w->next_tick), w->next_look);
    if (next < w->now + PATIENCE_MS / 1000)
        ms = least(ms, next > w->now ? (next - w->now) * 1000 : 0);
    return (int)ms;
}

/* Return whether a signal asked to end. */
static bool wait_for_more(struct watching *w, int signals)
{
    struct pollfd fds[CHANNEL_RUNNING + 4] = {{.fd = signals, .events = POLLIN},
                                              {.fd = w->judge.fd, .events = POLLIN}};
    size_t programs = channels_fds(w->channels, fds + 2), n = 2 + programs;
    int ms = patience(w, programs);

    if (folders_fd(w->folders) >= 0)
        fds[n++] = (struct pollfd){.fd = folders_fd(w->folders), .events = POLLIN};
    if (watch_terminal_fd(w) >= 0)
        fds[n++] = (struct pollfd){.fd = STDIN_FILENO, .events = POLLIN};
    w->ops->wait(w->net, fds, n, ms);
    return fds[0].revents != 0;
}

static bool is_all_done(const struct watching *w)
{
    struct mailbox_health health;

    for (size_t i = 0; i < w->boxes_len; i++) {
        mailbox_health(w->boxes[i].mailbox, &health);
        if (!health.is_idle && !health.down_since)
            return false;
    }
    return !watch_intake_is_busy(w) && !w->importing && !outbox_sending(w->outbox) &&
           outbox_next(w->outbox) > w->now &&
           folders_patience(w->folders, w->ms) > FOLDER_SETTLE_MS;
}

static int loop(struct watching *w, int signals)
{
    int status = 0;
    bool ends = false;

    w->next_look = w->now;
    while (status == 0 && !ends) {
        status = step(w);
        if (status == 0 && w->options->watch.once && is_all_done(w))
            break;
        ends = status == 0 && wait_for_more(w, signals);
    }
    write_health(w);
    return status;
}

static int open_signals(void)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGHUP);
    sigprocmask(SIG_BLOCK, &set, NULL);
    signal(SIGPIPE, SIG_IGN);
    return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

/* Passwords and the key that signs answers are in this process. */
static void guard_memory(void)
{
    struct rlimit none = {0, 0};

    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0);
}

int watch_run(const struct options *options, struct arena *arena)
{
    struct watching w;
    int status = watch_open(&w, options, arena), signals;
    struct err err;

    if (status == 0 && start_judge(&w) < 0)
        status = EXIT_UNREAD;
    guard_memory();
    signals = open_signals();
    if (status == 0)
        status = open_store(&w);
    if (status == 0) {
        look_at_clock(&w);
        w.ops = net_curl_ops();
        w.net = w.ops->open(&memory);
        watch_terminal_open(&w);
        status = open_ways(&w);
    }
    if (status == 0 && keep_trim(w.store, w.now, &memory, &err) < 0)
        status = own_store_complain(options, &err);
    if (status == 0)
        status = loop(&w, signals);
    if (w.net)
        close_ways(&w);
    if (w.judge.pid)
        judge_stop(&w.judge);
    watch_close(&w);
    return status;
}
