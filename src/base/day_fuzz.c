/* Any cell, as a date: what is read is a day of the calendar, and is read again as it is written.
 */

#include "base/day.h"

#include "base/base_test.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void check_day(int32_t day)
{
    char text[DAY_TEXT_LEN];
    int y, m, d;
    int32_t back = DAY_NONE;

    day_split(day, &y, &m, &d);
    PROPERTY(day_is_valid(y, m, d) && day_of(y, m, d) == day);
    day_write(day, text);
    PROPERTY(day_read((struct slice){text, DAY_TEXT_LEN}, DAY_DMY, DAY_NONE, &back) == 1);
    PROPERTY(back == day);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static const enum day_order orders[] = {DAY_YMD, DAY_MDY, DAY_DMY};
    struct slice cell = {(const char *)bytes, len};
    int32_t as_of = day_of(2026, 11, 22), first = day_of(1900, 1, 1), last = day_of(2199, 12, 31);

    for (size_t i = 0; i < COUNT(orders); i++) {
        int32_t day = DAY_NONE, moment = DAY_NONE;

        if (day_read(cell, orders[i], as_of, &day) == 1)
            check_day(day);
        else
            PROPERTY(day == DAY_NONE);
        if (day_read_moment(cell, orders[i], DAY_JST, &moment) == 1)
            PROPERTY(moment >= first - 2 &&
                     moment <= last + 2); /* zones move a day by two at most */
        else
            PROPERTY(moment == DAY_NONE);
    }
    return 0;
}
