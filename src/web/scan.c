#include "web/scan.h"

static void skip_blanks(struct scan *scan)
{
    while (scan->at < scan->end && (*scan->at == ' ' || *scan->at == '\n' || *scan->at == '\r' ||
                                    *scan->at == '\t' || *scan->at == ','))
        scan->at++;
}

bool scan_enter(struct scan *scan, char open)
{
    skip_blanks(scan);
    if (scan->at == scan->end || *scan->at != open)
        return false;
    scan->at++;
    return true;
}

/* Behind the string that begins at ${at}; ${end} where it does not end. */
static const char *behind_string(const char *at, const char *end)
{
    for (at++; at < end; at++) {
        at = memchr(at, '"', (size_t)(end - at));
        const char *back = at;

        if (!at)
            return end;
        while (back[-1] == '\\')
            back--;
        if ((at - back) % 2 == 0)
            return at + 1;
    }
    return end;
}

/* Behind the map or list that begins at ${at}. */
static const char *behind_group(const char *at, const char *end)
{
    size_t depth = 0;

    while (at < end) {
        char c = *at;

        if (c == '"') {
            at = behind_string(at, end);
            continue;
        }
        at++;
        if (c == '{' || c == '[')
            depth++;
        else if ((c == '}' || c == ']') && --depth == 0)
            return at;
    }
    return end;
}

static bool ends_word(char c)
{
    return c == ',' || c == '}' || c == ']' || c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

struct slice scan_value(struct scan *scan)
{
    const char *from;

    skip_blanks(scan);
    from = scan->at;
    if (from == scan->end)
        return (struct slice){from, 0};
    if (*from == '"')
        scan->at = behind_string(from, scan->end);
    else if (*from == '{' || *from == '[')
        scan->at = behind_group(from, scan->end);
    else
        while (scan->at < scan->end && !ends_word(*scan->at))
            scan->at++;
    if (scan->at == from) /* a bracket that nothing opened */
        scan->at = scan->end;
    return (struct slice){from, (size_t)(scan->at - from)};
}

bool scan_key(struct scan *scan, struct slice *ret)
{
    const char *from;

    skip_blanks(scan);
    if (scan->at == scan->end || *scan->at != '"') {
        scan->at += scan->at < scan->end;
        return false;
    }
    from = scan->at + 1;
    scan->at = behind_string(scan->at, scan->end);
    *ret = (struct slice){from, (size_t)(scan->at - from) - (scan->at > from)};
    skip_blanks(scan);
    if (scan->at == scan->end || *scan->at != ':')
        return false;
    scan->at++;
    return true;
}

bool scan_item(struct scan *scan)
{
    skip_blanks(scan);
    if (scan->at == scan->end || *scan->at == ']' || *scan->at == '}') {
        scan->at += scan->at < scan->end;
        return false;
    }
    return true;
}

struct slice scan_member(struct slice map, struct slice key)
{
    struct scan scan = scan_of(map);
    struct slice name, value;

    if (!scan_enter(&scan, '{'))
        return (struct slice){"", 0};
    while (scan_key(&scan, &name)) {
        value = scan_value(&scan);
        if (slice_eq(name, key))
            return value;
    }
    return (struct slice){"", 0};
}

/* ------------------------------------------------------------------ texts */

static uint32_t hex_of(struct slice digits)
{
    uint32_t value = 0;

    for (size_t i = 0; i < digits.len; i++) {
        char c = digits.ptr[i], low = (char)(c | 0x20);

        value = value * 16 + (uint32_t)(c >= '0' && c <= '9'       ? c - '0'
                                        : low >= 'a' && low <= 'f' ? low - 'a' + 10
                                                                   : 0);
    }
    return value;
}

static char *put_utf8(char *to, uint32_t cp)
{
    if (cp < 0x80) {
        *to++ = (char)cp;
    } else if (cp < 0x800) {
        *to++ = (char)(0xC0 | cp >> 6);
        *to++ = (char)(0x80 | (cp & 0x3F));
    } else {
        *to++ = (char)(0xE0 | cp >> 12);
        *to++ = (char)(0x80 | (cp >> 6 & 0x3F));
        *to++ = (char)(0x80 | (cp & 0x3F));
    }
    return to;
}

/* mioboe escapes quotes, backslashes and control characters only, so no pairs of surrogates come;
 * one becomes U+FFFD. */
static char *put_escaped(char *to, struct slice *rest)
{
    static const char from[] = "nrtbf", into[] = "\n\r\t\b\f";
    char c = rest->ptr[0];
    const char *hit = memchr(from, c, sizeof(from) - 1);
    uint32_t cp;

    if (c != 'u' || rest->len < 5) {
        *rest = slice_skip(*rest, 1);
        *to++ = hit ? into[hit - from] : c;
        return to;
    }
    cp = hex_of(slice_sub(*rest, 1, 5));
    *rest = slice_skip(*rest, 5);
    return put_utf8(to, cp >= 0xD800 && cp < 0xE000 ? 0xFFFD : cp);
}

struct slice scan_text(struct slice value, struct arena *arena)
{
    struct slice rest = slice_sub(value, 1, value.len - (value.len > 0));
    char *text, *to;

    if (value.len < 2 || value.ptr[0] != '"')
        return (struct slice){"", 0};
    if (slice_find_byte(rest, '\\') == rest.len)
        return rest;
    text = to = arena_alloc(arena, rest.len);
    while (rest.len) {
        size_t n = slice_find_byte(rest, '\\');

        memcpy(to, rest.ptr, n);
        to += n;
        rest = slice_skip(rest, n + 1);
        if (rest.len)
            to = put_escaped(to, &rest);
    }
    return (struct slice){text, (size_t)(to - text)};
}

bool scan_integer(struct slice value, int64_t *ret)
{
    bool is_minus = slice_starts(value, SLICE("-"));
    struct slice digits = slice_skip(value, is_minus);
    uint64_t n = 0;

    if (!slice_is_digits(digits) || digits.len > 19)
        return false;
    for (size_t i = 0; i < digits.len; i++)
        n = n * 10 + (uint64_t)(digits.ptr[i] - '0');
    if (n > (uint64_t)INT64_MAX)
        return false;
    *ret = is_minus ? -(int64_t)n : (int64_t)n;
    return true;
}
