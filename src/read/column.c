#include "read/column.h"

static bool is_letter(unsigned char c)
{
    return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The next character of a name that counts, in lower case; 0 at the end. */
static unsigned char next_letter(struct slice s, size_t *at)
{
    while (*at < s.len) {
        unsigned char c = (unsigned char)s.ptr[(*at)++];

        if (c == 0xEF && slice_starts(slice_skip(s, *at - 1), SLICE("\xef\xbb\xbf")))
            *at += 2; /* a byte order mark glued to the name */
        else if (is_letter(c))
            return c >= 'A' && c <= 'Z' ? (unsigned char)(c - 'A' + 'a') : c;
    }
    return 0;
}

static bool is_same_name(struct slice a, struct slice b)
{
    size_t i = 0, j = 0;
    unsigned char c;

    do {
        c = next_letter(a, &i);
        if (c != next_letter(b, &j))
            return false;
    } while (c);
    return true;
}

bool column_is_necessary(struct slice column)
{
    return slice_starts(column, SLICE("!"));
}

/* A bit for the first letter; for one beyond ASCII, of which many share the first byte, for its
 * second byte. */
static uint64_t initial_of(struct slice name)
{
    size_t at = 0;
    unsigned char c = next_letter(name, &at);

    if (c >= 0x80 && at < name.len)
        return UINT64_C(1) << (36 + (unsigned char)name.ptr[at] % 28u);
    return UINT64_C(1) << (c >= 'a' ? (c - 'a') % 26u : 26 + c % 10u);
}

struct column_names column_names_of(const struct slice *at, size_t len)
{
    struct column_names names = {at, len, 0};

    for (size_t i = 0; i < len; i++)
        names.initials |= initial_of(at[i]);
    return names;
}

size_t column_find(struct slice column, const struct column_names *names)
{
    struct slice rest = column_is_necessary(column) ? slice_skip(column, 1) : column;

    while (rest.len) {
        size_t end = slice_find_byte(rest, '|');
        struct slice head = {rest.ptr, end};

        for (size_t i = 0; (names->initials & initial_of(head)) && i < names->len; i++)
            if (is_same_name(head, names->at[i]))
                return i;
        rest = slice_skip(rest, end + 1);
    }
    return COLUMN_NONE;
}
