#ifndef MIOBOE_EXPLAIN_TIE_H
#define MIOBOE_EXPLAIN_TIE_H

/*
 * Charges and units of equal amounts: the bipartite graph in which one charge is paid by one unit.
 * Charges that nothing tells apart are one node with several copies, and so are units of one
 * purchase: ten thousand equal charges of one day are one node.  Solved exactly (tie_solve), with
 * marginal probabilities (tie_believe).
 */

#include "explain/model.h"

/* Copies that nothing tells apart. */
struct tie_node {
    uint32_t from, copies;          /* in entry_order or model.by_amount */
    uint32_t edges_from, edges_len; /* left: in edges; right: in right_edges */
    uint32_t used;                  /* copies that the solution uses */
    double none;                    /* probability that a copy is matched to nothing */
};

struct tie_edge {
    uint32_t left, right;
    double weight;            /* log likelihood ratio against "nothing accounts for it" */
    double strength;          /* its exponential, bounded: inside tie_believe() */
    uint32_t flow;            /* pairs in the best solution */
    double probability;       /* that a given copy of the left is paid by some copy of the right */
    double to_right, to_left; /* messages */
};
ARRAY_TYPE(tie_edges, struct tie_edge);
ARRAY_TYPE(tie_nodes, struct tie_node);

struct tie_graph {
    uint32_t *entry_order; /* entry numbers, copies side by side */
    struct tie_nodes lefts, rights;
    struct tie_edges edges; /* by left */
    uint32_t *right_edges;  /* edge numbers, by right */
    uint32_t *component;    /* by left: number of its component */
    uint32_t components;
};

/* The graph of the ${n} ${entries}. */
void tie_build(const struct model *model, const uint32_t *entries, size_t n, struct tie_graph *ret);

/* Set flow of each edge and used of each node so that the sum of weight × flow is the greatest
 * possible. */
void tie_solve(struct tie_graph *graph, struct arena *arena);

/* Set probability of each edge and none of each left node. */
void tie_believe(struct tie_graph *graph, struct arena *arena);

#endif
