#include "explain/explain.h"

#include "explain/afterwards.h"
#include "explain/hyper.h"
#include "explain/verdict.h"
#include "base/sort.h"
#include "match/copy.h"

#include <string.h>

#define FILL_WEIGHT 3.0    /* other shapes that weigh less teach nothing */
#define PART_CHARGES 100.0 /* charges that the prior of parts paid otherwise weighs */

struct explaining {
    const struct explain_opts *opts;
    struct report *report;
    struct arena *arena;
    unsigned *scope;
    uint32_t *in_scope; /* entry numbers */
    size_t in_scope_len;
    struct decision_index decisions;
    struct model model;
};

/* Which evidence can explain each charge: its merchant's class tells. */
static void find_scope(struct explaining *x)
{
    struct report *r = x->report;
    size_t n = r->entries.list.len;

    r->verdicts = arena_make_n(x->arena, struct verdict, n);
    x->scope = arena_make_n(x->arena, unsigned, n);
    x->in_scope = arena_make_n(x->arena, uint32_t, n);
    for (uint32_t e = 0; e < n; e++) {
        uint32_t row = r->entries.list.at[e].row;
        uint32_t merchant = r->records->texts.at[r->records->charges.at[row].text].merchant;

        r->verdicts[e].kind = VERDICT_OUT_OF_SCOPE;
        r->verdicts[e].merchant = merchant;
        if (!merchant || r->entries.list.at[e].amount == 0)
            continue;
        x->scope[e] = r->catalog->merchants[merchant - 1].explained_by;
        if (x->scope[e])
            x->in_scope[x->in_scope_len++] = e;
    }
}

/* Matches of one charge and one unit that nothing else competes for: what the household's habits
 * are learnt from. */
static void learn(struct explaining *x, const struct tie_graph *graph)
{
    uint32_t *entries = arena_make_n(x->arena, uint32_t, graph->lefts.len);
    uint32_t *units = arena_make_n(x->arena, uint32_t, graph->lefts.len);
    size_t n = 0;

    for (size_t l = 0; l < graph->lefts.len; l++) {
        const struct tie_node *left = &graph->lefts.at[l];
        const struct tie_edge *e;

        if (left->copies != 1 || left->edges_len != 1)
            continue;
        e = &graph->edges.at[left->edges_from];
        if (e->weight < 3 || graph->rights.at[e->right].edges_len != 1 ||
            graph->rights.at[e->right].copies != 1)
            continue;
        entries[n] = graph->entry_order[left->from];
        units[n++] = x->model.by_amount[graph->rights.at[e->right].from];
    }
    model_learn(&x->model, entries, units, n);
}

static bool weighs_more(const void *ctx, uint32_t a, uint32_t b)
{
    const struct candidates *all = ctx;

    return all->list.at[a].weight > all->list.at[b].weight;
}

/* Other shapes for the charges that the ties leave without a unit, the weightiest first: which
 * units they would use.  Number of charges so explained. */
static size_t fill_up(struct explaining *x, const struct candidates *others, bool *used,
                      size_t *ret_guesses)
{
    uint32_t *order = arena_make_n(x->model.arena, uint32_t, others->list.len + 1);
    bool *done = arena_make_n(x->model.arena, bool, x->report->entries.list.len + 1);
    size_t n = 0;

    for (uint32_t i = 0; i < others->list.len; i++)
        order[i] = i;
    sort_indices(order, others->list.len, weighs_more, others, x->model.arena);
    for (size_t i = 0; i < others->list.len; i++) {
        const struct candidate *c = &others->list.at[order[i]];
        bool free = c->weight > FILL_WEIGHT;

        for (size_t k = 0; k < c->entries_len; k++)
            free = free && !done[c->entries[k]];
        for (size_t k = 0; k < c->units_len; k++)
            free = free && !used[others->units.at[c->units_from + k]];
        for (size_t k = 0; free && k < c->entries_len; k++, n++)
            done[c->entries[k]] = true;
        for (size_t k = 0; free && k < c->units_len; k++)
            used[others->units.at[c->units_from + k]] = true;
        *ret_guesses += free && c->is_guess;
    }
    return n;
}

/* How many units show, how many charges nothing accounts for, how often a part is missing. */
static void learn_rates(struct explaining *x, const struct tie_graph *graph)
{
    struct model *m = &x->model;
    bool *used = arena_make_n(m->arena, bool, m->units_len + 1);
    struct candidates others = {.bounded = false};
    size_t matched = 0, guesses = 0;

    for (size_t r = 0; r < graph->rights.len; r++)
        for (uint32_t c = 0; c < graph->rights.at[r].used; c++)
            used[m->by_amount[graph->rights.at[r].from + c]] = true;
    for (size_t u = 0; u < m->units_len; u++)
        m->available[u] = !used[u];
    for (size_t l = 0; l < graph->lefts.len; l++) {
        const struct tie_node *left = &graph->lefts.at[l];

        matched += left->used;
        for (uint32_t c = left->used; c < left->copies; c++)
            candidate_others(m, graph->entry_order[left->from + c], &others);
    }
    matched += fill_up(x, &others, used, &guesses);
    m->arena = x->arena;
    model_learn_rates(m, used, x->in_scope_len - matched);
    m->part_share =
        ((double)guesses + m->part_share * PART_CHARGES) / ((double)matched + PART_CHARGES);
    memset(m->available, true, m->units_len);
}

/* A first solution, with priors, teaches the household's habits. */
static void learn_habits(struct explaining *x)
{
    struct arena *scratch = arena_like(x->arena);
    struct tie_graph graph;

    x->model.arena = scratch;
    tie_build(&x->model, x->in_scope, x->in_scope_len, &graph);
    tie_solve(&graph, scratch);
    x->model.arena = x->arena;
    learn(x, &graph);
    x->model.arena = scratch;
    learn_rates(x, &graph);
    x->model.arena = x->arena;
    arena_free(scratch);
}

static void match_all(struct explaining *x)
{
    struct arena *scratch = arena_like(x->arena);
    struct tie_graph graph;
    struct fates fates = {0};

    learn_habits(x);
    x->model.arena = scratch;
    tie_build(&x->model, x->in_scope, x->in_scope_len, &graph);
    tie_solve(&graph, scratch);
    tie_believe(&graph, scratch);
    fates.at = arena_make_n(scratch, struct fate, x->report->entries.list.len);
    fate_from_ties(&x->model, &graph, &fates);
    hyper_improve(&x->model, &graph, &fates);
    x->model.arena = x->arena;
    verdict_settle(x->report, &x->model, &fates);
    verdict_settle_plans(x->report, &x->model);
    x->report->solver.components = fates.components;
    x->report->solver.exact = fates.exact;
    x->report->solver.gap = fates.gap;
    arena_free(scratch);
}

/* A line that hides its shop is only in scope when something explains it. */
static void release_unknown_shops(struct explaining *x)
{
    struct report *r = x->report;

    for (size_t i = 0; i < x->in_scope_len; i++) {
        struct verdict *v = &r->verdicts[x->in_scope[i]];

        if (v->kind == VERDICT_UNEXPLAINED &&
            r->catalog->merchants[v->merchant - 1].class == MERCHANT_UNKNOWN_SHOP)
            v->kind = VERDICT_OUT_OF_SCOPE;
    }
}

static void sum_up(struct explaining *x)
{
    struct report *r = x->report;

    for (size_t e = 0; e < r->entries.list.len; e++) {
        const struct entry *entry = &r->entries.list.at[e];
        struct currency currency = r->records->charges.at[entry->latest].currency;
        size_t i = 0;

        r->counts[r->verdicts[e].kind]++;
        if (r->verdicts[e].kind != VERDICT_UNEXPLAINED)
            continue;
        while (i < r->sums.len && !currency_eq(r->sums.at[i].currency, currency))
            i++;
        if (i == r->sums.len)
            array_push(x->arena, &r->sums)->currency = currency;
        if (!money_add(r->sums.at[i].amount, entry->amount, &r->sums.at[i].amount))
            r->sums.at[i].amount = INT64_MAX;
    }
}

struct report *explain_run(const struct explain_opts *opts, const struct records *records,
                           struct arena *arena)
{
    struct report *report = arena_make(arena, struct report);
    struct explaining x = {.opts = opts, .report = report, .arena = arena};
    const uint32_t *rank, *copy = copy_find(records, arena, &rank);

    report->as_of = opts->as_of;
    report->records = records;
    report->catalog = opts->catalog;
    entry_gather(records, copy, rank, arena, &report->entries);
    unit_gather(records, opts->catalog, copy, rank, arena, &report->units);
    find_scope(&x);
    model_init(&x.model, records, opts->catalog, &report->entries, &report->units, x.scope, arena);
    decision_index_init(&x.decisions, report, opts->decisions, opts->decisions_len, arena);
    x.model.decisions = &x.decisions;
    match_all(&x);
    decision_mark(&x.decisions, report);
    release_unknown_shops(&x);
    sum_up(&x);
    explain_afterwards(report, arena);
    return report;
}
