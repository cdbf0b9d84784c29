#ifndef MIOBOE_EXPLAIN_HYPER_H
#define MIOBOE_EXPLAIN_HYPER_H

/*
 * Shapes other than one charge and one unit: charges that ties leave open get further candidates,
 * and the components that these touch are solved again as a whole, charge by charge.
 */

#include "explain/fate.h"

#define HYPER_ENTRIES 4000u /* a component of more charges is solved around its open ones only */
#define HYPER_OPTIONS 40000u
#define HYPER_STEPS 20000u       /* of one part of a search */
#define HYPER_STEPS_ALL 4000000u /* of all of them */

/* Solutions that are less likely than the best by a factor of exp(HYPER_MARGIN) count for nothing.
 */
#define HYPER_MARGIN 12

/* Replace the fates of all charges that candidates other than single ones touch. */
void hyper_improve(const struct model *model, const struct tie_graph *graph, struct fates *fates);

#endif
