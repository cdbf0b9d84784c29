#include "explain/tie.h"

#include "base/sort.h"
#include "explain/candidate.h"

#include <math.h>
#include <string.h>

/* Weaker ties than this say nothing: the charge is as likely not the unit's. */
#define WEIGHT_FLOOR (-3.0)

/* A tie that is so much weaker than the charge's best one changes no probability that is shown. */
#define WEIGHT_SPREAD 9.0

/* Days ahead in which a unit may ship that was charged when it was ordered: pre-orders are open for
 * months. */
#define AHEAD_MOST 200

struct building {
    const struct model *model;
    struct tie_graph *ret;
    uint32_t *right_of; /* by position in by_amount: right node */
};

static const struct charge *charge_of(const struct model *m, uint32_t entry)
{
    return &m->records->charges.at[m->entries->list.at[entry].latest];
}

/* Order in which charges that nothing tells apart lie side by side: <0, 0, >0. */
static int compare_entries(const struct model *m, uint32_t a, uint32_t b)
{
    const struct charge *ca = charge_of(m, a), *cb = charge_of(m, b);
    int64_t x = m->sums[a].amount, y = m->sums[b].amount;
    int c = currency_cmp(m->sums[a].currency, m->sums[b].currency);

    if (c)
        return c;
    if (x != y)
        return x < y ? -1 : 1;
    if (model_day(m, a) != model_day(m, b))
        return model_day(m, a) < model_day(m, b) ? -1 : 1;
    if (ca->card != cb->card)
        return ca->card < cb->card ? -1 : 1;
    if (decision_list_of(m->decisions, a) != decision_list_of(m->decisions, b))
        return decision_list_of(m->decisions, a) < decision_list_of(m->decisions, b) ? -1 : 1;
    if (m->scope[a] != m->scope[b])
        return m->scope[a] < m->scope[b] ? -1 : 1;
    return slice_cmp(m->records->sources.at[ca->source].account,
                     m->records->sources.at[cb->source].account);
}

static bool entry_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct model *m = ctx;
    int c = compare_entries(m, a, b);

    return c ? c < 0 : a < b;
}

static bool same_unit(const struct model *m, const struct unit *a, const struct unit *b)
{
    return a->amount == b->amount && a->day == b->day && a->day_too == b->day_too &&
           a->purchase == b->purchase && a->evidence == b->evidence && a->kind == b->kind &&
           a->certain == b->certain && currency_eq(a->currency, b->currency) &&
           a->payment.gift == b->payment.gift &&
           memcmp(a->payment.last4, b->payment.last4, sizeof(a->payment.last4)) == 0 &&
           a->purchase != MAP_NONE &&
           slice_eq(m->records->sources.at[a->origin.source].account,
                    m->records->sources.at[b->origin.source].account);
}

static void group_units(struct building *b)
{
    const struct model *m = b->model;

    b->right_of = arena_make_n(m->arena, uint32_t, m->units_len);
    for (uint32_t i = 0; i < m->units_len; i++) {
        const struct unit *u = &m->units->list.at[m->by_amount[i]];

        if (i == 0 || !same_unit(m, u, &m->units->list.at[m->by_amount[i - 1]]))
            array_push(m->arena, &b->ret->rights)->from = i;
        b->right_of[i] = (uint32_t)b->ret->rights.len - 1;
        b->ret->rights.at[b->right_of[i]].copies++;
    }
}

/* ${base}: what does not depend on the unit. */
static void add_edge(struct building *b, uint32_t left, uint32_t entry, uint32_t right, double base)
{
    const struct model *m = b->model;
    uint32_t number = m->by_amount[b->ret->rights.at[right].from];
    const struct unit *u = &m->units->list.at[number];
    struct tie_edge *edge;
    double weight;

    if (!(u->evidence & m->scope[entry]))
        return;
    weight = base + model_visible(m, number) + model_lag_of(m, entry, u) + model_who(m, entry, u) +
             model_decision(m, entry, u);
    if (weight < WEIGHT_FLOOR)
        return;
    edge = array_push(m->arena, &b->ret->edges);
    edge->left = left;
    edge->right = right;
    edge->weight = weight;
}

static void prune_edges(struct building *b, uint32_t left)
{
    struct tie_edges *edges = &b->ret->edges;
    size_t from = b->ret->lefts.at[left].edges_from, kept = from;
    double best = WEIGHT_FLOOR;

    for (size_t e = from; e < edges->len; e++)
        best = edges->at[e].weight > best ? edges->at[e].weight : best;
    for (size_t e = from; e < edges->len; e++)
        if (edges->at[e].weight >= best - WEIGHT_SPREAD)
            edges->at[kept++] = edges->at[e];
    edges->len = kept;
    b->ret->lefts.at[left].edges_len = (uint32_t)(kept - from);
}

/* The edges of one left node: the units of its amount within the window of days, and those that the
 * person names, whenever they are of. */
static void add_edges(struct building *b, uint32_t left)
{
    const struct model *m = b->model;
    uint32_t entry = b->ret->entry_order[b->ret->lefts.at[left].from];
    struct currency currency = m->sums[entry].currency;
    int64_t amount = m->sums[entry].amount;
    int32_t day = model_day(m, entry);
    bool pins = decision_pins(m->decisions, entry);
    int32_t from = day == DAY_NONE || pins ? DAY_NONE : day - LAG_MAX;
    struct model_range range = model_find(m, currency, amount, from);
    double base = -model_background(m, entry);
    size_t i = range.from;

    b->ret->lefts.at[left].edges_from = (uint32_t)b->ret->edges.len;
    while (i < range.end) {
        uint32_t right = b->right_of[i];

        const struct unit *u = &m->units->list.at[m->by_amount[i]];

        if (day != DAY_NONE && u->day > day + AHEAD_MOST && !pins)
            break;
        if (day == DAY_NONE || u->day <= day - LAG_MIN || model_is_at_order(u, day) || pins)
            add_edge(b, left, entry, right, base);
        i = b->ret->rights.at[right].from + b->ret->rights.at[right].copies;
    }
    prune_edges(b, left);
}

static void index_rights(struct building *b)
{
    struct tie_graph *g = b->ret;
    uint32_t at = 0;

    g->right_edges = arena_make_n(b->model->arena, uint32_t, g->edges.len);
    for (size_t e = 0; e < g->edges.len; e++)
        g->rights.at[g->edges.at[e].right].edges_len++;
    for (size_t r = 0; r < g->rights.len; r++) {
        g->rights.at[r].edges_from = at;
        at += g->rights.at[r].edges_len;
        g->rights.at[r].edges_len = 0;
    }
    for (uint32_t e = 0; e < g->edges.len; e++) {
        struct tie_node *r = &g->rights.at[g->edges.at[e].right];

        g->right_edges[r->edges_from + r->edges_len++] = e;
    }
}

static uint32_t root_of(uint32_t *parent, uint32_t at)
{
    while (parent[at] != at)
        at = parent[at] = parent[parent[at]];
    return at;
}

static void number_components(struct building *b)
{
    struct tie_graph *g = b->ret;
    uint32_t *parent = arena_make_n(b->model->arena, uint32_t, g->lefts.len);

    for (uint32_t l = 0; l < g->lefts.len; l++)
        parent[l] = l;
    for (size_t r = 0; r < g->rights.len; r++) {
        const struct tie_node *node = &g->rights.at[r];

        for (uint32_t i = 1; i < node->edges_len; i++) {
            uint32_t x = root_of(parent, g->edges.at[g->right_edges[node->edges_from]].left);
            uint32_t y = root_of(parent, g->edges.at[g->right_edges[node->edges_from + i]].left);

            parent[x > y ? x : y] = x > y ? y : x;
        }
    }
    g->component = arena_make_n(b->model->arena, uint32_t, g->lefts.len);
    for (uint32_t l = 0; l < g->lefts.len; l++) {
        uint32_t root = root_of(parent, l);

        g->component[l] = root == l ? g->components++ : g->component[root];
    }
}

void tie_build(const struct model *model, const uint32_t *entries, size_t n, struct tie_graph *ret)
{
    struct building b = {.model = model, .ret = ret};

    memset(ret, 0, sizeof(*ret));
    ret->entry_order = arena_make_n(model->arena, uint32_t, n);
    if (n)
        memcpy(ret->entry_order, entries, n * sizeof(*entries));
    sort_indices(ret->entry_order, n, entry_before, model, model->arena);
    for (uint32_t i = 0; i < n; i++) {
        if (i == 0 || compare_entries(model, ret->entry_order[i - 1], ret->entry_order[i]) != 0)
            array_push(model->arena, &ret->lefts)->from = i;
        ret->lefts.at[ret->lefts.len - 1].copies++;
    }
    group_units(&b);
    for (uint32_t l = 0; l < ret->lefts.len; l++)
        add_edges(&b, l);
    index_rights(&b);
    number_components(&b);
}
