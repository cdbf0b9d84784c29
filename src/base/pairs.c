#include "base/pairs.h"

#include <assert.h>
#include <string.h>

static bool is_name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

static bool is_name(struct slice s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!is_name_byte(s.ptr[i]))
            return false;
    return s.len > 0;
}

/* The letter that stands for ${c} after a backslash; 0 = it stands for itself. */
static char escape_of(char c)
{
    switch (c) {
    case '\\': return '\\';
    case '\n': return 'n';
    case '\r': return 'r';
    case '\0': return '0';
    default: return 0;
    }
}

static int unescape(char c)
{
    switch (c) {
    case '\\': return '\\';
    case 'n': return '\n';
    case 'r': return '\r';
    case '0': return '\0';
    default: return -1;
    }
}

static void reserve(struct pairs *pairs, size_t more)
{
    size_t cap = pairs->cap ? pairs->cap : 256;

    while (cap - pairs->len < more)
        cap *= 2;
    if (cap != pairs->cap)
        pairs->at = arena_resize(pairs->arena, pairs->at, pairs->cap, cap);
    pairs->cap = cap;
}

void pairs_add(struct pairs *pairs, struct slice name, struct slice value)
{
    assert(is_name(name));
    reserve(pairs, name.len + 2 + value.len * 2);
    memcpy(pairs->at + pairs->len, name.ptr, name.len);
    pairs->len += name.len;
    pairs->at[pairs->len++] = ' ';
    for (size_t i = 0; i < value.len; i++) {
        char letter = escape_of(value.ptr[i]);

        if (letter)
            pairs->at[pairs->len++] = '\\';
        pairs->at[pairs->len++] = letter ? letter : value.ptr[i];
    }
    pairs->at[pairs->len++] = '\n';
}

void pairs_add_number(struct pairs *pairs, struct slice name, int64_t value)
{
    pairs_add(pairs, name, arena_number(pairs->arena, value));
}

struct slice pairs_text(const struct pairs *pairs)
{
    return (struct slice){pairs->at, pairs->len};
}

/* ${s} without its escapes; false when one of them is none of ours. */
static bool read_value(struct slice s, struct arena *arena, struct slice *ret)
{
    char *to;
    size_t len = 0;

    if (slice_find_byte(s, '\\') == s.len) {
        *ret = s;
        return true;
    }
    to = arena_alloc(arena, s.len);
    for (size_t i = 0; i < s.len; i++) {
        int c = (unsigned char)s.ptr[i];

        if (c == '\\') {
            c = i + 1 < s.len ? unescape(s.ptr[++i]) : -1;
            if (c < 0)
                return false;
        }
        to[len++] = (char)c;
    }
    *ret = (struct slice){to, len};
    return true;
}

int pairs_next(struct slice *rest, struct arena *arena, struct slice *ret_name,
               struct slice *ret_value)
{
    size_t end = slice_find_byte(*rest, '\n');
    struct slice line = slice_sub(*rest, 0, end), name, value;
    size_t blank = slice_find_byte(line, ' ');

    if (!rest->len)
        return 0;
    name = slice_sub(line, 0, blank);
    if (end == rest->len || blank == line.len || !is_name(name) ||
        slice_find_byte(line, '\r') < line.len || slice_find_byte(line, '\0') < line.len ||
        !read_value(slice_skip(line, blank + 1), arena, &value))
        return -1;
    *rest = slice_skip(*rest, end + 1);
    *ret_name = name;
    *ret_value = value;
    return 1;
}

bool pairs_number(struct slice value, int64_t *ret)
{
    bool minus = value.len && value.ptr[0] == '-';
    struct slice digits = slice_skip(value, minus ? 1 : 0);
    int64_t n = 0;

    if (!slice_is_digits(digits) || digits.len > 18 ||
        (digits.ptr[0] == '0' && (digits.len > 1 || minus)))
        return false;
    for (size_t i = 0; i < digits.len; i++)
        n = n * 10 + (digits.ptr[i] - '0');
    *ret = minus ? -n : n;
    return true;
}
