#include "base/pairs.h"

#include <assert.h>
#include <string.h>

/* What a byte may be; all others are only themselves in a value. */
enum { IN_NAME = 1, IS_ESCAPE = 2, IS_ESCAPED = 4 };

#define NAME_10(c)                                                                      \
    [c] = IN_NAME, [(c) + 1] = IN_NAME, [(c) + 2] = IN_NAME, [(c) + 3] = IN_NAME,       \
    [(c) + 4] = IN_NAME, [(c) + 5] = IN_NAME, [(c) + 6] = IN_NAME, [(c) + 7] = IN_NAME, \
    [(c) + 8] = IN_NAME, [(c) + 9] = IN_NAME

static const unsigned char kinds[256] = {
    NAME_10('0'),       NAME_10('a'),        NAME_10('k'),        ['u'] = IN_NAME, ['v'] = IN_NAME,
    ['w'] = IN_NAME,    ['x'] = IN_NAME,     ['y'] = IN_NAME,     ['z'] = IN_NAME, ['_'] = IN_NAME,
    ['\\'] = IS_ESCAPE, ['\r'] = IS_ESCAPED, ['\0'] = IS_ESCAPED,
};

/* How many bytes of a name ${s} begins with. */
static size_t name_length(struct slice s)
{
    size_t len = 0;

    while (len < s.len && kinds[(unsigned char)s.ptr[len]] == IN_NAME)
        len++;
    return len;
}

static bool is_name(struct slice s)
{
    return s.len > 0 && name_length(s) == s.len;
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
static bool read_escapes(struct slice s, struct arena *arena, struct slice *ret)
{
    char *to = arena_alloc(arena, s.len);
    size_t len = 0;

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

bool pairs_value(struct slice raw, struct arena *arena, struct slice *ret)
{
    unsigned seen = 0;

    for (size_t i = 0; i < raw.len; i++)
        seen |= kinds[(unsigned char)raw.ptr[i]];
    if (seen & IS_ESCAPED)
        return false;
    *ret = raw;
    return !(seen & IS_ESCAPE) || read_escapes(raw, arena, ret);
}

bool pairs_take(struct slice *rest, struct slice name, struct slice *ret_raw)
{
    struct slice after = slice_skip(*rest, name.len + 1);
    size_t end;

    if (!slice_starts(*rest, name) || rest->len <= name.len || rest->ptr[name.len] != ' ')
        return false;
    end = slice_find_byte(after, '\n');
    if (end == after.len)
        return false;
    *ret_raw = slice_sub(after, 0, end);
    *rest = slice_skip(after, end + 1);
    return true;
}

int pairs_next(struct slice *rest, struct arena *arena, struct slice *ret_name,
               struct slice *ret_value)
{
    size_t end = slice_find_byte(*rest, '\n');
    struct slice line = slice_sub(*rest, 0, end), value;
    size_t blank = name_length(line);

    if (!rest->len)
        return 0;
    if (end == rest->len || !blank || blank == line.len || line.ptr[blank] != ' ' ||
        !pairs_value(slice_skip(line, blank + 1), arena, &value))
        return -1;
    *rest = slice_skip(*rest, end + 1);
    *ret_name = slice_sub(line, 0, blank);
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
