#include "catalog/provenance.h"

#include "base/base_test.h"
#include "base/day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static struct provenance seen(const char *text)
{
    return (struct provenance){SLICE("a page"), slice_of(text), 'M'};
}

static void what_was_seen_half_a_year_ago_is_old(void **state)
{
    static const struct {
        const char *seen;
        int today[3];
        bool old;
    } rows[] = {
        {"2026-11-22", {2026, 11, 22}, false},
        {"2026-11-22", {2027, 5, 20}, false}, /* day 179 */
        {"2026-11-22", {2027, 5, 21}, true},  /* day 180 */
        {"2026-11", {2027, 4, 29}, false},    /* a month counts from its first day */
        {"2026-11", {2027, 4, 30}, true},
        {"2027-01", {2026, 11, 22}, false},
        {"2026-13", {2026, 11, 22}, true}, /* no date: never to be relied on */
        {"", {2026, 11, 22}, true},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct provenance p = seen(rows[i].seen);
        int32_t today = day_of(rows[i].today[0], rows[i].today[1], rows[i].today[2]);

        if (provenance_is_old(&p, today) != rows[i].old)
            fail_msg("row %zu", i);
    }
}

static void a_month_is_its_first_day(void **state)
{
    struct provenance month = seen("2026-11"), day = seen("2026-11-22"), none = seen("2026-02-30");

    (void)state;
    assert_int_equal(provenance_day(&month), day_of(2026, 11, 1));
    assert_int_equal(provenance_day(&day), day_of(2026, 11, 22));
    assert_int_equal(provenance_day(&none), DAY_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_seen_half_a_year_ago_is_old),
        cmocka_unit_test(a_month_is_its_first_day),
    };

    return cmocka_run_group_tests_name("provenance", tests, NULL, NULL);
}
