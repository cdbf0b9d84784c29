#include "match/copy.h"

#include "base/base_test.h"
#include "match/match_test_data.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void a_copy_points_to_the_smallest_path_with_its_bytes(void **state)
{
    static const char *const paths[] = {"b/x.csv", "a/x.csv", "c.csv", "a/y.csv", "B.csv"};
    static const uint64_t digests[] = {7, 7, 8, 7, 8};
    static const uint32_t want_copy[] = {1, 1, 4, 1, 4}, want_rank[] = {3, 1, 4, 2, 0};
    struct match_test test;
    const uint32_t *rank, *copy;

    (void)state;
    match_test_init(&test);
    for (size_t i = 0; i < COUNT(paths); i++) {
        match_test_source(&test, paths[i]);
        test.records.sources.at[i].digest = digests[i];
    }
    copy = copy_find(&test.records, test.arena, &rank);
    for (size_t i = 0; i < COUNT(paths); i++) {
        assert_int_equal(copy[i], want_copy[i]);
        assert_int_equal(rank[i], want_rank[i]);
    }
    match_test_done(&test);
}

static void no_sources_are_no_copies(void **state)
{
    struct match_test test;
    const uint32_t *rank = NULL;

    (void)state;
    match_test_init(&test);
    assert_non_null(copy_find(&test.records, test.arena, &rank));
    assert_non_null(rank);
    match_test_done(&test);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_copy_points_to_the_smallest_path_with_its_bytes),
        cmocka_unit_test(no_sources_are_no_copies),
    };

    return cmocka_run_group_tests_name("copy", tests, NULL, NULL);
}
