#ifndef MIOBOE_REVIEW_MARK_H
#define MIOBOE_REVIEW_MARK_H

/* What the person said of a finding or a question: kept in the store as lines of names and values,
 * kind MARK_KIND, under the id of the finding. */

#include "base/array.h"
#include "base/day.h"
#include "base/pairs.h"

#define MARK_KIND SLICE("review")
#define MARK_LAST SLICE("last") /* of the monthly look: its day is that of the mark */

enum mark_state {
    MARK_NONE,
    MARK_DONE,
    MARK_NOT_MINE, /* nobody of the household knows it */
    MARK_LATER,    /* not before its day `until` */
    MARK_YES,      /* answers to what is asked */
    MARK_NO,
    MARK_UNKNOWN,
    MARK_STATES
};

struct mark {
    struct slice finding;
    enum mark_state state;
    int32_t made;  /* the day in Japan on which it was said */
    int32_t until; /* MARK_LATER; DAY_NONE = none */
};
ARRAY_TYPE(marks, struct mark);

/* "done" …; and back, MARK_STATES = no such word. */
struct slice mark_state_name(enum mark_state state);
enum mark_state mark_state_of(struct slice name);

/* The body of ${mark} as it is stored; and back: false where it is none. */
struct slice mark_write(const struct mark *mark, struct arena *arena);
bool mark_read(struct slice finding, struct slice body, struct arena *arena, struct mark *ret);

#endif
