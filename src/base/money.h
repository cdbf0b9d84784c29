#ifndef MIOBOE_BASE_MONEY_H
#define MIOBOE_BASE_MONEY_H

/* Amounts: int64_t minor units of a currency.  Never a floating point number. */

#include "base/arena.h"

/* An ISO 4217 code in capital letters and a NUL; "" = not known. */
struct currency {
    char code[4];
};

#define CURRENCY_JPY ((struct currency){"JPY"})

/* The code in ${s} (three ASCII letters, any case, blanks around; also 円, ¥ and $); "" if none. */
struct currency currency_of(struct slice s);

static inline bool currency_eq(struct currency a, struct currency b)
{
    return a.code[0] == b.code[0] && a.code[1] == b.code[1] && a.code[2] == b.code[2];
}

/* Byte order of the codes: <0, 0, >0. */
static inline int currency_cmp(struct currency a, struct currency b)
{
    return currency_eq(a, b) ? 0 : memcmp(a.code, b.code, 3);
}

/* Digits after the point: 0 for yen and its like, 3 for dinars, else 2. */
int currency_digits(struct currency currency);

/* No amount is read whose size is greater. */
#define MONEY_MAX INT64_C(1000000000000000) /* 10^15 */

/*
 * Read the amount that the cell ${s} shows, in minor units of a currency with ${digits} digits.
 * Understood: 1234 "1,234" \1,444 ¥1,000 ￥ $11.95 -1970 △1 ▲1 −1 +1,019 (1,234) 129円 0000192265
 * １２３ '1,495' 1234- ; with ${digits} 0 a fraction must be zeros.
 * Return 1 and the amount; 0 when the cell is blank or a dash; -1 when it is no amount or over
 * MONEY_MAX.
 */
int money_read(struct slice s, int digits, int64_t *ret);

/* ${amount} with thousands separators and a point: `-1,234.56`. */
struct slice money_write(struct arena *arena, int64_t amount, int digits);

/* a + b, or false on overflow. */
bool money_add(int64_t a, int64_t b, int64_t *ret);

#endif
