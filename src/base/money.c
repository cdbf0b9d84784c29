#include "base/money.h"

#include <string.h>

#include "base/text.h"

struct currency currency_of(struct slice s)
{
    struct currency c = {""};

    s = slice_trim(s);
    if (slice_eq(s, SLICE("円")) || slice_eq(s, SLICE("¥")) || slice_eq(s, SLICE("￥")) ||
        slice_eq_nocase(s, SLICE("yen")))
        return CURRENCY_JPY;
    if (slice_eq(s, SLICE("$")))
        return (struct currency){"USD"};
    if (s.len != 3)
        return c;
    for (size_t i = 0; i < 3; i++) {
        char l = s.ptr[i] >= 'a' && s.ptr[i] <= 'z' ? (char)(s.ptr[i] - 'a' + 'A') : s.ptr[i];

        if (l < 'A' || l > 'Z')
            return (struct currency){""};
        c.code[i] = l;
    }
    return c;
}

/* ISO 4217 minor units that are not two. */
int currency_digits(struct currency currency)
{
    static const char none[][4] = {"JPY", "KRW", "VND", "CLP", "ISK",
                                   "UGX", "XAF", "XOF", "XPF", "PYG"};
    static const char three[][4] = {"BHD", "JOD", "KWD", "OMR", "TND", "IQD", "LYD"};

    for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
        if (memcmp(none[i], currency.code, 3) == 0)
            return 0;
    for (size_t i = 0; i < sizeof(three) / sizeof(three[0]); i++)
        if (memcmp(three[i], currency.code, 3) == 0)
            return 3;
    return 2;
}

enum token { T_DIGIT, T_COMMA, T_POINT, T_MINUS, T_PLUS, T_OPEN, T_CLOSE, T_MARK, T_BLANK, T_BAD };

struct sign_mark {
    struct slice text;
    enum token token;
};

static const struct sign_mark marks[] = {
    {{"-", 1}, T_MINUS},  {{"△", 3}, T_MINUS},
    {{"▲", 3}, T_MINUS},  {{"−", 3}, T_MINUS},
    {{"－", 3}, T_MINUS}, {{"‐", 3}, T_MINUS},
    {{"–", 3}, T_MINUS},  {{"ー", 3}, T_MINUS},
    {{"―", 3}, T_MINUS},  {{"+", 1}, T_PLUS},
    {{"＋", 3}, T_PLUS},  {{",", 1}, T_COMMA},
    {{"，", 3}, T_COMMA}, {{".", 1}, T_POINT},
    {{"．", 3}, T_POINT}, {{"(", 1}, T_OPEN},
    {{")", 1}, T_CLOSE},  {{"\\", 1}, T_MARK},
    {{"¥", 2}, T_MARK},   {{"￥", 3}, T_MARK},
    {{"円", 3}, T_MARK},  {{"$", 1}, T_MARK},
    {{"€", 3}, T_MARK},   {{"£", 2}, T_MARK},
    {{"'", 1}, T_BLANK},  {{" ", 1}, T_BLANK},
    {{"\t", 1}, T_BLANK}, {{"\xe3\x80\x80", 3}, T_BLANK},
    {{"\"", 1}, T_BLANK}, {{"\xc2\xa0", 2}, T_BLANK},
};

/* The token at the head of ${s}, its digit in ${ret_digit}; its length is returned. */
static size_t token_at(struct slice s, enum token *ret, int *ret_digit)
{
    unsigned char c = (unsigned char)s.ptr[0];

    *ret = T_DIGIT;
    if (c >= '0' && c <= '9') {
        *ret_digit = c - '0';
        return 1;
    }
    if (s.len >= 3 && c == 0xEF && (unsigned char)s.ptr[1] == 0xBC &&
        (unsigned char)s.ptr[2] >= 0x90 && (unsigned char)s.ptr[2] <= 0x99) {
        *ret_digit = (unsigned char)s.ptr[2] - 0x90;
        return 3;
    }
    for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
        if (slice_starts(s, marks[i].text)) {
            *ret = marks[i].token;
            return marks[i].text.len;
        }
    }
    *ret = T_BAD;
    return 1;
}

struct amount {
    int64_t value;
    int digits;   /* seen, in all */
    int fraction; /* digits seen after the point */
    bool point, minus, ended, over;
};

/* One more digit, as far as the currency has room; what is cut off must be zero. */
static bool add_digit(struct amount *a, int digit, int room)
{
    a->digits++;
    if (a->ended)
        return false;
    if (a->point && ++a->fraction > room)
        return digit == 0;
    a->over = a->over || a->value > MONEY_MAX / 10;
    if (!a->over)
        a->value = a->value * 10 + digit;
    return true;
}

static bool add_token(struct amount *a, enum token token, int digit, int room)
{
    switch (token) {
    case T_DIGIT: return add_digit(a, digit, room);
    case T_COMMA: return a->digits > 0 && !a->point && !a->ended;
    case T_POINT:
        if (a->point || a->ended)
            return false;
        a->point = true;
        return true;
    case T_MINUS:
        if (a->minus)
            return false;
        a->minus = true;
        a->ended = a->digits > 0;
        return true;
    case T_OPEN: a->minus = a->digits == 0; return a->digits == 0;
    case T_PLUS: return a->digits == 0;
    case T_CLOSE:
    case T_MARK:
    case T_BLANK: a->ended = a->digits > 0; return true;
    case T_BAD: break;
    }
    return false;
}

/* The common form, an optional minus and digits: no tables needed.  False = look closer. */
static bool read_plain(struct slice s, int64_t *ret)
{
    bool minus = s.len && s.ptr[0] == '-';
    int64_t value = 0;

    if (s.len == minus || s.len > 15)
        return false;
    for (size_t i = minus; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
        value = value * 10 + (s.ptr[i] - '0');
    }
    *ret = minus ? -value : value;
    return true;
}

int money_read(struct slice s, int digits, int64_t *ret)
{
    struct amount a = {0};

    if (digits == 0 && read_plain(s, ret))
        return 1;
    while (s.len) {
        enum token token;
        int digit = 0;
        size_t n = token_at(s, &token, &digit);

        if (!add_token(&a, token, digit, digits))
            return -1;
        s = slice_skip(s, n);
    }
    if (a.digits == 0)
        return a.point ? -1 : 0;
    for (int f = a.fraction; f < digits && !a.over; f++) {
        a.over = a.value > MONEY_MAX / 10;
        a.value *= a.over ? 1 : 10;
    }
    if (a.over || a.value > MONEY_MAX)
        return -1;
    *ret = a.minus ? -a.value : a.value;
    return 1;
}

struct slice money_write(struct arena *arena, int64_t amount, int digits)
{
    char text[48], *at = text + sizeof(text);
    uint64_t rest = amount < 0 ? 0 - (uint64_t)amount : (uint64_t)amount;
    int written = 0;

    do {
        if (written == digits && digits > 0)
            *--at = '.';
        if (written > digits && (written - digits) % 3 == 0)
            *--at = ',';
        *--at = (char)('0' + rest % 10);
        rest /= 10;
        written++;
    } while (rest || written <= digits);
    if (amount < 0)
        *--at = '-';
    return arena_copy(arena, (struct slice){at, (size_t)(text + sizeof(text) - at)});
}

bool money_add(int64_t a, int64_t b, int64_t *ret)
{
    return !__builtin_add_overflow(a, b, ret);
}
