#include "watch/reply.h"

#include "watch/channel.h"
#include "watch/credential.h"

#define STREAMS_MAX 8u

struct stream {
    struct replies *replies;
    const struct config_channel *channel;
    struct slice server;
    struct net_call *call;
    char line[REPLY_MAX_LINE], last[64];
    size_t len, last_len;
    bool is_long; /* what comes up to the next line end is passed over */
    uint32_t attempts;
    int64_t retry_ms;
};

struct replies {
    struct reply_opts opts;
    struct arena *arena;
    struct stream streams[STREAMS_MAX];
    size_t len;
    int64_t ms;
};

/* ------------------------------------------------------------------ reading */

static bool is_token_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.';
}

static struct slice token_at(struct slice s)
{
    size_t len = 0;

    while (len < s.len && len < TOKEN_MAX && is_token_byte(s.ptr[len]))
        len++;
    return slice_sub(s, 0, len);
}

/* The text of the member `"name":"..."`: those that matter here hold nothing that is escaped. */
static struct slice member(struct slice line, struct slice name)
{
    size_t at = slice_find(line, name);
    struct slice value = slice_skip(line, at + name.len);

    return at == line.len ? (struct slice){"", 0}
                          : slice_sub(value, 0, slice_find_byte(value, '"'));
}

bool reply_line_read(struct slice line, struct slice *ret_id, struct slice *ret_message)
{
    struct slice id = member(line, SLICE("\"id\":\"")), kind = member(line, SLICE("\"event\":\""));
    struct slice message = member(line, SLICE("\"message\":\""));

    if (!slice_eq(kind, SLICE("message")) || !id.len || id.len > 40 ||
        token_at(message).len != message.len)
        return false;
    for (size_t i = 0; i < id.len; i++)
        if (!((id.ptr[i] >= '0' && id.ptr[i] <= '9') || (id.ptr[i] >= 'A' && id.ptr[i] <= 'Z') ||
              (id.ptr[i] >= 'a' && id.ptr[i] <= 'z')))
            return false;
    *ret_id = id;
    *ret_message = message;
    return true;
}

bool reply_in_fields(struct slice fields, struct slice *ret)
{
    struct slice rest = fields, line;

    while (rest.len) {
        slice_cut(rest, SLICE("\n"), &line, &rest);
        if (line.len < 9 || !slice_eq_nocase(slice_sub(line, 0, 8), SLICE("subject:")))
            continue;
        line = slice_trim(slice_skip(line, 8));
        if (!slice_starts(line, SLICE("mioboe ")))
            return false;
        *ret = token_at(slice_skip(line, 7));
        return ret->len > 0;
    }
    return false;
}

/* ------------------------------------------------------------------ a stream */

static void take_line(struct stream *s, struct slice line)
{
    const struct reply_opts *o = &s->replies->opts;
    struct slice id, message;

    if (!reply_line_read(line, &id, &message))
        return;
    s->attempts = 0;
    memcpy(s->last, id.ptr, id.len);
    s->last_len = id.len;
    o->token(o->ctx, message, SLICE("ntfy"));
    o->keep(o->ctx, s->server, id);
}

static void on_data(void *ctx, struct slice bytes)
{
    struct stream *s = ctx;

    for (size_t i = 0; i < bytes.len; i++) {
        if (bytes.ptr[i] == '\n') {
            if (!s->is_long)
                take_line(s, (struct slice){s->line, s->len});
            s->len = 0;
            s->is_long = false;
        } else if (s->len < sizeof(s->line)) {
            s->line[s->len++] = bytes.ptr[i];
        } else {
            s->is_long = true;
        }
    }
}

static void on_done(void *ctx, const struct net_result *result)
{
    struct stream *s = ctx;
    int64_t wait = INT64_C(1000) << (s->attempts < 9 ? s->attempts : 9);

    (void)result;
    s->call = NULL;
    s->len = 0;
    s->attempts++;
    s->retry_ms = s->replies->ms + (wait < REPLY_WAIT_MS ? wait : REPLY_WAIT_MS);
}

static struct slice url_of(struct stream *s, struct arena *arena)
{
    const struct reply_opts *o = &s->replies->opts;
    char topic[TOKEN_TOPIC_LEN];
    struct slice since = {s->last, s->last_len};

    token_topic(o->key, topic);
    if (!since.len)
        since = o->last(o->ctx, s->server, arena);
    if (!since.len)
        since = arena_number(arena, o->now);
    return arena_join(
        arena,
        (struct slice[]){
            s->server, SLICE("/"), {topic, sizeof(topic)}, SLICE("/json?since="), since},
        5);
}

static void open_stream(struct stream *s)
{
    const struct reply_opts *o = &s->replies->opts;
    struct arena *arena = arena_new(o->allocator);
    struct net_request request = {.url = url_of(s, arena),
                                  .user = s->channel->user,
                                  .ca_file = slice_of(credential_path(s->channel->ca_file, arena)),
                                  .stream = true};
    struct credential secret;

    if (credential_read(&s->channel->secret, &secret))
        request.secret = (struct slice){secret.at, secret.len};
    s->call = o->ops->call(o->net, &request, on_data, on_done, s);
    credential_wipe(&secret);
    arena_free(arena);
}

/* ------------------------------------------------------------------ all */

static void add_stream(struct replies *r, const struct config_channel *channel)
{
    struct slice topic, server = channel_ntfy_server(channel->url, &topic, r->arena);

    for (size_t i = 0; i < r->len; i++)
        if (slice_eq(r->streams[i].server, server))
            return;
    if (r->len < STREAMS_MAX)
        r->streams[r->len++] = (struct stream){.replies = r, .channel = channel, .server = server};
}

struct replies *replies_new(const struct reply_opts *opts)
{
    struct arena *arena = arena_new(opts->allocator);
    struct replies *r = arena_make(arena, struct replies);

    r->opts = *opts;
    r->arena = arena;
    for (size_t i = 0; i < opts->config->channels.len; i++)
        if (opts->config->channels.at[i].kind == CHANNEL_NTFY)
            add_stream(r, &opts->config->channels.at[i]);
    return r;
}

void replies_free(struct replies *r)
{
    if (!r)
        return;
    for (size_t i = 0; i < r->len; i++)
        if (r->streams[i].call)
            r->opts.ops->cancel(r->streams[i].call);
    arena_free(r->arena);
}

void replies_step(struct replies *r, int64_t ms)
{
    r->ms = ms;
    for (size_t i = 0; i < r->len; i++)
        if (!r->streams[i].call && ms >= r->streams[i].retry_ms)
            open_stream(&r->streams[i]);
}

int64_t replies_patience(const struct replies *r, int64_t ms)
{
    int64_t patience = INT64_MAX;

    for (size_t i = 0; i < r->len; i++)
        if (!r->streams[i].call && r->streams[i].retry_ms - ms < patience)
            patience = r->streams[i].retry_ms > ms ? r->streams[i].retry_ms - ms : 0;
    return patience;
}
