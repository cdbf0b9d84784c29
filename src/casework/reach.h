#ifndef MIOBOE_CASEWORK_REACH_H
#define MIOBOE_CASEWORK_REACH_H

/* How to reach whom a step names. */

#include "casework/state.h"

struct reach {
    const struct route *best; /* NULL = none is known */
    const struct route **others;
    size_t others_len;
};

/*
 * The routes to ${step}'s party for its purpose: those of the case's issuer and those of any, the
 * lowest rank first, then those of the step's channel.  A route whose sources contradict each other
 * is never the best one; it stands among the others, which live in ${arena}.
 */
void reach_find(const struct catalog *catalog, const struct case_state *state,
                const struct step *step, struct arena *arena, struct reach *ret);

#endif
