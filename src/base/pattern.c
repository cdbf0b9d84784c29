#include "base/pattern.h"

#include "base/text.h"

/* Steps of the matcher for one text: hostile cells end here instead of taking exponential time. */
#define STEPS 50000u

enum kind { KIND_TEXT, KIND_DIGITS, KIND_LAST4, KIND_AMOUNT, KIND_RATE, KIND_CURRENCY };

struct named_kind {
    struct slice name;
    enum kind kind;
};

static const struct named_kind kinds[] = {
    {{"n", 1}, KIND_DIGITS},          {{"of", 2}, KIND_DIGITS},     {{"month", 5}, KIND_DIGITS},
    {{"day", 3}, KIND_DIGITS},        {{"year", 4}, KIND_DIGITS},   {{"number", 6}, KIND_DIGITS},
    {{"last4", 5}, KIND_LAST4},       {{"amount", 6}, KIND_AMOUNT}, {{"foreign", 7}, KIND_AMOUNT},
    {{"original", 8}, KIND_AMOUNT},   {{"billed", 6}, KIND_AMOUNT}, {{"purchase", 8}, KIND_AMOUNT},
    {{"total", 5}, KIND_AMOUNT},      {{"fee", 3}, KIND_AMOUNT},    {{"rate", 4}, KIND_RATE},
    {{"currency", 8}, KIND_CURRENCY},
};

static enum kind kind_of(struct slice name)
{
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        if (slice_eq(kinds[i].name, name))
            return kinds[i].kind;
    return KIND_TEXT;
}

struct matcher {
    size_t len; /* captures so far */
    struct pattern_capture captures[PATTERN_CAPTURES];
    unsigned steps;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static bool is_amount_byte(char c)
{
    return is_digit(c) || c == ',' || c == '.' || c == '-' || c == '+' || c == '\\';
}

/* The longest run at the head of ${text} that a capture of ${kind} can hold. */
static size_t run_of(enum kind kind, struct slice text)
{
    size_t n = 0;

    switch (kind) {
    case KIND_DIGITS:
        while (n < text.len && is_digit(text.ptr[n]))
            n++;
        return n;
    case KIND_LAST4:
        while (n < text.len && is_digit(text.ptr[n]))
            n++;
        return n == 4 ? 4 : 0;
    case KIND_AMOUNT:
        if (slice_starts(text, SLICE("¥"))) /* NFKC of ￥ */
            n = 2;
        while (n < text.len && is_amount_byte(text.ptr[n]))
            n++;
        return n;
    case KIND_RATE:
        while (n < text.len && (is_digit(text.ptr[n]) || text.ptr[n] == '.' || text.ptr[n] == ','))
            n++;
        return n;
    case KIND_CURRENCY:
        return text.len >= 3 && is_letter(text.ptr[0]) && is_letter(text.ptr[1]) &&
                       is_letter(text.ptr[2])
                   ? 3
                   : 0;
    case KIND_TEXT: break;
    }
    return text.len;
}

static bool match_here(struct matcher *m, struct slice pattern, struct slice text);

static bool match_capture(struct matcher *m, struct slice name, struct slice pattern,
                          struct slice text)
{
    enum kind kind = kind_of(name);
    size_t longest = run_of(kind, text), slot = m->len;
    bool exact = kind == KIND_LAST4 || kind == KIND_CURRENCY;

    if (slot >= PATTERN_CAPTURES)
        return false;
    m->len++;
    for (size_t i = 0; i <= longest; i++) {
        size_t n = kind == KIND_TEXT ? i : longest - i; /* text lazily, the rest greedily */

        if (kind != KIND_TEXT && n == 0)
            break;
        if (kind == KIND_TEXT && n < text.len && ((unsigned char)text.ptr[n] & 0xC0) == 0x80)
            continue;
        m->captures[slot] = (struct pattern_capture){name, slice_sub(text, 0, n)};
        if (match_here(m, pattern, slice_skip(text, n)))
            return true;
        if (exact)
            break;
    }
    m->len = slot;
    return false;
}

static bool match_any(struct matcher *m, struct slice pattern, struct slice text)
{
    bool is_literal;

    if (pattern.len == 0)
        return true;
    is_literal = pattern.ptr[0] != '{' && pattern.ptr[0] != '?';
    for (size_t i = 0; i <= text.len; i++) {
        if (is_literal)
            i += slice_find_byte(slice_skip(text, i), pattern.ptr[0]);
        if (i < text.len && ((unsigned char)text.ptr[i] & 0xC0) == 0x80)
            continue;
        if (match_here(m, pattern, slice_skip(text, i)))
            return true;
    }
    return false;
}

static bool match_here(struct matcher *m, struct slice pattern, struct slice text)
{
    while (pattern.len) {
        char c = pattern.ptr[0];

        if (++m->steps > STEPS)
            return false;
        if (c == '*') {
            while (pattern.len &&
                   pattern.ptr[0] == '*') /* many are one: keeps the recursion shallow */
                pattern = slice_skip(pattern, 1);
            return match_any(m, pattern, text);
        }
        if (c == '{') {
            size_t end = slice_find_byte(pattern, '}');

            return match_capture(m, slice_sub(pattern, 1, end), slice_skip(pattern, end + 1), text);
        }
        if (text.len == 0)
            return false;
        if (c == '?') {
            uint32_t cp;

            text = slice_skip(text, text_next(text, &cp));
        } else if (c != text.ptr[0]) {
            return false;
        } else {
            text = slice_skip(text, 1);
        }
        pattern = slice_skip(pattern, 1);
    }
    return text.len == 0;
}

bool pattern_match(struct slice pattern, struct slice text, struct pattern_match *ret)
{
    struct matcher m = {.steps = 0};

    if (text.len > PATTERN_TEXT_MAX || !match_here(&m, pattern, text))
        return false;
    if (ret) {
        ret->len = m.len;
        for (size_t i = 0; i < m.len; i++)
            ret->at[i] = m.captures[i];
    }
    return true;
}

struct slice pattern_get(const struct pattern_match *match, struct slice name)
{
    for (size_t i = 0; i < match->len; i++)
        if (slice_eq(match->at[i].name, name))
            return match->at[i].value;
    return (struct slice){NULL, 0};
}

/*
 * While the literal parts are folded, captures stand as private-use characters, which folding
 * leaves alone: blanks beside a capture stay.  Each is put back once, in order: a text that holds
 * such characters itself cannot make the result longer than the template.
 */
struct slice pattern_fold(struct arena *arena, struct slice s)
{
    struct slice names[PATTERN_CAPTURES], folded;
    char *masked = arena_alloc(arena, s.len + 3 * PATTERN_CAPTURES + 1);
    size_t whole = s.len, len = 0, count = 0, next = 0, n = 0;
    char *out;

    while (s.len) {
        size_t end = s.ptr[0] == '{' ? slice_find_byte(s, '}') : s.len;

        if (end < s.len && count < PATTERN_CAPTURES) {
            names[count] = slice_sub(s, 0, end + 1);
            masked[len++] = (char)0xEE;
            masked[len++] = (char)0x80;
            masked[len++] = (char)(0x80 + count++);
            s = slice_skip(s, end + 1);
            continue;
        }
        masked[len++] = s.ptr[0];
        s = slice_skip(s, 1);
    }
    folded = text_fold(arena, (struct slice){masked, len});
    out = arena_alloc(arena, folded.len + whole + 1);
    for (size_t i = 0; i < folded.len; i++) {
        unsigned char c = (unsigned char)folded.ptr[i];

        if (c == 0xEE && i + 2 < folded.len && (unsigned char)folded.ptr[i + 1] == 0x80 &&
            next < count && (unsigned char)folded.ptr[i + 2] == 0x80 + next) {
            for (size_t j = 0; j < names[next].len; j++)
                out[n++] = names[next].ptr[j];
            next++;
            i += 2;
        } else {
            out[n++] = (char)c;
        }
    }
    return (struct slice){out, n};
}
