#include "explain/tie.h"

/*
 * Best assignment with copies: successive shortest paths with potentials (the Hungarian method on a
 * sparse graph).  Every left node may also stay unmatched at weight 0.  A search ends at the first
 * free right copy, or at a left copy that had better give its unit away, so it looks only at the
 * neighbourhood of a conflict.
 */

#define FAR 1e18

struct heap_item {
    double distance;
    uint32_t right;
};

struct solving {
    struct tie_graph *g;
    double *left_potential, *right_potential;
    double *distance;     /* by right */
    uint32_t *reached_by; /* by right: edge over which it was reached */
    bool *done;           /* by right */
    uint32_t *touched;    /* rights with a distance */
    size_t touched_len;
    struct heap_item *heap;
    size_t heap_len;
    uint32_t *gave_by; /* by left: edge whose flow led the search to it + 1 */
    uint32_t *visited; /* lefts reached */
    size_t visited_len;
    double *left_distance;
};

static void heap_push(struct solving *s, double distance, uint32_t right)
{
    size_t i = s->heap_len++;

    while (i > 0 && s->heap[(i - 1) / 2].distance > distance) {
        s->heap[i] = s->heap[(i - 1) / 2];
        i = (i - 1) / 2;
    }
    s->heap[i] = (struct heap_item){distance, right};
}

static struct heap_item heap_pop(struct solving *s)
{
    struct heap_item top = s->heap[0], last = s->heap[--s->heap_len];
    size_t i = 0;

    for (;;) {
        size_t child = 2 * i + 1;

        if (child >= s->heap_len)
            break;
        if (child + 1 < s->heap_len && s->heap[child + 1].distance < s->heap[child].distance)
            child++;
        if (s->heap[child].distance >= last.distance)
            break;
        s->heap[i] = s->heap[child];
        i = child;
    }
    if (s->heap_len)
        s->heap[i] = last;
    return top;
}

/* Go on from ${left}, which is ${at} away: to all its units. */
static void visit_left(struct solving *s, uint32_t left, double at, uint32_t gave)
{
    const struct tie_node *node = &s->g->lefts.at[left];

    s->visited[s->visited_len++] = left;
    s->left_distance[left] = at;
    s->gave_by[left] = gave;
    for (uint32_t i = 0; i < node->edges_len; i++) {
        uint32_t e = node->edges_from + i, right = s->g->edges.at[e].right;
        double d =
            at - s->g->edges.at[e].weight - s->left_potential[left] - s->right_potential[right];

        if (s->done[right] || d >= s->distance[right])
            continue;
        if (s->distance[right] == FAR)
            s->touched[s->touched_len++] = right;
        s->distance[right] = d;
        s->reached_by[right] = e;
        heap_push(s, d, right);
    }
}

/* Where the best path ends: at a free right (dummy false) or at a left that stays unmatched (dummy
 * true). */
struct path_end {
    double distance;
    uint32_t at;
    bool dummy;
};

static void offer_dummy(const struct solving *s, uint32_t left, struct path_end *end)
{
    double d = s->left_distance[left] - s->left_potential[left];

    if (d < end->distance)
        *end = (struct path_end){d, left, true};
}

static struct path_end search(struct solving *s, uint32_t start)
{
    struct path_end end = {FAR, 0, true};

    s->touched_len = s->visited_len = s->heap_len = 0;
    visit_left(s, start, 0, 0);
    offer_dummy(s, start, &end);
    while (s->heap_len) {
        struct heap_item item = heap_pop(s);
        struct tie_node *right = &s->g->rights.at[item.right];

        if (s->done[item.right] || item.distance > s->distance[item.right])
            continue;
        if (item.distance >= end.distance)
            break;
        s->done[item.right] = true;
        if (right->used < right->copies) {
            end = (struct path_end){item.distance, item.right, false};
            break;
        }
        for (uint32_t i = 0; i < right->edges_len; i++) {
            uint32_t e = s->g->right_edges[right->edges_from + i];
            uint32_t left = s->g->edges.at[e].left;

            if (s->g->edges.at[e].flow == 0 || s->left_distance[left] < FAR)
                continue;
            visit_left(s, left, item.distance, e + 1);
            offer_dummy(s, left, &end);
        }
    }
    return end;
}

static void adjust_potentials(struct solving *s, double reach)
{
    for (size_t i = 0; i < s->visited_len; i++)
        if (s->left_distance[s->visited[i]] < reach)
            s->left_potential[s->visited[i]] += reach - s->left_distance[s->visited[i]];
    for (size_t i = 0; i < s->touched_len; i++)
        if (s->done[s->touched[i]] && s->distance[s->touched[i]] < reach)
            s->right_potential[s->touched[i]] -= reach - s->distance[s->touched[i]];
}

/* Copies that fit through the whole path. */
static uint32_t bottleneck(const struct solving *s, struct path_end end, uint32_t start,
                           uint32_t most)
{
    uint32_t left = end.at, room = most;

    if (!end.dummy) {
        const struct tie_node *right = &s->g->rights.at[end.at];

        room = right->copies - right->used < room ? right->copies - right->used : room;
        left = s->g->edges.at[s->reached_by[end.at]].left;
    }
    while (left != start) {
        uint32_t gave = s->gave_by[left] - 1;

        room = s->g->edges.at[gave].flow < room ? s->g->edges.at[gave].flow : room;
        left = s->g->edges.at[s->reached_by[s->g->edges.at[gave].right]].left;
    }
    return room;
}

static void shift(struct solving *s, struct path_end end, uint32_t start, uint32_t amount)
{
    struct tie_graph *g = s->g;
    uint32_t left = end.at;

    if (!end.dummy) {
        g->edges.at[s->reached_by[end.at]].flow += amount;
        g->rights.at[end.at].used += amount;
        left = g->edges.at[s->reached_by[end.at]].left;
    } else {
        g->lefts.at[left].used -= amount; /* its copies stay unmatched */
    }
    while (left != start) {
        uint32_t gave = s->gave_by[left] - 1, right = g->edges.at[gave].right;

        g->edges.at[gave].flow -= amount;
        g->edges.at[s->reached_by[right]].flow += amount;
        left = g->edges.at[s->reached_by[right]].left;
    }
    g->lefts.at[start].used += amount;
}

static void reset(struct solving *s)
{
    for (size_t i = 0; i < s->touched_len; i++) {
        s->distance[s->touched[i]] = FAR;
        s->done[s->touched[i]] = false;
    }
    for (size_t i = 0; i < s->visited_len; i++)
        s->left_distance[s->visited[i]] = FAR;
}

static void place(struct solving *s, uint32_t left)
{
    uint32_t rest = s->g->lefts.at[left].copies;

    while (rest) {
        struct path_end end = search(s, left);
        uint32_t amount = bottleneck(s, end, left, rest);

        adjust_potentials(s, end.distance);
        shift(s, end, left, amount);
        reset(s);
        rest -= amount;
    }
}

void tie_solve(struct tie_graph *graph, struct arena *arena)
{
    size_t lefts = graph->lefts.len, rights = graph->rights.len, edges = graph->edges.len;
    struct solving s = {.g = graph};

    s.left_potential = arena_make_n(arena, double, lefts);
    s.right_potential = arena_make_n(arena, double, rights);
    s.distance = arena_make_n(arena, double, rights);
    s.reached_by = arena_make_n(arena, uint32_t, rights);
    s.done = arena_make_n(arena, bool, rights);
    s.touched = arena_make_n(arena, uint32_t, rights);
    s.heap = arena_make_n(arena, struct heap_item, edges + 1);
    s.gave_by = arena_make_n(arena, uint32_t, lefts);
    s.visited = arena_make_n(arena, uint32_t, lefts);
    s.left_distance = arena_make_n(arena, double, lefts);
    for (size_t r = 0; r < rights; r++)
        s.distance[r] = FAR;
    for (size_t l = 0; l < lefts; l++) {
        s.left_distance[l] = FAR;
        for (uint32_t i = 0; i < graph->lefts.at[l].edges_len; i++) {
            double c = -graph->edges.at[graph->lefts.at[l].edges_from + i].weight;

            s.left_potential[l] = c < s.left_potential[l] ? c : s.left_potential[l];
        }
    }
    for (uint32_t l = 0; l < lefts; l++)
        if (graph->lefts.at[l].edges_len)
            place(&s, l);
}
