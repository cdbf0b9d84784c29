#ifndef MIOBOE_CASEWORK_TRIAGE_H
#define MIOBOE_CASEWORK_TRIAGE_H

/* What may it be, and what to ask next: explain's model of causes (src/cause) with the answers
 * added. */

#include "casework/state.h"
#include "cause/cause.h"

/*
 * The causes with their probability after all that is known: of the charges (their causes by
 * explain, a product of the charges' evidence that does not count one clue twice) and of every
 * answer.  Likeliest first; they sum to 1.
 */
void triage_rank(const struct catalog *catalog, const struct case_state *state, struct arena *arena,
                 struct ranked_causes *ret);

struct asked {
    const struct question *question;
    double gain; /* expected fall of the entropy of the causes, in bits */
};

/*
 * The question to ask next: urgent ones whose condition holds first, in the catalogue's order; then
 * the one with the greatest gain per minute.  NULL question = none is left that would tell anything
 * (gain under TRIAGE_MIN_GAIN bits).
 */
#define TRIAGE_MIN_GAIN 0.02
struct asked triage_question(const struct catalog *catalog, const struct case_state *state,
                             struct arena *arena);

/* Two answers to one question that differ, by different parties or at different times: to be
 * pointed out.  Of answers alike by one party only the newest counts. */
struct contradiction {
    const struct case_answer *first, *second;
};
ARRAY_TYPE(contradictions, struct contradiction);
void triage_contradictions(const struct case_state *state, struct arena *arena,
                           struct contradictions *ret);

#endif
