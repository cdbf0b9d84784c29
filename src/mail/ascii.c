#include "mail/ascii.h"

char ascii_lower_char(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

struct slice ascii_lower(struct arena *arena, struct slice s)
{
    size_t n = 0;
    char *out;

    while (n < s.len && ascii_lower_char(s.ptr[n]) == s.ptr[n])
        n++;
    if (n == s.len)
        return s;
    out = arena_alloc(arena, s.len);
    for (size_t i = 0; i < s.len; i++)
        out[i] = ascii_lower_char(s.ptr[i]);
    return (struct slice){out, s.len};
}

bool ascii_is_wsp(char c)
{
    return c == ' ' || c == '\t';
}

bool ascii_is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

int ascii_hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = ascii_lower_char(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

struct slice ascii_trim(struct slice s)
{
    while (s.len && ascii_is_blank(s.ptr[0]))
        s = slice_skip(s, 1);
    while (s.len && ascii_is_blank(s.ptr[s.len - 1]))
        s.len--;
    return s;
}
