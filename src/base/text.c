#include "base/text.h"

#include "base/lane.h"

#include <string.h>
#include <utf8proc.h>

#define REPLACEMENT 0xFFFDu

size_t text_ascii(struct slice s)
{
    size_t n = 0;

#if LANE_IS_FAST
    for (; n + LANE <= s.len; n += LANE) {
        unsigned high = lane_high(lane_read(s.ptr + n));

        if (high)
            return n + (unsigned)__builtin_ctz(high);
    }
#endif
    while (n < s.len && (unsigned char)s.ptr[n] < 0x80)
        n++;
    return n;
}

/*
 * The bytes at the head of ${s}, whole characters, that are well-formed for they are ASCII, of
 * two bytes, or of U+3000 to U+CFFF: nearly all of a text, sixteen bytes at once.  There may be
 * more of them.
 */
static size_t usual_len(struct slice s)
{
    size_t n = 0;

#if LANE_IS_FAST
    unsigned due = 0; /* bits for bytes that must go on a character of the lane before */

    for (; n + LANE <= s.len; n += LANE) {
        lane in = lane_read(s.ptr + n);
        unsigned three = lane_high(lane_less(lane_of('\xe2'), in) & lane_less(in, lane_of('\xed')));
        unsigned two = lane_high(lane_less(lane_of('\xc1'), in) & lane_less(in, lane_of('\xe0')));
        unsigned inside = lane_high(lane_less(in, lane_of('\xc0')));
        unsigned want = two << 1 | three << 1 | three << 2 | due;

        if (inside != (want & 0xFFFF) || lane_high(in) != (two | three | inside))
            break;
        due = want >> LANE;
    }
    if (due) /* the lane before cut a character after its first byte, or after its second */
        n -= (unsigned char)s.ptr[n - 1] >= 0xC0 ? 1 : 2;
#endif
    return n;
}

bool text_is_utf8(struct slice s)
{
    size_t i = 0, n;
    uint32_t cp;

    while ((i += usual_len(slice_skip(s, i))) < s.len) {
        n = text_next(slice_skip(s, i), &cp);
        if (n == 1 && (unsigned char)s.ptr[i] >= 0x80)
            return false;
        i += n;
    }
    return true;
}

/* The length that the first byte tells (RFC 3629, section 4); 1 = none begins so. */
static size_t length_of(unsigned char first)
{
    if (first < 0xC2 || first > 0xF4)
        return 1;
    return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

/* The character of ${n} bytes at ${p}, unless it is over-long, a surrogate or beyond U+10FFFF. */
static bool well_formed(const unsigned char *p, size_t n, uint32_t *ret_cp)
{
    static const uint32_t least[] = {0, 0x80, 0x80, 0x800, 0x10000};
    uint32_t cp = p[0] & (0x7Fu >> n);

    if (n == 1)
        return false;
    for (size_t i = 1; i < n; i++) {
        if ((p[i] & 0xC0) != 0x80)
            return false;
        cp = cp << 6 | (p[i] & 0x3F);
    }
    *ret_cp = cp;
    return cp >= least[n] && cp <= 0x10FFFF && (cp < 0xD800 || cp > 0xDFFF);
}

size_t text_next(struct slice s, uint32_t *ret_cp)
{
    const unsigned char *p = (const unsigned char *)s.ptr;
    size_t n;

    if (s.len == 0)
        return 0;
    if (p[0] < 0x80) {
        *ret_cp = p[0];
        return 1;
    }
    n = length_of(p[0]);
    if (n > s.len || !well_formed(p, n, ret_cp)) {
        *ret_cp = REPLACEMENT;
        return 1;
    }
    return n;
}

static size_t put_cp(char *at, uint32_t cp)
{
    return (size_t)utf8proc_encode_char((utf8proc_int32_t)cp, (utf8proc_uint8_t *)at);
}

/* Well-formed text: bad bytes become U+FFFD. */
static struct slice sanitize(struct arena *arena, struct slice s)
{
    char *out = arena_alloc(arena, s.len * 3 + 1);
    size_t len = 0, n;
    uint32_t cp;

    for (struct slice rest = s; (n = text_next(rest, &cp)) > 0; rest = slice_skip(rest, n))
        len += put_cp(out + len, cp);
    return (struct slice){out, len};
}

static uint32_t large_kana(uint32_t cp)
{
    /* hiragana 3041-3096 and katakana 30A1-30F6 have the same order */
    uint32_t base = cp >= 0x30A1 && cp <= 0x30F6 ? 0x3041 + (cp - 0x30A1) : cp;
    uint32_t shift = cp - base;

    switch (base) {
    case 0x3041:
    case 0x3043:
    case 0x3045:
    case 0x3047:
    case 0x3049: /* a i u e o */
    case 0x3063: /* tsu */
    case 0x3083:
    case 0x3085:
    case 0x3087:
    case 0x308E: /* ya yu yo wa */ return cp + 1;
    case 0x3095: /* ka */ return 0x304B + shift;
    case 0x3096: /* ke */ return 0x3051 + shift;
    default: return cp;
    }
}

static uint32_t fold_cp(uint32_t cp)
{
    if (cp >= 'a' && cp <= 'z')
        return cp - 'a' + 'A';
    if (cp < 0x80)
        return cp == '\t' || cp == '\r' || cp == '\n' ? ' ' : cp;
    if ((cp >= 0x2010 && cp <= 0x2015) || cp == 0x2212 || cp == 0x30FC || cp == 0x2500)
        return '-';
    if (cp == 0x301C || cp == 0x223C)
        return '~';
    if (utf8proc_category((utf8proc_int32_t)cp) == UTF8PROC_CATEGORY_ZS)
        return ' ';
    return large_kana(cp);
}

/* ${s} without a character that the limit cuts in two. */
static struct slice head_to_fold(struct slice s)
{
    size_t end = TEXT_FOLD_MAX;

    if (s.len <= end)
        return s;
    while (end > TEXT_FOLD_MAX - 4 && ((unsigned char)s.ptr[end] & 0xC0) == 0x80)
        end--;
    return slice_sub(s, 0, end);
}

struct folding {
    char *out;
    size_t len;
    bool tight;   /* no blanks at all */
    bool pending; /* a blank before the next character, if one comes */
};

/* Add ${cp}, which is folded already. */
static void fold_put(struct folding *f, uint32_t cp)
{
    if (cp == ' ') {
        f->pending = f->len > 0 && !f->tight;
        return;
    }
    if (f->pending)
        f->out[f->len++] = ' ';
    f->pending = false;
    f->len += put_cp(f->out + f->len, cp);
}

/* What a character becomes that NFKC leaves alone or maps to one, whatever stands beside it (of
 * those that do the same): nearly all of a Japanese text.  0 = it is none of these. */
static uint32_t plain_cp(uint32_t cp)
{
    if (cp < 0x80 || (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0x3041 && cp <= 0x3094) ||
        (cp >= 0x30A1 && cp <= 0x30FC) || (cp >= 0x25A0 && cp <= 0x26FF) || cp == 0x203B ||
        cp == 0x3001 || cp == 0x3002 || (cp >= 0x3008 && cp <= 0x3011))
        return cp;
    if (cp >= 0xFF01 && cp <= 0xFF5E) /* full width */
        return cp - 0xFEE0;
    return cp == 0x3000 ? ' ' : 0;
}

/* Fold ${s} while it is all of such characters; return whether it was. */
static bool fold_plain(struct folding *f, struct slice s)
{
    const unsigned char *p = (const unsigned char *)s.ptr;
    size_t at = 0;

    while (at < s.len) {
        uint32_t cp = p[at];

        if (cp < 0x80) {
            at++;
        } else {
            if (cp < 0xE2 || cp > 0xEF || s.len - at < 3 || (p[at + 1] & 0xC0) != 0x80 ||
                (p[at + 2] & 0xC0) != 0x80)
                return false;
            cp = plain_cp((cp & 0xFu) << 12 | (p[at + 1] & 0x3Fu) << 6 | (p[at + 2] & 0x3Fu));
            at += 3;
        }
        if (cp == 0)
            return false;
        fold_put(f, fold_cp(cp));
    }
    return true;
}

static struct slice fold(struct arena *arena, struct slice s, bool tight)
{
    struct folding f = {.tight = tight};
    utf8proc_option_t how = UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_STABLE;
    utf8proc_int32_t *cps;
    utf8proc_ssize_t n, room;

    s = head_to_fold(s);
    f.out = arena_alloc(arena, s.len + 1);
    if (fold_plain(&f, s))
        return (struct slice){f.out, f.len};
    f = (struct folding){.tight = tight};
    if (!text_is_utf8(s))
        s = sanitize(arena, s);
    /* Most characters stay one: a second time only where the first guess was too small. */
    room = (utf8proc_ssize_t)s.len;
    cps = arena_make_n(arena, utf8proc_int32_t, (size_t)room + 1);
    n = utf8proc_decompose((const utf8proc_uint8_t *)s.ptr, room, cps, room, how);
    if (n > room) {
        room = n;
        cps = arena_make_n(arena, utf8proc_int32_t, (size_t)room + 1);
        n = utf8proc_decompose((const utf8proc_uint8_t *)s.ptr, (utf8proc_ssize_t)s.len, cps, room,
                               how);
    }
    if (n < 0)
        return (struct slice){"", 0};
    for (utf8proc_ssize_t i = 0; i < n;
         i++) /* before composing, so that folding again changes nothing */
        cps[i] = (utf8proc_int32_t)fold_cp((uint32_t)cps[i]);
    n = utf8proc_normalize_utf32(cps, n, how);
    f.out = arena_alloc(arena, (size_t)(n > 0 ? n : 0) * 5 + 1); /* 4 bytes and a blank each */
    for (utf8proc_ssize_t i = 0; i < n; i++)
        fold_put(&f, (uint32_t)cps[i]);
    return (struct slice){f.out, f.len};
}

struct slice text_fold(struct arena *arena, struct slice s)
{
    return fold(arena, s, false);
}

struct slice text_fold_tight(struct arena *arena, struct slice s)
{
    return fold(arena, s, true);
}

static size_t cp_width(uint32_t cp)
{
    int w = utf8proc_charwidth((utf8proc_int32_t)cp);

    return w > 0 ? (size_t)w : 0;
}

size_t text_width(struct slice s)
{
    size_t width = 0, n;
    uint32_t cp;

    for (; (n = text_next(s, &cp)) > 0; s = slice_skip(s, n))
        width += cp_width(cp);
    return width;
}

struct slice text_head(struct slice s, size_t width)
{
    struct slice rest = s;
    uint32_t cp;
    size_t n;

    for (; (n = text_next(rest, &cp)) > 0; rest = slice_skip(rest, n)) {
        if (cp_width(cp) > width)
            break;
        width -= cp_width(cp);
    }
    return slice_sub(s, 0, s.len - rest.len);
}

bool text_is_word(uint32_t cp)
{
    switch (utf8proc_category((utf8proc_int32_t)cp)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL: return true;
    default: return false;
    }
}
