#include "mail/link_url.h"

#include "mail/link_text.h"
#include "mail/link_unseen.h"

#include "base/lane.h"
#include "base/text.h"

#include <utf8proc.h>

/* ---- cleaning ---- */

static bool is_control(char c)
{
    return (unsigned char)c < 0x20 || c == 0x7F;
}

/* Whether a blank or control character is in ${s}: mostly there is none. */
static bool has_low(struct slice s)
{
    size_t n = 0;
    bool low = false;

#if LANE_IS_FAST
    for (; n + LANE <= s.len; n += LANE) {
        lane in = lane_read(s.ptr + n);

        if (lane_high((lane_less(in, lane_of('!')) & ~lane_less(in, lane_of(0))) |
                      lane_equal(in, lane_of(0x7F))))
            return true;
    }
#endif
    for (; n < s.len; n++)
        low |= s.ptr[n] == ' ' || is_control(s.ptr[n]);
    return low;
}

/* Without blanks and control characters at the ends, tabs and line ends anywhere (section 4.4). */
static struct slice clean(struct slice s, struct arena *arena)
{
    char *out;
    size_t len = 0;

    while (s.len > 0 && (unsigned char)s.ptr[0] <= ' ')
        s = slice_skip(s, 1);
    while (s.len > 0 && (unsigned char)s.ptr[s.len - 1] <= ' ')
        s.len--;
    if (!has_low(s))
        return s;
    out = arena_alloc(arena, s.len);
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] != '\n' && s.ptr[i] != '\t' && s.ptr[i] != '\r')
            out[len++] = s.ptr[i];
    }
    return (struct slice){out, len};
}

static bool is_alnum(char c)
{
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* The scheme at the beginning of ${s}, with a colon behind it, in lower case; empty = none. */
static struct slice scheme_of(struct slice s, struct arena *arena)
{
    size_t n = 0;
    char *out;

    if (s.len == 0 || (s.ptr[0] | 0x20) < 'a' || (s.ptr[0] | 0x20) > 'z')
        return SLICE("");
    while (n < s.len &&
           (is_alnum(s.ptr[n]) || s.ptr[n] == '+' || s.ptr[n] == '-' || s.ptr[n] == '.'))
        n++;
    if (n == s.len || s.ptr[n] != ':')
        return SLICE("");
    out = arena_alloc(arena, n);
    for (size_t i = 0; i < n; i++)
        out[i] = s.ptr[i] >= 'A' && s.ptr[i] <= 'Z' ? (char)(s.ptr[i] + 32) : s.ptr[i];
    return (struct slice){out, n};
}

static bool is_special(struct slice scheme)
{
    static const struct slice names[] = {
        {"https", 5}, {"http", 4}, {"ftp", 3}, {"ws", 2}, {"wss", 3}};

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (slice_eq(scheme, names[i]))
            return true;
    }
    return false;
}

static bool is_slash(char c)
{
    return c == '/' || c == '\\';
}

/* ---- the host ---- */

/* One part of an IPv4 address: decimal, 0x…, 0…; false = no number. */
static bool number_of(struct slice part, uint64_t *ret)
{
    unsigned radix = 10;
    uint64_t value = 0;

    if (part.len == 0)
        return false;
    if (part.len >= 2 && part.ptr[0] == '0' && (part.ptr[1] | 0x20) == 'x') {
        radix = 16;
        part = slice_skip(part, 2);
    } else if (part.len >= 2 && part.ptr[0] == '0') {
        radix = 8;
        part = slice_skip(part, 1);
    }
    for (size_t i = 0; i < part.len; i++) {
        char c = part.ptr[i] | 0x20;
        unsigned d = c >= '0' && c <= '9'   ? (unsigned)(c - '0')
                     : c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10
                                            : 99;

        if (d >= radix || part.ptr[i] < '0')
            return false;
        value = value > UINT32_MAX ? value : value * radix + d;
    }
    *ret = value;
    return true;
}

/* Section 3.5: the last part is a number, so it is an address or nothing. */
static bool is_ipv4(struct slice host)
{
    struct slice rest = host, part;
    uint64_t value;
    bool is_last = false;

    if (host.len > 0 && host.ptr[host.len - 1] == '.')
        rest.len--;
    for (size_t parts = 0; !is_last && parts < 4; parts++) {
        is_last = !slice_cut(rest, SLICE("."), &part, &rest);
        if (!number_of(part, &value))
            return false;
        if (!is_last && value > 255)
            return false;
        if (is_last)
            return value < UINT64_C(1) << (8 * (4 - parts));
    }
    return false;
}

static int hex_of(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static struct slice percent_decode(struct slice s, struct arena *arena)
{
    char *out;
    size_t len = 0;

    if (slice_find_byte(s, '%') == s.len)
        return s;
    out = arena_alloc(arena, s.len);
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '%' && i + 2 < s.len && hex_of(s.ptr[i + 1]) >= 0 &&
            hex_of(s.ptr[i + 2]) >= 0) {
            out[len++] = (char)(hex_of(s.ptr[i + 1]) * 16 + hex_of(s.ptr[i + 2]));
            i += 2;
        } else {
            out[len++] = s.ptr[i];
        }
    }
    return (struct slice){out, len};
}

/* As far as an address of digits needs it: compatibility forms, ideographic dots, the unseen. */
static struct slice map_wide(struct slice s, struct arena *arena)
{
    char *out = arena_alloc(arena, s.len + 1);
    size_t len = 0, n;
    uint32_t cp = 0;
    bool is_blank;

    for (; (n = text_next(s, &cp)) > 0; s = slice_skip(s, n)) {
        utf8proc_int32_t to[32];
        int last = 0;

        if (cp >= 0x80 && link_unseen(s, &is_blank) > 0)
            continue;
        if (cp == 0x3002 || cp == 0xFF0E || cp == 0xFF61)
            cp = '.';
        if (cp < 0x80 || utf8proc_decompose_char(
                             (utf8proc_int32_t)cp, to, 32,
                             UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD, &last) != 1)
            to[0] = (utf8proc_int32_t)cp;
        if (to[0] >= 0x80)
            return SLICE("");
        out[len++] = (char)to[0];
    }
    return (struct slice){out, len};
}

bool link_url_is_address(struct slice host, struct arena *arena)
{
    bool is_ascii = true;

    if (host.len == 0)
        return false;
    if (host.ptr[0] == '[')
        return true;
    host = percent_decode(host, arena);
    for (size_t i = 0; i < host.len; i++)
        is_ascii &= (unsigned char)host.ptr[i] < 0x80;
    return is_ipv4(is_ascii ? host : map_wide(host, arena));
}

/* ---- taking apart ---- */

/* [user@]host[:port] */
static void read_authority(struct slice authority, struct link_url *ret)
{
    size_t end, at;

    for (at = authority.len; at > 0 && authority.ptr[at - 1] != '@';)
        at--;
    ret->has_user = at > 0;
    authority = slice_skip(authority, at);
    end = authority.len;
    for (size_t i = authority.len; i > 0 && authority.ptr[i - 1] != ']'; i--) {
        if (authority.ptr[i - 1] == ':')
            end = i - 1;
    }
    ret->host = slice_sub(authority, 0, end);
}

/* What follows the scheme and its slashes, of a scheme with a host. */
static size_t authority_len(struct slice s, bool is_web)
{
    size_t n = 0;

    while (n < s.len && s.ptr[n] != '/' && s.ptr[n] != '?' && s.ptr[n] != '#' &&
           !(is_web && s.ptr[n] == '\\'))
        n++;
    return n;
}

/* ---- paths ---- */

/* ".", ".." and their %2e forms: 1, 2; else 0. */
static unsigned dots_of(struct slice segment)
{
    unsigned dots = 0;

    while (segment.len > 0) {
        if (segment.ptr[0] == '.')
            segment = slice_skip(segment, 1);
        else if (segment.len >= 3 && slice_eq_nocase(slice_sub(segment, 0, 3), SLICE("%2e")))
            segment = slice_skip(segment, 3);
        else
            return 0;
        if (++dots > 2)
            return 0;
    }
    return dots;
}

/* The path ${path} (begins with a slash) without dot segments, backslashes turned; query and
 * fragment ${rest} behind it. */
static struct slice normal_path(struct slice path, struct slice rest, struct arena *arena)
{
    char *out = arena_alloc(arena, path.len + rest.len + 2);
    size_t len = 0, at = 0;

    while (at < path.len) {
        size_t begin = ++at;
        struct slice segment;
        unsigned dots;

        while (at < path.len && !is_slash(path.ptr[at]))
            at++;
        segment = slice_sub(path, begin, at);
        dots = dots_of(segment);
        if (dots == 2) {
            while (len > 0 && out[--len] != '/')
                ;
        }
        if (dots == 0 || at == path.len)
            out[len++] = '/';
        if (dots == 0) {
            memcpy(out + len, segment.ptr, segment.len);
            len += segment.len;
        }
    }
    if (len == 0)
        out[len++] = '/';
    if (rest.len > 0)
        memcpy(out + len, rest.ptr, rest.len);
    return (struct slice){out, len + rest.len};
}

static size_t path_len(struct slice s)
{
    size_t query = slice_find_byte(s, '?'), fragment = slice_find_byte(s, '#');

    return query < fragment ? query : fragment;
}

static struct slice path_of(struct slice s, struct arena *arena)
{
    size_t n = path_len(s);

    return normal_path(slice_sub(s, 0, n), slice_skip(s, n), arena);
}

/* Blanks and control characters as browsers write them. */
static struct slice escape(struct slice s, struct arena *arena)
{
    static const char hex[] = "0123456789ABCDEF";
    char *out;
    size_t len = 0, bad = 0;

    if (!has_low(s))
        return s;
    for (size_t i = 0; i < s.len; i++)
        bad += s.ptr[i] == ' ' || is_control(s.ptr[i]);
    out = arena_alloc(arena, s.len + 2 * bad);
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == ' ' || is_control(s.ptr[i])) {
            out[len++] = '%';
            out[len++] = hex[(unsigned char)s.ptr[i] >> 4];
            out[len++] = hex[s.ptr[i] & 15];
        } else {
            out[len++] = s.ptr[i];
        }
    }
    return (struct slice){out, len};
}

static void join(struct link_url *url, struct slice scheme, struct slice authority,
                 struct slice path, struct arena *arena)
{
    struct slice parts[] = {scheme, SLICE("://"), authority, path};

    url->scheme = scheme;
    url->is_web = is_special(scheme);
    url->path = path;
    url->href = escape(arena_join(arena, parts, 4), arena);
    read_authority(authority, url);
    url->is_address = link_url_is_address(url->host, arena);
}

/* ${s} begins with the authority. */
static void read_absolute(struct slice scheme, struct slice s, struct arena *arena,
                          struct link_url *ret)
{
    bool is_web = is_special(scheme);
    size_t n = authority_len(s, is_web);
    struct slice path = slice_skip(s, n);

    if (is_web)
        path = path_of(path, arena);
    join(ret, scheme, slice_sub(s, 0, n), path, arena);
}

/* ---- relative addresses ---- */

/* The authority of ${base} as written. */
static struct slice base_authority(const struct link_url *base)
{
    struct slice rest = slice_skip(base->href, base->scheme.len + 3);

    return slice_sub(rest, 0, authority_len(rest, base->is_web));
}

static void read_relative(struct slice s, const struct link_url *base, struct arena *arena,
                          struct link_url *ret)
{
    struct slice old = slice_sub(base->path, 0, path_len(base->path));
    struct slice path = old, rest = s;

    if (s.len == 0 || s.ptr[0] == '#') {
        path = slice_sub(base->path, 0, slice_find_byte(base->path, '#'));
    } else if (is_slash(s.ptr[0])) {
        path = path_of(s, arena);
        rest = SLICE("");
    } else if (s.ptr[0] != '?') {
        size_t cut = old.len;
        struct slice parts[2];

        while (cut > 0 && old.ptr[cut - 1] != '/')
            cut--;
        parts[0] = cut ? slice_sub(old, 0, cut) : SLICE("/");
        parts[1] = s;
        path = path_of(arena_join(arena, parts, 2), arena);
        rest = SLICE("");
    }
    join(ret, base->scheme, base_authority(base),
         arena_join(arena, (struct slice[]){path, rest}, 2), arena);
}

/* No base: what mail programs make of it. */
static void read_without_base(struct slice s, struct arena *arena, struct link_url *ret)
{
    ret->href = escape(s, arena);
    if (link_text_is_domain(s))
        read_absolute(SLICE("http"), s, arena, ret);
}

static size_t slashes(struct slice s, bool back_too)
{
    size_t n = 0;

    while (n < s.len && (s.ptr[n] == '/' || (back_too && s.ptr[n] == '\\')))
        n++;
    return n;
}

static void read_scheme(struct slice scheme, struct slice rest, const struct link_url *base,
                        struct slice whole, struct arena *arena, struct link_url *ret)
{
    if (is_special(scheme)) {
        size_t n = slashes(rest, true);

        if (n < 2 && base && slice_eq(base->scheme, scheme))
            read_relative(rest, base, arena, ret);
        else
            read_absolute(scheme, slice_skip(rest, n), arena, ret);
        return;
    }
    if (slashes(rest, false) >= 2) {
        read_absolute(scheme, slice_skip(rest, 2), arena, ret);
        return;
    }
    ret->scheme = scheme;
    ret->path = rest;
    ret->href = escape(whole, arena);
}

void link_url_read(struct slice text, const struct link_url *base, struct arena *arena,
                   struct link_url *ret)
{
    struct slice s = clean(text, arena), scheme = scheme_of(s, arena);

    *ret = (struct link_url){0};
    if (base && base->host.len == 0)
        base = NULL;
    if (scheme.len > 0)
        read_scheme(scheme, slice_skip(s, scheme.len + 1), base, s, arena, ret);
    else if (slashes(s, true) >= 2)
        read_absolute(base ? base->scheme : SLICE("https"), slice_skip(s, slashes(s, true)), arena,
                      ret);
    else if (base)
        read_relative(s, base, arena, ret);
    else
        read_without_base(s, arena, ret);
}
