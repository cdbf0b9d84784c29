#include "mail/banner.h"

#include "mail/multipart.h"
#include "mail/word.h"

#include <string.h>

#define PARTS 2u
#define CUTS 28u /* places in one part; the first cuts nothing */
#define LINES_MAX 8u
#define DEPTH 4u

struct cut {
    size_t from, to; /* in the body of the message */
};

struct cuts {
    struct cut at[CUTS];
    size_t len;
};

struct search {
    const struct raw_message *message;
    struct arena *arena;
    struct slice body;
    struct cuts parts[PARTS];
    size_t len;
};

static void cut_add(struct search *s, size_t from, size_t to)
{
    struct cuts *cuts = &s->parts[s->len - 1];

    if (cuts->len < CUTS && to - from <= BANNER_MAX_BYTES)
        cuts->at[cuts->len++] = (struct cut){from, to};
}

/* Where a block of HTML ends or begins, which is where gateways write. */
static bool is_block(struct slice tag)
{
    static const struct slice names[] = {{"div", 3}, {"table", 5}, {"p", 1}, {"hr", 2}, {"br", 2}};

    tag = slice_skip(tag, slice_starts(tag, SLICE("/")) ? 1 : 0);
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        struct slice name = slice_sub(tag, 0, names[i].len);
        char next = tag.len > names[i].len ? tag.ptr[names[i].len] : '>';

        if (slice_eq_nocase(name, names[i]) && (next == '>' || next == ' ' || next == '/'))
            return true;
    }
    return false;
}

/* Cuts that begin at ${from}: up to the end of a line, or of a block. */
static void cuts_at_head(struct search *s, size_t from, size_t end)
{
    size_t most = end - from < BANNER_MAX_BYTES ? end : from + BANNER_MAX_BYTES;

    for (size_t at = from, lines = 0; at < most && lines < LINES_MAX + 2; at++) {
        size_t open = at;

        if (s->body.ptr[at] == '\n') {
            cut_add(s, from, at + 1);
            lines++;
        }
        if (s->body.ptr[at] != '>')
            continue;
        while (open > from && s->body.ptr[open] != '<')
            open--;
        if (is_block(slice_sub(s->body, open + 1, at + 1))) {
            cut_add(s, from, at + 1);
            lines++;
        }
    }
}

/* The same that end at ${end}. */
static void cuts_at_end(struct search *s, size_t from, size_t end)
{
    size_t least = end - from < BANNER_MAX_BYTES ? from : end - BANNER_MAX_BYTES;

    for (size_t at = end, lines = 0; at > least && lines < LINES_MAX; at--) {
        bool is_line = at < end && s->body.ptr[at - 1] == '\n';

        if (!is_line && !(s->body.ptr[at - 1] == '<' && is_block(slice_sub(s->body, at, end))))
            continue;
        cut_add(s, is_line ? at : at - 1, end);
        lines++;
    }
}

/* A text part: what stands in the body from ${text}. */
static void part_add(struct search *s, struct slice text)
{
    size_t from = (size_t)(text.ptr - s->body.ptr), end = from + text.len, at;

    if (s->len == PARTS)
        return;
    s->len++;
    cut_add(s, from, from);
    cuts_at_head(s, from, end);
    cuts_at_end(s, from, end);
    at = slice_find(text, SLICE("<body"));
    at += slice_find_byte(slice_skip(text, at), '>');
    if (at < text.len)
        cuts_at_head(s, from + at + 1, end);
    at = slice_find(text, SLICE("</body"));
    if (at < text.len)
        cuts_at_end(s, from, from + at);
}

static struct slice field_of(const struct raw_message *raw, struct slice name, struct arena *arena)
{
    const struct header *field = header_find(raw, name, 0);

    return field ? header_unfold(arena, field->value) : SLICE("");
}

static void parts_find(struct search *s, const struct raw_message *raw, unsigned depth)
{
    struct slice value = field_of(raw, SLICE("Content-Type"), s->arena), bytes;
    struct slice type = word_head(value, s->arena);
    struct multipart parts;

    if (!slice_starts(type, SLICE("multipart/"))) {
        if (raw->body.len > 0 && (type.len == 0 || slice_starts(type, SLICE("text/"))))
            part_add(s, raw->body);
        return;
    }
    multipart_init(&parts, raw->body, word_parameter(value, SLICE("boundary"), s->arena), s->arena);
    while (depth < DEPTH && s->len < PARTS && multipart_next(&parts, &bytes)) {
        struct raw_message part;

        header_read(bytes, s->arena, &part);
        parts_find(s, &part, depth + 1);
    }
}

/* The body without the two cuts; the first is that of the part above. */
static struct slice without(const struct search *s, struct cut a, struct cut b, char *to)
{
    size_t len = 0;

    memcpy(to, s->body.ptr, a.from);
    len = a.from;
    memcpy(to + len, s->body.ptr + a.to, b.from - a.to);
    len += b.from - a.to;
    memcpy(to + len, s->body.ptr + b.to, s->body.len - b.to);
    return (struct slice){to, len + s->body.len - b.to};
}

bool banner_explains(const struct raw_message *message, const struct mail_signature *signature,
                     struct keys *keys, struct arena *arena)
{
    struct search s = {.message = message, .arena = arena, .body = message->body};
    size_t tries = 0;
    char *body;

    if (!signature->field || s.body.len > BANNER_MAX_BODY || s.body.len == 0)
        return false;
    parts_find(&s, message, 0);
    if (s.len == 0)
        return false;
    if (s.len == 1) { /* nothing is cut from a second one */
        s.parts[1] = (struct cuts){.at = {{s.body.len, s.body.len}}, .len = 1};
    }
    body = arena_buffer(arena, s.body.len);
    for (size_t i = 0; i < s.parts[0].len; i++)
        for (size_t k = 0; k < s.parts[1].len && tries < BANNER_MAX_TRIES; k++, tries++)
            if (dkim_signs_body(message, signature->field, keys,
                                without(&s, s.parts[0].at[i], s.parts[1].at[k], body), arena))
                return true;
    return false;
}
