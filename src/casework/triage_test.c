#include "casework/casework_test_journal.h"
#include "casework/triage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static const struct cause causes[] = {{.id = {"own", 3}, .prior = 0.6},
                                      {.id = {"stolen", 6}, .prior = 0.3},
                                      {.id = {"taken_over", 10}, .prior = 0.1}};
static const struct fact_answer yes_no[] = {{.value = {"yes", 3}}, {.value = {"no", 2}}};
static const double even[] = {0.5, 0.5}, yes[] = {0.98, 0.02}, no[] = {0.02, 0.98};
static const struct fact_likelihood ordered[] = {{{"own", 3}, yes}, {{"stolen", 6}, no}},
                                    gifts[] = {{{"taken_over", 10}, yes}, {{"own", 3}, no}};
static const struct fact_term in_account = {{"ordered", 7}, {"yes", 3}, FACT_IS};
static const struct fact_clause in_account_clause = {&in_account, 1};

#define QUESTION(name, len, list, cost, soon, cond, n)                                        \
    {                                                                                         \
        .id = {name, len}, .answers = yes_no, .answers_len = 2, .otherwise = even,            \
        .likelihoods = list, .likelihoods_len = 2, .minutes = cost, .urgent = soon, .when = { \
            cond,                                                                             \
            n                                                                                 \
        }                                                                                     \
    }
static const struct question questions[] = {
    QUESTION("ordered", 7, ordered, 4, false, NULL, 0),
    QUESTION("gifts", 5, gifts, 1, false, &in_account_clause, 1),
    {.id = {"stopped", 7},
     .answers = yes_no,
     .answers_len = 2,
     .minutes = 1,
     .urgent = true,
     .when = {&in_account_clause, 1}},
};
static const struct catalog catalog = {
    .causes = causes, .causes_len = 3, .questions = questions, .questions_len = COUNT(questions)};

#define OPENED "opened ground=charge"

static struct case_state state_of(const char *const *lines, size_t n, struct arena *arena)
{
    struct case_state s;

    state_init(&s, arena);
    test_journal(&s, lines, n, arena);
    return s;
}

static double probability(const struct ranked_causes *all, uint32_t cause)
{
    for (size_t i = 0; i < all->len; i++)
        if (all->at[i].cause == cause)
            return all->at[i].probability;
    return -1;
}

static void answers_move_the_causes(void **unused)
{
    static const char *const lines[] = {OPENED, "answer fact=ordered; value=no"};
    struct arena *arena = arena_new(&base_test_allocator);
    struct case_state s = state_of(lines, COUNT(lines), arena);
    struct ranked_causes all;

    (void)unused;
    triage_rank(&catalog, &s, arena, &all);
    assert_int_equal(all.at[0].cause, 1);
    /* 0.3 × 0.98 of 0.6 × 0.02 + 0.3 × 0.98 + 0.1 × 0.5 */
    assert_true(probability(&all, 1) > 0.8258 && probability(&all, 1) < 0.8259);
    arena_free(arena);
}

static void charges_that_say_the_same_do_not_count_twice(void **unused)
{
    static const char *const lines[] = {
        OPENED,
        "charge charge=a; amount=1; currency=JPY; cause=own 0.2; cause=stolen 0.7; cause=taken_over 0.1",
        "charge charge=b; amount=1; currency=JPY; cause=own 0.2; cause=stolen 0.7; cause=taken_over 0.1"};
    struct arena *arena = arena_new(&base_test_allocator);
    struct case_state one = state_of(lines, 2, arena), two = state_of(lines, 3, arena);
    struct ranked_causes a, b;

    (void)unused;
    triage_rank(&catalog, &one, arena, &a);
    triage_rank(&catalog, &two, arena, &b);
    assert_int_equal(a.at[0].cause, 1);
    assert_true(probability(&a, 1) > 0.6999 && probability(&a, 1) < 0.7001);
    assert_true(probability(&b, 1) > 0.6999 && probability(&b, 1) < 0.7001);
    arena_free(arena);
}

static void the_question_that_tells_most_comes_first_and_urgent_ones_before(void **unused)
{
    static const char *const lines[] = {OPENED, "answer fact=ordered; value=yes",
                                        "answer fact=stopped; value=unknown",
                                        "answer fact=gifts; value=unknown"};
    struct arena *arena = arena_new(&base_test_allocator);
    struct case_state s[4];

    (void)unused;
    for (size_t i = 0; i < 4; i++)
        s[i] = state_of(lines, i + 1, arena);
    assert_text(triage_question(&catalog, &s[0], arena).question->id, "ordered", "at first");
    assert_text(triage_question(&catalog, &s[1], arena).question->id, "stopped", "urgent");
    assert_text(triage_question(&catalog, &s[2], arena).question->id, "gifts", "then");
    assert_null(triage_question(&catalog, &s[3], arena).question); /* nobody is asked twice */
    arena_free(arena);
}

static void what_two_parties_say_differently_is_pointed_out(void **unused)
{
    static const char *const lines[] = {OPENED,
                                        "answer fact=ordered; value=no",
                                        "contact party=amazon; answer=ordered yes",
                                        "answer fact=gifts; value=no",
                                        "answer fact=gifts; value=unknown",
                                        "answer fact=stopped; value=no",
                                        "answer fact=stopped; value=yes; origin=step"};
    struct arena *arena = arena_new(&base_test_allocator);
    struct case_state s = state_of(lines, COUNT(lines), arena);
    struct contradictions found = {0};

    (void)unused;
    triage_contradictions(&s, arena, &found);
    assert_int_equal(found.len, 1);
    assert_text(found.at[0].first->fact, "ordered", "fact");
    assert_int_equal(found.at[0].second->party, PARTY_AMAZON);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_move_the_causes),
        cmocka_unit_test(charges_that_say_the_same_do_not_count_twice),
        cmocka_unit_test(the_question_that_tells_most_comes_first_and_urgent_ones_before),
        cmocka_unit_test(what_two_parties_say_differently_is_pointed_out),
    };

    return cmocka_run_group_tests_name("triage", tests, NULL, NULL);
}
