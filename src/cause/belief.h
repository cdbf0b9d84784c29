#ifndef MIOBOE_CAUSE_BELIEF_H
#define MIOBOE_CAUSE_BELIEF_H

/* How likely each cause of the catalogue is, and what an answer makes of that. */

#include "catalog/catalog.h"

#include "base/arena.h"

/* One number for each of the catalogue's causes, in its order; they sum to 1. */
struct belief {
    double *of;
    size_t len;
};

/* The catalogue's priors. */
struct belief belief_prior(const struct catalog *catalog, struct arena *arena);

/*
 * Bayes' rule with the likelihood of the answer ${value}.  "unknown", values that the question does
 * not have, and questions without likelihoods change nothing.
 */
void belief_answer(const struct catalog *catalog, const struct question *question,
                   struct slice value, struct belief *belief);

/* Multiply by ${factors} (one for each cause, > 0) and make the sum 1 again. */
void belief_weigh(struct belief *belief, const double *factors);

/* In bits. */
double belief_entropy(const struct belief *belief);

/* The entropy that the answer to ${question} is expected to take away, in bits; 0 without
 * likelihoods. */
double belief_gain(const struct catalog *catalog, const struct question *question,
                   const struct belief *belief, struct arena *arena);

#endif
