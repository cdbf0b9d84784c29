#include "cause/belief.h"

#include "base/base_test.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static const struct cause causes[] = {{.id = {"a", 1}, .prior = 0.5},
                                      {.id = {"b", 1}, .prior = 0.25},
                                      {.id = {"c", 1}, .prior = 0.25}};
static const struct fact_answer answers[] = {{.value = {"yes", 3}}, {.value = {"no", 2}}};
static const double even[] = {0.5, 0.5}, mostly[] = {0.9, 0.1}, hardly[] = {0.1, 0.9};
static const struct fact_likelihood likelihoods[] = {{{"a", 1}, mostly}, {{"b", 1}, hardly}};
static const struct question telling = {.id = {"t", 1},
                                        .answers = answers,
                                        .answers_len = 2,
                                        .otherwise = even,
                                        .likelihoods = likelihoods,
                                        .likelihoods_len = 2},
                             idle = {.id = {"i", 1}, .answers = answers, .answers_len = 2};
static const struct catalog catalog = {.causes = causes, .causes_len = 3};

static bool near(double a, double b)
{
    return fabs(a - b) < 1e-9;
}

static void an_answer_follows_bayes_rule(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct belief b = belief_prior(&catalog, arena);

    (void)state;
    belief_answer(&catalog, &telling, SLICE("yes"), &b);
    /* 0.45, 0.025, 0.125 of 0.6 */
    assert_true(near(b.of[0], 0.75));
    assert_true(near(b.of[1], 0.025 / 0.6));
    assert_true(near(b.of[2], 0.125 / 0.6));
    arena_free(arena);
}

static void what_is_not_known_changes_nothing(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct belief b = belief_prior(&catalog, arena);

    (void)state;
    belief_answer(&catalog, &telling, SLICE("unknown"), &b);
    belief_answer(&catalog, &telling, SLICE("perhaps"), &b);
    belief_answer(&catalog, &idle, SLICE("yes"), &b);
    assert_true(near(b.of[0], 0.5));
    assert_true(near(belief_gain(&catalog, &idle, &b, arena), 0));
    arena_free(arena);
}

static void gain_is_the_entropy_expected_to_go(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct belief b = belief_prior(&catalog, arena), yes = belief_prior(&catalog, arena),
                  no = belief_prior(&catalog, arena);
    double expected;

    (void)state;
    assert_true(near(belief_entropy(&b), 1.5));
    belief_answer(&catalog, &telling, SLICE("yes"), &yes);
    belief_answer(&catalog, &telling, SLICE("no"), &no);
    expected = 1.5 - 0.6 * belief_entropy(&yes) - 0.4 * belief_entropy(&no);
    assert_true(near(belief_gain(&catalog, &telling, &b, arena), expected));
    assert_true(expected > 0);
    arena_free(arena);
}

static void factors_are_taken_in(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct belief b = belief_prior(&catalog, arena);

    (void)state;
    belief_weigh(&b, (const double[]){1, 2, 4});
    assert_true(near(b.of[2], 0.5));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_answer_follows_bayes_rule),
        cmocka_unit_test(what_is_not_known_changes_nothing),
        cmocka_unit_test(gain_is_the_entropy_expected_to_go),
        cmocka_unit_test(factors_are_taken_in),
    };

    return cmocka_run_group_tests_name("belief", tests, NULL, NULL);
}
