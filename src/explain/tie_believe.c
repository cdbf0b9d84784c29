#include "explain/tie.h"

#include "explain/tie_count.h"

#include <math.h>

/*
 * Marginals of the matching by belief propagation (the monomer-dimer recursion), exact on trees and
 * close on the sparse graphs that occur.  A node of n copies counts n times among its neighbours.
 */

#define ROUNDS_MAX 60

/* Where one price spans thousands of charges, messages swing for long and settle hardly better than
 * their mean: from so many looks at an edge on, new ones are taken half, and in the end no more. */
#define LOOKS_FREE 500000u
#define LOOKS_SWINGING 4u /* beyond these, for each edge */
#define LOOKS_MOST 10u

#define CLOSE 3e-3 /* of itself: a message that moves less wakes nobody */
#define WEIGHT_MAX \
    30.0 /* keeps the exponentials finite and apart; verdicts have a cap of their own */

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

/* The nodes of which a neighbour's message has moved since they were last looked at. */
struct active {
    uint32_t *lefts, *rights;
    size_t lefts_len, rights_len;
    size_t looks;                   /* at edges, from their left */
    double share;                   /* of a new message that is taken */
    bool *left_waits, *right_waits; /* stands in the list */
};

static void wake(uint32_t *list, size_t *len, bool *waits, uint32_t node)
{
    if (!waits[node])
        list[(*len)++] = node;
    waits[node] = true;
}

/* What is taken of a new message where ${before} was told. */
static double part_of(const struct active *a, double message, double before)
{
    return a->share < 1 ? before + a->share * (message - before) : message;
}

static void update_left(struct tie_graph *g, uint32_t number, struct active *a)
{
    const struct tie_node *left = &g->lefts.at[number];
    double field = left_field(g, left);

    a->looks += left->edges_len;
    for (uint32_t i = 0; i < left->edges_len; i++) {
        struct tie_edge *e = &g->edges.at[left->edges_from + i];
        double to = part_of(a, message(field, e->strength * e->to_left), e->to_right);

        if (fabs(to - e->to_right) > CLOSE * to)
            wake(a->rights, &a->rights_len, a->right_waits, e->right);
        e->to_right = to;
    }
}

static void update_right(struct tie_graph *g, uint32_t number, struct active *a)
{
    const struct tie_node *right = &g->rights.at[number];
    double field = right_field(g, right);

    for (uint32_t i = 0; i < right->edges_len; i++) {
        struct tie_edge *e = &g->edges.at[g->right_edges[right->edges_from + i]];
        double to = part_of(a, message(field, e->strength * e->to_right), e->to_left);

        if (fabs(to - e->to_left) > CLOSE * to)
            wake(a->lefts, &a->lefts_len, a->left_waits, e->left);
        e->to_left = to;
    }
}

static uint32_t component_of_right(const struct tie_graph *g, uint32_t right)
{
    return g->component[g->edges.at[g->right_edges[g->rights.at[right].edges_from]].left];
}

static void start(struct tie_graph *g, const bool *counted, struct active *a)
{
    for (uint32_t l = 0; l < g->lefts.len; l++)
        if (g->lefts.at[l].edges_len && !counted[g->component[l]])
            wake(a->lefts, &a->lefts_len, a->left_waits, l);
    for (uint32_t r = 0; r < g->rights.len; r++)
        if (g->rights.at[r].edges_len && !counted[component_of_right(g, r)])
            wake(a->rights, &a->rights_len, a->right_waits, r);
}

/* One round over what still moves: a node is looked at again once a message to it has moved. */
static void pass(struct tie_graph *g, struct active *a)
{
    size_t n = a->lefts_len;

    a->lefts_len = 0;
    for (size_t i = 0; i < n; i++)
        a->left_waits[a->lefts[i]] = false;
    for (size_t i = 0; i < n; i++)
        update_left(g, a->lefts[i], a);
    n = a->rights_len;
    a->rights_len = 0;
    for (size_t i = 0; i < n; i++)
        a->right_waits[a->rights[i]] = false;
    for (size_t i = 0; i < n; i++)
        update_right(g, a->rights[i], a);
}

/*
 * Where every copy on both sides of a component is matched, one charge can only be without a unit
 * if a unit is without a charge.  The recursion does not see that they come in pairs and gives
 * about the root of the true share: of n units and equal weights w it says 1/sqrt(nw), where 1/w is
 * right.
 */
static const bool *find_loose(const struct tie_graph *g, struct arena *arena)
{
    bool *loose = arena_make_n(arena, bool, g->components);

    for (size_t l = 0; l < g->lefts.len; l++)
        if (g->lefts.at[l].used < g->lefts.at[l].copies)
            loose[g->component[l]] = true;
    for (uint32_t r = 0; r < g->rights.len; r++)
        if (g->rights.at[r].edges_len && g->rights.at[r].used < g->rights.at[r].copies)
            loose[component_of_right(g, r)] = true;
    return loose;
}

static void set_beliefs(struct tie_graph *g, struct tie_node *left, bool balanced)
{
    double field = left_field(g, left), share;

    left->none = 1 / (1 + field);
    if (balanced && left->none * left->edges_len < 1)
        left->none *= left->none * left->edges_len;
    share = field > 0 ? (1 - left->none) / field : 0;
    for (uint32_t i = 0; i < left->edges_len; i++) {
        struct tie_edge *e = &g->edges.at[left->edges_from + i];

        e->probability = g->rights.at[e->right].copies * e->strength * e->to_left * share;
    }
}

void tie_believe(struct tie_graph *graph, struct arena *arena)
{
    struct active active = {0};
    const bool *counted, *loose = find_loose(graph, arena);

    for (size_t e = 0; e < graph->edges.len; e++) {
        struct tie_edge *edge = &graph->edges.at[e];

        edge->strength = exp(edge->weight < WEIGHT_MAX ? edge->weight : WEIGHT_MAX);
        edge->to_left = edge->to_right = 1;
    }
    counted = tie_count(graph, arena);
    active.lefts = arena_make_n(arena, uint32_t, graph->lefts.len);
    active.rights = arena_make_n(arena, uint32_t, graph->rights.len);
    active.left_waits = arena_make_n(arena, bool, graph->lefts.len);
    active.right_waits = arena_make_n(arena, bool, graph->rights.len);
    start(graph, counted, &active);
    for (int round = 0; round < ROUNDS_MAX && active.lefts_len &&
                        active.looks < LOOKS_FREE + LOOKS_MOST * graph->edges.len;
         round++) {
        active.share = active.looks < LOOKS_FREE + LOOKS_SWINGING * graph->edges.len ? 1 : 0.5;
        pass(graph, &active);
    }
    for (size_t l = 0; l < graph->lefts.len; l++)
        if (!counted[graph->component[l]])
            set_beliefs(graph, &graph->lefts.at[l], !loose[graph->component[l]]);
}
