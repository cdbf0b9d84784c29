#include "base/moment.h"

#include "base/day.h"

#define DAY_SECONDS 86400

static void put(char *to, int value, int digits)
{
    for (int i = digits; i > 0; i--, value /= 10)
        to[i - 1] = (char)('0' + value % 10);
}

void moment_write(int64_t moment, char *ret_text)
{
    int32_t day = moment_day(moment, 0);
    int second = (int)(moment - moment_of_day(day, 0));

    day_write(day, ret_text);
    ret_text[10] = 'T';
    put(ret_text + 11, second / 3600, 2);
    ret_text[13] = ':';
    put(ret_text + 14, second / 60 % 60, 2);
    ret_text[16] = ':';
    put(ret_text + 17, second % 60, 2);
    ret_text[19] = 'Z';
}

/* Take exactly ${digits} digits, at most ${max}; -1 = they are not there. */
static int take(struct slice *s, int digits, int max)
{
    int value = 0;

    for (int i = 0; i < digits; i++) {
        if ((size_t)i >= s->len || s->ptr[i] < '0' || s->ptr[i] > '9')
            return -1;
        value = value * 10 + (s->ptr[i] - '0');
    }
    if (value > max)
        return -1;
    *s = slice_skip(*s, (size_t)digits);
    return value;
}

static bool take_byte(struct slice *s, char byte)
{
    if (!s->len || s->ptr[0] != byte)
        return false;
    *s = slice_skip(*s, 1);
    return true;
}

static bool take_day(struct slice *s, int32_t *ret)
{
    int year = take(s, 4, 9999), month, day;

    if (year < 0 || !take_byte(s, '-') || (month = take(s, 2, 12)) < 0 || !take_byte(s, '-') ||
        (day = take(s, 2, 31)) < 0 || !day_is_valid(year, month, day))
        return false;
    *ret = day_of(year, month, day);
    return true;
}

/* Hours, minutes and perhaps seconds with a fraction. */
static bool take_time(struct slice *s, int *ret_second)
{
    int hour = take(s, 2, 23), minute, second = 0;

    if (hour < 0 || !take_byte(s, ':') || (minute = take(s, 2, 59)) < 0)
        return false;
    if (take_byte(s, ':')) {
        if ((second = take(s, 2, 60)) < 0)
            return false;
        if (take_byte(s, '.')) {
            if (take(s, 1, 9) < 0)
                return false;
            while (take(s, 1, 9) >= 0)
                ;
        }
    }
    *ret_second = hour * 3600 + minute * 60 + second;
    return true;
}

static bool take_zone(struct slice *s, int *offset)
{
    int sign = 0, hours, minutes;

    if (!s->len)
        return true;
    if (take_byte(s, 'Z')) {
        *offset = 0;
        return true;
    }
    sign = s->ptr[0] == '+' ? 1 : s->ptr[0] == '-' ? -1 : 0;
    *s = slice_skip(*s, 1);
    if (!sign || (hours = take(s, 2, 14)) < 0)
        return false;
    take_byte(s, ':');
    if ((minutes = take(s, 2, 59)) < 0)
        return false;
    *offset = sign * (hours * 60 + minutes);
    return true;
}

bool moment_read(struct slice s, int offset, int64_t *ret)
{
    int32_t day;
    int second = 0;

    s = slice_trim(s);
    if (!take_day(&s, &day))
        return false;
    if (s.len) {
        if (!take_byte(&s, 'T') && !take_byte(&s, ' '))
            return false;
        if (!take_time(&s, &second))
            return false;
        if (!take_zone(&s, &offset) || s.len)
            return false;
    }
    *ret = moment_of_day(day, offset) + second;
    return true;
}

int32_t moment_day(int64_t moment, int offset)
{
    int64_t local = moment + offset * 60;

    return (int32_t)(local >= 0 ? local / DAY_SECONDS
                                : -((-local + DAY_SECONDS - 1) / DAY_SECONDS));
}

int32_t moment_minute(int64_t moment, int offset)
{
    return (int32_t)((moment - moment_of_day(moment_day(moment, offset), offset)) / 60);
}

int64_t moment_of_day(int32_t day, int offset)
{
    return (int64_t)day * DAY_SECONDS - (int64_t)offset * 60;
}
