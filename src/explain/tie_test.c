#include "explain/tie.h"

#include "base/base_test.h"
#include "explain/tie_count.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* A small made-up graph, connected or not, with copies. */
#define SIDE 4u

struct sample {
    struct arena *arena;
    struct tie_graph graph;
    uint64_t seed;
};

static uint32_t draw(struct sample *s, uint32_t below)
{
    s->seed = s->seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(s->seed >> 33) % below;
}

static void add_edge(struct sample *s, uint32_t left, uint32_t right, double weight)
{
    struct tie_edge *e = array_push(s->arena, &s->graph.edges);

    e->left = left;
    e->right = right;
    e->weight = weight;
    s->graph.lefts.at[left].edges_len++;
}

static void index_rights(struct sample *s)
{
    struct tie_graph *g = &s->graph;

    g->right_edges = arena_make_n(s->arena, uint32_t, g->edges.len + 1);
    for (uint32_t r = 0, at = 0; r < g->rights.len; r++) {
        g->rights.at[r].edges_from = at;
        for (uint32_t e = 0; e < g->edges.len; e++)
            if (g->edges.at[e].right == r)
                g->right_edges[at++] = e;
        g->rights.at[r].edges_len = at - g->rights.at[r].edges_from;
    }
}

/* All in one component: for the functions that is only a bound of what they look at together. */
static struct sample make(uint64_t seed, uint32_t copies)
{
    struct sample s = {.arena = arena_new(&base_test_allocator), .seed = seed};

    for (uint32_t i = 0; i < SIDE; i++) {
        array_push(s.arena, &s.graph.lefts)->copies = 1 + draw(&s, copies);
        array_push(s.arena, &s.graph.rights)->copies = 1 + draw(&s, copies);
    }
    for (uint32_t l = 0; l < SIDE; l++) {
        s.graph.lefts.at[l].edges_from = (uint32_t)s.graph.edges.len;
        for (uint32_t r = 0; r < SIDE; r++)
            if (draw(&s, 3) > 0)
                add_edge(&s, l, r, (double)draw(&s, 900) / 100 - 2);
    }
    index_rights(&s);
    s.graph.component = arena_make_n(s.arena, uint32_t, SIDE);
    s.graph.components = 1;
    return s;
}

/* Every assignment of single copies, by brute force. */
struct brute {
    const struct tie_graph *g;
    uint32_t used[SIDE];
    uint32_t rows[SIDE * 3], rows_len;
    uint32_t chosen[SIDE * 3]; /* edge + 1 */
    double best, whole;
    double share[SIDE * SIDE], none[SIDE]; /* of the first copy of each left */
};

static bool is_first_copy(const struct brute *b, uint32_t row)
{
    return row == 0 || b->rows[row - 1] != b->rows[row];
}

static void weigh(struct brute *b, double weight, double ways)
{
    double mass = exp(weight) * ways;

    b->best = weight > b->best ? weight : b->best;
    b->whole += mass;
    for (uint32_t i = 0; i < b->rows_len; i++) {
        if (!is_first_copy(b, i))
            continue;
        if (b->chosen[i])
            b->share[b->chosen[i] - 1] += mass;
        else
            b->none[b->rows[i]] += mass;
    }
}

static void descend(struct brute *b, uint32_t row, double weight, double ways)
{
    const struct tie_node *left;

    if (row == b->rows_len) {
        weigh(b, weight, ways);
        return;
    }
    left = &b->g->lefts.at[b->rows[row]];
    b->chosen[row] = 0;
    descend(b, row + 1, weight, ways);
    for (uint32_t e = left->edges_from; e < left->edges_from + left->edges_len; e++) {
        uint32_t right = b->g->edges.at[e].right,
                 free = b->g->rights.at[right].copies - b->used[right];

        if (free == 0)
            continue;
        b->used[right]++;
        b->chosen[row] = e + 1;
        descend(b, row + 1, weight + b->g->edges.at[e].weight, ways * free);
        b->used[right]--;
    }
    b->chosen[row] = 0;
}

static struct brute try_all(const struct tie_graph *g)
{
    struct brute b = {.g = g, .best = 0};

    for (uint32_t l = 0; l < g->lefts.len; l++)
        for (uint32_t c = 0; c < g->lefts.at[l].copies; c++)
            b.rows[b.rows_len++] = l;
    descend(&b, 0, 0, 1);
    return b;
}

static void the_solution_is_the_best_of_all_assignments(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 300; seed++) {
        struct sample s = make(seed, 2);
        struct brute all = try_all(&s.graph);
        double value = 0;

        tie_solve(&s.graph, s.arena);
        for (size_t e = 0; e < s.graph.edges.len; e++)
            value += s.graph.edges.at[e].weight * s.graph.edges.at[e].flow;
        if (fabs(value - all.best) > 1e-9)
            fail_msg("seed %u: %f, best is %f", (unsigned)seed, value, all.best);
        arena_free(s.arena);
    }
}

static void no_copy_is_used_twice(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 300; seed++) {
        struct sample s = make(seed, 3);
        uint32_t left[SIDE] = {0}, right[SIDE] = {0};

        tie_solve(&s.graph, s.arena);
        for (size_t e = 0; e < s.graph.edges.len; e++) {
            left[s.graph.edges.at[e].left] += s.graph.edges.at[e].flow;
            right[s.graph.edges.at[e].right] += s.graph.edges.at[e].flow;
        }
        for (uint32_t i = 0; i < SIDE; i++) {
            assert_true(left[i] <= s.graph.lefts.at[i].copies);
            assert_int_equal(left[i], s.graph.lefts.at[i].used);
            assert_true(right[i] <= s.graph.rights.at[i].copies);
            assert_int_equal(right[i], s.graph.rights.at[i].used);
        }
        arena_free(s.arena);
    }
}

static void small_components_are_counted_exactly(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 200; seed++) {
        struct sample s = make(seed, 2);
        struct brute all = try_all(&s.graph);

        tie_solve(&s.graph, s.arena);
        tie_believe(&s.graph, s.arena);
        for (size_t e = 0; e < s.graph.edges.len; e++)
            if (fabs(s.graph.edges.at[e].probability - all.share[e] / all.whole) > 1e-9)
                fail_msg("seed %u edge %zu: %f, counted %f", (unsigned)seed, e,
                         s.graph.edges.at[e].probability, all.share[e] / all.whole);
        for (uint32_t l = 0; l < SIDE; l++)
            assert_true(fabs(s.graph.lefts.at[l].none - all.none[l] / all.whole) < 1e-9);
        arena_free(s.arena);
    }
}

/* Equal charges and equal units, all of them connected: larger than what is counted. */
static struct sample make_complete(uint32_t n, uint32_t m, double weight)
{
    struct sample s = {.arena = arena_new(&base_test_allocator)};

    for (uint32_t l = 0; l < n; l++)
        array_push(s.arena, &s.graph.lefts)->copies = 1;
    for (uint32_t r = 0; r < m; r++)
        array_push(s.arena, &s.graph.rights)->copies = 1;
    for (uint32_t l = 0; l < n; l++) {
        s.graph.lefts.at[l].edges_from = (uint32_t)s.graph.edges.len;
        for (uint32_t r = 0; r < m; r++)
            add_edge(&s, l, r, weight);
    }
    index_rights(&s);
    s.graph.component = arena_make_n(s.arena, uint32_t, n);
    s.graph.components = 1;
    return s;
}

static void as_many_units_as_charges_leave_none_without(void **state)
{
    struct sample s = make_complete(2 * TIE_COUNT_MOST, 2 * TIE_COUNT_MOST, 8);

    (void)state;
    tie_solve(&s.graph, s.arena);
    tie_believe(&s.graph, s.arena);
    for (size_t l = 0; l < s.graph.lefts.len; l++)
        assert_true(s.graph.lefts.at[l].none < 0.001); /* e^-8 by counting */
    arena_free(s.arena);
}

static void half_as_many_units_leave_every_charge_with_half(void **state)
{
    struct sample s = make_complete(2 * TIE_COUNT_MOST, TIE_COUNT_MOST, 8);

    (void)state;
    tie_solve(&s.graph, s.arena);
    tie_believe(&s.graph, s.arena);
    for (size_t l = 0; l < s.graph.lefts.len; l++)
        assert_true(fabs(s.graph.lefts.at[l].none - 0.5) < 0.01);
    arena_free(s.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_solution_is_the_best_of_all_assignments),
        cmocka_unit_test(no_copy_is_used_twice),
        cmocka_unit_test(small_components_are_counted_exactly),
        cmocka_unit_test(as_many_units_as_charges_leave_none_without),
        cmocka_unit_test(half_as_many_units_leave_every_charge_with_half),
    };

    return cmocka_run_group_tests_name("tie", tests, NULL, NULL);
}
