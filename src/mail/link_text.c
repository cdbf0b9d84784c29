#include "mail/link_text.h"

#include "mail/link_unseen.h"

#include "base/text.h"

#define DOMAIN_MAX_LEN 253u

static bool is_alnum(char c)
{
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

static bool is_domain_char(char c)
{
    return is_alnum(c) || c == '-' || c == '.';
}

/* Generic ones that mails use; two letters are a country's. */
static bool is_top_level(struct slice label)
{
    static const struct slice generic[] = {
        {"com", 3},    {"net", 3},     {"org", 3},   {"info", 4},   {"biz", 3},     {"app", 3},
        {"dev", 3},    {"xyz", 3},     {"top", 3},   {"shop", 4},   {"site", 4},    {"club", 4},
        {"vip", 3},    {"icu", 3},     {"store", 5}, {"online", 6}, {"link", 4},    {"live", 4},
        {"work", 4},   {"page", 4},    {"cloud", 5}, {"click", 5},  {"buzz", 4},    {"fun", 3},
        {"ink", 3},    {"life", 4},    {"mobi", 4},  {"name", 4},   {"pro", 3},     {"tokyo", 5},
        {"amazon", 6}, {"bond", 4},    {"cfd", 3},   {"sbs", 3},    {"cyou", 4},    {"world", 5},
        {"space", 5},  {"website", 7}, {"tech", 4},  {"asia", 4},   {"gle", 3},     {"goog", 4},
        {"edu", 3},    {"gov", 3},     {"int", 3},   {"mil", 3},    {"monster", 7}, {"quest", 5},
        {"today", 5},  {"win", 3},     {"bank", 4},  {"card", 4},   {"example", 7}, {"test", 4},
    };

    if (label.len == 2)
        return (label.ptr[0] | 0x20) >= 'a' && (label.ptr[1] | 0x20) >= 'a';
    if (label.len > 4 && slice_eq_nocase(slice_sub(label, 0, 4), SLICE("xn--")))
        return true;
    for (size_t i = 0; i < sizeof(generic) / sizeof(generic[0]); i++) {
        if (slice_eq_nocase(label, generic[i]))
            return true;
    }
    return false;
}

/* Whether ${s} ends in a dot and a known top-level domain. */
static bool is_whole_domain(struct slice s)
{
    size_t at = s.len;

    while (at > 0 && s.ptr[at - 1] != '.' && s.len - at < 64)
        at--;
    return at > 1 && s.ptr[at - 1] == '.' && is_top_level(slice_skip(s, at));
}

static size_t domain_len(struct slice s)
{
    size_t n = 0;

    while (n < s.len && is_domain_char(s.ptr[n]))
        n++;
    return n;
}

bool link_text_is_domain(struct slice s)
{
    size_t n = domain_len(s);
    char next = n < s.len ? s.ptr[n] : '/';

    return n > 3 && n <= DOMAIN_MAX_LEN && is_alnum(s.ptr[0]) &&
           (next == '/' || next == '?' || next == '#' || next == ':') &&
           is_whole_domain(slice_sub(s, 0, n));
}

/* ---- where an address ends ---- */

/* Kana, ideographs, full-width forms and their punctuation. */
static bool is_japanese(uint32_t cp)
{
    return (cp >= 0x3000 && cp <= 0x30FF) || (cp >= 0x3400 && cp <= 0x9FFF) ||
           (cp >= 0xF900 && cp <= 0xFAFF) || (cp >= 0xFF00 && cp <= 0xFFEF) ||
           (cp >= 0x20000 && cp <= 0x3FFFF);
}

static bool is_stop(char c)
{
    return (unsigned char)c <= ' ' || c == '<' || c == '>' || c == '"' || c == '`' || c == 0x7F;
}

/* Punctuation that ends a sentence rather than an address. */
static bool is_trailing(char c)
{
    return c == '.' || c == ',' || c == ';' || c == ':' || c == '!' || c == '?' || c == '\'' ||
           c == '*' || c == '_' || c == '~' || c == '|';
}

struct address_end {
    struct slice text;
    size_t at, host; /* at: grows; host: where the host begins */
    int round, square;
    bool in_path;
};

/* Whether the address goes on over the byte or character at ${end}->at; moves over it. */
static bool goes_on(struct address_end *end)
{
    struct slice rest = slice_skip(end->text, end->at);
    char c = rest.ptr[0];
    uint32_t cp;
    size_t n;
    bool is_blank = false;

    if ((unsigned char)c < 0x80) {
        if (is_stop(c))
            return false;
        end->round += c == '(' ? 1 : c == ')' ? -1 : 0;
        end->square += c == '[' ? 1 : c == ']' ? -1 : 0;
        end->in_path |= c == '/' || c == '?' || c == '#';
        if (end->round < 0 || end->square < 0)
            return false;
        end->at++;
        return true;
    }
    n = text_next(rest, &cp);
    if (link_unseen(rest, &is_blank) > 0 && is_blank)
        return false;
    if (is_japanese(cp) &&
        (end->in_path || is_whole_domain(slice_sub(end->text, end->host, end->at))))
        return false;
    end->at += n;
    return true;
}

static size_t end_of(struct slice text, size_t from, size_t host)
{
    struct address_end end = {.text = text, .at = host, .host = host};

    while (end.at < text.len && goes_on(&end))
        ;
    while (end.at > from && is_trailing(text.ptr[end.at - 1]))
        end.at--;
    return end.at;
}

/* ---- broken over lines ---- */

/* ${s} without blanks and line ends; empty when it is no address broken over a few lines. */
static struct slice joined(struct slice s, struct arena *arena)
{
    char *out = arena_alloc(arena, s.len + 1);
    size_t len = 0, breaks = 0;

    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];

        if (c == '\n' && ++breaks > 5)
            return SLICE("");
        if (c == '\n' || c == '\r')
            continue;
        if (c == ' ' || c == '\t') {
            /* only beside a line end */
            size_t next = i;

            while (next < s.len && (s.ptr[next] == ' ' || s.ptr[next] == '\t'))
                next++;
            if (i > 0 && s.ptr[i - 1] != '\n' && next < s.len && s.ptr[next] != '\n' &&
                s.ptr[next] != '\r')
                return SLICE("");
            i = next - 1;
            continue;
        }
        out[len++] = c;
    }
    return breaks ? (struct slice){out, len} : SLICE("");
}

static bool is_wrapped(struct slice text, size_t from)
{
    struct slice before = slice_sub(text, from > 5 ? from - 5 : 0, from);

    return slice_ends(before, SLICE("<")) ||
           (before.len == 5 && slice_eq_nocase(before, SLICE("<URL:")));
}

static bool read_wrapped(struct slice text, size_t from, struct arena *arena, struct slice *ret_url,
                         size_t *ret_to)
{
    struct slice near = slice_sub(text, from, from + LINK_TEXT_WRAPPED);
    struct slice open = slice_sub(near, 0, slice_find_byte(near, '<'));
    size_t to = slice_find_byte(open, '>');
    struct slice inside = slice_sub(near, 0, to), url;

    if (to == open.len || slice_find_byte(inside, '\n') == inside.len)
        return false;
    url = joined(inside, arena);
    if (url.len == 0)
        return false;
    *ret_url = url;
    *ret_to = from + to;
    return true;
}

/* ---- finding ---- */

struct link_text_cursor link_text_begin(struct slice text)
{
    return (struct link_text_cursor){.text = text, .colon = SIZE_MAX, .dot = SIZE_MAX};
}

static size_t find_from(struct slice text, size_t at, char c)
{
    return at + slice_find_byte(slice_skip(text, at), c);
}

/* The scheme that ends at the colon ${at}, not before ${low}; where it begins, or ${at}. */
static size_t scheme_before(struct slice text, size_t low, size_t at)
{
    static const struct slice schemes[] = {{"https", 5}, {"http", 4}, {"ftp", 3}};

    for (size_t i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++) {
        size_t len = schemes[i].len;

        if (at - low >= len && slice_eq_nocase(slice_sub(text, at - len, at), schemes[i]))
            return at - len;
    }
    return at;
}

/* An address with a scheme, whose colon is at ${cursor}->colon. */
static bool at_colon(struct link_text_cursor *cursor, size_t *ret_from, size_t *ret_host)
{
    size_t colon = cursor->colon, from;

    if (!slice_starts(slice_skip(cursor->text, colon), SLICE("://")))
        return false;
    from = scheme_before(cursor->text, cursor->at, colon);
    *ret_from = from;
    *ret_host = colon + 3;
    return from < colon;
}

/* One without, around the dot at ${cursor}->dot; where its domain ends to ${ret_end}. */
static bool at_dot(struct link_text_cursor *cursor, size_t *ret_from, size_t *ret_end)
{
    struct slice text = cursor->text, domain;
    size_t from = cursor->dot, n;
    char before, next;

    while (from > cursor->at && is_domain_char(text.ptr[from - 1]))
        from--;
    n = domain_len(slice_skip(text, from));
    *ret_end = from + n;
    *ret_from = from;
    domain = slice_sub(text, from, from + n);
    before = from > 0 ? text.ptr[from - 1] : ' ';
    if (before == '@' || before == '/' || before == '\\' || before == '=' || domain.len < 4 ||
        domain.len > DOMAIN_MAX_LEN || !is_alnum(domain.ptr[0]))
        return false;
    if (domain.len > 6 && slice_eq_nocase(slice_sub(domain, 0, 4), SLICE("www.")) &&
        slice_find_byte(slice_skip(domain, 4), '.') < domain.len - 5)
        return true;
    next = from + n < text.len ? text.ptr[from + n] : ' ';
    return next == '/' && from + n + 1 < text.len && !is_stop(text.ptr[from + n + 1]) &&
           is_whole_domain(domain);
}

bool link_text_next(struct link_text_cursor *cursor, struct arena *arena, struct slice *ret_url,
                    size_t *ret_from, size_t *ret_to)
{
    struct slice text = cursor->text;

    for (;;) {
        size_t from, host, to;
        bool hit;

        if (cursor->colon == SIZE_MAX || cursor->colon < cursor->at)
            cursor->colon = find_from(text, cursor->at, ':');
        if (cursor->dot == SIZE_MAX || cursor->dot < cursor->at)
            cursor->dot = find_from(text, cursor->at, '.');
        if (cursor->colon >= text.len && cursor->dot >= text.len)
            return false;
        if (cursor->colon < cursor->dot) {
            hit = at_colon(cursor, &from, &host);
            to = cursor->colon + 1;
        } else {
            hit = at_dot(cursor, &from, &to);
            host = from;
        }
        cursor->at = to;
        if (!hit)
            continue;
        *ret_from = from;
        if (!is_wrapped(text, from) || !read_wrapped(text, from, arena, ret_url, ret_to)) {
            *ret_to = end_of(text, from, host);
            *ret_url = slice_sub(text, from, *ret_to);
        }
        cursor->at = *ret_to > to ? *ret_to : to;
        if (*ret_to > host)
            return true;
    }
}
