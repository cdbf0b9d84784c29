#include "base/sort.h"

#include "base/base_test.h"
#include "base/hash.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct sorting_test {
    const int *keys;
    size_t compared;
};

static bool key_before(const void *ctx, uint32_t a, uint32_t b)
{
    struct sorting_test *t = (struct sorting_test *)(uintptr_t)ctx;

    t->compared++;
    return t->keys[a] < t->keys[b];
}

static int key_at(int shape, size_t i, size_t n)
{
    switch (shape) {
    case 0: return (int)i;
    case 1: return (int)(n - i);
    case 2: return 5;
    case 3: return (int)(hash_mix(3, i) % 10);
    case 4: return (int)(i % 2);
    default: return (int)(hash_mix(4, i) % 1000003);
    }
}

static void check_sorted(const int *keys, const uint32_t *at, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        assert_true(keys[at[i - 1]] <= keys[at[i]]);
        if (keys[at[i - 1]] == keys[at[i]])
            assert_true(at[i - 1] < at[i]); /* stable */
    }
}

static void indices_are_sorted_and_equal_ones_keep_their_order(void **state)
{
    static const size_t sizes[] = {0, 1, 2, 11, 12, 13, 24, 25, 100, 1000, 4097, 30000};
    static int keys[30000];
    static uint32_t at[30000];
    struct arena *arena = arena_new(&base_test_allocator);

    (void)state;
    for (size_t s = 0; s < COUNT(sizes); s++)
        for (int shape = 0; shape < 6; shape++) {
            struct sorting_test t = {keys, 0};
            size_t n = sizes[s], log = 1;

            for (size_t i = 0; i < n; i++) {
                keys[i] = key_at(shape, i, n);
                at[i] = (uint32_t)i;
            }
            for (size_t m = n; m > 1; m /= 2)
                log++;
            sort_indices(at, n, key_before, &t, arena);
            check_sorted(keys, at, n);
            assert_true(t.compared <= n * (log + 8)); /* never quadratic */
            check_sorted(keys, sort_order(n, key_before, &t, arena), n);
        }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(indices_are_sorted_and_equal_ones_keep_their_order),
    };

    return cmocka_run_group_tests_name("sort", tests, NULL, NULL);
}
