#include "mail/address.h"

#include "mail/ascii.h"
#include "mail/encoding.h"
#include "mail/word.h"

#include <string.h>

/* One address while it is read. */
struct reader {
    struct arena *arena;
    struct slice rest;
    char *phrase; /* text outside <>, quotes resolved */
    size_t phrase_len;
    struct slice angle; /* what stands in <> */
    bool has_angle;
    struct slice comment; /* the last one */
    struct slice group;   /* name of the group that is open (RFC 5322 section 3.4), decoded */
};

/* The quoted string at the head of the rest goes to the phrase; a quote without an end is nothing.
 */
static void take_quoted(struct reader *r)
{
    size_t n = 1, before = r->phrase_len;

    while (n < r->rest.len && r->rest.ptr[n] != '"') {
        if (r->rest.ptr[n] == '\\' && n + 1 < r->rest.len)
            n++;
        r->phrase[r->phrase_len++] = r->rest.ptr[n++];
    }
    if (n == r->rest.len) {
        r->phrase_len = before;
        n = 0;
    }
    r->rest = slice_skip(r->rest, n + 1);
}

static void take_comment(struct reader *r)
{
    size_t depth = 0, n = 0;

    for (; n < r->rest.len; n++) {
        char c = r->rest.ptr[n];

        if (c == '\\')
            n++;
        else if (c == '(')
            depth++;
        else if (c == ')' && --depth == 0)
            break;
    }
    n = n < r->rest.len ? n : r->rest.len;
    r->comment = slice_sub(r->rest, 1, n);
    r->rest = slice_skip(r->rest, n + 1);
}

/* What stands in <>: up to the `>` outside quotes. */
static void take_angle(struct reader *r)
{
    size_t n = 1;
    bool quoted = false;

    for (; n < r->rest.len && (quoted || r->rest.ptr[n] != '>'); n++) {
        if (r->rest.ptr[n] == '\\' && quoted)
            n++;
        else if (r->rest.ptr[n] == '"')
            quoted = !quoted;
    }
    n = n < r->rest.len ? n : r->rest.len;
    r->angle = slice_sub(r->rest, 1, n);
    r->has_angle = true;
    r->rest = slice_skip(r->rest, n + 1);
}

/* ${s} without comments, and without blanks outside quotes: `a (x) @ b . c` is a@b.c. */
static struct slice tighten(struct slice s, struct arena *arena)
{
    char *out = arena_alloc(arena, s.len + 1);
    size_t len = 0, depth = 0;
    bool quoted = false;

    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];

        if (!quoted && c == '(') {
            depth++;
        } else if (!quoted && c == ')' && depth) {
            depth--;
        } else if (depth == 0 && (quoted || !ascii_is_blank(c))) {
            quoted = c == '"' ? !quoted : quoted;
            out[len++] = c;
            if (quoted && c == '\\' && i + 1 < s.len)
                out[len++] = s.ptr[++i];
        }
    }
    return (struct slice){out, len};
}

/* The addr-spec ${s}: a route before it (RFC 5322 section 4.4) is cut, the domain in lower case. */
static void address_set(struct slice s, struct arena *arena, struct mime_address *ret)
{
    struct slice spec = tighten(s, arena), route, local;
    size_t at;

    if (spec.len && spec.ptr[0] == '@' && slice_cut(spec, SLICE(":"), &route, &local))
        spec = local;
    at = spec.len;
    while (at && spec.ptr[at - 1] != '@')
        at--;
    ret->address = spec;
    if (at == 0)
        return;
    ret->domain = ascii_lower(arena, slice_skip(spec, at));
    if (ret->domain.ptr != spec.ptr + at) {
        struct slice parts[] = {slice_sub(spec, 0, at), ret->domain};

        ret->address = arena_join(arena, parts, 2);
    }
}

/* An @ outside encoded words: what those say is never an address. */
static bool has_at(struct slice s)
{
    for (size_t n = 0; n < s.len;) {
        size_t word = s.ptr[n] == '=' ? word_len(slice_skip(s, n)) : 0;

        if (s.ptr[n] == '@')
            return true;
        n += word ? word : 1;
    }
    return false;
}

/* The phrase names the group that begins: it is shown before whoever is in it. */
static void group_begin(struct reader *r)
{
    struct slice name = ascii_trim((struct slice){r->phrase, r->phrase_len});

    r->group = word_decode(arena_copy(r->arena, name), r->arena);
    r->phrase_len = 0;
    r->comment = (struct slice){"", 0};
}

/* What was read up to a `,` or the end becomes an entry. */
static bool address_end(struct reader *r, struct mime_addresses *ret)
{
    struct slice phrase = ascii_trim((struct slice){r->phrase, r->phrase_len}), name = phrase;
    struct mime_address *to;

    if (phrase.len == 0 && !r->has_angle && r->comment.len == 0)
        return true;
    if (ret->len >= MIME_MAX_ADDRESSES)
        return false;
    to = array_push(r->arena, ret);
    if (r->has_angle) {
        address_set(r->angle, r->arena, to);
        name = phrase.len ? phrase : r->comment;
    } else if (has_at(phrase)) {
        address_set(phrase, r->arena, to);
        name = r->comment;
    }
    to->name = ascii_trim(word_decode(arena_copy(r->arena, name), r->arena));
    to->group = r->group;
    r->phrase_len = 0;
    r->has_angle = false;
    r->comment = (struct slice){"", 0};
    return true;
}

/* ${n} more letters of the phrase. */
static void take_letters(struct reader *r, size_t n)
{
    memcpy(r->phrase + r->phrase_len, r->rest.ptr, n);
    r->phrase_len += n;
    r->rest = slice_skip(r->rest, n);
}

/* A `:` outside quotes ends the name of a group, unless an address has it. */
static bool is_group_name(const struct reader *r)
{
    return !r->has_angle && !has_at((struct slice){r->phrase, r->phrase_len});
}

/* The next piece of the list.  Return false when there is no room for an address that ended. */
static bool address_step(struct reader *r, struct mime_addresses *ret)
{
    size_t word;

    switch (r->rest.ptr[0]) {
    case '"': take_quoted(r); return true;
    case '(': take_comment(r); return true;
    case '<':
        /* A second <…>: two addresses without a comma. */
        if (r->has_angle && !address_end(r, ret))
            return false;
        take_angle(r);
        return true;
    case ',': r->rest = slice_skip(r->rest, 1); return address_end(r, ret);
    case ';':
        r->rest = slice_skip(r->rest, 1);
        if (!address_end(r, ret))
            return false;
        r->group = (struct slice){"", 0};
        return true;
    case ':':
        if (is_group_name(r)) {
            group_begin(r);
            r->rest = slice_skip(r->rest, 1);
            return true;
        }
        break;
    case '=':
        /* An encoded word is taken whole: some have a comma or a bracket in them. */
        word = word_len(r->rest);
        take_letters(r, word ? word : 1);
        return true;
    default: break;
    }
    take_letters(r, 1);
    return true;
}

bool address_read(struct slice value, struct arena *arena, struct mime_addresses *ret)
{
    struct reader r = {
        .arena = arena, .rest = encoding_guess(value, arena), .comment = {"", 0}, .group = {"", 0}};

    r.phrase = arena_alloc(arena, r.rest.len + 1);
    while (r.rest.len)
        if (!address_step(&r, ret))
            return false;
    return address_end(&r, ret);
}
