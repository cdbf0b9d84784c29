#include "base/slice.h"

#include "base/lane.h"

#include <string.h>

int slice_cmp(struct slice a, struct slice b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    int c = n ? memcmp(a.ptr, b.ptr, n) : 0;

    if (c != 0)
        return c;
    return (a.len > b.len) - (a.len < b.len);
}

bool slice_ends(struct slice s, struct slice suffix)
{
    if (s.len < suffix.len)
        return false;
    return slice_eq(slice_skip(s, s.len - suffix.len), suffix);
}

static char ascii_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool slice_eq_nocase(struct slice a, struct slice b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (ascii_lower(a.ptr[i]) != ascii_lower(b.ptr[i]))
            return false;
    return true;
}

#if LANE_IS_FAST
/* At which of sixteen places the bytes ${a} ${b} stand. */
static inline lane pairs_at(const char *at, char a, char b)
{
    return lane_equal(lane_read(at), lane_of(a)) & lane_equal(lane_read(at + 1), lane_of(b));
}
#endif

/* The first place from ${at} to ${end} where the bytes ${a} ${b} may stand, or ${end}; *${end} can
 * be read. */
static const char *find_pair(const char *at, const char *end, char a, char b)
{
#if LANE_IS_FAST
    for (; end - at >= 2 * (ptrdiff_t)LANE; at += 2 * LANE)
        if (lane_high(pairs_at(at, a, b) | pairs_at(at + LANE, a, b)))
            break;
    for (; end - at >= (ptrdiff_t)LANE; at += LANE) {
        unsigned mask = lane_high(pairs_at(at, a, b));

        if (mask)
            return at + __builtin_ctz(mask);
    }
#endif
    while (at < end && (at[0] != a || at[1] != b))
        at++;
    return at;
}

size_t slice_find(struct slice s, struct slice needle)
{
    const char *at = s.ptr, *end;

    if (needle.len == 0)
        return 0;
    if (needle.len == 1)
        return slice_find_byte(s, needle.ptr[0]);
    if (needle.len > s.len)
        return s.len;
    end = s.ptr + (s.len - needle.len + 1); /* what begins from here on is too short */
    for (; (at = find_pair(at, end, needle.ptr[0], needle.ptr[1])) < end; at++)
        if (memcmp(at, needle.ptr, needle.len) == 0)
            return (size_t)(at - s.ptr);
    return s.len;
}

bool slice_has(struct slice s, struct slice needle)
{
    return needle.len == 0 || slice_find(s, needle) < s.len;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* U+3000 */
static bool is_wide_blank(const char *p)
{
    return p[0] == '\xe3' && p[1] == '\x80' && p[2] == '\x80';
}

struct slice slice_trim(struct slice s)
{
    for (;;) {
        if (s.len && is_blank(s.ptr[0]))
            s = slice_skip(s, 1);
        else if (s.len >= 3 && is_wide_blank(s.ptr))
            s = slice_skip(s, 3);
        else
            break;
    }
    for (;;) {
        if (s.len && is_blank(s.ptr[s.len - 1]))
            s.len--;
        else if (s.len >= 3 && is_wide_blank(s.ptr + s.len - 3))
            s.len -= 3;
        else
            break;
    }
    return s;
}

bool slice_cut(struct slice s, struct slice sep, struct slice *ret_head, struct slice *ret_tail)
{
    size_t at = slice_find(s, sep);

    if (at >= s.len) {
        *ret_head = s;
        *ret_tail = (struct slice){NULL, 0};
        return false;
    }
    *ret_head = slice_sub(s, 0, at);
    *ret_tail = slice_skip(s, at + sep.len);
    return true;
}

bool slice_is_digits(struct slice s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
    return s.len > 0;
}
