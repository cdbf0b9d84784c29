#include "explain/hyper.h"

#include "base/sort.h"
#include "explain/search.h"

#include <math.h>

/* A charge is open when ties explain it less surely than this.  Ties know one charge and one unit
 * only: a unit that left in a sum with another is as sure a match of a late charge. */
#define SURE 0.9998
#define SURE_TWINS 0.97 /* of like charges of one day each may be the one that is left */
#define RARE 0.02       /* of the likeliest lag's probability: such a lag is not usual either */
#define SELDOM 0.04     /* of the charges come earlier, and so many later, than is usual */

struct improving {
    const struct model *model;
    const struct tie_graph *graph;
    struct fates *fates;
    struct candidates others;
    uint32_t *left_of;  /* by entry */
    uint32_t *right_of; /* by unit */
    uint32_t *parent;   /* union-find: lefts, then rights */
    uint32_t *scratch;  /* by right: zero between searches */
    uint64_t steps_left;
    int32_t first_lag[LAG_CLASSES], last_lag[LAG_CLASSES]; /* what is usual */
    double usual[LAG_CLASSES];                             /* probability of the likeliest lag */
};

static uint32_t root_of(struct improving *h, uint32_t at)
{
    while (h->parent[at] != at)
        at = h->parent[at] = h->parent[h->parent[at]];
    return at;
}

static void unite(struct improving *h, uint32_t a, uint32_t b)
{
    a = root_of(h, a);
    b = root_of(h, b);
    h->parent[a > b ? a : b] = a > b ? b : a;
}

static uint32_t node_of_right(const struct improving *h, uint32_t right)
{
    return (uint32_t)h->graph->lefts.len + right;
}

static void index_nodes(struct improving *h)
{
    const struct tie_graph *g = h->graph;
    struct arena *arena = h->model->arena;

    h->left_of = arena_make_n(arena, uint32_t, h->model->entries->list.len);
    h->right_of = arena_make_n(arena, uint32_t, h->model->units_len);
    for (uint32_t l = 0; l < g->lefts.len; l++)
        for (uint32_t c = 0; c < g->lefts.at[l].copies; c++)
            h->left_of[g->entry_order[g->lefts.at[l].from + c]] = l;
    for (uint32_t r = 0; r < g->rights.len; r++)
        for (uint32_t c = 0; c < g->rights.at[r].copies; c++)
            h->right_of[h->model->by_amount[g->rights.at[r].from + c]] = r;
}

/* From which to which lag nearly all charges come. */
static void find_usual_lags(struct improving *h)
{
    for (int class = 0; class < LAG_CLASSES; class ++) {
        const double *lag = h->model->lag[class];
        double all = 0, before = 0, behind = 0;
        int first = 0, last = LAGS - 1;

        for (int i = 0; i < LAGS; i++)
            all += lag[i];
        while (first < last && before + lag[first] < SELDOM * all)
            before += lag[first++];
        while (first < last && behind + lag[last] < SELDOM * all)
            behind += lag[last--];
        for (int i = first; i <= last; i++)
            h->usual[class] = lag[i] > h->usual[class] ? lag[i] : h->usual[class];
        h->first_lag[class] = first + LAG_MIN;
        h->last_lag[class] = last + LAG_MIN;
    }
}

/* What comes when hardly any charge comes is doubted however well the sum fits. */
static bool is_out_of_time(const struct improving *h, uint32_t entry)
{
    const struct fate *fate = &h->fates->at[entry];
    const struct option *given = &h->fates->options.at[fate->options_from + fate->given];
    const struct unit *unit = &h->model->units->list.at[h->fates->units.at[given->units_from]];
    enum lag_class class = model_lag_class(unit);
    int32_t day = model_day(h->model, entry);

    if (model_is_doubtful(h->model, entry, unit))
        return true;
    if (day == DAY_NONE || unit->day == DAY_NONE)
        return false;
    if (exp(model_lag(h->model, unit, day)) < RARE * h->usual[class])
        return true;
    return day - unit->day < h->first_lag[class] || day - unit->day > h->last_lag[class];
}

static bool is_open(const struct improving *h, uint32_t entry)
{
    const struct fates *fates = h->fates;
    const struct fate *fate = &fates->at[entry];
    double sure = 0;

    if (fate->given == MAP_NONE || is_out_of_time(h, entry))
        return true;
    for (uint32_t i = 0; i < fate->options_len; i++)
        sure += fates->options.at[fate->options_from + i].same;
    return sure < (h->graph->lefts.at[h->left_of[entry]].copies > 1 ? SURE_TWINS : SURE);
}

/* What charges that are not open have is no longer available to others. */
static void reserve_units(struct improving *h, size_t entries)
{
    for (size_t i = 0; i < entries; i++) {
        const struct fate *fate = &h->fates->at[h->graph->entry_order[i]];
        const struct option *given;

        if (is_open(h, h->graph->entry_order[i]))
            continue;
        given = &h->fates->options.at[fate->options_from + fate->given];
        h->model->available[h->fates->units.at[given->units_from]] = false;
    }
}

static void find_others(struct improving *h)
{
    const struct tie_graph *g = h->graph;
    size_t entries = 0;

    for (size_t l = 0; l < g->lefts.len; l++)
        entries += g->lefts.at[l].copies;
    reserve_units(h, entries);
    candidate_begin(h->model, &h->others);
    for (size_t i = 0; i < entries; i++) {
        uint32_t entry = g->entry_order[i];

        if (is_open(h, entry))
            candidate_others(h->model, entry, &h->others);
    }
}

static void unite_nodes(struct improving *h)
{
    const struct tie_graph *g = h->graph;
    size_t nodes = g->lefts.len + g->rights.len;

    h->parent = arena_make_n(h->model->arena, uint32_t, nodes);
    for (uint32_t i = 0; i < nodes; i++)
        h->parent[i] = i;
    for (size_t e = 0; e < g->edges.len; e++)
        unite(h, g->edges.at[e].left, node_of_right(h, g->edges.at[e].right));
    for (size_t c = 0; c < h->others.list.len; c++) {
        const struct candidate *x = &h->others.list.at[c];
        uint32_t first = h->left_of[x->entries[0]];

        for (uint32_t i = 1; i < x->entries_len; i++)
            unite(h, first, h->left_of[x->entries[i]]);
        for (uint32_t i = 0; i < x->units_len; i++)
            unite(h, first, node_of_right(h, h->right_of[h->others.units.at[x->units_from + i]]));
    }
    for (uint32_t i = 0; i < nodes; i++) /* from here on every parent is a root */
        h->parent[i] = root_of(h, i);
}

static bool candidate_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct improving *h = ctx;
    uint32_t ra = h->parent[h->left_of[h->others.list.at[a].entries[0]]];
    uint32_t rb = h->parent[h->left_of[h->others.list.at[b].entries[0]]];

    return ra != rb ? ra < rb : a < b;
}

/* The lefts of each component, so that a component is met with all its charges: order and first by
 * root. */
struct members {
    uint32_t *order, *first; /* first has lefts.len + 1 elements */
};

static struct members list_members(const struct improving *h)
{
    size_t n = h->graph->lefts.len;
    struct members m = {arena_make_n(h->model->arena, uint32_t, n),
                        arena_make_n(h->model->arena, uint32_t, n + 2)};
    uint32_t *fill = arena_make_n(h->model->arena, uint32_t, n + 2);

    /* a root is the smallest of its component, so always a left where there is one */
    for (uint32_t l = 0; l < n; l++)
        m.first[h->parent[l] + 1]++;
    for (size_t l = 0; l < n; l++)
        m.first[l + 1] += m.first[l];
    for (size_t l = 0; l <= n; l++)
        fill[l] = m.first[l];
    for (uint32_t l = 0; l < n; l++)
        m.order[fill[h->parent[l]]++] = l;
    return m;
}

static void add_left(struct improving *h, struct search *s, uint32_t left)
{
    const struct tie_graph *g = h->graph;
    const struct tie_node *node = &g->lefts.at[left];

    for (uint32_t c = 0; c < node->copies; c++) {
        uint32_t charge = search_add_charge(s, g->entry_order[node->from + c]);

        for (uint32_t i = 0; i < node->edges_len; i++) {
            const struct tie_edge *e = &g->edges.at[node->edges_from + i];
            uint32_t unit = h->model->by_amount[g->rights.at[e->right].from];

            search_add_option(s, &charge, 1, &unit, 1, e->weight, CANDIDATE_SINGLE, 0);
        }
    }
}

static void add_other(struct improving *h, struct search *s, const struct candidate *x)
{
    uint32_t charges[CANDIDATE_ENTRIES];

    for (uint32_t i = 0; i < x->entries_len; i++)
        charges[i] = search_add_charge(s, x->entries[i]);
    search_add_option(s, charges, x->entries_len, &h->others.units.at[x->units_from], x->units_len,
                      x->weight, (enum candidate_kind)x->kind, x->adjustment);
}

/* Whether a component can be taken as a whole. */
static bool is_small(const struct improving *h, const uint32_t *lefts, size_t n, size_t others)
{
    size_t charges = 0, options = others;

    for (size_t i = 0; i < n; i++) {
        const struct tie_node *node = &h->graph->lefts.at[lefts[i]];

        charges += node->copies;
        options += (size_t)node->copies * node->edges_len;
    }
    return charges <= HYPER_ENTRIES && options <= HYPER_OPTIONS;
}

/* Whether all units of ${x} are free in the solution of the ties. */
static bool is_free(const struct improving *h, const struct candidate *x)
{
    for (uint32_t i = 0; i < x->units_len; i++) {
        uint32_t right = h->right_of[h->others.units.at[x->units_from + i]];

        if (h->graph->rights.at[right].used >= h->graph->rights.at[right].copies)
            return false;
    }
    for (uint32_t i = 0; i < x->entries_len; i++)
        if (h->fates->at[x->entries[i]].given != MAP_NONE)
            return false;
    return true;
}

/* One component: ${others} are its candidates, ${n} of them, ${lefts} its charges. */
static void improve(struct improving *h, const uint32_t *others, size_t n, const uint32_t *lefts,
                    size_t lefts_len)
{
    struct search *s = search_new(h->model, h->right_of, h->graph, h->scratch, &h->steps_left);
    double left_out = 0;

    if (is_small(h, lefts, lefts_len, n)) {
        for (size_t i = 0; i < lefts_len; i++)
            add_left(h, s, lefts[i]);
        for (size_t i = 0; i < n; i++)
            add_other(h, s, &h->others.list.at[others[i]]);
    } else {
        s->is_partial = true;
        for (size_t i = 0; i < n; i++) {
            const struct candidate *x = &h->others.list.at[others[i]];

            if (is_free(h, x))
                add_other(h, s, x);
            else if (x->weight > 0)
                left_out += x->weight;
        }
    }
    search_run(s, h->fates);
    if (left_out > 0 || s->gap > 0) {
        h->fates->gap += left_out + s->gap;
        h->fates->exact--;
    }
}

void hyper_improve(const struct model *model, const struct tie_graph *graph, struct fates *fates)
{
    struct improving h = {
        .model = model, .graph = graph, .fates = fates, .steps_left = HYPER_STEPS_ALL};
    struct members members;
    uint32_t *order;
    size_t n;

    index_nodes(&h);
    find_usual_lags(&h);
    find_others(&h);
    n = h.others.list.len;
    if (n == 0)
        return;
    h.scratch = arena_make_n(model->arena, uint32_t, graph->rights.len);
    unite_nodes(&h);
    members = list_members(&h);
    order = sort_order(n, candidate_before, &h, model->arena);
    fates->components = fates->exact = 0;
    for (uint32_t l = 0; l < graph->lefts.len; l++)
        fates->components += h.parent[l] == l;
    fates->exact = fates->components;
    for (size_t i = 0, end; i < n; i = end) {
        uint32_t root = h.parent[h.left_of[h.others.list.at[order[i]].entries[0]]];

        for (end = i + 1; end < n; end++)
            if (h.parent[h.left_of[h.others.list.at[order[end]].entries[0]]] != root)
                break;
        improve(&h, order + i, end - i, members.order + members.first[root],
                members.first[root + 1] - members.first[root]);
    }
    if (h.others.bounded)
        fates->gap = fates->gap > 0 ? fates->gap : 1e-9;
}
