#include "base/moment.h"

#include "base/base_test.h"

#include "base/day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void moments_are_read_as_people_and_programs_write_them(void **state)
{
    /* the seconds come from `date -u -d ... +%s` */
    static const struct {
        const char *text;
        int offset;
        int64_t moment;
    } rows[] = {
        {"1970-01-01T00:00:00Z", 540, 0},
        {"2026-11-22T07:00:00Z", 540, 1795330800},
        {"2026-11-22T16:00:00+09:00", 0, 1795330800},
        {"2026-11-22 16:00", 540, 1795330800},
        {"2026-11-22T16:00:00.999", 540, 1795330800},
        {"2026-11-22", 540, 1795273200},
        {"2024-02-29T23:59:59-0500", 0, 1709269199},
        {"1969-12-31T23:59:59Z", 0, -1},
        {"2026-11-22T07:00", 540, 1795298400},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        int64_t moment = 7;

        assert_true(moment_read(slice_of(rows[i].text), rows[i].offset, &moment));
        if (moment != rows[i].moment)
            print_error("%s: %lld\n", rows[i].text, (long long)moment);
        assert_true(moment == rows[i].moment);
    }
}

static void what_is_no_moment_is_refused(void **state)
{
    static const char *const texts[] = {"",
                                        "2026-02-29",
                                        "2026-13-01",
                                        "2026-11-22T",
                                        "2026-11-22T24:00Z",
                                        "2026-11-22T07:60Z",
                                        "2026-11-22T07:00:00Zx",
                                        "2026-11-22x07:00",
                                        "22-11-2026",
                                        "2026-11-22T07:00:00+99:00",
                                        "2026-11-22T07:00:00."};

    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        int64_t moment = 7;

        assert_false(moment_read(slice_of(texts[i]), 0, &moment));
        assert_true(moment == 7);
    }
}

static void a_moment_has_its_day_and_minute_in_each_zone(void **state)
{
    char text[MOMENT_TEXT_LEN];

    (void)state;
    assert_int_equal(moment_day(1795330800 + 8 * 3600, DAY_JST), day_of(2026, 11, 23));
    assert_int_equal(moment_day(1795330800 + 8 * 3600, 0), day_of(2026, 11, 22));
    assert_int_equal(moment_minute(1795330800, DAY_JST), 16 * 60);
    assert_int_equal(moment_day(-1, 0), -1);
    moment_write(1709269199, text);
    assert_memory_equal(text, "2024-03-01T04:59:59Z", MOMENT_TEXT_LEN);
    moment_write(-1, text);
    assert_memory_equal(text, "1969-12-31T23:59:59Z", MOMENT_TEXT_LEN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(moments_are_read_as_people_and_programs_write_them),
        cmocka_unit_test(what_is_no_moment_is_refused),
        cmocka_unit_test(a_moment_has_its_day_and_minute_in_each_zone),
    };

    return cmocka_run_group_tests_name("moment", tests, NULL, NULL);
}
