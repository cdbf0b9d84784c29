#include "casework/casework_test_journal.h"
#include "casework/course.h"

#include "base/day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

/*
 * People walk through the shipped questions and playbooks.  Nobody may end where there is nothing
 * to do, to wait for or to close.
 */

#define QUESTIONS_MAX 12 /* until a cause leads, for who answers as that cause lets expect */
#define MOVES_MAX 400
#define SEEDS 6

struct walk {
    struct arena *arena;
    struct case_state state;
    const struct cause *truth; /* answers are the likeliest under it; NULL = at random */
    uint32_t seed;
    unsigned asked, last_asked; /* questions, and at which the truth began to lead for good */
    bool settled, skips;
};

static const char *const grounds[] = {"charge", "mail", "order", "takeover", "typed"};

/* Which steps somebody could do, over all walks: one mark for each step of each playbook. */
static bool reached[64][64];

/* Numerical Recipes' generator: the same walks each time. */
static uint32_t draw(struct walk *w, uint32_t below)
{
    w->seed = w->seed * 1664525u + 1013904223u;
    return (w->seed >> 16) % below;
}

static void tell(struct walk *w, const char *form, struct slice a, struct slice b)
{
    char line[256];
    const char *lines[] = {line};

    snprintf(line, sizeof(line), form, SLICE_ARG(a), SLICE_ARG(b));
    test_journal(&w->state, lines, 1, w->arena);
}

/* ------------------------------------------------------------------ answers */

static const double *given(const struct question *q, const struct cause *cause)
{
    for (size_t i = 0; i < q->likelihoods_len; i++)
        if (slice_eq(q->likelihoods[i].cause, cause->id))
            return q->likelihoods[i].given;
    return q->otherwise;
}

static struct slice likeliest(const struct question *q, const struct cause *cause)
{
    const double *numbers = given(q, cause);
    size_t best = 0;

    for (size_t i = 1; i < q->answers_len; i++)
        if (numbers[i] > numbers[best])
            best = i;
    return q->answers[best].value;
}

static void answer(struct walk *w, const struct question *q)
{
    struct slice value = SLICE("2026-11-20");
    uint32_t n;

    if (q->kind == FACT_CHOICE) {
        n = draw(w, (uint32_t)q->answers_len + 1); /* the last: "I don't know" */
        value = n < q->answers_len ? q->answers[n].value : SLICE("unknown");
    }
    if (w->truth && q->otherwise)
        value = likeliest(q, w->truth);
    tell(w, "answer fact=%.*s; value=%.*s", q->id, value);
}

/* ------------------------------------------------------------------ moves */

static void do_step(struct walk *w, const struct course_step *at)
{
    const struct step *s = at->step;

    if (w->skips && draw(w, 3) == 0) {
        tell(w, "step_skipped playbook=%.*s; step=%.*s", at->playbook->id, s->id);
        return;
    }
    tell(w, "step_done playbook=%.*s; step=%.*s", at->playbook->id, s->id);
    for (size_t i = 0; i < s->sets_len; i++)
        tell(w, "answer fact=%.*s; value=%.*s; origin=step", s->sets[i].fact, s->sets[i].value);
    for (size_t i = 0; i < s->asks_len; i++)
        if (!state_fact(&w->state, s->asks[i]).len)
            answer(w, question_of(catalog_builtin(), s->asks[i]));
}

/* What comes by itself in the end: the money, the new card. */
static bool settle(struct walk *w)
{
    static const char *const lines[] = {
        "money charge=a; move=merchant_refund; amount=4980; date=2026-11-21; source=statement",
        "reissue state=arrived; card=1234; new_card=5678"};

    if (w->settled)
        return false;
    test_journal(&w->state, lines + (w->state.charges.len ? 0 : 1), w->state.charges.len ? 2 : 1,
                 w->arena);
    w->settled = true;
    return true;
}

static void mark(const struct course *course)
{
    const struct catalog *c = catalog_builtin();

    for (size_t i = 0; i < course->steps.len; i++) {
        const struct course_step *at = &course->steps.at[i];

        if (at->state == COURSE_READY)
            reached[at->playbook - c->playbooks][at->step - at->playbook->steps] = true;
    }
}

static bool leads(const struct walk *w, const struct course *course)
{
    return course->causes.at[0].probability >= COURSE_LEADS &&
           &catalog_builtin()->causes[course->causes.at[0].cause] == w->truth;
}

/* One move; false = the walk is over. */
static bool move(struct walk *w)
{
    const struct catalog *c = catalog_builtin();
    int32_t today = day_of(2026, 12, 1);
    struct course course;
    struct next next;

    course_make(c, &w->state, today, w->arena, &course);
    mark(&course);
    next = course_next(&course, c, &w->state, today);
    if (w->truth && !leads(w, &course))
        w->last_asked = w->asked + 1;
    switch (next.kind) {
    case NEXT_QUESTION:
        w->asked++;
        answer(w, course.question.question);
        return true;
    case NEXT_STEP: do_step(w, &course.steps.at[next.step]); return true;
    case NEXT_PROMISE: return false; /* none was given */
    case NEXT_WAIT: return settle(w);
    case NEXT_CLOSE: tell(w, "closed outcome=%.*s%.*s", SLICE("refunded"), SLICE("")); return false;
    }
    return false;
}

static void begin(struct walk *w, const char *ground, bool with_charge, uint32_t seed)
{
    static const char *const charge[] = {
        "charge charge=a; date=2026-11-02; amount=4980; currency=JPY; descriptor=AMAZON.CO.JP; "
        "card=1234; issuer=smbc-card; posted_on=2026-11-10; state=posted"};

    *w = (struct walk){.arena = arena_new(&base_test_allocator), .seed = seed};
    state_init(&w->state, w->arena);
    tell(w, "opened ground=%.*s; jurisdiction=%.*s", slice_of(ground), SLICE("jp"));
    if (with_charge)
        test_journal(&w->state, charge, 1, w->arena);
}

static void stroll(struct walk *w)
{
    unsigned moves = 0;

    while (move(w))
        assert_true(++moves < MOVES_MAX);
}

static const char *name_of(const struct walk *w, struct slice name)
{
    struct slice copy = arena_copy(w->arena, name);

    return copy.ptr;
}

/* ------------------------------------------------------------------ tests */

/* With every answer that a person may give and every step done, each playbook ends. */
static void everybody_comes_to_an_end(void **unused)
{
    const struct catalog *c = catalog_builtin();
    unsigned stuck = 0;

    (void)unused;
    for (size_t p = 0; p < c->playbooks_len; p++)
        for (uint32_t i = 0; i < SEEDS * COUNT(grounds) * 2; i++) {
            struct walk w;

            begin(&w, grounds[i / 2 % COUNT(grounds)], i % 2 == 0, i * 7919 + (uint32_t)p);
            tell(&w, "playbook playbook=%.*s; chosen=%.*s", c->playbooks[p].id, SLICE("yes"));
            stroll(&w);
            if (w.state.is_open) {
                print_error("stuck: %.*s, ground %s, walk %u\n", SLICE_ARG(c->playbooks[p].id),
                            grounds[i / 2 % COUNT(grounds)], (unsigned)i);
                stuck++;
            }
            arena_free(w.arena);
        }
    assert_int_equal(stuck, 0);
}

/* Who skips steps may have to wait or to come back, but the walk ends all the same. */
static void who_skips_steps_is_not_sent_in_circles(void **unused)
{
    (void)unused;
    for (uint32_t i = 0; i < 200; i++) {
        struct walk w;

        begin(&w, grounds[i % COUNT(grounds)], i % 3 != 0, i);
        w.skips = true;
        stroll(&w);
        arena_free(w.arena);
    }
}

static void every_step_can_be_reached(void **unused)
{
    const struct catalog *c = catalog_builtin();
    unsigned missed = 0;

    (void)unused;
    assert_true(c->playbooks_len <= COUNT(reached));
    for (size_t p = 0; p < c->playbooks_len; p++)
        for (size_t s = 0; s < c->playbooks[p].steps_len; s++)
            if (!reached[p][s]) {
                print_error("never ready: %.*s of %.*s\n", SLICE_ARG(c->playbooks[p].steps[s].id),
                            SLICE_ARG(c->playbooks[p].id));
                missed++;
            }
    assert_int_equal(missed, 0);
}

/* Who answers as a cause lets expect is understood soon. */
static void a_cause_is_told_within_a_dozen_questions(void **unused)
{
    const struct catalog *c = catalog_builtin();
    unsigned late = 0;

    (void)unused;
    for (size_t i = 0; i < c->causes_len; i++) {
        struct walk w;

        if (slice_eq(c->causes[i].id, SLICE("missing_export")))
            continue; /* explain sees that; nobody is asked */
        begin(&w, "typed", false, 1);
        w.truth = &c->causes[i];
        stroll(&w);
        if (w.last_asked > QUESTIONS_MAX || w.last_asked > w.asked) {
            print_error("%s: leads after %u of %u questions\n", name_of(&w, c->causes[i].id),
                        w.last_asked, w.asked);
            late++;
        }
        arena_free(w.arena);
    }
    assert_int_equal(late, 0);
}

/* Where explain had no file to look into, it names that; what a person then finds out outweighs it.
 */
static void a_missing_file_does_not_hide_a_thief(void **unused)
{
    static const char *const charge[] = {
        "charge charge=a; date=2026-11-02; amount=4980; currency=JPY; descriptor=AMAZON.CO.JP; "
        "card=1234; issuer=smbc-card; cause=missing_export 0.99; cause=subscription_renewal 0.01"};
    static const char *const thieves[] = {"card_number_stolen", "account_takeover"};

    (void)unused;
    for (size_t i = 0; i < COUNT(thieves); i++) {
        struct walk w;
        struct ranked_causes causes;

        begin(&w, "charge", false, 1);
        test_journal(&w.state, charge, 1, w.arena);
        triage_rank(catalog_builtin(), &w.state, w.arena, &causes);
        assert_text(catalog_builtin()->causes[causes.at[0].cause].id, "missing_export", "at first");
        w.truth = catalog_cause(catalog_builtin(), slice_of(thieves[i]));
        stroll(&w);
        triage_rank(catalog_builtin(), &w.state, w.arena, &causes);
        assert_text(catalog_builtin()->causes[causes.at[0].cause].id, thieves[i], "in the end");
        arena_free(w.arena);
    }
}

/* Card data typed, or a number used by strangers: the card is stopped before anything else is done.
 */
static void the_card_is_stopped_first_where_it_must_be(void **unused)
{
    static const char *const typed[] = {"answer fact=card_data_typed; value=yes",
                                        "answer fact=password_typed; value=no",
                                        "answer fact=card_stopped; value=no"};
    static const char *const used[] = {
        "answer fact=card_data_typed; value=no", "answer fact=order_in_account; value=no",
        "answer fact=family_asked; value=alone", "answer fact=card_stopped; value=no",
        "answer fact=other_unknown; value=yes",  "answer fact=small_test; value=yes",
        "answer fact=card_registered; value=no"};
    const struct {
        const char *const *lines;
        size_t len;
    } stories[] = {{typed, COUNT(typed)}, {used, COUNT(used)}};

    (void)unused;
    for (size_t i = 0; i < COUNT(stories); i++) {
        struct walk w;
        struct course course;
        struct next next;

        begin(&w, "charge", true, 1);
        test_journal(&w.state, stories[i].lines, stories[i].len, w.arena);
        course_make(catalog_builtin(), &w.state, day_of(2026, 12, 1), w.arena, &course);
        next = course_next(&course, catalog_builtin(), &w.state, day_of(2026, 12, 1));
        assert_int_equal(next.kind, NEXT_STEP);
        assert_text(course.steps.at[next.step].step->id, "stop_card", "first");
        arena_free(w.arena);
    }
    assert_non_null(course_stop_card(catalog_builtin()));
}

/* A password typed, and goods being ordered: the orders go first, the mailbox before the password.
 */
static void what_is_on_its_way_goes_before_passwords(void **unused)
{
    static const char *const lines[] = {
        "answer fact=card_data_typed; value=no", "answer fact=password_typed; value=yes",
        "answer fact=card_stopped; value=no",    "answer fact=ordering_now; value=yes",
        "answer fact=order_changed; value=no",   "answer fact=gift_cards; value=no",
        "answer fact=parcel_came; value=no",     "answer fact=password_changed; value=no"};
    static const char *const want[] = {"cancel_orders", "secure_mailbox", "save_evidence",
                                       "change_password", "tell_amazon"};
    struct walk w;

    (void)unused;
    begin(&w, "takeover", false, 1);
    test_journal(&w.state, lines, COUNT(lines), w.arena);
    for (size_t i = 0; i < COUNT(want); i++) {
        struct course course;
        struct next next;

        course_make(catalog_builtin(), &w.state, day_of(2026, 12, 1), w.arena, &course);
        next = course_next(&course, catalog_builtin(), &w.state, day_of(2026, 12, 1));
        assert_int_equal(next.kind, NEXT_STEP);
        assert_text(course.steps.at[next.step].step->id, want[i], "in this order");
        do_step(&w, &course.steps.at[next.step]);
    }
    arena_free(w.arena);
}

/* Nothing that cannot be undone is asked for on a mere suspicion. */
static void nobody_is_told_to_stop_a_card_for_a_fee(void **unused)
{
    const struct catalog *c = catalog_builtin();

    (void)unused;
    for (uint32_t i = 0; i < 60; i++) {
        struct walk w;

        begin(&w, "charge", true, i);
        w.truth = catalog_cause(c, i % 2 ? SLICE("subscription_renewal") : SLICE("family_member"));
        stroll(&w);
        for (size_t k = 0; k < w.state.steps.len; k++)
            assert_false(slice_eq(w.state.steps.at[k].step, SLICE("stop_card")));
        arena_free(w.arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everybody_comes_to_an_end),
        cmocka_unit_test(who_skips_steps_is_not_sent_in_circles),
        cmocka_unit_test(every_step_can_be_reached),
        cmocka_unit_test(a_cause_is_told_within_a_dozen_questions),
        cmocka_unit_test(a_missing_file_does_not_hide_a_thief),
        cmocka_unit_test(the_card_is_stopped_first_where_it_must_be),
        cmocka_unit_test(what_is_on_its_way_goes_before_passwords),
        cmocka_unit_test(nobody_is_told_to_stop_a_card_for_a_fee),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
