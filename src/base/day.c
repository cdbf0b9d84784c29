#include "base/day.h"

#include <string.h>

/* Civil calendar by counting in eras of 400 years from 1 March (Hinnant's well-known method). */
int32_t day_of(int year, int month, int day)
{
    int y = month <= 2 ? year - 1 : year;
    int era = (y >= 0 ? y : y - 399) / 400;
    int yoe = y - era * 400;
    int doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;

    return era * 146097 + doe - 719468;
}

void day_split(int32_t day, int *ret_year, int *ret_month, int *ret_day)
{
    int z = day + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int doe = z - era * 146097;
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int mp = (5 * doy + 2) / 153;

    *ret_day = doy - (153 * mp + 2) / 5 + 1;
    *ret_month = mp < 10 ? mp + 3 : mp - 9;
    *ret_year = yoe + era * 400 + (*ret_month <= 2);
}

static int month_length(int year, int month)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    if (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0))
        return 29;
    return lengths[month - 1];
}

bool day_is_valid(int year, int month, int day)
{
    return year >= 1900 && year <= 2199 && month >= 1 && month <= 12 && day >= 1 &&
           day <= month_length(year, month);
}

int32_t day_of_months(int year, int month, int day, int months)
{
    int m = month + months - 1, y = year + (m >= 0 ? m : m - 11) / 12, length;

    m = (m % 12 + 12) % 12 + 1;
    length = month_length(y, m);
    return day_of(y, m, day < length ? day : length);
}

int32_t day_add_months(int32_t day, int months)
{
    int y, m, d;

    day_split(day, &y, &m, &d);
    return day_of_months(y, m, d, months);
}

int day_weekday(int32_t day)
{
    return (int)(((int64_t)day + 3) % 7 + 7) % 7; /* 1970-01-01 was a Thursday */
}

void day_write(int32_t day, char *ret_text)
{
    int y, m, d;

    day_split(day, &y, &m, &d);
    for (int i = 3; i >= 0; i--, y /= 10)
        ret_text[i] = (char)('0' + y % 10);
    ret_text[4] = ret_text[7] = '-';
    ret_text[5] = (char)('0' + m / 10);
    ret_text[6] = (char)('0' + m % 10);
    ret_text[8] = (char)('0' + d / 10);
    ret_text[9] = (char)('0' + d % 10);
}

/* ------------------------------------------------------------------ reading */

/* A date in pieces: up to three numbers with what stands between them. */
struct pieces {
    int value[3];
    int width[3]; /* digits written */
    int count;
    int era;          /* year 0 of the era, 0 = western */
    bool named_month; /* value of the month's place came from a name */
    int month_at;
    bool year_mark; /* 年 stood after the first number */
    bool day_mark;  /* 日 stood after the last */
    bool month_mark;
    size_t used; /* bytes read */
};

struct era {
    struct slice name;
    int year0;
};

static const struct era eras[] = {
    {{"令和", 6}, 2018}, {{"平成", 6}, 1988}, {{"昭和", 6}, 1925}, {{"大正", 6}, 1911},
    {{"R", 1}, 2018},    {{"H", 1}, 1988},    {{"S", 1}, 1925},
};

/* Full-width digits and signs as ASCII, into ${buffer} of ${room} bytes; the length used. */
static size_t narrow(struct slice s, char *buffer, size_t room)
{
    size_t len = 0;

    while (s.len && len + 4 < room) {
        unsigned char c = (unsigned char)s.ptr[0];

        if (c == 0xEF && s.len >= 3 && (unsigned char)s.ptr[1] == 0xBC &&
            (unsigned char)s.ptr[2] >= 0x81 && (unsigned char)s.ptr[2] <= 0xBF) {
            buffer[len++] = (char)((unsigned char)s.ptr[2] - 0x60); /* FF01-FF1F and on */
            s = slice_skip(s, 3);
        } else if (slice_starts(s, SLICE("\xe3\x80\x80"))) {
            buffer[len++] = ' ';
            s = slice_skip(s, 3);
        } else {
            buffer[len++] = s.ptr[0];
            s = slice_skip(s, 1);
        }
    }
    return len;
}

static size_t blanks(struct slice s)
{
    size_t n = 0;

    while (n < s.len && s.ptr[n] == ' ')
        n++;
    return n;
}

static int read_number(struct slice s, size_t *at, int *ret_width)
{
    int value = 0;

    *ret_width = 0;
    while (*at < s.len && s.ptr[*at] >= '0' && s.ptr[*at] <= '9') {
        if (*ret_width < 9)
            value = value * 10 + (s.ptr[*at] - '0');
        (*ret_width)++;
        (*at)++;
    }
    return value;
}

static int month_of_name(struct slice s)
{
    static const struct slice names[] = {{"jan", 3}, {"feb", 3}, {"mar", 3}, {"apr", 3},
                                         {"may", 3}, {"jun", 3}, {"jul", 3}, {"aug", 3},
                                         {"sep", 3}, {"oct", 3}, {"nov", 3}, {"dec", 3}};

    for (int i = 0; i < 12; i++)
        if (s.len >= 3 && slice_eq_nocase(slice_sub(s, 0, 3), names[i]))
            return i + 1;
    return 0;
}

/* One number or month name at ${at}. */
static bool read_piece(struct slice s, size_t *at, struct pieces *p)
{
    struct slice rest = slice_skip(s, *at);
    int month;

    if (rest.len && rest.ptr[0] >= '0' && rest.ptr[0] <= '9') {
        p->value[p->count] = read_number(s, at, &p->width[p->count]);
        p->count++;
        return true;
    }
    month = month_of_name(rest);
    if (!month || p->named_month)
        return false;
    p->named_month = true;
    p->month_at = p->count;
    p->value[p->count] = month;
    p->width[p->count++] = 2;
    while (*at < s.len && ((s.ptr[*at] | 32) >= 'a' && (s.ptr[*at] | 32) <= 'z'))
        (*at)++;
    return true;
}

/* What may stand between two pieces; 0 when the date ends here. */
static size_t read_joint(struct slice s, struct pieces *p)
{
    size_t lead = blanks(s);
    struct slice rest = slice_skip(s, lead);

    if (slice_starts(rest, SLICE("年"))) {
        p->year_mark = true;
        return lead + 3 + blanks(slice_skip(rest, 3));
    }
    if (slice_starts(rest, SLICE("月"))) {
        p->month_mark = true;
        return lead + 3 + blanks(slice_skip(rest, 3));
    }
    if (rest.len && lead == 0 && (rest.ptr[0] == '/' || rest.ptr[0] == '-' || rest.ptr[0] == '.'))
        return 1 + blanks(slice_skip(rest, 1));
    if (rest.len && rest.ptr[0] == ',' && p->named_month)
        return lead + 1 + blanks(slice_skip(rest, 1));
    return p->named_month || month_of_name(rest) ? lead : 0;
}

static void read_era(struct slice s, size_t *at, struct pieces *p)
{
    for (size_t i = 0; i < sizeof(eras) / sizeof(eras[0]); i++) {
        struct slice rest = slice_skip(s, *at);
        size_t after;

        if (!slice_starts(rest, eras[i].name))
            continue;
        after = *at + eras[i].name.len;
        after += blanks(slice_skip(s, after));
        if (after >= s.len || s.ptr[after] < '0' || s.ptr[after] > '9')
            continue;
        *at = after;
        p->era = eras[i].year0;
        return;
    }
}

static bool read_pieces(struct slice s, struct pieces *p)
{
    size_t at = blanks(s), joint = 0;

    if (at < s.len && s.ptr[at] == '\'')
        at++;
    read_era(s, &at, p);
    while (p->count < 3) {
        if (!read_piece(s, &at, p)) {
            at -= joint; /* what stood there joined nothing */
            break;
        }
        joint = p->count < 3 ? read_joint(slice_skip(s, at), p) : 0;
        if (!joint)
            break;
        at += joint;
    }
    if (slice_starts(slice_skip(s, at), SLICE("日"))) {
        p->day_mark = true;
        at += 3;
    }
    p->used = at;
    return p->count > 0;
}

/* Whether a date may end before what follows it: the end, a blank, a time, a bracket. */
static bool ends_well(struct slice rest)
{
    return rest.len == 0 || rest.ptr[0] == ' ' || rest.ptr[0] == 'T' || rest.ptr[0] == '(' ||
           rest.ptr[0] == '[' || rest.ptr[0] == '\t' || rest.ptr[0] == '"';
}

static int full_year(const struct pieces *p, int at)
{
    int y = p->value[at];

    if (p->era)
        return p->era + y;
    return p->width[at] <= 2 ? 2000 + y : y;
}

static int make_day(int year, int month, int day, int32_t *ret)
{
    if (!day_is_valid(year, month, day))
        return 0;
    *ret = day_of(year, month, day);
    return 1;
}

/* The latest such day not after ${as_of}. */
static int make_yearless(int month, int day, int32_t as_of, int32_t *ret)
{
    int y, m, d;

    if (as_of == DAY_NONE)
        return 0;
    day_split(as_of, &y, &m, &d);
    for (int back = 0; back < 9; back++) /* nine: 29 February across 2100 */
        if (day_is_valid(y - back, month, day) && day_of(y - back, month, day) <= as_of)
            return make_day(y - back, month, day, ret);
    return 0;
}

/* Digits in a row: YYYYMMDD…, YYMMDD or a spreadsheet's serial number. */
static int from_compact(const struct pieces *p, struct slice s, int32_t *ret)
{
    size_t at = p->used - (size_t)p->width[0];
    const char *d = s.ptr + at;
    int v[8];

    for (int i = 0; i < 8 && i < p->width[0]; i++)
        v[i] = d[i] - '0';
    if (p->width[0] == 8 || p->width[0] == 14 || p->width[0] == 12)
        return make_day(v[0] * 1000 + v[1] * 100 + v[2] * 10 + v[3], v[4] * 10 + v[5],
                        v[6] * 10 + v[7], ret);
    if (p->width[0] == 6)
        return make_day(2000 + v[0] * 10 + v[1], v[2] * 10 + v[3], v[4] * 10 + v[5], ret);
    if (p->width[0] == 5 && p->value[0] >= 36526 && p->value[0] < 54789) { /* 2000 to 2049 */
        *ret = p->value[0] - 25569;
        return 1;
    }
    return 0;
}

static int from_three(const struct pieces *p, enum day_order order, int32_t *ret)
{
    const int *v = p->value;

    if (p->named_month && p->month_at == 1) /* 22-JAN-2018 */
        return make_day(full_year(p, 2), v[1], v[0], ret);
    if (p->named_month && p->month_at == 0) /* Aug 2, 2026 */
        return make_day(full_year(p, 2), v[0], v[1], ret);
    if (p->era || p->year_mark || p->width[0] == 4 || (order == DAY_YMD && p->width[2] <= 2))
        return make_day(full_year(p, 0), v[1], v[2], ret);
    if (order == DAY_DMY)
        return make_day(full_year(p, 2), v[1], v[0], ret);
    return make_day(full_year(p, 2), v[0], v[1], ret);
}

static int from_two(const struct pieces *p, enum day_order order, int32_t as_of, int32_t *ret)
{
    if (p->era || p->year_mark || p->width[0] > 2 || p->width[1] > 2)
        return 0; /* a month */
    if (p->named_month && p->month_at == 1)
        return make_yearless(p->value[1], p->value[0], as_of, ret);
    if (order == DAY_DMY && !p->month_mark)
        return make_yearless(p->value[1], p->value[0], as_of, ret);
    return make_yearless(p->value[0], p->value[1], as_of, ret);
}

/* ${s} narrow already.  The bytes used go to ${ret_used}. */
static int read_date(struct slice s, enum day_order order, int32_t as_of, int32_t *ret,
                     size_t *ret_used)
{
    struct pieces p = {0};

    if (!read_pieces(s, &p) || !ends_well(slice_skip(s, p.used)))
        return 0;
    *ret_used = p.used;
    if (p.count == 1)
        return p.named_month || p.era || p.day_mark ? 0 : from_compact(&p, s, ret);
    if (p.count == 2)
        return from_two(&p, order, as_of, ret);
    return from_three(&p, order, ret);
}

static int two_digits(const char *p)
{
    if (p[0] < '0' || p[0] > '9' || p[1] < '0' || p[1] > '9')
        return -1;
    return (p[0] - '0') * 10 + (p[1] - '0');
}

/* YYYY/MM/DD and YYYY-MM-DD, the bulk of all cells. */
static int read_plain(struct slice s, int32_t *ret)
{
    int c, y, m, d;

    if (s.len != 10 || (s.ptr[4] != '/' && s.ptr[4] != '-') || s.ptr[7] != s.ptr[4])
        return 0;
    c = two_digits(s.ptr);
    y = two_digits(s.ptr + 2);
    m = two_digits(s.ptr + 5);
    d = two_digits(s.ptr + 8);
    if (c < 0 || y < 0 || m < 0 || d < 0)
        return 0;
    return make_day(c * 100 + y, m, d, ret);
}

#define CELL_MAX 64u

int day_read(struct slice s, enum day_order order, int32_t as_of, int32_t *ret)
{
    char buffer[CELL_MAX];
    size_t used;
    int32_t day;

    if (read_plain(s, ret))
        return 1;
    s = slice_trim(s);
    s = (struct slice){buffer, narrow(s, buffer, sizeof(buffer))};
    if (!read_date(s, order, as_of, &day, &used))
        return 0;
    *ret = day;
    return 1;
}

/* Minutes of "hh:mm", or -1. */
static int read_clock(struct slice s)
{
    int h, m;

    if (s.len < 4)
        return -1;
    if (s.ptr[1] == ':') { /* 9:05 */
        h = s.ptr[0] >= '0' && s.ptr[0] <= '9' ? s.ptr[0] - '0' : -1;
        m = two_digits(s.ptr + 2);
    } else {
        h = s.len >= 5 && s.ptr[2] == ':' ? two_digits(s.ptr) : -1;
        m = h >= 0 ? two_digits(s.ptr + 3) : -1;
    }
    return h < 0 || h > 23 || m < 0 || m > 59 ? -1 : h * 60 + m;
}

/* Minutes east of UTC of a zone such as +09:00 at the end of a time; 0 without one. */
static int read_zone(struct slice time)
{
    for (size_t i = 4; i + 5 <= time.len; i++) {
        int h, m;

        if (time.ptr[i] != '+' && time.ptr[i] != '-')
            continue;
        h = two_digits(time.ptr + i + 1);
        m = time.ptr[i + 3] == ':' && i + 6 <= time.len ? two_digits(time.ptr + i + 4)
                                                        : two_digits(time.ptr + i + 3);
        if (h < 0 || h > 14 || m < 0 || m > 59)
            continue;
        return (time.ptr[i] == '-' ? -1 : 1) * (h * 60 + m);
    }
    return 0;
}

int day_read_moment(struct slice s, enum day_order order, int offset, int32_t *ret)
{
    char buffer[CELL_MAX];
    size_t used;
    int32_t day;
    int minutes;

    s = slice_trim(s);
    s = (struct slice){buffer, narrow(s, buffer, sizeof(buffer))};
    if (s.len > 10 && (s.ptr[10] == 'T' || s.ptr[10] == ' ') &&
        read_plain(slice_sub(s, 0, 10), &day))
        used = 10;
    else if (!read_date(s, order, DAY_NONE, &day, &used))
        return 0;
    s = slice_skip(s, used);
    if (s.len && (s.ptr[0] == 'T' || s.ptr[0] == ' ')) {
        s = slice_skip(s, 1 + blanks(slice_skip(s, 1)));
        minutes = read_clock(s);
        if (minutes >= 0) {
            minutes += offset - read_zone(s);
            day += minutes >= 0 ? minutes / 1440 : (minutes - 1439) / 1440;
        }
    }
    *ret = day;
    return 1;
}
