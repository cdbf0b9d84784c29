#include "casework/holiday.h"

#include "base/base_test.h"
#include "base/day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Read off a calendar, each with its weekday. */
static const char *const listed[] = {
    /* 2024: the equinox of autumn on a Sunday */
    "2024-01-01", "2024-01-08", "2024-02-11", "2024-02-12", "2024-02-23", "2024-03-20",
    "2024-04-29", "2024-05-03", "2024-05-04", "2024-05-05", "2024-05-06", "2024-07-15",
    "2024-08-11", "2024-08-12", "2024-09-16", "2024-09-22", "2024-09-23", "2024-10-14",
    "2024-11-03", "2024-11-04", "2024-11-23",
    /* 2026: 3 May a Sunday, its day in lieu the 6th; 22 September between two holidays */
    "2026-01-01", "2026-01-12", "2026-02-11", "2026-02-23", "2026-03-20", "2026-04-29",
    "2026-05-03", "2026-05-04", "2026-05-05", "2026-05-06", "2026-07-20", "2026-08-11",
    "2026-09-21", "2026-09-22", "2026-09-23", "2026-10-12", "2026-11-03", "2026-11-23",
    /* 2027: the equinox of spring on a Sunday */
    "2027-01-01", "2027-01-11", "2027-02-11", "2027-02-23", "2027-03-21", "2027-03-22",
    "2027-04-29", "2027-05-03", "2027-05-04", "2027-05-05", "2027-07-19", "2027-08-11",
    "2027-09-20", "2027-09-23", "2027-10-11", "2027-11-03", "2027-11-23"};

static int32_t day(const char *text)
{
    int32_t ret = DAY_NONE;

    assert_true(day_read(slice_of(text), DAY_YMD, DAY_NONE, &ret));
    return ret;
}

static bool is_listed(int32_t at)
{
    for (size_t i = 0; i < sizeof(listed) / sizeof(listed[0]); i++)
        if (day(listed[i]) == at)
            return true;
    return false;
}

static void holidays_are_those_of_the_calendar_and_no_others(void **state)
{
    static const int years[] = {2024, 2026, 2027};

    (void)state;
    for (size_t i = 0; i < sizeof(years) / sizeof(years[0]); i++)
        for (int32_t at = day_of(years[i], 1, 1); at < day_of(years[i] + 1, 1, 1); at++)
            if (holiday_is(at) != is_listed(at)) {
                char text[DAY_TEXT_LEN];

                day_write(at, text);
                fail_msg("%.*s", DAY_TEXT_LEN, text);
            }
}

static void the_last_open_day_is_before_weekends_holidays_and_the_turn_of_the_year(void **state)
{
    static const struct {
        const char *day, *open;
    } rows[] = {{"2026-11-20", "2026-11-20"}, {"2026-11-21", "2026-11-20"},
                {"2026-11-23", "2026-11-20"}, {"2026-11-24", "2026-11-24"},
                {"2026-05-06", "2026-05-01"}, {"2026-09-23", "2026-09-18"},
                {"2027-01-03", "2026-12-28"}, {"2027-01-04", "2027-01-04"}};

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        assert_int_equal(holiday_open_by(day(rows[i].day)), day(rows[i].open));
}

static void of_years_that_are_not_announced_only_the_fixed_days_are_known(void **state)
{
    (void)state;
    assert_true(holiday_is(day("2031-11-03")));
    assert_false(holiday_is(day("2031-03-21")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(holidays_are_those_of_the_calendar_and_no_others),
        cmocka_unit_test(the_last_open_day_is_before_weekends_holidays_and_the_turn_of_the_year),
        cmocka_unit_test(of_years_that_are_not_announced_only_the_fixed_days_are_known),
    };

    return cmocka_run_group_tests_name("holiday", tests, NULL, NULL);
}
