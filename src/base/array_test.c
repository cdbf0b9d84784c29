#include "base/array.h"

#include "base/base_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct point {
    int64_t x;
    int32_t y;
    char z[3];
};
ARRAY_TYPE(points, struct point);

static void pushing_keeps_all_elements_and_zeroes_new_ones(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct points points = {0};

    (void)state;
    for (int i = 0; i < 20000; i++) {
        struct point *p = array_push(arena, &points);

        assert_true(p->x == 0 && p->y == 0 && p->z[0] == 0);
        *p = (struct point){i, -i, "z"};
    }
    assert_int_equal(points.len, 20000);
    assert_true(points.cap >= points.len);
    for (int i = 0; i < 20000; i++)
        assert_true(points.at[i].x == i && points.at[i].y == -i && points.at[i].z[0] == 'z');
    arena_free(arena);
}

static void two_arrays_grow_side_by_side(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct points a = {0}, b = {0};

    (void)state;
    for (int i = 0; i < 3000; i++) {
        array_push(arena, &a)->x = i;
        array_push(arena, &b)->x = -i;
    }
    for (int i = 0; i < 3000; i++)
        assert_true(a.at[i].x == i && b.at[i].x == -i);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pushing_keeps_all_elements_and_zeroes_new_ones),
        cmocka_unit_test(two_arrays_grow_side_by_side),
    };

    return cmocka_run_group_tests_name("array", tests, NULL, NULL);
}
