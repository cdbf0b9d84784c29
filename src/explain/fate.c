#include "explain/fate.h"

struct option *fate_add_option(struct fates *fates, struct arena *arena, const uint32_t *units,
                               size_t n)
{
    struct option *option = array_push(arena, &fates->options);

    option->units_from = (uint32_t)fates->units.len;
    option->units_len = (uint16_t)n;
    for (size_t i = 0; i < n; i++)
        *array_push(arena, &fates->units) = units[i];
    return option;
}

/* More explanations than that are not told apart: a charge among ten thousand like ones. */
#define OPTIONS_MOST 32u

struct handing_out {
    const struct model *model;
    const struct tie_graph *graph;
    struct fates *ret;
    uint32_t *handed; /* by right: copies given away so far */
};

/* The edges of one left that are told: the likeliest. */
struct shortlist {
    uint32_t edges[OPTIONS_MOST + 1]; /* the last one is for an edge that is given but not likely */
    uint32_t len;
    double rest; /* probability of those left out that other charges have: mere exchanges */
    bool contested;
};

static uint32_t purchase_of(const struct handing_out *h, uint32_t right)
{
    uint32_t unit = h->model->by_amount[h->graph->rights.at[right].from];

    return h->model->units->list.at[unit].purchase;
}

static bool is_taken(const struct tie_graph *g, const struct tie_edge *e)
{
    return g->rights.at[e->right].used >= g->rights.at[e->right].copies;
}

static bool is_likelier(const struct tie_graph *g, uint32_t a, uint32_t b)
{
    return g->edges.at[a].probability > g->edges.at[b].probability;
}

/* Keep the list in falling order and drop what falls off its end. */
static void insert(const struct tie_graph *g, struct shortlist *list, uint32_t edge)
{
    uint32_t at = list->len;

    while (at > 0 && is_likelier(g, edge, list->edges[at - 1])) {
        list->edges[at] = list->edges[at - 1];
        at--;
    }
    list->edges[at] = edge;
    if (++list->len > OPTIONS_MOST) {
        const struct tie_edge *dropped = &g->edges.at[list->edges[--list->len]];

        list->rest += is_taken(g, dropped) ? dropped->probability : 0;
    }
}

static void make_shortlist(const struct tie_graph *g, const struct tie_node *node,
                           struct shortlist *ret)
{
    *ret = (struct shortlist){.contested = node->copies > 1};
    for (uint32_t i = 0; i < node->edges_len; i++) {
        insert(g, ret, node->edges_from + i);
        ret->contested =
            ret->contested || g->rights.at[g->edges.at[node->edges_from + i].right].edges_len > 1;
    }
}

/* One option of a copy whose own right is ${own}, MAP_NONE = none. */
static void add_option(struct handing_out *h, const struct tie_edge *e, uint32_t own)
{
    const struct tie_node *right = &h->graph->rights.at[e->right];
    uint32_t copy = e->right == own ? h->handed[e->right] : 0;
    struct option *o =
        fate_add_option(h->ret, h->model->arena, &h->model->by_amount[right->from + copy], 1);

    o->probability = e->probability;
    o->kind = CANDIDATE_SINGLE;
    o->taken = is_taken(h->graph, e);
    if (own != MAP_NONE &&
        (e->right == own || o->taken ||
         (purchase_of(h, own) != MAP_NONE && purchase_of(h, own) == purchase_of(h, e->right))))
        o->same = o->probability;
}

/* The fate of one copy of ${left}; ${given} is the edge it was assigned, MAP_NONE = none. */
static void hand_out(struct handing_out *h, uint32_t left, struct shortlist *list, uint32_t entry,
                     uint32_t given)
{
    const struct tie_graph *g = h->graph;
    struct fate *fate = &h->ret->at[entry];
    uint32_t own = given == MAP_NONE ? MAP_NONE : g->edges.at[given].right;
    uint32_t n = 0;

    *fate = (struct fate){.options_from = (uint32_t)h->ret->options.len,
                          .given = MAP_NONE,
                          .none = g->lefts.at[left].none,
                          .contested = list->contested};
    while (n < list->len && list->edges[n] != given)
        n++;
    if (given != MAP_NONE)
        fate->given = n;
    list->edges[list->len] = given; /* told even where others are likelier */
    fate->options_len = list->len + (given != MAP_NONE && n == list->len);
    for (uint32_t i = 0; i < fate->options_len; i++)
        add_option(h, &g->edges.at[list->edges[i]], own);
    if (own != MAP_NONE) {
        h->ret->options.at[fate->options_from + fate->given].same += list->rest;
        h->handed[own]++;
    }
}

void fate_from_ties(const struct model *model, const struct tie_graph *graph, struct fates *ret)
{
    struct handing_out h = {model, graph, ret, NULL};

    h.handed = arena_make_n(model->arena, uint32_t, graph->rights.len);
    for (uint32_t l = 0; l < graph->lefts.len; l++) {
        const struct tie_node *node = &graph->lefts.at[l];
        struct shortlist list;
        uint32_t copy = 0;

        make_shortlist(graph, node, &list);
        for (uint32_t i = 0; i < node->edges_len; i++)
            for (uint32_t f = 0; f < graph->edges.at[node->edges_from + i].flow; f++)
                hand_out(&h, l, &list, graph->entry_order[node->from + copy++],
                         node->edges_from + i);
        for (; copy < node->copies; copy++)
            hand_out(&h, l, &list, graph->entry_order[node->from + copy], MAP_NONE);
    }
    ret->components = ret->exact = graph->components;
}
