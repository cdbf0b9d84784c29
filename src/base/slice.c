#include "base/slice.h"

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

size_t slice_find(struct slice s, struct slice needle)
{
    if (needle.len == 0)
        return 0;
    for (size_t from = 0; from + needle.len <= s.len; from++) {
        const char *hit = memchr(s.ptr + from, needle.ptr[0], s.len - needle.len - from + 1);

        if (!hit)
            return s.len;
        from = (size_t)(hit - s.ptr);
        if (memcmp(hit, needle.ptr, needle.len) == 0)
            return from;
    }
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
