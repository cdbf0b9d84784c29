#ifndef MIOBOE_EXPLAIN_TIE_COUNT_H
#define MIOBOE_EXPLAIN_TIE_COUNT_H

/* Exact marginals of small components, by counting all assignments. */

#include "explain/tie.h"

/* A component of more copies than this on either side is left to belief propagation. */
#define TIE_COUNT_MOST 10u

/*
 * Set probability and none for the components that are small enough; edge.strength must be set.
 * Return, by component, whether it was done.
 */
const bool *tie_count(struct tie_graph *graph, struct arena *arena);

#endif
