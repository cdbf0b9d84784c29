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

const uint8_t ascii_sextets[256] = {
    ['A'] = 1,  ['B'] = 2,  ['C'] = 3,  ['D'] = 4,  ['E'] = 5,  ['F'] = 6,  ['G'] = 7,  ['H'] = 8,
    ['I'] = 9,  ['J'] = 10, ['K'] = 11, ['L'] = 12, ['M'] = 13, ['N'] = 14, ['O'] = 15, ['P'] = 16,
    ['Q'] = 17, ['R'] = 18, ['S'] = 19, ['T'] = 20, ['U'] = 21, ['V'] = 22, ['W'] = 23, ['X'] = 24,
    ['Y'] = 25, ['Z'] = 26, ['a'] = 27, ['b'] = 28, ['c'] = 29, ['d'] = 30, ['e'] = 31, ['f'] = 32,
    ['g'] = 33, ['h'] = 34, ['i'] = 35, ['j'] = 36, ['k'] = 37, ['l'] = 38, ['m'] = 39, ['n'] = 40,
    ['o'] = 41, ['p'] = 42, ['q'] = 43, ['r'] = 44, ['s'] = 45, ['t'] = 46, ['u'] = 47, ['v'] = 48,
    ['w'] = 49, ['x'] = 50, ['y'] = 51, ['z'] = 52, ['0'] = 53, ['1'] = 54, ['2'] = 55, ['3'] = 56,
    ['4'] = 57, ['5'] = 58, ['6'] = 59, ['7'] = 60, ['8'] = 61, ['9'] = 62, ['+'] = 63, ['/'] = 64,
};
