#include "base/charset.h"

#include "base/text.h"

#include <string.h>
#include <utf8proc.h>

#include "base/cp932_table.h"

struct slice charset_name(enum charset charset)
{
    static const struct slice names[] = {
        [CHARSET_UTF8] = {"utf-8", 5},
        [CHARSET_CP932] = {"cp932", 5},
        [CHARSET_UTF16LE] = {"utf-16le", 8},
        [CHARSET_UTF16BE] = {"utf-16be", 8},
    };

    return names[charset];
}

/* One CP932 character of ${s}: its length and code point; an impossible one is U+FFFD (length 1).
 */
static size_t cp932_next(struct slice s, uint32_t *ret_cp)
{
    unsigned lead = (unsigned char)s.ptr[0], trail;

    *ret_cp = 0xFFFD;
    if (lead < 0x80) {
        *ret_cp = lead;
        return 1;
    }
    if (lead >= 0xA1 && lead <= 0xDF) {
        *ret_cp = 0xFF61 + (lead - 0xA1); /* half-width kana */
        return 1;
    }
    if (lead < 0x81 || lead == 0xA0 || lead > 0xFC || s.len < 2)
        return 1;
    trail = (unsigned char)s.ptr[1];
    if (trail < 0x40 || trail == 0x7F || trail > 0xFC)
        return 1;
    *ret_cp = cp932_table[lead < 0xA0 ? lead - 0x81 : lead - 0xC1][trail - 0x40];
    if (*ret_cp == 0) {
        *ret_cp = 0xFFFD;
        return 1;
    }
    return 2;
}

struct scan {
    size_t bad;    /* characters that are none */
    size_t wide;   /* good ones of two bytes and more */
    uint32_t line; /* of the first bad one */
    bool cut;      /* the last character is half a one */
};

static bool is_cp932_lead(unsigned char c)
{
    return (c >= 0x81 && c <= 0x9F) || (c >= 0xE0 && c <= 0xFC);
}

/* The physical line of byte ${at}. */
static uint32_t line_of(struct slice s, size_t at)
{
    uint32_t line = 1;

    for (size_t i = 0; i < at; i++)
        line += s.ptr[i] == '\n';
    return line;
}

static struct scan scan_cp932(struct slice s)
{
    struct scan scan = {0};
    uint32_t cp;

    for (size_t at = 0; at < s.len;) {
        struct slice rest = {s.ptr + at, s.len - at};

        if ((unsigned char)rest.ptr[0] < 0x80) {
            at += text_ascii(rest);
            continue;
        }
        at += cp932_next(rest, &cp);
        scan.cut = rest.len == 1 && is_cp932_lead((unsigned char)rest.ptr[0]);
        if (cp == 0xFFFD && !scan.cut && scan.bad++ == 0)
            scan.line = line_of(s, (size_t)(rest.ptr - s.ptr));
    }
    return scan;
}

/* Ends behind more than ${most} bad ones. */
static struct scan scan_utf8(struct slice s, size_t most)
{
    struct scan scan = {0};
    struct slice rest = s;
    uint32_t cp;

    while (rest.len && scan.bad <= most) {
        size_t n = text_ascii(rest);

        if (n == 0) {
            n = text_next(rest, &cp);
            if (n == 1 && scan.bad++ == 0)
                scan.line = line_of(s, s.len - rest.len);
            scan.wide += n > 1;
        }
        rest = slice_skip(rest, n);
    }
    return scan;
}

static size_t put_cp(char *at, uint32_t cp)
{
    if (cp < 0x80) {
        *at = (char)cp;
        return 1;
    }
    return (size_t)utf8proc_encode_char((utf8proc_int32_t)cp, (utf8proc_uint8_t *)at);
}

/* A character of two or three bytes; those of CP932 all lie below U+10000. */
static size_t put_bmp(char *at, uint32_t cp)
{
    if (cp < 0x800) {
        at[0] = (char)(0xC0 | cp >> 6);
        at[1] = (char)(0x80 | (cp & 0x3F));
        return 2;
    }
    at[0] = (char)(0xE0 | cp >> 12);
    at[1] = (char)(0x80 | (cp >> 6 & 0x3F));
    at[2] = (char)(0x80 | (cp & 0x3F));
    return 3;
}

/* Room for ${in} as UTF-8: a character that is not ASCII has a byte from 0x80 on and grows by two
 * bytes at most. */
static size_t room_of(struct slice in)
{
    size_t high = 0;

    for (size_t i = 0; i < in.len; i++)
        high += (unsigned char)in.ptr[i] >> 7;
    return in.len + 2 * high + 1;
}

/* The text; whether each of its characters is one. */
static bool convert_cp932(struct slice in, struct arena *arena, struct slice *ret)
{
    char *out = arena_buffer(arena, room_of(in));
    size_t len = 0, n;
    bool clean = true;
    uint32_t cp;

    while (in.len) {
        n = text_ascii(in);
        memcpy(out + len, in.ptr, n);
        len += n;
        in.ptr += n;
        in.len -= n;
        while (in.len && (unsigned char)in.ptr[0] >= 0x80) {
            n = cp932_next(in, &cp);
            clean = clean && cp != 0xFFFD;
            len += put_bmp(out + len, cp);
            in.ptr += n;
            in.len -= n;
        }
    }
    *ret = (struct slice){out, len};
    return clean;
}

struct slice charset_from_cp932(struct slice in, struct arena *arena)
{
    struct slice text;

    convert_cp932(in, arena, &text);
    return text;
}

static struct slice repair_utf8(struct slice in, struct arena *arena)
{
    char *out = arena_alloc(arena, in.len * 3 + 1);
    size_t len = 0, n;
    uint32_t cp;

    for (; (n = text_next(in, &cp)) > 0; in = slice_skip(in, n))
        len += put_cp(out + len, cp);
    return (struct slice){out, len};
}

static unsigned unit_at(struct slice in, size_t i, bool big)
{
    unsigned a = (unsigned char)in.ptr[i], b = (unsigned char)in.ptr[i + 1];

    return big ? a << 8 | b : b << 8 | a;
}

static struct slice from_utf16(struct slice in, bool big, struct arena *arena)
{
    char *out = arena_alloc(arena, in.len / 2 * 3 + 1);
    size_t len = 0;

    for (size_t i = 0; i + 1 < in.len; i += 2) {
        uint32_t cp = unit_at(in, i, big);

        if (cp >= 0xD800 && cp < 0xDC00 && i + 3 < in.len) {
            uint32_t low = unit_at(in, i + 2, big);

            if (low >= 0xDC00 && low < 0xE000) {
                cp = 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00);
                i += 2;
            }
        }
        if (cp >= 0xD800 && cp < 0xE000)
            cp = 0xFFFD;
        len += put_cp(out + len, cp);
    }
    return (struct slice){out, len};
}

/* Without a last character that was cut in two. */
static struct slice drop_cut_tail(struct slice s)
{
    for (size_t back = 1; back <= 3 && back <= s.len; back++) {
        unsigned char c = (unsigned char)s.ptr[s.len - back];

        if (c < 0x80)
            break;
        if (c >= 0xC0) {
            size_t need = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;

            return need > back ? slice_sub(s, 0, s.len - back) : s;
        }
    }
    return s;
}

/* A little damage is repaired rather than refused: one bad character in two hundred at most. */
static size_t tolerable(size_t len)
{
    return len / 200 + 1;
}

static bool is_tolerable(struct scan scan, size_t len)
{
    return scan.bad <= tolerable(len);
}

/* CP932 read as UTF-8 has more bad characters than good wide ones; damaged UTF-8 has not. */
static bool is_rather_utf8(struct scan utf8, struct scan cp932)
{
    return utf8.wide > utf8.bad || utf8.bad < cp932.bad;
}

int charset_decode(struct slice in, struct arena *arena, struct slice *ret,
                   enum charset *ret_charset, struct err *reterr)
{
    struct slice whole = drop_cut_tail(in), text;
    struct scan cp932, utf8;
    bool clean;

    if (slice_starts(in, SLICE("\xff\xfe")) || slice_starts(in, SLICE("\xfe\xff"))) {
        bool big = (unsigned char)in.ptr[0] == 0xFE;

        *ret = from_utf16(slice_skip(in, 2), big, arena);
        *ret_charset = big ? CHARSET_UTF16BE : CHARSET_UTF16LE;
        return 0;
    }
    if (slice_starts(whole, SLICE("\xef\xbb\xbf")))
        whole = slice_skip(whole, 3);
    if (text_is_utf8(whole)) {
        *ret = whole;
        *ret_charset = CHARSET_UTF8;
        return 0;
    }
    clean = convert_cp932(in, arena, &text);
    cp932 = clean ? (struct scan){0} : scan_cp932(in);
    /* Beyond what is tolerable more matters only to say where a text is bad that is neither. */
    utf8 = scan_utf8(whole, is_tolerable(cp932, in.len) ? tolerable(whole.len) : SIZE_MAX);
    if (is_rather_utf8(utf8, cp932) && is_tolerable(utf8, whole.len)) {
        *ret = repair_utf8(whole, arena);
        *ret_charset = CHARSET_UTF8;
        return 0;
    }
    if (is_tolerable(cp932, in.len)) {
        *ret = cp932.cut ? charset_from_cp932(slice_sub(in, 0, in.len - 1), arena) : text;
        *ret_charset = CHARSET_CP932;
        return 0;
    }
    return err_set(reterr, ERR_ENCODING, cp932.bad <= utf8.bad ? cp932.line : utf8.line,
                   (struct slice){"", 0});
}
