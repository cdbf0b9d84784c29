#ifndef MIOBOE_EXPLAIN_HABIT_H
#define MIOBOE_EXPLAIN_HABIT_H

/*
 * What a household usually does, learnt from a first solution with the priors: its lags, its cards,
 * how many units show on the statements, how many charges nothing accounts for, how often a part is
 * paid by points.
 */

#include "explain/model.h"

/* Sharpen ${model} by the ${n} in-scope ${entries}.  What is learnt lives in the model's arena. */
void habit_learn(struct model *model, const uint32_t *entries, size_t n);

#endif
