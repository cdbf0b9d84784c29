#include "casework/casework_test_journal.h"
#include "casework/course.h"

#include "base/day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static const struct cause causes[] = {{.id = {"own", 3}, .prior = 0.5},
                                      {.id = {"stolen", 6}, .prior = 0.3},
                                      {.id = {"other", 5}, .prior = 0.2}};
static const struct slice stolen_causes[] = {{"stolen", 6}}, own_causes[] = {{"own", 3}},
                          after_evidence[] = {{"evidence", 8}};
static const struct fact_term not_stopped = {{"card_stopped", 12}, {"yes", 3}, FACT_IS_NOT},
                              phished = {{"typed_card", 10}, {"yes", 3}, FACT_IS},
                              told = {{"asked", 5}, {"yes", 3}, FACT_IS};
static const struct fact_clause not_stopped_clause = {&not_stopped, 1},
                                phished_clause = {&phished, 1}, told_clause = {&told, 1};

static const struct step stolen_steps[] = {
    {.id = {"evidence", 8}, .urgency = URGENCY_TODAY},
    {.id = {"claim", 5}, .urgency = URGENCY_TODAY, .after = after_evidence, .after_len = 1},
    {.id = {"stop_card", 9}, .urgency = URGENCY_NOW, .when = {&not_stopped_clause, 1}},
};
static const struct step own_steps[] = {{.id = {"ask", 3}, .urgency = URGENCY_SOON}};
static const struct step phished_steps[] = {
    {.id = {"change", 6}, .urgency = URGENCY_TODAY, .valid_until = {"2026-11-30", 10}}};
static const struct playbook playbooks[] = {
    {.id = {"card-number-stolen", 18},
     .causes = stolen_causes,
     .causes_len = 1,
     .steps = stolen_steps,
     .steps_len = 3},
    {.id = {"own", 3},
     .causes = own_causes,
     .causes_len = 1,
     .steps = own_steps,
     .steps_len = 1,
     .closed = {&told_clause, 1}},
    {.id = {"phished", 7}, .when = {&phished_clause, 1}, .steps = phished_steps, .steps_len = 1},
};
static const struct fact_answer yes_no[] = {{.value = {"yes", 3}}, {.value = {"no", 2}}};
static const double even[] = {0.5, 0.5}, yes[] = {0.95, 0.05}, no[] = {0.02, 0.98};
static const struct fact_likelihood likelihoods[] = {{{"own", 3}, yes}, {{"stolen", 6}, no}};
static const struct question questions[] = {{.id = {"asked", 5},
                                             .answers = yes_no,
                                             .answers_len = 2,
                                             .otherwise = even,
                                             .likelihoods = likelihoods,
                                             .likelihoods_len = 2,
                                             .minutes = 1}};
static const struct catalog catalog = {.causes = causes,
                                       .causes_len = 3,
                                       .playbooks = playbooks,
                                       .playbooks_len = 3,
                                       .questions = questions,
                                       .questions_len = 1};

#define OPENED "opened ground=charge; jurisdiction=jp"
#define NO "answer fact=asked; value=no"
#define STOPPED "answer fact=card_stopped; value=yes; origin=step"

struct seen {
    struct case_state state;
    struct course course;
    struct next next;
};

static struct seen look(const char *const *lines, size_t n, struct arena *arena)
{
    int32_t today = day_of(2026, 12, 1);
    struct seen seen;

    state_init(&seen.state, arena);
    test_journal(&seen.state, lines, n, arena);
    course_make(&catalog, &seen.state, today, arena, &seen.course);
    seen.next = course_next(&seen.course, &catalog, &seen.state, today);
    return seen;
}

static enum course_step_state state_of(const struct course *course, const char *step)
{
    for (size_t i = 0; i < course->steps.len; i++)
        if (slice_eq(course->steps.at[i].step->id, slice_of(step)))
            return course->steps.at[i].state;
    return (enum course_step_state)99;
}

static void one_thing_after_the_other(void **unused)
{
    static const char *const lines[] = {
        OPENED,
        NO,
        "step_done playbook=card-number-stolen; step=stop_card",
        STOPPED,
        "step_done playbook=card-number-stolen; step=evidence",
        "step_skipped playbook=card-number-stolen; step=claim; reason=told to wait"};
    struct arena *arena = arena_new(&base_test_allocator);
    struct seen s[7];

    (void)unused;
    for (size_t i = 1; i <= COUNT(lines); i++)
        s[i] = look(lines, i, arena);
    /* nothing leads yet: the two first causes give their steps, the card comes first */
    assert_int_equal(s[1].next.kind, NEXT_STEP);
    assert_text(s[1].course.steps.at[s[1].next.step].step->id, "stop_card", "first");
    assert_int_equal(s[1].course.steps.len, 4);
    assert_int_equal(s[2].course.steps.len, 3); /* stolen leads */
    assert_int_equal(state_of(&s[2].course, "claim"), COURSE_BLOCKED);
    assert_int_equal(state_of(&s[4].course, "stop_card"), COURSE_DONE);
    assert_text(s[4].course.steps.at[s[4].next.step].step->id, "evidence", "then");
    assert_int_equal(state_of(&s[5].course, "claim"), COURSE_READY);
    assert_int_equal(state_of(&s[6].course, "claim"), COURSE_SKIPPED);
    assert_int_equal(s[6].next.kind, NEXT_CLOSE); /* a case without charges */
    arena_free(arena);
}

static void a_question_goes_before_steps_that_can_wait_while_nothing_leads(void **unused)
{
    static const char *const lines[] = {OPENED, STOPPED};
    struct arena *arena = arena_new(&base_test_allocator);
    struct seen s = look(lines, COUNT(lines), arena);

    (void)unused;
    assert_int_equal(s.next.kind, NEXT_QUESTION);
    assert_text(s.course.question.question->id, "asked", "question");
    arena_free(arena);
}

static void a_playbook_may_be_chosen_refused_or_called_by_a_fact(void **unused)
{
    static const char *const lines[] = {
        OPENED, NO, "playbook playbook=card-number-stolen; chosen=no",
        "playbook playbook=own; chosen=yes", "answer fact=typed_card; value=yes"};
    struct arena *arena = arena_new(&base_test_allocator);
    struct seen s = look(lines, COUNT(lines), arena);

    (void)unused;
    assert_int_equal(state_of(&s.course, "stop_card"), 99);
    assert_int_equal(state_of(&s.course, "ask"), COURSE_READY);
    assert_int_equal(state_of(&s.course, "change"), COURSE_EXPIRED);
    arena_free(arena);
}

static void a_promise_that_is_overdue_is_asked_for(void **unused)
{
    static const char *const lines[] = {OPENED, NO, STOPPED,
                                        "promise party=amazon; what=mail; due=2026-11-29",
                                        "promise party=amazon; what=mail; due=2026-11-25"};
    struct arena *arena = arena_new(&base_test_allocator);
    struct seen s = look(lines, COUNT(lines), arena);

    (void)unused;
    assert_int_equal(s.next.kind, NEXT_PROMISE);
    assert_int_equal(s.next.promise, 5);
    arena_free(arena);
}

static void a_case_stays_open_as_long_as_something_is(void **unused)
{
    static const char *const lines[] = {
        OPENED,
        NO,
        STOPPED,
        "charge charge=a; amount=1000; currency=JPY; date=2026-11-03",
        "promise party=amazon; what=refund; due=2026-12-20",
        "return order=1; state=sent_back",
        "inquiry party=issuer; state=open; due=2026-12-15",
        "step_done playbook=own; step=ask",
        "step_done playbook=card-number-stolen; step=evidence",
        "step_done playbook=card-number-stolen; step=claim",
        "money charge=a; move=merchant_refund; amount=1000; date=2026-11-20; source=statement",
        "promise_kept promise=5",
        "return order=1; state=confirmed",
        "inquiry party=issuer; state=answered",
        "playbook playbook=own; chosen=yes",
        "answer fact=asked; value=yes",
    };
    static const struct {
        size_t n;
        const char *why;
    } rows[] = {{10, "charge_open"},
                {11, "promise_open"},
                {12, "return_open"},
                {13, "inquiry_open"},
                {14, ""},
                {15, "condition_open"},
                {16, ""}};
    struct arena *arena = arena_new(&base_test_allocator);

    (void)unused; /* 14: the answer has ruled out the playbook that has a condition */
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct seen s = look(lines, rows[i].n, arena);

        assert_text(course_why_open(&catalog, &s.state), rows[i].why, rows[i].why);
        if (rows[i].n == 10) {
            assert_int_equal(s.next.kind, NEXT_WAIT);
            assert_int_equal(s.next.day, day_of(2026, 12, 15));
        }
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_thing_after_the_other),
        cmocka_unit_test(a_question_goes_before_steps_that_can_wait_while_nothing_leads),
        cmocka_unit_test(a_playbook_may_be_chosen_refused_or_called_by_a_fact),
        cmocka_unit_test(a_promise_that_is_overdue_is_asked_for),
        cmocka_unit_test(a_case_stays_open_as_long_as_something_is),
    };

    return cmocka_run_group_tests_name("course", tests, NULL, NULL);
}
