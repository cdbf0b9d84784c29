#include "explain/subset.h"

#include "base/base_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define MOST 64u

struct seen {
    const int64_t *amounts;
    int64_t sum;
    size_t count, stop_after, fewest;
};

static bool see(void *ctx, const uint32_t *positions, size_t n)
{
    struct seen *seen = ctx;
    int64_t sum = 0;

    for (size_t i = 0; i < n; i++) {
        assert_true(i == 0 || positions[i] > positions[i - 1]);
        sum += seen->amounts[positions[i]];
    }
    assert_int_equal(sum, seen->sum);
    if (seen->fewest == 0 || n < seen->fewest)
        seen->fewest = n;
    return ++seen->count != seen->stop_after;
}

struct subset_case {
    int64_t amounts[MOST];
    size_t n;
    int64_t sum;
    size_t least, found;
};

static const struct subset_case cases[] = {
    {{1788, 2200}, 2, 3988, 2, 1},
    {{1788, 2200}, 2, 3987, 2, 0},
    {{1788, 2200}, 2, 1788, 2, 0},
    {{1788, 2200}, 2, 1788, 1, 1},
    {{500, 500, 500}, 3, 1000, 2, 3},
    {{1, 2, 3, 4, 5, 6}, 6, 7, 2, 4},
    {{0}, 0, 7, 1, 0},
    {{100}, 1, 0, 1, 0},
    {{100}, 1, -100, 1, 0},
};

static void sums_are_found_however_often_they_occur(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct arena *arena = arena_new(&base_test_allocator);
        struct seen seen = {cases[i].amounts, cases[i].sum, 0, 0, 0};

        assert_true(subset_find(cases[i].amounts, cases[i].n, cases[i].sum, cases[i].least, see,
                                &seen, arena));
        if (seen.count != cases[i].found)
            fail_msg("case %zu: %zu found", i, seen.count);
        arena_free(arena);
    }
}

static void a_search_can_be_stopped(void **state)
{
    static const int64_t amounts[] = {500, 500, 500, 500};
    struct arena *arena = arena_new(&base_test_allocator);
    struct seen seen = {amounts, 1000, 0, 2, 0};

    (void)state;
    subset_find(amounts, 4, 1000, 2, see, &seen, arena);
    assert_int_equal(seen.count, 2);
    arena_free(arena);
}

static void a_hopeless_search_ends_and_says_so(void **state)
{
    int64_t amounts[MOST];
    struct arena *arena = arena_new(&base_test_allocator);
    struct seen seen = {amounts, 0, 0, 0, 0};

    (void)state;
    for (size_t i = 0; i < MOST; i++)
        amounts[i] = 1000 + 2 * (int64_t)i; /* even: no odd sum can be made */
    seen.sum = 32 * 1000 + 1;
    assert_false(subset_find(amounts, MOST, seen.sum, 2, see, &seen, arena));
    assert_int_equal(seen.count, 0);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_are_found_however_often_they_occur),
        cmocka_unit_test(a_search_can_be_stopped),
        cmocka_unit_test(a_hopeless_search_ends_and_says_so),
    };

    return cmocka_run_group_tests_name("subset", tests, NULL, NULL);
}
