#ifndef MIOBOE_CASEWORK_COURSE_H
#define MIOBOE_CASEWORK_COURSE_H

/* Which playbooks a case follows and what is to be done next. */

#include "casework/triage.h"

enum course_step_state {
    COURSE_READY,   /* can be done now */
    COURSE_BLOCKED, /* another step goes before */
    COURSE_NOT_NOW, /* its condition does not hold (or a fact is not known yet) */
    COURSE_DONE,
    COURSE_SKIPPED,
    COURSE_EXPIRED /* valid_until is over: look at the source first */
};

struct course_step {
    const struct playbook *playbook;
    const struct step *step;
    enum course_step_state state;
};
ARRAY_TYPE(course_steps, struct course_step);

struct course {
    struct ranked_causes causes;
    struct asked question; /* question NULL = nothing to ask */
    struct course_steps
        steps; /* of all playbooks that apply, the most urgent first, in their order */
};

/* Which thing comes first. */
enum next_kind {
    NEXT_QUESTION, /* course.question */
    NEXT_STEP,     /* course.steps.at[step] */
    NEXT_PROMISE,  /* a promise is overdue: ask for it; or a credit may keep it or another */
    NEXT_WAIT,     /* nothing can be done before ${day} */
    NEXT_CLOSE     /* all is closed: the case may be closed */
};

struct next {
    enum next_kind kind;
    size_t step;
    uint64_t promise; /* seq */
    int32_t day;      /* NEXT_WAIT; DAY_NONE = nothing is awaited */
};

/*
 * ${today} decides what is overdue or over.  The playbooks: chosen ones; those whose condition
 * holds; those of the leading cause (probability at least COURSE_LEADS, else of the two first).
 */
#define COURSE_LEADS 0.6
void course_make(const struct catalog *catalog, const struct case_state *state, int32_t today,
                 struct arena *arena, struct course *ret);

/*
 * The first of: an urgent question; a step that is to be done now; a promise that is overdue or in
 * doubt; a question, as long as no cause leads; a step that is ready and not for later; a question
 * that still tells something; a step for later; closing; waiting.  A step that sets facts is
 * followed by an answer of origin `step` for each of them: whoever writes the event of the step
 * writes those, too.
 */
struct next course_next(const struct course *course, const struct catalog *catalog,
                        const struct case_state *state, int32_t today);

/* "stop my card now": the step of the playbook card-number-stolen that stops the card; reachable
 * whatever the state. */
const struct step *course_stop_card(const struct catalog *catalog);

/* Why the case may not be closed yet: a code ("charge_open", "promise_open", "return_open",
 * "inquiry_open", "condition_open"), empty = it may. */
struct slice course_why_open(const struct catalog *catalog, const struct case_state *state);

#endif
