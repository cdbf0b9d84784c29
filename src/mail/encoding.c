#include "mail/encoding.h"

#include "base/charset.h"
#include "base/text.h"
#include "mail/ascii.h"

#include <assert.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <utf8proc.h>

#define REPLACEMENT "\xef\xbf\xbd"
#define ESC '\x1b'

enum family {
    FAMILY_UNKNOWN, /* no label, or one that nobody knows */
    FAMILY_ASCII,
    FAMILY_UTF8,
    FAMILY_ISO2022JP,
    FAMILY_SJIS,
    FAMILY_EUCJP,
    FAMILY_BYTE, /* ICU's, one byte a character */
    FAMILY_OTHER /* ICU's */
};

struct label {
    struct slice name;
    enum family family;
    const char *icu; /* how ICU calls it */
};

#define L(text)                  \
    {                            \
        (text), sizeof(text) - 1 \
    }

/* What mails say, and what is meant (as browsers read it). */
static const struct label labels[] = {
    {L("us-ascii"), FAMILY_ASCII, NULL},
    {L("ascii"), FAMILY_ASCII, NULL},
    {L("ansi_x3.4-1968"), FAMILY_ASCII, NULL},
    {L("utf-8"), FAMILY_UTF8, NULL},
    {L("utf8"), FAMILY_UTF8, NULL},
    {L("unicode-1-1-utf-8"), FAMILY_UTF8, NULL},
    {L("iso-2022-jp"), FAMILY_ISO2022JP, NULL},
    {L("iso2022jp"), FAMILY_ISO2022JP, NULL},
    {L("iso2022-jp"), FAMILY_ISO2022JP, NULL},
    {L("csiso2022jp"), FAMILY_ISO2022JP, NULL},
    {L("iso-2022-jp-1"), FAMILY_ISO2022JP, NULL},
    {L("iso-2022-jp-ms"), FAMILY_ISO2022JP, NULL},
    {L("iso-2022-jp-2004"), FAMILY_ISO2022JP, NULL},
    {L("cp50220"), FAMILY_ISO2022JP, NULL},
    {L("cp50221"), FAMILY_ISO2022JP, NULL},
    {L("cp50222"), FAMILY_ISO2022JP, NULL},
    {L("x-iso2022jp-cp932"), FAMILY_ISO2022JP, NULL},
    {L("jis"), FAMILY_ISO2022JP, NULL},
    {L("shift_jis"), FAMILY_SJIS, NULL},
    {L("shift-jis"), FAMILY_SJIS, NULL},
    {L("shiftjis"), FAMILY_SJIS, NULL},
    {L("sjis"), FAMILY_SJIS, NULL},
    {L("x-sjis"), FAMILY_SJIS, NULL},
    {L("ms_kanji"), FAMILY_SJIS, NULL},
    {L("csshiftjis"), FAMILY_SJIS, NULL},
    {L("windows-31j"), FAMILY_SJIS, NULL},
    {L("cp932"), FAMILY_SJIS, NULL},
    {L("ms932"), FAMILY_SJIS, NULL},
    {L("sjis-win"), FAMILY_SJIS, NULL},
    {L("euc-jp"), FAMILY_EUCJP, NULL},
    {L("eucjp"), FAMILY_EUCJP, NULL},
    {L("x-euc-jp"), FAMILY_EUCJP, NULL},
    {L("x-euc"), FAMILY_EUCJP, NULL},
    {L("eucjp-win"), FAMILY_EUCJP, NULL},
    {L("eucjp-ms"), FAMILY_EUCJP, NULL},
    {L("cp51932"), FAMILY_EUCJP, NULL},
    {L("iso-8859-1"), FAMILY_BYTE, "windows-1252"},
    {L("iso8859-1"), FAMILY_BYTE, "windows-1252"},
    {L("latin1"), FAMILY_BYTE, "windows-1252"},
    {L("windows-1252"), FAMILY_BYTE, "windows-1252"},
    {L("iso-8859-9"), FAMILY_BYTE, "windows-1254"},
    {L("tis-620"), FAMILY_BYTE, "windows-874"},
    {L("gb2312"), FAMILY_OTHER, "gb18030"},
    {L("gb_2312-80"), FAMILY_OTHER, "gb18030"},
    {L("gbk"), FAMILY_OTHER, "gb18030"},
    {L("cp936"), FAMILY_OTHER, "gb18030"},
    {L("x-gbk"), FAMILY_OTHER, "gb18030"},
    {L("ks_c_5601-1987"), FAMILY_OTHER, "windows-949"},
    {L("euc-kr"), FAMILY_OTHER, "windows-949"},
    {L("x-windows-949"), FAMILY_OTHER, "windows-949"},
    {L("iso-2022-jp-2"), FAMILY_OTHER, "ISO_2022,locale=ja,version=2"},
    {L("iso-2022-jp-3"), FAMILY_OTHER, "ISO_2022,locale=ja,version=1"},
};

#undef L

/* ${label} without quotes, blanks and the language of RFC 2231 (`utf-8*ja`). */
static struct slice label_trim(struct slice label)
{
    label = ascii_trim(label);
    if (label.len && (label.ptr[0] == '"' || label.ptr[0] == '\''))
        label = slice_skip(label, 1);
    label.len = slice_find_byte(label, '*');
    label.len = slice_find_byte(label, '"');
    label.len = slice_find_byte(label, '\'');
    return ascii_trim(label);
}

static const struct label *label_find(struct slice label)
{
    for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++)
        if (slice_eq_nocase(label, labels[i].name))
            return &labels[i];
    return NULL;
}

/* Letters that every name of an encoding is made of: no path, no option of ICU. */
static bool is_plain_label(struct slice label)
{
    for (size_t i = 0; i < label.len; i++) {
        char c = ascii_lower_char(label.ptr[i]);

        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-' && c != '_')
            return false;
    }
    return label.len > 0 && label.len <= ENCODING_MAX_LABEL;
}

bool encoding_is_same(struct slice a, struct slice b)
{
    const struct label *la, *lb;

    a = label_trim(a);
    b = label_trim(b);
    la = label_find(a);
    lb = label_find(b);
    if (la && lb && !la->icu && !lb->icu)
        return la->family == lb->family;
    return slice_eq_nocase(a, b);
}

struct out {
    struct arena *arena;
    char *at;
    size_t len, cap;
};

static void out_add(struct out *out, struct slice s)
{
    if (s.len == 0)
        return;
    if (out->cap - out->len < s.len) {
        size_t cap = (out->len + s.len) * 2;

        out->at = arena_resize(out->arena, out->at, out->cap, cap);
        out->cap = cap;
    }
    assert(out->at); /* there is room for more than nothing */
    memcpy(out->at + out->len, s.ptr, s.len);
    out->len += s.len;
}

static struct slice replace_bad(struct slice in, struct arena *arena)
{
    struct out out = {arena, NULL, 0, 0};
    size_t from = 0, n;
    uint32_t cp;

    for (size_t at = 0; at < in.len; at += n) {
        n = text_next(slice_skip(in, at), &cp);
        if (cp != 0xFFFD || n != 1)
            continue;
        out_add(&out, slice_sub(in, from, at));
        out_add(&out, SLICE(REPLACEMENT));
        from = at + 1;
    }
    out_add(&out, slice_skip(in, from));
    return (struct slice){out.at, out.len};
}

/* ${in} by ICU's converter ${name}.  Return false when ICU has none of that name. */
static bool from_icu(const char *name, struct slice in, struct arena *arena, struct slice *ret)
{
    UErrorCode status = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(name, &status);
    int32_t need, len = (int32_t)in.len;
    char *out;

    if (U_FAILURE(status))
        return false;
    if (in.len > INT32_MAX / 4)
        len = INT32_MAX / 4;
    need = ucnv_toAlgorithmic(UCNV_UTF8, converter, NULL, 0, in.ptr, len, &status);
    out = arena_alloc(arena, (size_t)need + 1);
    status = U_ZERO_ERROR;
    need = ucnv_toAlgorithmic(UCNV_UTF8, converter, out, need + 1, in.ptr, len, &status);
    ucnv_close(converter);
    *ret = (struct slice){out, U_FAILURE(status) ? 0 : (size_t)need};
    return true;
}

/* One character of JIS X 0212, which the own table has not. */
static void out_jis0212(struct out *out, unsigned char row, unsigned char cell)
{
    char euc[3] = {'\x8f', (char)(row | 0x80), (char)(cell | 0x80)};
    struct slice text;

    if (from_icu("EUC-JP", (struct slice){euc, 3}, out->arena, &text))
        out_add(out, text);
    else
        out_add(out, SLICE(REPLACEMENT));
}

/* A character of JIS X 0208 as the two bytes of CP932. */
static void to_sjis(unsigned row, unsigned cell, char *ret_pair)
{
    unsigned lead = (row - 0x21) / 2, trail;

    lead += lead < 31 ? 0x81 : 0xC1;
    if (row % 2 == 1)
        trail = cell + (cell < 0x60 ? 0x1F : 0x20);
    else
        trail = cell + 0x7E;
    ret_pair[0] = (char)lead;
    ret_pair[1] = (char)trail;
}

static bool is_graphic(unsigned char c)
{
    return c >= 0x21 && c <= 0x7E;
}

/* So many characters are handed to the table together. */
#define RUN 128

/*
 * The characters of JIS X 0208, with the rows that NEC and IBM added, at the head of ${s}; in
 * EUC-JP (${high}) with the eighth bit set.  Return how many bytes they take.
 */
static size_t out_jis0208(struct out *out, struct slice s, unsigned char high)
{
    char sjis[2 * RUN];
    struct slice text;
    size_t n = 0;

    while (n + 1 < s.len && n < sizeof(sjis) && is_graphic((unsigned char)s.ptr[n] ^ high) &&
           is_graphic((unsigned char)s.ptr[n + 1] ^ high)) {
        to_sjis((unsigned char)s.ptr[n] ^ high, (unsigned char)s.ptr[n + 1] ^ high, sjis + n);
        n += 2;
    }
    text = charset_from_cp932((struct slice){sjis, n}, out->arena);
    if (!slice_has(text, SLICE(REPLACEMENT))) {
        out_add(out, text);
        return n;
    }
    for (size_t i = 0; i < n; i += 2) {
        text = charset_from_cp932((struct slice){sjis + i, 2}, out->arena);
        out_add(out, slice_has(text, SLICE(REPLACEMENT)) ? SLICE(REPLACEMENT) : text);
    }
    return n;
}

/* A half-width kana: 0x21 to 0x5F are U+FF61 to U+FF9F. */
static void out_kana(struct out *out, unsigned char c)
{
    char utf8[4];
    ssize_t n = utf8proc_encode_char(0xFF61 + (c - 0x21), (utf8proc_uint8_t *)utf8);

    out_add(out, (struct slice){utf8, (size_t)n});
}

enum jis { JIS_ASCII, JIS_ROMAN, JIS_KANA, JIS_0208, JIS_0212 };

/* The set that the escape sequence at the head of ${s} calls; its length, 0 = none that is known.
 */
static size_t jis_escape(struct slice s, enum jis *ret)
{
    static const struct {
        struct slice text;
        enum jis set;
    } escapes[] = {
        {{"\x1b(B", 3}, JIS_ASCII},      {{"\x1b(J", 3}, JIS_ROMAN}, {{"\x1b(H", 3}, JIS_ROMAN},
        {{"\x1b(I", 3}, JIS_KANA},       {{"\x1b$@", 3}, JIS_0208},  {{"\x1b$B", 3}, JIS_0208},
        {{"\x1b$(@", 4}, JIS_0208},      {{"\x1b$(B", 4}, JIS_0208}, {{"\x1b$(D", 4}, JIS_0212},
        {{"\x1b&@\x1b$B", 6}, JIS_0208},
    };

    for (size_t i = 0; i < sizeof(escapes) / sizeof(escapes[0]); i++)
        if (slice_starts(s, escapes[i].text)) {
            *ret = escapes[i].set;
            return escapes[i].text.len;
        }
    return 0;
}

/* One character of set ${set}, and its length. */
static size_t jis_char(struct out *out, struct slice s, enum jis set)
{
    unsigned char c = (unsigned char)s.ptr[0], next = s.len > 1 ? (unsigned char)s.ptr[1] : 0;

    if (c >= 0xA1 && c <= 0xDF) {
        out_kana(out, (unsigned char)(c - 0x80)); /* JIS of eight bits */
    } else if (c >= 0x80) {
        out_add(out, SLICE(REPLACEMENT));
    } else if (!is_graphic(c)) {
        out_add(out, slice_sub(s, 0, 1));
    } else if (set == JIS_KANA && c <= 0x5F) {
        out_kana(out, c);
    } else if (set == JIS_ROMAN && c == '\\') {
        out_add(out, SLICE("\xc2\xa5")); /* ¥ */
    } else if (set != JIS_0208 && set != JIS_0212) {
        out_add(out, slice_sub(s, 0, 1));
    } else if (!is_graphic(next)) {
        out_add(out, SLICE(REPLACEMENT));
    } else if (set == JIS_0208) {
        return out_jis0208(out, s, 0);
    } else {
        out_jis0212(out, c, next);
        return 2;
    }
    return 1;
}

/*
 * ISO-2022-JP (RFC 1468) with what is sent under that name: half-width kana by ESC ( I and by
 * shift-out, JIS X 0201, the rows of NEC and IBM, JIS X 0212.  A line end calls ASCII back, so that
 * a lost escape sequence spoils one line only.
 */
static struct slice from_iso2022jp(struct slice in, struct arena *arena)
{
    struct out out = {arena, NULL, 0, 0};
    enum jis set = JIS_ASCII, before = JIS_ASCII;

    for (size_t at = 0, n; at < in.len; at += n) {
        char c = in.ptr[at];

        if (c == ESC && (n = jis_escape(slice_skip(in, at), &set)) > 0)
            continue;
        n = 1;
        if (c == '\x0e') {
            before = set;
            set = JIS_KANA;
        } else if (c == '\x0f') {
            set = before;
        } else {
            if (c == '\n' || c == '\r')
                set = JIS_ASCII;
            n = jis_char(&out, slice_skip(in, at), set);
        }
    }
    return (struct slice){out.at, out.len};
}

static bool is_high(char c)
{
    unsigned char u = (unsigned char)c;

    return u >= 0xA1 && u <= 0xFE;
}

/* EUC-JP with the rows of NEC and IBM; ${ret_bad} counts what is no character. */
static struct slice from_eucjp(struct slice in, struct arena *arena, size_t *ret_bad)
{
    struct out out = {arena, NULL, 0, 0};
    size_t bad = 0;

    for (size_t at = 0, n; at < in.len; at += n) {
        const char *s = in.ptr + at;
        size_t left = in.len - at;

        n = 1;
        if ((unsigned char)s[0] < 0x80) {
            out_add(&out, (struct slice){s, 1});
        } else if (s[0] == '\x8e' && left > 1 && is_high(s[1]) && (unsigned char)s[1] <= 0xDF) {
            out_kana(&out, (unsigned char)(s[1] & 0x7F));
            n = 2;
        } else if (s[0] == '\x8f' && left > 2 && is_high(s[1]) && is_high(s[2])) {
            out_jis0212(&out, (unsigned char)(s[1] & 0x7F), (unsigned char)(s[2] & 0x7F));
            n = 3;
        } else if (is_high(s[0]) && left > 1 && is_high(s[1])) {
            n = out_jis0208(&out, slice_skip(in, at), 0x80);
        } else {
            out_add(&out, SLICE(REPLACEMENT));
            bad++;
        }
    }
    *ret_bad = bad;
    return (struct slice){out.at, out.len};
}

static size_t count_replaced(struct slice s)
{
    size_t n = 0;

    for (size_t at; (at = slice_find(s, SLICE(REPLACEMENT))) < s.len; n++)
        s = slice_skip(s, at + 3);
    return n;
}

static bool is_ascii(struct slice s)
{
    size_t at = 0;

    for (uint64_t word; at + 8 <= s.len; at += 8) {
        memcpy(&word, s.ptr + at, 8);
        if (word & 0x8080808080808080u)
            return false;
    }
    for (; at < s.len; at++)
        if ((unsigned char)s.ptr[at] >= 0x80)
            return false;
    return true;
}

/* An escape sequence that only ISO-2022-JP has. */
static bool has_jis_escape(struct slice s)
{
    enum jis set;

    for (size_t at; (at = slice_find_byte(s, ESC)) < s.len; s = slice_skip(s, at + 1))
        if (jis_escape(slice_skip(s, at), &set))
            return true;
    return false;
}

/* Well-formed UTF-8 with a character of three bytes: by chance that is next to impossible. */
static bool is_surely_utf8(struct slice s)
{
    if (!text_is_utf8(s))
        return false;
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] >= 0xE0)
            return true;
    return false;
}

/* Characters of three bytes beside few bad ones: in CP932 and EUC-JP such come by chance only. */
static bool is_damaged_utf8(struct slice s)
{
    size_t bad = 0, wide = 0, n;
    uint32_t cp;

    for (; (n = text_next(s, &cp)) > 0; s = slice_skip(s, n)) {
        wide += n > 2;
        bad += n == 1 && cp == 0xFFFD;
    }
    return wide * 2 > bad;
}

/* 8-bit bytes of which nobody says what they are: UTF-8, CP932 or EUC-JP, by what fits best. */
static struct slice guess_8bit(struct slice bytes, struct arena *arena)
{
    struct slice sjis, euc;
    size_t bad_sjis, bad_euc;

    if (text_is_utf8(bytes))
        return bytes;
    if (is_damaged_utf8(bytes))
        return replace_bad(bytes, arena);
    sjis = charset_from_cp932(bytes, arena);
    euc = from_eucjp(bytes, arena, &bad_euc);
    bad_sjis = count_replaced(sjis);
    /* EUC-JP read as CP932 is all half-width kana and good; CP932 read as EUC-JP is bad. */
    if (bad_euc == 0)
        return euc;
    if (bad_sjis <= bytes.len / 50)
        return sjis;
    return bad_euc <= bytes.len / 50 ? euc : replace_bad(bytes, arena);
}

struct slice encoding_guess(struct slice bytes, struct arena *arena)
{
    if (has_jis_escape(bytes))
        return from_iso2022jp(bytes, arena);
    return is_ascii(bytes) ? bytes : guess_8bit(bytes, arena);
}

/* By ICU, for labels that the table has not. */
static bool from_other(struct slice label, const struct label *known, struct slice bytes,
                       struct arena *arena, struct slice *ret)
{
    char name[ENCODING_MAX_LABEL + 1] = {0};

    if (known && known->icu)
        return from_icu(known->icu, bytes, arena, ret);
    if (known || !is_plain_label(label))
        return false;
    memcpy(name, label.ptr, label.len);
    return from_icu(name, bytes, arena, ret);
}

/* ASCII letters are themselves: UTF-16, UTF-7, EBCDIC and others must be asked of ICU. */
static bool keeps_ascii(enum family family)
{
    return family != FAMILY_OTHER;
}

struct slice encoding_decode(struct slice bytes, struct slice label, struct arena *arena)
{
    const struct label *known = label_find(label_trim(label));
    enum family family = known ? known->family : FAMILY_UNKNOWN;
    struct slice text;
    size_t bad;

    label = label_trim(label);
    if (!known && is_plain_label(label))
        family = FAMILY_OTHER;
    if (family == FAMILY_ISO2022JP &&
        (has_jis_escape(bytes) || slice_find_byte(bytes, '\x0e') < bytes.len))
        return from_iso2022jp(bytes, arena);
    if (keeps_ascii(family) && has_jis_escape(bytes) && is_ascii(bytes))
        return from_iso2022jp(bytes, arena);
    if (keeps_ascii(family) && (is_ascii(bytes) || is_surely_utf8(bytes)))
        return bytes;
    if (family == FAMILY_SJIS)
        return charset_from_cp932(bytes, arena);
    if (family == FAMILY_EUCJP)
        return from_eucjp(bytes, arena, &bad);
    if ((family == FAMILY_BYTE || family == FAMILY_OTHER) &&
        from_other(label, known, bytes, arena, &text))
        return text;
    return family == FAMILY_UTF8 && text_is_utf8(bytes) ? bytes : encoding_guess(bytes, arena);
}
