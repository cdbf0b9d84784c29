#include "casework/course.h"

#include "base/day.h"
#include "casework/promise.h"

/* ------------------------------------------------------------------ which playbooks */

/* The person's own choice: yes, no, or empty. */
static struct slice choice(const struct case_state *state, struct slice playbook)
{
    for (size_t i = 0; i < state->playbooks.len; i++)
        if (slice_eq(state->playbooks.at[i].name, playbook))
            return state->playbooks.at[i].value;
    return (struct slice){"", 0};
}

static bool is_led_to(const struct catalog *catalog, const struct playbook *playbook,
                      const struct ranked_causes *causes)
{
    size_t leading = causes->len && causes->at[0].probability >= COURSE_LEADS ? 1 : 2;

    for (size_t i = 0; i < leading && i < causes->len; i++)
        for (size_t k = 0; k < playbook->causes_len; k++)
            if (slice_eq(playbook->causes[k], catalog->causes[causes->at[i].cause].id))
                return true;
    return false;
}

static bool applies(const struct catalog *catalog, const struct case_state *state,
                    const struct playbook *playbook, const struct ranked_causes *causes)
{
    struct fact_reader facts = state_facts(state);
    struct slice chosen = choice(state, playbook->id);

    if (chosen.len)
        return slice_eq(chosen, SLICE("yes"));
    if (playbook->when.len && condition_holds(&playbook->when, &facts))
        return true;
    return is_led_to(catalog, playbook, causes);
}

/* ------------------------------------------------------------------ which steps */

static const struct case_step *told(const struct case_state *state, struct slice playbook,
                                    struct slice step)
{
    for (size_t i = state->steps.len; i-- > 0;)
        if (slice_eq(state->steps.at[i].playbook, playbook) &&
            slice_eq(state->steps.at[i].step, step))
            return &state->steps.at[i];
    return NULL;
}

/* Neither to be waited for nor done: done, skipped, or it does not apply. */
static bool is_out_of_the_way(const struct case_state *state, const struct playbook *playbook,
                              const struct step *step)
{
    struct fact_reader facts = state_facts(state);

    return told(state, playbook->id, step->id) || !condition_holds(&step->when, &facts);
}

static bool is_over(struct slice valid_until, int32_t today)
{
    int32_t day;

    return valid_until.len && day_read(valid_until, DAY_YMD, today, &day) > 0 && day < today;
}

static enum course_step_state step_state(const struct case_state *state,
                                         const struct playbook *playbook, const struct step *step,
                                         int32_t today)
{
    const struct case_step *done = told(state, playbook->id, step->id);
    struct fact_reader facts = state_facts(state);

    if (done)
        return done->state == STEP_DONE ? COURSE_DONE : COURSE_SKIPPED;
    if (!condition_holds(&step->when, &facts))
        return COURSE_NOT_NOW;
    for (size_t i = 0; i < step->after_len; i++) {
        const struct step *before = playbook_step(playbook, step->after[i]);

        if (before && !is_out_of_the_way(state, playbook, before))
            return COURSE_BLOCKED;
    }
    return is_over(step->valid_until, today) ? COURSE_EXPIRED : COURSE_READY;
}

/* More urgent ones first; of equal urgency in the order of the playbooks and their steps. */
static void insert_step(struct arena *arena, struct course_steps *steps,
                        const struct course_step *step)
{
    size_t to;

    array_push(arena, steps);
    for (to = steps->len - 1; to > 0 && steps->at[to - 1].step->urgency > step->step->urgency; to--)
        steps->at[to] = steps->at[to - 1];
    steps->at[to] = *step;
}

void course_make(const struct catalog *catalog, const struct case_state *state, int32_t today,
                 struct arena *arena, struct course *ret)
{
    *ret = (struct course){.question = triage_question(catalog, state, arena)};
    triage_rank(catalog, state, arena, &ret->causes);
    for (size_t i = 0; i < catalog->playbooks_len; i++) {
        const struct playbook *p = &catalog->playbooks[i];

        if (!applies(catalog, state, p, &ret->causes))
            continue;
        for (size_t k = 0; k < p->steps_len; k++)
            insert_step(
                arena, &ret->steps,
                &(struct course_step){p, &p->steps[k], step_state(state, p, &p->steps[k], today)});
    }
}

/* ------------------------------------------------------------------ what comes next */

/* The first ready step of at most ${urgency}; its number, or steps.len. */
static size_t ready_step(const struct course *course, enum urgency urgency)
{
    for (size_t i = 0; i < course->steps.len; i++) {
        enum course_step_state state = course->steps.at[i].state;

        if ((state == COURSE_READY || state == COURSE_EXPIRED) &&
            course->steps.at[i].step->urgency <= urgency)
            return i;
    }
    return course->steps.len;
}

/* The open promise that was due first; NULL = none is overdue. */
static const struct case_promise *overdue(const struct case_state *state, int32_t today)
{
    const struct case_promise *first = NULL;

    for (size_t i = 0; i < state->promises.len; i++) {
        const struct case_promise *p = &state->promises.at[i];

        if (p->state == PROMISE_OPEN && p->due != DAY_NONE && p->due < today &&
            (!first || p->due < first->due))
            first = p;
    }
    return first;
}

/* A promise that may have been kept by a credit, but others may, too; NULL = none. */
static const struct case_promise *doubtful(const struct case_state *state)
{
    struct promise_doubts doubts;
    struct keepings kept;

    promise_find(state, state->arena, &kept, &doubts);
    for (size_t i = 0; doubts.len && i < state->promises.len; i++)
        for (size_t k = 0; k < doubts.at[0].promises.len; k++)
            if (state->promises.at[i].state == PROMISE_OPEN &&
                state->promises.at[i].seq == doubts.at[0].promises.at[k])
                return &state->promises.at[i];
    return NULL;
}

/* The first day on which something is promised or an inquiry should be answered. */
static int32_t awaited(const struct case_state *state, int32_t today)
{
    int32_t day = DAY_NONE;

    for (size_t i = 0; i < state->promises.len; i++) {
        const struct case_promise *p = &state->promises.at[i];

        if (p->state == PROMISE_OPEN && p->due >= today && (day == DAY_NONE || p->due < day))
            day = p->due;
    }
    for (size_t i = 0; i < state->inquiries.len; i++) {
        const struct case_inquiry *q = &state->inquiries.at[i];

        if (!q->is_answered && q->due >= today && (day == DAY_NONE || q->due < day))
            day = q->due;
    }
    return day;
}

static bool has_leader(const struct course *course)
{
    return course->causes.len && course->causes.at[0].probability >= COURSE_LEADS;
}

struct next course_next(const struct course *course, const struct catalog *catalog,
                        const struct case_state *state, int32_t today)
{
    const struct question *question = course->question.question;
    const struct case_promise *doubt = doubtful(state),
                              *late = doubt ? doubt : overdue(state, today);
    size_t now = ready_step(course, URGENCY_NOW), soon = ready_step(course, URGENCY_SOON);
    size_t any = ready_step(course, URGENCY_LATER);
    struct next next = {.day = DAY_NONE};

    if (question && question->urgent) {
        next.kind = NEXT_QUESTION;
    } else if (now < course->steps.len) {
        next.kind = NEXT_STEP;
        next.step = now;
    } else if (late) {
        next.kind = NEXT_PROMISE;
        next.promise = late->seq;
    } else if (question && !has_leader(course)) {
        next.kind = NEXT_QUESTION;
    } else if (soon < course->steps.len) {
        next.kind = NEXT_STEP;
        next.step = soon;
    } else if (question) { /* what settles a thing comes after the questions about it */
        next.kind = NEXT_QUESTION;
    } else if (any < course->steps.len) {
        next.kind = NEXT_STEP;
        next.step = any;
    } else if (!course_why_open(catalog, state).len) {
        next.kind = NEXT_CLOSE;
    } else {
        next.kind = NEXT_WAIT;
        next.day = awaited(state, today);
    }
    return next;
}

const struct step *course_stop_card(const struct catalog *catalog)
{
    const struct playbook *playbook = playbook_of(catalog, SLICE("card-number-stolen"));

    return playbook ? playbook_step(playbook, SLICE("stop_card")) : NULL;
}

/* ------------------------------------------------------------------ closing */

static bool has_open_charge(const struct case_state *state)
{
    for (size_t i = 0; i < state->charges.len; i++)
        if (!state->charges.at[i].is_removed && !state->charges.at[i].ledger.is_closed)
            return true;
    return false;
}

static bool has_open_promise(const struct case_state *state)
{
    for (size_t i = 0; i < state->promises.len; i++)
        if (state->promises.at[i].state == PROMISE_OPEN)
            return true;
    return false;
}

static bool has_open_return(const struct case_state *state)
{
    for (size_t i = 0; i < state->returns.len; i++)
        if (!slice_eq(state->returns.at[i].state, SLICE("refunded")) &&
            !slice_eq(state->returns.at[i].state, SLICE("confirmed")))
            return true;
    return false;
}

static bool has_open_inquiry(const struct case_state *state)
{
    for (size_t i = 0; i < state->inquiries.len; i++)
        if (!state->inquiries.at[i].is_answered)
            return true;
    return false;
}

/* Conditions of the playbooks of which a step was done; one that an answer has ruled out since asks
 * for nothing any more. */
static bool has_open_condition(const struct catalog *catalog, const struct case_state *state)
{
    struct fact_reader facts = state_facts(state);
    struct ranked_causes causes;

    triage_rank(catalog, state, state->arena, &causes);
    for (size_t i = 0; i < state->steps.len; i++) {
        const struct playbook *playbook = playbook_of(catalog, state->steps.at[i].playbook);

        if (playbook && state->steps.at[i].state == STEP_DONE &&
            !condition_holds(&playbook->closed, &facts) &&
            applies(catalog, state, playbook, &causes))
            return true;
    }
    return false;
}

struct slice course_why_open(const struct catalog *catalog, const struct case_state *state)
{
    if (has_open_charge(state))
        return SLICE("charge_open");
    if (has_open_promise(state))
        return SLICE("promise_open");
    if (has_open_return(state))
        return SLICE("return_open");
    if (has_open_inquiry(state))
        return SLICE("inquiry_open");
    if (has_open_condition(catalog, state))
        return SLICE("condition_open");
    return (struct slice){"", 0};
}
