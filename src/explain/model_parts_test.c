#include "base/base_test.h"
#include "explain/model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#define SIZE 5000
#define MANY 200u

/* Probability that a part is at least ${from} and at most ${until}. */
static double mass(const struct model *m, int64_t from, int64_t until)
{
    double sum = 0;

    for (int64_t less = from; less <= until; less++)
        sum += model_part(m, less, SIZE);
    return sum;
}

/* A household whose parts are ${from}, ${from} + ${step} …, ${n} of them. */
static struct model learnt(int64_t from, int64_t step, size_t n)
{
    struct missing_part parts[MANY];
    struct model m = {0};

    assert_true(n <= MANY);
    for (size_t i = 0; i < n; i++)
        parts[i] = (struct missing_part){from + (int64_t)i * step, SIZE};
    model_init_parts(&m);
    model_learn_parts(&m, parts, n);
    return m;
}

static void a_part_is_some_hundreds_of_yen_as_long_as_nothing_is_known(void **state)
{
    struct model m = {0};

    (void)state;
    model_init_parts(&m);
    assert_true(mass(&m, 1, 500) > 0.85);
    assert_true(mass(&m, 1, SIZE) > 0.99);
    assert_true(mass(&m, 1, SIZE) < 1.01);
    assert_true(model_part(&m, 50, SIZE) > 3 * model_part(&m, 400, SIZE));
}

static void a_household_that_spends_four_hundred_points_is_believed_the_next_time(void **state)
{
    struct model m = learnt(301, 1, 100);

    (void)state;
    assert_true(model_part(&m, 350, SIZE) > 5 * model_part(&m, 50, SIZE));
    assert_true(mass(&m, 301, 400) > 0.7);
    assert_true(mass(&m, 1, SIZE) > 0.99);
    assert_true(mass(&m, 1, SIZE) < 1.01);
}

static void one_part_changes_little(void **state)
{
    struct model m = learnt(350, 0, 1);

    (void)state;
    assert_true(model_part(&m, 50, SIZE) > model_part(&m, 350, SIZE));
}

static void parts_of_thousands_are_a_gift_balance(void **state)
{
    struct model little = learnt(100, 1, 100), much = learnt(2100, 20, 100);

    (void)state;
    assert_true(much.parts.gift > 5 * little.parts.gift);
    assert_true(model_part(&much, 4500, SIZE) > 5 * model_part(&little, 4500, SIZE));
    assert_true(mass(&much, 1, SIZE) < 1.01);
}

static void no_part_at_all_leaves_what_was_believed(void **state)
{
    struct model before = {0}, m = learnt(1, 1, 0);

    (void)state;
    model_init_parts(&before);
    for (int64_t less = 1; less < SIZE; less += 13)
        assert_float_equal(model_part(&m, less, SIZE), model_part(&before, less, SIZE), 1e-12);
}

static void no_part_is_likelier_than_the_bound_of_its_size(void **state)
{
    const struct model households[] = {learnt(301, 1, 100), learnt(20, 20, 200), learnt(5, 0, 50)};

    (void)state;
    for (size_t i = 0; i < sizeof(households) / sizeof(households[0]); i++)
        for (int64_t less = 1; less < SIZE; less++)
            assert_true(
                model_part(&households[i], less, SIZE) <=
                (exp(model_part_most(&households[i], less)) + households[i].parts.gift / SIZE) *
                    (1 + 1e-9));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_part_is_some_hundreds_of_yen_as_long_as_nothing_is_known),
        cmocka_unit_test(a_household_that_spends_four_hundred_points_is_believed_the_next_time),
        cmocka_unit_test(one_part_changes_little),
        cmocka_unit_test(parts_of_thousands_are_a_gift_balance),
        cmocka_unit_test(no_part_at_all_leaves_what_was_believed),
        cmocka_unit_test(no_part_is_likelier_than_the_bound_of_its_size),
    };

    return cmocka_run_group_tests_name("parts", tests, NULL, NULL);
}
