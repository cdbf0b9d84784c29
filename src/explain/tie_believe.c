#include "explain/tie.h"

#include <math.h>

/*
 * Marginals of the matching by belief propagation (the monomer-dimer recursion), exact on trees and
 * close on the sparse graphs that occur.  A node of n copies counts n times among its neighbours.
 */

#define ROUNDS_MAX 400
#define CLOSE 1e-4
#define WEIGHT_MAX 9.0 /* e^9: a single pair is never believed beyond 0.9999 */

/* Sum over the neighbours of a left node of copies × weight × message. */
static double left_field(const struct tie_graph *g, const struct tie_node *left)
{
    double sum = 0;

    for (uint32_t i = 0; i < left->edges_len; i++) {
        const struct tie_edge *e = &g->edges.at[left->edges_from + i];

        sum += g->rights.at[e->right].copies * e->strength * e->to_left;
    }
    return sum;
}

static double right_field(const struct tie_graph *g, const struct tie_node *right)
{
    double sum = 0;

    for (uint32_t i = 0; i < right->edges_len; i++) {
        const struct tie_edge *e = &g->edges.at[g->right_edges[right->edges_from + i]];

        sum += g->lefts.at[e->left].copies * e->strength * e->to_right;
    }
    return sum;
}

/* What a node tells over one edge: how likely its copy is free, the one copy at the other end left
 * aside. */
static double message(double field, double own)
{
    double rest = field - own;

    return 1 / (1 + (rest > 0 ? rest : 0));
}

static double larger(double a, double b)
{
    return a > b ? a : b;
}

static double update_left(struct tie_graph *g, const struct tie_node *left)
{
    double change = 0, field = left_field(g, left);

    for (uint32_t i = 0; i < left->edges_len; i++) {
        struct tie_edge *e = &g->edges.at[left->edges_from + i];
        double to = message(field, e->strength * e->to_left);

        change = larger(change, fabs(to - e->to_right));
        e->to_right = to;
    }
    return change;
}

static double update_right(struct tie_graph *g, const struct tie_node *right)
{
    double change = 0, field = right_field(g, right);

    for (uint32_t i = 0; i < right->edges_len; i++) {
        struct tie_edge *e = &g->edges.at[g->right_edges[right->edges_from + i]];
        double to = message(field, e->strength * e->to_right);

        change = larger(change, fabs(to - e->to_left));
        e->to_left = to;
    }
    return change;
}

/* A pair that competes with nobody needs no rounds: its first messages are right. */
static bool is_alone(const struct tie_graph *g, const struct tie_node *left)
{
    const struct tie_edge *e = &g->edges.at[left->edges_from];

    return left->copies == 1 && left->edges_len == 1 && g->rights.at[e->right].edges_len == 1 &&
           g->rights.at[e->right].copies == 1;
}

/*
 * The nodes of components that are still moving.  Lefts are taken in the order of their numbers; a
 * component rests once none of its messages moved in a round.
 */
struct active {
    uint32_t *lefts, *rights;
    size_t lefts_len, rights_len;
    double *change; /* by component: the largest change of a message in this round */
};

static void start(struct tie_graph *g, struct active *a)
{
    for (size_t e = 0; e < g->edges.len; e++) {
        struct tie_edge *edge = &g->edges.at[e];

        edge->strength = exp(edge->weight < WEIGHT_MAX ? edge->weight : WEIGHT_MAX);
        edge->to_left = edge->to_right = 1;
    }
    for (uint32_t l = 0; l < g->lefts.len; l++)
        if (g->lefts.at[l].edges_len && !is_alone(g, &g->lefts.at[l]))
            a->lefts[a->lefts_len++] = l;
    for (uint32_t r = 0; r < g->rights.len; r++) {
        const struct tie_node *right = &g->rights.at[r];

        if (right->edges_len == 0)
            continue;
        if (right->edges_len > 1 || right->copies > 1 ||
            !is_alone(g, &g->lefts.at[g->edges.at[g->right_edges[right->edges_from]].left]))
            a->rights[a->rights_len++] = r;
    }
}

static uint32_t component_of_right(const struct tie_graph *g, uint32_t right)
{
    return g->component[g->edges.at[g->right_edges[g->rights.at[right].edges_from]].left];
}

static void moved(double *most, double change)
{
    *most = larger(*most, change);
}

/* One round over what still moves; what came to rest is left out of the next. */
static void pass(struct tie_graph *g, struct active *a)
{
    size_t kept = 0;

    for (size_t i = 0; i < a->lefts_len; i++)
        a->change[g->component[a->lefts[i]]] = 0;
    for (size_t i = 0; i < a->lefts_len; i++)
        moved(&a->change[g->component[a->lefts[i]]], update_left(g, &g->lefts.at[a->lefts[i]]));
    for (size_t i = 0; i < a->rights_len; i++)
        moved(&a->change[component_of_right(g, a->rights[i])],
              update_right(g, &g->rights.at[a->rights[i]]));
    for (size_t i = 0; i < a->lefts_len; i++)
        if (a->change[g->component[a->lefts[i]]] > CLOSE)
            a->lefts[kept++] = a->lefts[i];
    a->lefts_len = kept;
    kept = 0;
    for (size_t i = 0; i < a->rights_len; i++)
        if (a->change[component_of_right(g, a->rights[i])] > CLOSE)
            a->rights[kept++] = a->rights[i];
    a->rights_len = kept;
}

void tie_believe(struct tie_graph *graph, struct arena *arena)
{
    struct active active = {0};

    active.lefts = arena_make_n(arena, uint32_t, graph->lefts.len);
    active.rights = arena_make_n(arena, uint32_t, graph->rights.len);
    active.change = arena_make_n(arena, double, graph->components);
    start(graph, &active);
    for (int round = 0; round < ROUNDS_MAX && active.lefts_len; round++)
        pass(graph, &active);
    for (size_t l = 0; l < graph->lefts.len; l++) {
        struct tie_node *left = &graph->lefts.at[l];
        double field = left_field(graph, left);

        left->none = 1 / (1 + field);
        for (uint32_t i = 0; i < left->edges_len; i++) {
            struct tie_edge *e = &graph->edges.at[left->edges_from + i];

            e->probability =
                graph->rights.at[e->right].copies * e->strength * e->to_left / (1 + field);
        }
    }
}
