#ifndef MIOBOE_EXPLAIN_COVERAGE_H
#define MIOBOE_EXPLAIN_COVERAGE_H

/* Of what kind and for which days each household member's sources tell of purchases. */

#include "explain/history.h"

/* A source may end some days before it was asked for: nothing was bought since. */
#define COVERAGE_MARGIN 3

struct cover {
    unsigned has;        /* bits of kinds */
    int32_t from, until; /* days of the purchases told; DAY_NONE = none */
};
ARRAY_TYPE(covers, struct cover);

struct coverage {
    const struct history *history;
    struct covers members;
    struct map index;     /* member → members */
    struct cover unnamed; /* of sources that name no member: anybody's */
    struct cover all;
};

const struct coverage *coverage_of(const struct report *report, const struct history *history,
                                   struct arena *arena);

/* Whether no source was given that could tell of the charge, its merchant's class taken into
 * account. */
bool coverage_is_missing(const struct coverage *coverage, const struct report *report,
                         uint32_t entry);

/* Whether there are such sources, but they begin after the charge or end before it. */
bool coverage_is_elsewhere(const struct coverage *coverage, const struct report *report,
                           uint32_t entry);

#endif
