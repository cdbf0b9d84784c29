#include "match/overlap.h"

#include "base/base_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct window_case {
    const char *what;
    struct overlap o; /* in_a, in_b, shared, len_a, len_b, missed */
    bool as_downloads, as_bills;
};

static const struct window_case windows[] = {
    {"nothing shared", {5, 5, 0, 9, 9}, false, false},
    {"half of the older one's rows", {4, 9, 2, 9, 9}, true, false},
    {"less than half", {5, 5, 2, 9, 9}, false, false},
    {"a row, and no other on those days", {1, 1, 1, 9, 9}, true, false},
    {"two rows, and no other on those days", {2, 2, 2, 9, 9}, true, true},
    {"two rows of three", {2, 3, 2, 9, 9}, true, false},
    {"two rows that are a whole file", {2, 3, 2, 2, 9}, true, true},
    {"three rows of five", {5, 5, 3, 9, 9}, true, true},
    {"three rows of six", {6, 6, 3, 9, 9}, true, false},
    {"one row, and nothing else in both files", {1, 1, 1, 1, 1}, true, true},
    {"one row, and nothing else in one file", {1, 1, 1, 9, 1}, true, false},
    {"all rows, and two that were posted late", {4, 6, 4, 9, 9, 2}, true, true},
    {"half of them, and as many that the older one should have",
     {4, 20, 2, 4, 43, 16},
     false,
     false},
    {"half of them, and two that the older one should have", {4, 4, 2, 9, 9, 2}, true, false},
    {"half of them, and three that the older one should have", {4, 5, 2, 9, 9, 3}, false, false},
};

static void a_window_is_known_by_what_both_show(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(windows); i++) {
        const struct window_case *c = &windows[i];

        if (overlap_is_one_window(&c->o, false) != c->as_downloads ||
            overlap_is_one_window(&c->o, true) != c->as_bills)
            print_error("%s\n", c->what);
        assert_int_equal(overlap_is_one_window(&c->o, false), c->as_downloads);
        assert_int_equal(overlap_is_one_window(&c->o, true), c->as_bills);
    }
}

static void bills_give_themselves_away(void **state)
{
    (void)state;
    assert_true(overlap_shows_bills(&(struct overlap){8, 4, 1, 20, 20}));
    assert_false(overlap_shows_bills(&(struct overlap){7, 2, 0, 20, 20})); /* too few */
    assert_false(overlap_shows_bills(&(struct overlap){8, 5, 1, 20, 20})); /* too many new ones */
    assert_false(overlap_shows_bills(&(struct overlap){8, 4, 2, 20, 20})); /* too many again */
    assert_false(overlap_shows_bills(&(struct overlap){8, 0, 0, 20, 20}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_window_is_known_by_what_both_show),
        cmocka_unit_test(bills_give_themselves_away),
    };

    return cmocka_run_group_tests_name("overlap", tests, NULL, NULL);
}
