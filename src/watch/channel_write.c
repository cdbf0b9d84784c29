#include "watch/channel.h"

#include "base/day.h"
#include "base/moment.h"
#include "render/words.h"

/* ------------------------------------------------------------------ words */

static struct slice token(const struct channel_env *env, const struct alert *alert,
                          enum token_word word, int64_t from, struct arena *arena)
{
    char text[TOKEN_MAX];
    size_t len = token_write(env->key, alert->asking, word, from + TOKEN_SECONDS, text);

    return arena_copy(arena, (struct slice){text, len});
}

struct channel_words channel_words_of(const struct channel_env *env,
                                      const struct config_channel *channel,
                                      const struct alert *alert, int64_t now, struct arena *arena)
{
    struct channel_words words = {.alert = alert, .yes = {"", 0}, .no = {"", 0}, .mail = alert->id};

    words.text = alert_text_of(env->catalog, alert, channel->details, env->japanese, arena);
    if (alert->asking.len) {
        words.yes = token(env, alert, TOKEN_YES, now, arena);
        words.no = token(env, alert, TOKEN_NO, now, arena);
        /* the same for the same alert: receivers know it by this */
        words.mail = token(env, alert, TOKEN_REPLY, alert->made, arena);
    }
    return words;
}

/* ------------------------------------------------------------------ mail */

static void add_base64(struct output *out, struct slice s, size_t line)
{
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    for (size_t i = 0; i < s.len; i += 3) {
        uint32_t n = 0;
        size_t left = s.len - i;

        for (size_t k = 0; k < 3; k++)
            n = n << 8 | (k < left ? (uint8_t)s.ptr[i + k] : 0);
        for (size_t k = 0; k < 4; k++)
            output_add_byte(out, k <= left ? letters[n >> (18 - 6 * k) & 63] : '=');
        if (line && i / 3 % line == line - 1)
            output_add(out, SLICE("\r\n"));
    }
}

static size_t letter_len(struct slice s, size_t at)
{
    size_t len = 1;

    while (at + len < s.len && ((unsigned char)s.ptr[at + len] & 0xC0) == 0x80)
        len++;
    return len;
}

/* RFC 2047: encoded words of at most 75 characters, letters whole. */
static void add_subject(struct output *out, struct slice s)
{
    for (size_t at = 0; at < s.len;) {
        size_t len = 0;

        while (at + len < s.len && len + letter_len(s, at + len) <= 42)
            len += letter_len(s, at + len);
        output_add(out, at ? SLICE("\r\n =?UTF-8?B?") : SLICE(" =?UTF-8?B?"));
        add_base64(out, slice_sub(s, at, at + len), 0);
        output_add(out, SLICE("?="));
        at += len;
    }
}

static void add_date(struct output *out, int64_t now)
{
    static const char days[] = "MonTueWedThuFriSatSun";
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    int32_t day = moment_day(now, 0);
    int y, m, d, minute = moment_minute(now, 0);
    char text[64];

    day_split(day, &y, &m, &d);
    snprintf(text, sizeof(text), "%.3s, %02d %.3s %04d %02d:%02d:%02d +0000",
             days + 3 * (size_t)day_weekday(day), d, months + 3 * (size_t)(m - 1), y, minute / 60,
             minute % 60, (int)(now % 60));
    output_add(out, slice_of(text));
}

static void add_field(struct output *out, const char *name, struct slice value)
{
    output_add(out, slice_of(name));
    output_add(out, SLICE(": "));
    output_add(out, value);
    output_add(out, SLICE("\r\n"));
}

/* A letter to be sent back with one tap: its subject is the answer. */
static void add_reply(struct output *out, struct slice to, const char *word, struct slice token)
{
    output_add(out, slice_of(word));
    output_add(out, SLICE(":\n  mailto:"));
    output_add(out, to);
    output_add(out, SLICE("?subject=mioboe%20"));
    output_add(out, token);
    output_add(out, SLICE("\n"));
}

static void add_text(struct output *out, const struct config_channel *channel,
                     const struct channel_words *words)
{
    output_add(out, words->text.title);
    output_add(out, SLICE("\n\n"));
    output_add(out, words->text.body);
    output_add(out, SLICE("\n"));
    if (!words->yes.len)
        return;
    output_add(out, SLICE("\n"));
    output_add(
        out, slice_of(_("Reply with \"yes\" or \"no\" alone in the first line, or open a link:")));
    output_add(out, SLICE("\n\n"));
    add_reply(out, channel->answers_to, _("Yes, it was me"), words->yes);
    add_reply(out, channel->answers_to, _("No, it was not me"), words->no);
}

void channel_write_mail(const struct config_channel *channel, const struct channel_words *words,
                        int64_t now, struct output *out)
{
    struct slice domain = slice_skip(channel->from, slice_find_byte(channel->from, '@') + 1);
    struct output text;

    add_field(out, "From", channel->from);
    add_field(out, "To", channel->to);
    if (words->yes.len)
        add_field(out, "Reply-To", channel->answers_to);
    output_add(out, SLICE("Subject:"));
    add_subject(out, words->text.title);
    output_add(out, SLICE("\r\nDate: "));
    add_date(out, now);
    output_add(out, SLICE("\r\nMessage-ID: <mioboe."));
    output_add(out, words->mail);
    output_add(out, SLICE("@"));
    output_add(out, domain.len ? domain : SLICE("localhost"));
    output_add(out, SLICE(">\r\n"));
    add_field(out, "Auto-Submitted", SLICE("auto-generated"));
    add_field(out, "X-Mioboe-Id", words->alert->id);
    add_field(out, "MIME-Version", SLICE("1.0"));
    add_field(out, "Content-Type", SLICE("text/plain; charset=utf-8"));
    add_field(out, "Content-Transfer-Encoding", SLICE("base64"));
    output_add(out, SLICE("\r\n"));
    output_init(&text, out->allocator, NULL, NULL);
    add_text(&text, channel, words);
    add_base64(out, (struct slice){text.at, text.len}, 19);
    output_done(&text);
    output_add(out, SLICE("\r\n"));
}

/* ------------------------------------------------------------------ ntfy */

struct slice channel_ntfy_server(struct slice url, struct slice *ret_topic, struct arena *arena)
{
    bool is_plain = slice_starts(url, SLICE("ntfy://"));
    struct slice head, host;

    slice_cut(url, SLICE("://"), &head, &host);
    slice_cut(host, SLICE("/"), &host, ret_topic);
    return arena_join(arena,
                      (struct slice[]){is_plain ? SLICE("http://") : SLICE("https://"), host}, 2);
}

static void add_action(struct printer *p, const char *label, struct slice url, struct slice token)
{
    print_begin_map(p);
    print_string_of(p, "action", SLICE("http"));
    print_string_of(p, "label", slice_of(label));
    print_string_of(p, "url", url);
    print_string_of(p, "method", SLICE("POST"));
    print_string_of(p, "body", token);
    print_boolean_of(p, "clear", true);
    print_end(p);
}

void channel_write_ntfy(const struct config_channel *channel, const struct channel_words *words,
                        const uint8_t *key, struct output *out)
{
    struct arena *arena = arena_new(out->allocator);
    struct slice topic, server = channel_ntfy_server(channel->url, &topic, arena), reply;
    struct printer printer = printer_json_line(out), *p = &printer;
    bool waits = matter_can_wait((enum matter_kind)words->alert->about.kind);
    char name[TOKEN_TOPIC_LEN];

    token_topic(key, name);
    reply = arena_join(arena, (struct slice[]){server, SLICE("/"), {name, sizeof(name)}}, 3);
    print_begin_map(p);
    print_string_of(p, "topic", topic);
    print_string_of(p, "title", words->text.title);
    print_string_of(p, "message", words->text.body);
    print_integer_of(p, "priority", waits ? 3 : 5);
    print_key(p, "actions");
    print_begin_list(p);
    if (words->yes.len) {
        add_action(p, _("Yes, it was me"), reply, words->yes);
        add_action(p, _("No, it was not me"), reply, words->no);
    }
    print_end(p);
    print_end(p);
    arena_free(arena);
}

void channel_write_json(const struct config_channel *channel, const struct channel_words *words,
                        struct output *out)
{
    struct printer p = printer_json_line(out);

    alert_json(&p, words->alert, &words->text, channel->details, words->yes, words->no);
}
