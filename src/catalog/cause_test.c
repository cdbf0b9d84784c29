#include "catalog/catalog.h"

#include "base/base_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void names_of_clues_are_read_back(void **state)
{
    (void)state;
    for (unsigned k = 0; k < CLUES; k++)
        assert_int_equal(clue_kind_of(clue_kind_name((enum clue_kind)k)), k);
    assert_int_equal(clue_kind_of(SLICE("")), CLUES);
    assert_int_equal(clue_kind_of(SLICE("class_i")), CLUES);
}

static void causes_and_next_steps_of_ones_own_replace_shipped_ones(void **state)
{
    static const struct cause shipped[] = {{.id = {"a", 1}, .prior = 0.5},
                                           {.id = {"b", 1}, .prior = 0.5}};
    static const struct cause mine[] = {{.id = {"b", 1}, .prior = 0.9}};
    static const struct next_step steps[] = {{.id = {"x", 1}, .url = {"https://x", 9}}};
    static const struct next_step my_steps[] = {{.id = {"x", 1}}, {.id = {"y", 1}}};
    const struct catalog base = {
        .causes = shipped, .causes_len = 2, .next_steps = steps, .next_steps_len = 1};
    const struct catalog own = {
        .causes = mine, .causes_len = 1, .next_steps = my_steps, .next_steps_len = 2};
    struct arena *arena = arena_new(&base_test_allocator);
    struct catalog c = catalog_merge(arena, &own, &base);

    (void)state;
    assert_int_equal(c.causes_len, 2);
    assert_float_equal(catalog_cause(&c, SLICE("b"))->prior, 0.9, 0);
    assert_float_equal(catalog_cause(&c, SLICE("a"))->prior, 0.5, 0);
    assert_null(catalog_cause(&c, SLICE("c")));
    assert_int_equal(c.next_steps_len, 2);
    assert_int_equal(catalog_next_step(&c, SLICE("x"))->url.len, 0);
    assert_null(catalog_next_step(&c, SLICE("")));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_of_clues_are_read_back),
        cmocka_unit_test(causes_and_next_steps_of_ones_own_replace_shipped_ones),
    };

    return cmocka_run_group_tests_name("cause", tests, NULL, NULL);
}
