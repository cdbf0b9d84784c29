#include "casework/holiday.h"

#include "base/day.h"

#include <stddef.h>

enum { MONDAY = 0, SATURDAY = 5, SUNDAY = 6 }; /* day_weekday() */

/* Of each year from HOLIDAY_FROM on, the days in March and September that the National Astronomical
 * Observatory announced in the first gazette of February of the year before (暦要項, the newest of
 * 2026-02-02 for 2027; article 2 names the days 春分日 and 秋分日 only). */
static const int8_t equinoxes[][2] = {{21, 23}, {21, 23}, {20, 22}, {20, 23}, {20, 23}, {21, 23}};

static bool is_equinox(int year, int month, int day)
{
    if (year < HOLIDAY_FROM || year > HOLIDAY_UNTIL)
        return false;
    return (month == 3 && day == equinoxes[year - HOLIDAY_FROM][0]) ||
           (month == 9 && day == equinoxes[year - HOLIDAY_FROM][1]);
}

/* Article 2: days of the year, and the second or third Monday of a month. */
static bool is_named(int32_t at)
{
    static const struct {
        int8_t month, day;
    } fixed[] = {{1, 1}, {2, 11}, {2, 23}, {4, 29}, {5, 3},
                 {5, 4}, {5, 5},  {8, 11}, {11, 3}, {11, 23}};
    static const struct {
        int8_t month, week;
    } mondays[] = {{1, 2}, {7, 3}, {9, 3}, {10, 2}};
    int year, month, day;

    day_split(at, &year, &month, &day);
    for (size_t i = 0; i < sizeof(fixed) / sizeof(fixed[0]); i++)
        if (fixed[i].month == month && fixed[i].day == day)
            return true;
    for (size_t i = 0; i < sizeof(mondays) / sizeof(mondays[0]); i++)
        if (mondays[i].month == month && (day + 6) / 7 == mondays[i].week &&
            day_weekday(at) == MONDAY)
            return true;
    return is_equinox(year, month, day);
}

/* Article 3 (2): the first day after a holiday on a Sunday that is none itself. */
static bool is_in_lieu(int32_t day)
{
    int32_t before = day - 1;

    while (is_named(before) && day_weekday(before) != SUNDAY)
        before--;
    return is_named(before);
}

bool holiday_is(int32_t day)
{
    return is_named(day) || is_in_lieu(day) || (is_named(day - 1) && is_named(day + 1));
}

static bool is_turn_of_year(int32_t at)
{
    int year, month, day;

    day_split(at, &year, &month, &day);
    return (month == 12 && day >= 29) || (month == 1 && day <= 3);
}

int32_t holiday_open_by(int32_t day)
{
    while (day_weekday(day) == SATURDAY || day_weekday(day) == SUNDAY || holiday_is(day) ||
           is_turn_of_year(day))
        day--;
    return day;
}
