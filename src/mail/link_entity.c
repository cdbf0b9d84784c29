#include "mail/link_entity.h"

#include "mail/link_entity_table.h"

#define NAME_MAX_LEN 32u
#define LEGACY_MAX_LEN 6u /* the longest name that stands without a semicolon */
#define ENTITIES (sizeof(link_entity_at) / sizeof(link_entity_at[0]))

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static size_t put_cp(char *at, uint32_t cp)
{
    if (cp < 0x80) {
        at[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        at[0] = (char)(0xC0 | cp >> 6);
        at[1] = (char)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        at[0] = (char)(0xE0 | cp >> 12);
        at[1] = (char)(0x80 | (cp >> 6 & 0x3F));
        at[2] = (char)(0x80 | (cp & 0x3F));
        return 3;
    }
    at[0] = (char)(0xF0 | cp >> 18);
    at[1] = (char)(0x80 | (cp >> 12 & 0x3F));
    at[2] = (char)(0x80 | (cp >> 6 & 0x3F));
    at[3] = (char)(0x80 | (cp & 0x3F));
    return 4;
}

/* What a number means (section 13.2.5.80): C1 controls are windows-1252. */
static uint32_t number_cp(uint32_t cp)
{
    static const uint16_t c1[32] = {
        0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
    };

    if (cp == 0 || cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
        return 0xFFFD;
    if (cp >= 0x80 && cp <= 0x9F && c1[cp - 0x80])
        return c1[cp - 0x80];
    return cp;
}

static int digit_of(char c, bool is_hex)
{
    if (is_digit(c))
        return c - '0';
    if (is_hex && (c | 0x20) >= 'a' && (c | 0x20) <= 'f')
        return (c | 0x20) - 'a' + 10;
    return -1;
}

/* "&#…": ${s} begins at '&'. */
static size_t number_read(struct slice s, char *ret, size_t *ret_len)
{
    bool is_hex = s.len > 2 && (s.ptr[2] | 0x20) == 'x';
    size_t begin = is_hex ? 3 : 2, at = begin;
    uint32_t cp = 0;
    int d;

    for (; at < s.len && (d = digit_of(s.ptr[at], is_hex)) >= 0; at++)
        cp = cp > 0x10FFFF ? cp : cp * (is_hex ? 16 : 10) + (uint32_t)d;
    if (at == begin)
        return 0;
    *ret_len = put_cp(ret, number_cp(cp));
    return at + (at < s.len && s.ptr[at] == ';');
}

/* The row of ${name}: where what it means begins (after the sign), NULL = no such name. */
static const char *name_find(struct slice name)
{
    size_t low = 0, high = ENTITIES;

    while (low < high) {
        size_t mid = (low + high) / 2;
        const char *row = (const char *)link_entity_text + link_entity_at[mid];
        struct slice have = slice_of(row);
        int order = slice_cmp(name, have);

        if (order == 0)
            return row + have.len + 1;
        if (order < 0)
            high = mid;
        else
            low = mid + 1;
    }
    return NULL;
}

static size_t name_put(const char *meaning, size_t taken, char *ret, size_t *ret_len)
{
    struct slice value = slice_of(meaning + 1);

    memcpy(ret, value.ptr, value.len);
    *ret_len = value.len;
    return taken;
}

static size_t name_read(struct slice s, bool in_attribute, char *ret, size_t *ret_len)
{
    const char *meaning;
    size_t len = 0;

    while (len <= NAME_MAX_LEN && 1 + len < s.len &&
           (is_letter(s.ptr[1 + len]) || is_digit(s.ptr[1 + len])))
        len++;
    if (1 + len < s.len && s.ptr[1 + len] == ';' &&
        (meaning = name_find(slice_sub(s, 1, 1 + len))) != NULL)
        return name_put(meaning, len + 2, ret, ret_len);
    for (size_t n = len < LEGACY_MAX_LEN ? len : LEGACY_MAX_LEN; n >= 2; n--) {
        char next = 1 + n < s.len ? s.ptr[1 + n] : ' ';

        meaning = name_find(slice_sub(s, 1, 1 + n));
        if (!meaning || *meaning != '+')
            continue;
        if (in_attribute && (next == '=' || is_letter(next) || is_digit(next)))
            return 0;
        return name_put(meaning, n + 1, ret, ret_len);
    }
    return 0;
}

size_t link_entity_read(struct slice s, bool in_attribute, char *ret, size_t *ret_len)
{
    if (s.len >= 5 && memcmp(s.ptr, "&amp;", 5) == 0) {
        *ret = '&';
        *ret_len = 1;
        return 5;
    }
    if (s.len >= 3 && s.ptr[1] == '#')
        return number_read(s, ret, ret_len);
    return name_read(s, in_attribute, ret, ret_len);
}

/* ${s}, which has no reference, to ${out}; return how many bytes that makes. */
static size_t plain_put(struct slice s, char *out, bool has_nul)
{
    size_t len = 0;

    if (!has_nul) {
        memcpy(out, s.ptr, s.len);
        return s.len;
    }
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i])
            out[len++] = s.ptr[i];
        else
            len += put_cp(out + len, 0xFFFD);
    }
    return len;
}

struct slice link_entity_decode(struct slice s, struct arena *arena)
{
    size_t len = 0, n, plain = slice_find_byte(s, '&'), taken;
    bool has_nul = slice_find_byte(s, '\0') < s.len;
    char *out;

    if (plain == s.len && !has_nul)
        return s;
    /* a NUL becomes three bytes; five bytes of a name become six at most */
    out = arena_buffer(arena, s.len * (has_nul ? 3 : 2) + LINK_ENTITY_MAX);
    while (s.len > 0) {
        len += plain_put(slice_sub(s, 0, plain), out + len, has_nul);
        s = slice_skip(s, plain);
        if (s.len > 0 && (taken = link_entity_read(s, true, out + len, &n)) > 0) {
            len += n;
            s = slice_skip(s, taken);
        } else if (s.len > 0) {
            out[len++] = '&';
            s = slice_skip(s, 1);
        }
        plain = slice_find_byte(s, '&');
    }
    return (struct slice){out, len};
}
