#include "explain/habit.h"

#include "base/sort.h"
#include "explain/candidate.h"
#include "explain/tie.h"

#include <string.h>

#define FILL_WEIGHT 2.0    /* other shapes that weigh less teach nothing */
#define PART_CHARGES 100.0 /* charges that the prior of parts paid otherwise weighs */
#define SUM_CHARGES 10.0   /* the same for sums of purchases that shipped on one day */
#define SAME_DAY_MOST 0.99
#define NETTED_REFUNDS 10.0 /* the same for refunds that are taken off a charge */
#define ROUNDS 4            /* the second finds what the first, with its weak priors, could not */

struct learning {
    struct model *model;
    const uint32_t *entries;
    size_t n;
    struct tie_graph graph;
    struct model_groups groups;
    struct candidates others;
    bool *used;                   /* by unit: has a charge */
    bool *done;                   /* by entry: has an explanation */
    struct missing_part *guesses; /* parts that no source tells of */
    size_t guesses_len;
    size_t netted;              /* refunds taken off a charge */
    size_t same_day, other_day; /* sums of several purchases, by when these shipped */
};

/* Matches of one charge and one unit that nothing else competes for. */
static void learn_pairs(struct learning *l, struct arena *scratch)
{
    const struct tie_graph *graph = &l->graph;
    uint32_t *entries = arena_make_n(scratch, uint32_t, graph->lefts.len);
    uint32_t *units = arena_make_n(scratch, uint32_t, graph->lefts.len);
    size_t n = 0;

    for (size_t i = 0; i < graph->lefts.len; i++) {
        const struct tie_node *left = &graph->lefts.at[i];
        const struct tie_edge *e;

        if (left->copies != 1 || left->edges_len != 1)
            continue;
        e = &graph->edges.at[left->edges_from];
        if (e->weight < 3 || graph->rights.at[e->right].edges_len != 1 ||
            graph->rights.at[e->right].copies != 1)
            continue;
        entries[n] = graph->entry_order[left->from];
        units[n++] = l->model->by_amount[graph->rights.at[e->right].from];
    }
    model_learn(l->model, entries, units, n);
}

static bool weighs_more(const void *ctx, uint32_t a, uint32_t b)
{
    const struct candidates *all = ctx;

    return all->list.at[a].weight > all->list.at[b].weight;
}

static bool is_free(const struct learning *l, const struct candidate *c)
{
    bool free = c->weight > FILL_WEIGHT;

    for (size_t k = 0; k < c->entries_len; k++)
        free = free && !l->done[c->entries[k]];
    for (size_t k = 0; k < c->units_len; k++)
        free = free && !l->used[l->others.units.at[c->units_from + k]];
    return free;
}

/* Purchases that were billed together: did they ship on one day? */
static void count_sum(struct learning *l, const struct candidate *c)
{
    const struct unit *units = l->model->units->list.at;
    const uint32_t *at = &l->others.units.at[c->units_from];
    bool one_purchase = true, one_day = true;

    if (c->kind != CANDIDATE_SEVERAL)
        return;
    for (size_t k = 1; k < c->units_len; k++) {
        one_purchase = one_purchase && units[at[k]].purchase == units[at[0]].purchase;
        one_day = one_day && units[at[k]].day == units[at[0]].day;
    }
    if (one_purchase)
        return;
    l->same_day += one_day;
    l->other_day += !one_day;
}

static void count_guess(struct learning *l, const struct candidate *c)
{
    int64_t less = -c->adjustment;

    l->guesses[l->guesses_len++] =
        (struct missing_part){less, l->model->sums[c->entries[0]].amount + less};
}

/* Other shapes for the charges that the ties leave without a unit, the weightiest first. */
static void fill_up(struct learning *l)
{
    uint32_t *order = sort_order(l->others.list.len, weighs_more, &l->others, l->model->arena);

    for (size_t i = 0; i < l->others.list.len; i++) {
        const struct candidate *c = &l->others.list.at[order[i]];

        if (!is_free(l, c))
            continue;
        for (size_t k = 0; k < c->entries_len; k++)
            l->done[c->entries[k]] = true;
        for (size_t k = 0; k < c->units_len; k++)
            l->used[l->others.units.at[c->units_from + k]] = true;
        if (c->is_guess)
            count_guess(l, c);
        l->netted += c->kind == CANDIDATE_NETTED;
        count_sum(l, c);
    }
}

static void take_ties(struct learning *l)
{
    const struct tie_graph *g = &l->graph;

    l->used = arena_make_n(l->model->arena, bool, l->model->units_len + 1);
    l->done = arena_make_n(l->model->arena, bool, l->model->entries->list.len + 1);
    for (size_t r = 0; r < g->rights.len; r++)
        for (uint32_t c = 0; c < g->rights.at[r].used; c++)
            l->used[l->model->by_amount[g->rights.at[r].from + c]] = true;
    for (size_t i = 0; i < g->lefts.len; i++)
        for (uint32_t c = 0; c < g->lefts.at[i].used; c++)
            l->done[g->entry_order[g->lefts.at[i].from + c]] = true;
}

/* How often things are charged in other ways; ${prior} as before anything was learnt. */
static void learn_ways(struct learning *l, const struct model *prior, size_t explained)
{
    struct model *m = l->model;
    size_t refunds = 0;

    for (size_t u = 0; u < m->units_len; u++)
        refunds += l->used[u] && m->units->list.at[u].amount < 0;
    m->part_share = ((double)l->guesses_len + prior->part_share * PART_CHARGES) /
                    ((double)explained + PART_CHARGES);
    model_learn_parts(m, l->guesses, l->guesses_len);
    m->netted_share = ((double)l->netted + prior->netted_share * NETTED_REFUNDS) /
                      ((double)refunds + NETTED_REFUNDS);
    m->same_day = ((double)l->same_day + prior->same_day * SUM_CHARGES) /
                  ((double)(l->same_day + l->other_day) + SUM_CHARGES);
    m->same_day = m->same_day < SAME_DAY_MOST ? m->same_day : SAME_DAY_MOST;
}

/* How many units show, how many charges nothing accounts for, how often a part is missing. */
static void learn_rates(struct learning *l, const struct model *prior)
{
    struct model *m = l->model;
    size_t left[2] = {0, 0};

    for (size_t u = 0; u < m->units_len; u++)
        m->available[u] = !l->used[u];
    candidate_begin(m, &l->others);
    for (size_t i = 0; i < l->n; i++)
        if (!l->done[l->entries[i]])
            candidate_others(m, l->entries[i], &l->others);
    fill_up(l);
    for (size_t i = 0; i < l->n; i++)
        left[model_background_class(m, l->entries[i])] += !l->done[l->entries[i]];
    model_learn_rates(m, &l->groups, l->used, left);
    learn_ways(l, prior, l->n - left[0] - left[1]);
}

void habit_learn(struct model *model, const uint32_t *entries, size_t n)
{
    struct arena *arena = model->arena, *scratch = arena_like(arena);
    struct learning l = {.model = model, .entries = entries, .n = n};
    struct model prior = *model;

    model->arena = scratch;
    tie_build(model, entries, n, &l.graph);
    tie_solve(&l.graph, scratch);
    model->arena = arena;
    learn_pairs(&l, scratch);
    model->arena = scratch;
    take_ties(&l);
    l.groups = model_groups_of(model, scratch);
    l.guesses = arena_make_n(scratch, struct missing_part, model->entries->list.len + 1);
    for (int round = 0; round < ROUNDS; round++)
        learn_rates(&l, &prior);
    memset(model->available, true, model->units_len);
    model->arena = arena;
    arena_free(scratch);
}
