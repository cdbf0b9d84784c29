#include "explain/tie_count.h"

/*
 * The charges are taken one after the other; a state is the set of unit copies that are used.
 * forward[i][S] is the weight of all ways in which the first i charges use just S, backward[i][S]
 * that of all ways to go on from there: a pairing's share is what passes through it.
 */

#define STATES (1u << TIE_COUNT_MOST)

struct counting {
    struct tie_graph *g;
    uint32_t *lefts;  /* in the order of their components */
    uint32_t *first;  /* by component: where its lefts begin; one more at the end */
    uint32_t *bit_of; /* by right: its first bit; only of the component at hand */
    uint32_t *met;    /* by right: component + 1 that set bit_of */
    double (*forward)[STATES];
    double (*backward)[STATES];
};

struct component {
    uint32_t rows[TIE_COUNT_MOST]; /* left of each row */
    uint32_t rows_len, bits;
};

static void list_lefts(struct counting *c, struct arena *arena)
{
    struct tie_graph *g = c->g;
    uint32_t *fill = arena_make_n(arena, uint32_t, g->components + 1);

    c->lefts = arena_make_n(arena, uint32_t, g->lefts.len);
    c->first = arena_make_n(arena, uint32_t, g->components + 2);
    for (size_t l = 0; l < g->lefts.len; l++)
        c->first[g->component[l] + 1]++;
    for (uint32_t k = 0; k < g->components; k++)
        c->first[k + 1] += c->first[k];
    for (uint32_t k = 0; k < g->components; k++)
        fill[k] = c->first[k];
    for (uint32_t l = 0; l < g->lefts.len; l++)
        c->lefts[fill[g->component[l]]++] = l;
}

/* Give every copy of a charge a row and every copy of a unit a bit; false where there are too many.
 */
static bool lay_out(struct counting *c, uint32_t number, struct component *ret)
{
    struct tie_graph *g = c->g;

    ret->rows_len = ret->bits = 0;
    for (uint32_t i = c->first[number]; i < c->first[number + 1]; i++) {
        const struct tie_node *left = &g->lefts.at[c->lefts[i]];

        if (left->copies > TIE_COUNT_MOST - ret->rows_len)
            return false;
        for (uint32_t k = 0; k < left->copies; k++)
            ret->rows[ret->rows_len++] = c->lefts[i];
        for (uint32_t e = left->edges_from; e < left->edges_from + left->edges_len; e++) {
            uint32_t right = g->edges.at[e].right;

            if (c->met[right] == number + 1)
                continue;
            if (g->rights.at[right].copies > TIE_COUNT_MOST - ret->bits)
                return false;
            c->met[right] = number + 1;
            c->bit_of[right] = ret->bits;
            ret->bits += g->rights.at[right].copies;
        }
    }
    return true;
}

/* Call for every free bit of every edge of a row: state, edge and the state after it. */
#define FOR_EACH_STEP(c, left, state, edge, after)                                     \
    for (struct tie_edge *edge = &(c)->g->edges.at[(left)->edges_from],                \
                         *end_ = edge + (left)->edges_len;                             \
         edge < end_; edge++)                                                          \
        for (uint32_t bit_ = (c)->bit_of[edge->right],                                 \
                      last_ = bit_ + (c)->g->rights.at[edge->right].copies, after = 0; \
             bit_ < last_; bit_++)                                                     \
            if (!((state)&1u << bit_) && (after = (state) | 1u << bit_))

static void go_forward(struct counting *c, const struct component *k)
{
    uint32_t states = 1u << k->bits;

    for (uint32_t i = 0; i <= k->rows_len; i++)
        for (uint32_t s = 0; s < states; s++)
            c->forward[i][s] = 0;
    c->forward[0][0] = 1;
    for (uint32_t i = 0; i < k->rows_len; i++) {
        const struct tie_node *left = &c->g->lefts.at[k->rows[i]];

        for (uint32_t s = 0; s < states; s++) {
            double mass = c->forward[i][s];

            if (mass == 0)
                continue;
            c->forward[i + 1][s] += mass;
            FOR_EACH_STEP(c, left, s, e, after)
            c->forward[i + 1][after] += mass * e->strength;
        }
    }
}

static void go_backward(struct counting *c, const struct component *k)
{
    uint32_t states = 1u << k->bits;

    for (uint32_t s = 0; s < states; s++)
        c->backward[k->rows_len][s] = 1;
    for (uint32_t i = k->rows_len; i-- > 0;) {
        const struct tie_node *left = &c->g->lefts.at[k->rows[i]];

        for (uint32_t s = 0; s < states; s++) {
            double mass = c->backward[i + 1][s];

            FOR_EACH_STEP(c, left, s, e, after)
            mass += c->backward[i + 1][after] * e->strength;
            c->backward[i][s] = mass;
        }
    }
}

/* The shares of one row: its node's edges and none. */
static void share_out(struct counting *c, const struct component *k, uint32_t row)
{
    struct tie_node *left = &c->g->lefts.at[k->rows[row]];
    double whole = c->backward[0][0], none = 0;

    for (uint32_t e = left->edges_from; e < left->edges_from + left->edges_len; e++)
        c->g->edges.at[e].probability = 0;
    for (uint32_t s = 0; s < 1u << k->bits; s++) {
        double mass = c->forward[row][s] / whole;

        if (mass == 0)
            continue;
        none += mass * c->backward[row + 1][s];
        FOR_EACH_STEP(c, left, s, e, after)
        e->probability += mass * e->strength * c->backward[row + 1][after];
    }
    left->none = none;
}

const bool *tie_count(struct tie_graph *graph, struct arena *arena)
{
    struct counting c = {.g = graph};
    bool *done = arena_make_n(arena, bool, graph->components);

    list_lefts(&c, arena);
    c.bit_of = arena_make_n(arena, uint32_t, graph->rights.len);
    c.met = arena_make_n(arena, uint32_t, graph->rights.len);
    c.forward = arena_alloc_n(arena, TIE_COUNT_MOST + 1, sizeof(*c.forward));
    c.backward = arena_alloc_n(arena, TIE_COUNT_MOST + 1, sizeof(*c.backward));
    for (uint32_t number = 0; number < graph->components; number++) {
        struct component k;

        if (!lay_out(&c, number, &k))
            continue;
        done[number] = true;
        if (k.bits == 0) { /* a charge that no unit fits */
            graph->lefts.at[c.lefts[c.first[number]]].none = 1;
            continue;
        }
        go_forward(&c, &k);
        go_backward(&c, &k);
        for (uint32_t row = 0; row < k.rows_len; row++)
            if (row == 0 || k.rows[row] != k.rows[row - 1])
                share_out(&c, &k, row);
    }
    return done;
}
