#include "base/day.h"

#include "base/base_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#define AS_OF "2026-11-22"

static int32_t day_at(const char *iso)
{
    int32_t day = DAY_NONE;

    assert_int_equal(day_read(slice_of(iso), DAY_YMD, DAY_NONE, &day), 1);
    return day;
}

struct day_case {
    const char *cell;
    enum day_order order;
    const char *iso; /* NULL = no date */
};

static const struct day_case reads[] = {
    {"2026/08/02", DAY_YMD, "2026-08-02"},
    {"2026/8/2", DAY_YMD, "2026-08-02"},
    {" 2018/01/16", DAY_YMD, "2018-01-16"},
    {"2025年8月19日", DAY_YMD, "2025-08-19"},
    {"2025年 1月 6日", DAY_YMD, "2025-01-06"},
    {"２０２５年１月６日", DAY_YMD, "2025-01-06"},
    {"2024-09-20", DAY_YMD, "2024-09-20"},
    {"2026.8.2", DAY_YMD, "2026-08-02"},
    {"260518", DAY_YMD, "2026-05-18"},
    {"20180720", DAY_YMD, "2018-07-20"},
    {"H30.01.15", DAY_YMD, "2018-01-15"},
    {"R8.11.22", DAY_YMD, "2026-11-22"},
    {"S64.1.7", DAY_YMD, "1989-01-07"},
    {"平成 30 年 07 月 22 日", DAY_YMD, "2018-07-22"},
    {"平成30年07月22日", DAY_YMD, "2018-07-22"},
    {"令和 8年11月22日", DAY_YMD, "2026-11-22"},
    {"18.06.01", DAY_YMD, "2018-06-01"},
    {"18/06/01", DAY_YMD, "2018-06-01"},
    {"2026/09/28 12:34", DAY_YMD, "2026-09-28"},
    {"2026-09-28T12:34:56Z", DAY_YMD, "2026-09-28"},
    {"2026/09/28(月)", DAY_YMD, "2026-09-28"},
    {"'2026/09/28", DAY_YMD, "2026-09-28"},
    {"45917", DAY_YMD, "2025-09-17"}, /* a spreadsheet's serial number */
    {"20260902120000", DAY_YMD, "2026-09-02"},
    /* other orders */
    {"08/02/2026", DAY_MDY, "2026-08-02"},
    {"08/02/2026", DAY_DMY, "2026-02-08"},
    {"08/02/26", DAY_MDY, "2026-08-02"},
    {"2026/08/02", DAY_MDY, "2026-08-02"},
    {"22-JAN-2018", DAY_MDY, "2018-01-22"},
    {"22 Jan 2018", DAY_DMY, "2018-01-22"},
    {"Aug 2, 2026", DAY_MDY, "2026-08-02"},
    {"August 2, 2026", DAY_MDY, "2026-08-02"},
    /* without a year: the latest not after the day of the file */
    {"8月2日", DAY_YMD, "2026-08-02"},
    {"11/22", DAY_YMD, "2026-11-22"},
    {"11/23", DAY_YMD, "2025-11-23"},
    {"12月31日", DAY_YMD, "2025-12-31"},
    {"2/29", DAY_YMD, "2024-02-29"},
    {"2/8", DAY_DMY, "2026-08-02"},
    {"8月2日", DAY_DMY, "2026-08-02"},
    /* leap days */
    {"2024/02/29", DAY_YMD, "2024-02-29"},
    {"2025/02/29", DAY_YMD, NULL},
    {"2000/02/29", DAY_YMD, "2000-02-29"},
    {"1900/02/29", DAY_YMD, NULL},
    /* no whole date */
    {"", DAY_YMD, NULL},
    {"   ", DAY_YMD, NULL},
    {"2016年2月分", DAY_YMD, NULL},
    {"2016年2月", DAY_YMD, NULL},
    {"2018/1", DAY_YMD, NULL},
    {"'26/10", DAY_YMD, NULL},
    {"18/8", DAY_YMD, NULL},
    {"10月", DAY_YMD, NULL},
    {"11月以降", DAY_YMD, NULL},
    {"1回払い", DAY_YMD, NULL},
    {"2026/13/01", DAY_YMD, NULL},
    {"2026/00/10", DAY_YMD, NULL},
    {"2026/04/31", DAY_YMD, NULL},
    {"1899/12/31", DAY_YMD, NULL},
    {"2200/01/01", DAY_YMD, NULL},
    {"1,234", DAY_YMD, NULL},
    {"99999", DAY_YMD, NULL},
    {"123", DAY_YMD, NULL},
    {"0000192265", DAY_YMD, NULL},
    {"250-1234567-1234567", DAY_YMD, NULL},
    {"2026/8/2x", DAY_YMD, NULL},
    {"2026/8/", DAY_YMD, NULL},
    {"8/2/", DAY_YMD, NULL},
    {"126051/", DAY_YMD, NULL},
    {"20180720日", DAY_YMD, NULL},
    {"AMAZON.CO.JP", DAY_YMD, NULL},
    {"Not Available", DAY_YMD, NULL},
    {"999999999999999999999/1/1", DAY_YMD, NULL},
};

static void cells_are_read_as_statements_write_them(void **state)
{
    int32_t as_of = day_at(AS_OF);

    (void)state;
    for (size_t i = 0; i < COUNT(reads); i++) {
        const struct day_case *c = &reads[i];
        char have[DAY_TEXT_LEN + 1] = "none";
        int32_t day = DAY_NONE;
        int found = day_read(slice_of(c->cell), c->order, as_of, &day);

        if (found)
            day_write(day, have);
        assert_int_equal(found, day != DAY_NONE); /* untouched where there is no date */
        if (strcmp(have, c->iso ? c->iso : "none") != 0) {
            print_error("\"%s\": have %s, want %s\n", c->cell, have, c->iso ? c->iso : "none");
            fail();
        }
    }
}

static void without_a_day_of_the_file_a_date_needs_its_year(void **state)
{
    int32_t day;

    (void)state;
    assert_int_equal(day_read(SLICE("8/2"), DAY_YMD, DAY_NONE, &day), 0);
    assert_int_equal(day_read(SLICE("8月2日"), DAY_YMD, DAY_NONE, &day), 0);
}

static void the_29th_of_february_goes_back_to_a_leap_year(void **state)
{
    static const char *const cases[][2] = {
        {"2024-02-28", "2020-02-29"}, {"2024-02-29", "2024-02-29"}, {"2027-12-31", "2024-02-29"},
        {"2028-02-28", "2024-02-29"}, {"2103-06-01", "2096-02-29"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        int32_t day = DAY_NONE;

        assert_int_equal(day_read(SLICE("2月29日"), DAY_YMD, day_at(cases[i][0]), &day), 1);
        assert_int_equal(day, day_at(cases[i][1]));
    }
}

struct moment_case {
    const char *cell;
    enum day_order order;
    const char *iso;
};

static const struct moment_case moments[] = {
    {"2024-08-15T12:00:00.123Z", DAY_YMD, "2024-08-15"},
    {"2024-08-15T14:59:59Z", DAY_YMD, "2024-08-15"},
    {"2024-08-15T15:00:00Z", DAY_YMD, "2024-08-16"},
    {"2024-12-31T15:00:00Z", DAY_YMD, "2025-01-01"},
    {"2024-02-28T20:00:00Z", DAY_YMD, "2024-02-29"},
    {"2021-11-11 22:32:48", DAY_YMD, "2021-11-12"},
    {"11/11/2021 22:32:48 UTC", DAY_MDY, "2021-11-12"},
    {"11/11/2021 2:32:48 UTC", DAY_MDY, "2021-11-11"},
    {"2024-08-15T23:30:00+09:00", DAY_YMD, "2024-08-15"},
    {"2024-08-15T23:30:00+0900", DAY_YMD, "2024-08-15"},
    {"2024-08-15T20:00:00-07:00", DAY_YMD, "2024-08-16"},
    {"2024-08-15", DAY_YMD, "2024-08-15"},
    {"22-JAN-2018", DAY_MDY, "2018-01-22"},
    {"2024-08-15T99:99:99Z", DAY_YMD, "2024-08-15"},
    {"Not Available", DAY_YMD, NULL},
    {"", DAY_YMD, NULL},
};

static void moments_are_days_in_japan(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(moments); i++) {
        const struct moment_case *c = &moments[i];
        int32_t day = DAY_NONE;

        assert_int_equal(day_read_moment(slice_of(c->cell), c->order, DAY_JST, &day),
                         c->iso != NULL);
        assert_int_equal(day, c->iso ? day_at(c->iso) : DAY_NONE);
    }
}

static void a_zone_west_of_utc_moves_the_day_back(void **state)
{
    int32_t day;

    (void)state;
    assert_int_equal(day_read_moment(SLICE("2024-01-01T03:00:00Z"), DAY_YMD, -480, &day), 1);
    assert_int_equal(day, day_at("2023-12-31"));
}

static void every_day_of_three_centuries_goes_out_and_in_again(void **state)
{
    int32_t last = day_of(2199, 12, 31);
    int weekday = day_weekday(day_of(1900, 1, 1));

    (void)state;
    assert_int_equal(weekday, 0); /* a Monday */
    assert_int_equal(day_of(1970, 1, 1), 0);
    for (int32_t day = day_of(1900, 1, 1); day <= last; day++) {
        char text[DAY_TEXT_LEN];
        int y, m, d;
        int32_t back = DAY_NONE;

        day_split(day, &y, &m, &d);
        assert_true(day_is_valid(y, m, d));
        assert_true(day_of(y, m, d) == day);
        day_write(day, text);
        assert_int_equal(day_read((struct slice){text, DAY_TEXT_LEN}, DAY_YMD, DAY_NONE, &back), 1);
        assert_true(back == day);
        assert_true(day_weekday(day) == weekday);
        weekday = (weekday + 1) % 7;
    }
}

struct months_case {
    const char *from;
    int months;
    const char *to;
};

static const struct months_case months[] = {
    {"2026-01-31", 1, "2026-02-28"},   {"2024-01-31", 1, "2024-02-29"},
    {"2026-01-31", 3, "2026-04-30"},   {"2026-11-15", 2, "2027-01-15"},
    {"2026-01-15", -1, "2025-12-15"},  {"2026-03-31", -1, "2026-02-28"},
    {"2026-05-20", 12, "2027-05-20"},  {"2024-02-29", 12, "2025-02-28"},
    {"2024-02-29", -48, "2020-02-29"}, {"2026-05-20", 0, "2026-05-20"},
    {"2026-12-31", -12, "2025-12-31"}, {"2026-01-31", -11, "2025-02-28"},
};

static void months_end_where_the_shorter_month_ends(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(months); i++)
        assert_int_equal(day_add_months(day_at(months[i].from), months[i].months),
                         day_at(months[i].to));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_read_as_statements_write_them),
        cmocka_unit_test(without_a_day_of_the_file_a_date_needs_its_year),
        cmocka_unit_test(the_29th_of_february_goes_back_to_a_leap_year),
        cmocka_unit_test(moments_are_days_in_japan),
        cmocka_unit_test(a_zone_west_of_utc_moves_the_day_back),
        cmocka_unit_test(every_day_of_three_centuries_goes_out_and_in_again),
        cmocka_unit_test(months_end_where_the_shorter_month_ends),
    };

    return cmocka_run_group_tests_name("day", tests, NULL, NULL);
}
