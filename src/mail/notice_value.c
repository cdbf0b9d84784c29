#include "mail/notice_value.h"

#include "base/text.h"

#include <string.h>

#define PRICE_MAX 40u /* bytes of an amount with its currency */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* ------------------------------------------------------------------ amounts */

/* Signs of a currency that is no three letters. */
static const struct {
    struct slice sign, code;
} signs[] = {
    {{"円", 3}, {"JPY", 3}},
    {{"¥", 2}, {"JPY", 3}},
    {{"\\", 1}, {"JPY", 3}},
    {{"$", 1}, {"USD", 3}},
};

/* What is left of ${s} when a currency at its head or end is taken off; that goes to ${ret}. */
static struct slice cut_currency(struct slice s, struct currency *ret)
{
    size_t head = 0, tail = s.len;

    while (head < s.len && is_letter(s.ptr[head]))
        head++;
    while (tail > head && is_letter(s.ptr[tail - 1]))
        tail--;
    if (head == 3 && tail == s.len) {
        *ret = currency_of(slice_sub(s, 0, 3));
        return slice_skip(s, 3);
    }
    if (head == 0 && s.len - tail == 3) {
        *ret = currency_of(slice_skip(s, tail));
        return slice_sub(s, 0, tail);
    }
    for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
        if (slice_starts(s, signs[i].sign) || slice_ends(s, signs[i].sign)) {
            *ret = currency_of(signs[i].code);
            return slice_starts(s, signs[i].sign) ? slice_skip(s, signs[i].sign.len)
                                                  : slice_sub(s, 0, s.len - signs[i].sign.len);
        }
    }
    return s;
}

bool notice_price_read(struct slice s, struct currency preset, int64_t *ret_amount,
                       struct currency *ret_currency)
{
    char tight[PRICE_MAX + 1];
    struct currency currency = preset;
    bool minus = false;
    size_t len = 0;
    int64_t amount;

    if (s.len > PRICE_MAX)
        return false;
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] != ' ')
            tight[len++] = s.ptr[i];
    s = (struct slice){tight, len};
    if (s.len && s.ptr[0] == '-') { /* before a sign of currency: -¥433 */
        minus = true;
        s = slice_skip(s, 1);
    }
    s = cut_currency(s, &currency);
    if (!currency.code[0] || s.len == 0 || !is_digit(s.ptr[s.len - 1]) ||
        (minus && !is_digit(s.ptr[0])) || money_read(s, currency_digits(currency), &amount) != 1)
        return false;
    *ret_amount = minus ? -amount : amount;
    *ret_currency = currency;
    return true;
}

/* ------------------------------------------------------------------ days and times */

static int number_before(struct slice s, size_t at)
{
    if (at == 0 || !is_digit(s.ptr[at - 1]))
        return -1;
    if (at >= 2 && is_digit(s.ptr[at - 2]))
        return (s.ptr[at - 2] - '0') * 10 + (s.ptr[at - 1] - '0');
    return s.ptr[at - 1] - '0';
}

static int number_after(struct slice s, size_t at)
{
    if (at >= s.len || !is_digit(s.ptr[at]))
        return -1;
    if (at + 1 < s.len && is_digit(s.ptr[at + 1]))
        return (s.ptr[at] - '0') * 10 + (s.ptr[at + 1] - '0');
    return s.ptr[at] - '0';
}

int32_t notice_clock_read(struct slice s)
{
    size_t colon = slice_find_byte(s, ':'), mark = slice_find(s, SLICE("時")), at;
    int hour, minute;

    at = colon < mark ? colon : mark;
    if (at == s.len)
        return -1;
    hour = number_before(s, at);
    minute = number_after(s, at + (at == colon ? 1 : 3));
    if (minute < 0 && at == mark)
        minute = 0;
    if ((slice_has(s, SLICE("PM")) || slice_has(s, SLICE("午後"))) && hour >= 0 && hour < 12)
        hour += 12;
    else if ((slice_has(s, SLICE("AM")) || slice_has(s, SLICE("午前"))) && hour == 12)
        hour = 0;
    return hour < 0 || hour > 23 || minute < 0 || minute > 59 ? -1 : hour * 60 + minute;
}

/* ${s} without the name of the day of the week in front: `WEDNESDAY, JULY 8`. */
static struct slice skip_weekday(struct slice s)
{
    static const struct slice names[] = {{"MON", 3}, {"TUE", 3}, {"WED", 3}, {"THU", 3},
                                         {"FRI", 3}, {"SAT", 3}, {"SUN", 3}};
    size_t comma = slice_find_byte(s, ',');

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (slice_starts(s, names[i]) && comma < s.len && comma < 12)
            return slice_trim(slice_skip(s, comma + 1));
    return s;
}

/* ${s} up to and with 日, where a time follows it without a blank. */
static struct slice head_of_day(struct slice s)
{
    size_t at = slice_find(s, SLICE("日"));

    return at < s.len ? slice_sub(s, 0, at + 3) : s;
}

bool notice_moment_read(struct slice s, int32_t as_of, int32_t *ret_day, int32_t *ret_minute)
{
    struct slice text = skip_weekday(slice_trim(s));

    if (!day_read(text, DAY_YMD, as_of, ret_day) &&
        !day_read(head_of_day(text), DAY_YMD, as_of, ret_day))
        return false;
    *ret_minute = notice_clock_read(text);
    return true;
}

/* ------------------------------------------------------------------ texts */

static bool is_number_of(struct slice s, size_t len)
{
    return s.len == len && slice_is_digits(s);
}

bool notice_order_read(struct slice s, struct slice *ret)
{
    struct slice first, second, third;

    s = slice_trim(s);
    if (s.len && s.ptr[0] == '#')
        s = slice_trim(slice_skip(s, 1));
    if (!slice_cut(s, SLICE("-"), &first, &second) ||
        !slice_cut(second, SLICE("-"), &second, &third))
        return false;
    if (!is_number_of(second, 7) || !is_number_of(third, 7) || first.len != 3 ||
        !(slice_is_digits(first) || (first.ptr[0] == 'D' && slice_is_digits(slice_skip(first, 1)))))
        return false;
    *ret = s;
    return true;
}

struct slice notice_shown(struct arena *arena, struct slice raw)
{
    struct slice s = slice_trim(raw);
    size_t end = NOTICE_MAX_SHOWN;

    if (slice_ends(s, SLICE("様")))
        return SLICE("");
    if (s.len > end) {
        while (end && ((unsigned char)s.ptr[end] & 0xC0) == 0x80)
            end--;
        s = slice_trim(slice_sub(s, 0, end));
    }
    return text_cut_numbers(arena, s);
}
