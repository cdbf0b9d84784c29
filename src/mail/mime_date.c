#include "mail/mime.h"

#include "base/day.h"
#include "mail/ascii.h"

#define MAX_TOKENS 12

/* A date cut into words and numbers; comments and punctuation are gone. */
struct tokens {
    struct slice at[MAX_TOKENS];
    size_t len;
};

static bool is_punctuation(char c)
{
    return ascii_is_blank(c) || c == ',' || c == '.';
}

/* Cut ${s}; `15-Aug-2026` is three tokens, `-0700` one. */
static void tokens_read(struct slice s, struct tokens *ret)
{
    size_t depth = 0, from = 0;

    ret->len = 0;
    for (size_t i = 0; i <= s.len; i++) {
        char c = i < s.len ? s.ptr[i] : ' ';
        bool part = is_punctuation(c) || c == '(' || c == ')' || depth > 0;

        if (c == '-' && i > from && i - from <= 3)
            part = true;
        if (part && i > from && depth == 0 && ret->len < MAX_TOKENS)
            ret->at[ret->len++] = slice_sub(s, from, i);
        depth += c == '(';
        depth -= c == ')' && depth > 0;
        if (part)
            from = i + 1;
    }
}

/* The number ${s} of at most ${max} digits; -1 = none. */
static int number_read(struct slice s, size_t max)
{
    int n = 0;

    if (!slice_is_digits(s) || s.len > max)
        return -1;
    for (size_t i = 0; i < s.len; i++)
        n = n * 10 + (s.ptr[i] - '0');
    return n;
}

/* Place of the first three letters of ${s} in ${names}, counted from 1; 0 = not there. */
static int name_read(struct slice s, const char *names)
{
    if (s.len < 3)
        return 0;
    for (int i = 0; names[i * 3]; i++)
        if (slice_eq_nocase(slice_sub(s, 0, 3), (struct slice){names + (size_t)i * 3, 3}))
            return i + 1;
    return 0;
}

static bool is_letter(char c)
{
    c = ascii_lower_char(c);
    return c >= 'a' && c <= 'z';
}

static int month_read(struct slice s)
{
    return name_read(s, "janfebmaraprmayjunjulaugsepoctnovdec");
}

/* Two digits are 2000 to 2049 or 1950 to 1999, three are from 1900 (RFC 5322 section 4.3). */
static int year_read(struct slice s)
{
    int year = number_read(s, 4);

    if (s.len == 2)
        return year < 50 ? year + 2000 : year + 1900;
    return s.len == 3 ? year + 1900 : year;
}

/* `01:02` or `01:02:03` to seconds of the day; -1 = none. */
static int32_t clock_read(struct slice s)
{
    struct slice hour, minute, second;
    int h, m, sec = 0;

    if (!slice_cut(s, SLICE(":"), &hour, &minute))
        return -1;
    if (slice_cut(minute, SLICE(":"), &minute, &second))
        sec = number_read(second, 2);
    h = number_read(hour, 2);
    m = number_read(minute, 2);
    if (h < 0 || h > 23 || m < 0 || m > 59 || sec < 0 || sec > 60)
        return -1;
    return h * 3600 + m * 60 + sec;
}

/* Minutes east of UTC.  A zone that nobody knows, and the letters of the military, are UTC (RFC
 * 5322 section 4.3). */
static bool zone_read(struct slice s, int *ret)
{
    static const struct {
        struct slice name;
        int hours;
    } zones[] = {
        {{"EST", 3}, -5}, {{"EDT", 3}, -4}, {{"CST", 3}, -6}, {{"CDT", 3}, -5},
        {{"MST", 3}, -7}, {{"MDT", 3}, -6}, {{"PST", 3}, -8}, {{"PDT", 3}, -7},
        {{"JST", 3}, 9},  {{"KST", 3}, 9},  {{"CET", 3}, 1},  {{"CEST", 4}, 2},
    };
    int hhmm;

    *ret = 0;
    if (s.len && (s.ptr[0] == '+' || s.ptr[0] == '-')) {
        hhmm = s.len == 5 ? number_read(slice_skip(s, 1), 4) : -1;
        if (hhmm < 0 || hhmm % 100 > 59 || hhmm > 2359)
            return false;
        *ret = (hhmm / 100 * 60 + hhmm % 100) * (s.ptr[0] == '-' ? -1 : 1);
        return true;
    }
    for (size_t i = 0; i < sizeof(zones) / sizeof(zones[0]); i++)
        if (slice_eq_nocase(s, zones[i].name))
            *ret = zones[i].hours * 60;
    return s.len > 0 && is_letter(s.ptr[0]);
}

/* Where year, month, day, time and zone stand among the tokens: `15 Aug 2026 01:02 +0900`, or as
 * the C library writes it, `Aug 15 01:02:03 2026`. */
struct form {
    size_t day, month, year, clock, zone;
};

static const struct form forms[] = {{0, 1, 2, 3, 4}, {1, 0, 3, 2, 4}, {1, 0, 4, 2, 3}};

static bool form_read(const struct tokens *t, size_t from, const struct form *form, int64_t *ret)
{
    int day, month, year, zone = 0;
    int32_t seconds;

    if (from + form->clock >= t->len || from + form->year >= t->len)
        return false;
    day = number_read(t->at[from + form->day], 2);
    month = month_read(t->at[from + form->month]);
    year = year_read(t->at[from + form->year]);
    seconds = clock_read(t->at[from + form->clock]);
    if (month == 0 || seconds < 0 || year < 1970 || !day_is_valid(year, month, day))
        return false;
    if (from + form->zone < t->len && !zone_read(t->at[from + form->zone], &zone))
        return false;
    *ret = (int64_t)day_of(year, month, day) * 86400 + seconds - (int64_t)zone * 60;
    return true;
}

bool mime_date_read(struct slice text, int64_t *ret)
{
    struct tokens tokens;
    size_t from;

    tokens_read(text, &tokens);
    from = tokens.len && name_read(tokens.at[0], "montuewedthufrisatsun") ? 1 : 0;
    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
        if (form_read(&tokens, from, &forms[i], ret))
            return true;
    return false;
}
