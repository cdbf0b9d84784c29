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

struct handing_out {
    const struct model *model;
    const struct tie_graph *graph;
    struct fates *ret;
    uint32_t *handed; /* by right: copies given away so far */
};

static uint32_t purchase_of(const struct handing_out *h, uint32_t right)
{
    uint32_t unit = h->model->by_amount[h->graph->rights.at[right].from];

    return h->model->units->list.at[unit].purchase;
}

/* The fate of one copy of ${left}; ${given} is the edge it was assigned, MAP_NONE = none. */
static void hand_out(struct handing_out *h, uint32_t left, uint32_t entry, uint32_t given)
{
    const struct tie_graph *g = h->graph;
    const struct tie_node *node = &g->lefts.at[left];
    struct fate *fate = &h->ret->at[entry];
    uint32_t own = given == MAP_NONE ? MAP_NONE : g->edges.at[given].right;

    *fate = (struct fate){.options_from = (uint32_t)h->ret->options.len,
                          .given = MAP_NONE,
                          .none = node->none,
                          .contested = node->copies > 1};
    for (uint32_t i = 0; i < node->edges_len; i++) {
        const struct tie_edge *e = &g->edges.at[node->edges_from + i];
        const struct tie_node *right = &g->rights.at[e->right];
        uint32_t copy = e->right == own ? h->handed[e->right] : 0;
        struct option *o =
            fate_add_option(h->ret, h->model->arena, &h->model->by_amount[right->from + copy], 1);

        o->probability = e->probability;
        o->kind = CANDIDATE_SINGLE;
        o->taken = right->used >= right->copies;
        if (own != MAP_NONE &&
            (e->right == own || o->taken ||
             (purchase_of(h, own) != MAP_NONE && purchase_of(h, own) == purchase_of(h, e->right))))
            o->same = o->probability;
        if (e->right == own)
            fate->given = i;
        fate->contested = fate->contested || right->edges_len > 1;
    }
    fate->options_len = node->edges_len;
    if (own != MAP_NONE)
        h->handed[own]++;
}

void fate_from_ties(const struct model *model, const struct tie_graph *graph, struct fates *ret)
{
    struct handing_out h = {model, graph, ret, NULL};

    h.handed = arena_make_n(model->arena, uint32_t, graph->rights.len);
    for (uint32_t l = 0; l < graph->lefts.len; l++) {
        const struct tie_node *node = &graph->lefts.at[l];
        uint32_t copy = 0;

        for (uint32_t i = 0; i < node->edges_len; i++)
            for (uint32_t f = 0; f < graph->edges.at[node->edges_from + i].flow; f++)
                hand_out(&h, l, graph->entry_order[node->from + copy++], node->edges_from + i);
        for (; copy < node->copies; copy++)
            hand_out(&h, l, graph->entry_order[node->from + copy], MAP_NONE);
    }
    ret->components = ret->exact = graph->components;
}
