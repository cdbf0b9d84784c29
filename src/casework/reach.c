#include "casework/reach.h"

/* "Other" is nobody in particular: a desk that serves another purpose would be the wrong one. Where
 * files are got nobody answers. */
static bool serves(const struct route *route, const struct step *step)
{
    if (step->purpose.len)
        return route_serves(route, step->purpose);
    return step->party != PARTY_OTHER && !route_serves(route, SLICE(ROUTE_GET_FILES));
}

static bool leads_there(const struct route *route, const struct case_state *state,
                        const struct step *step)
{
    if (route->party != step->party || !serves(route, step))
        return false;
    return !route->org.len || slice_eq(route->org, state_fact(state, SLICE("issuer")));
}

/* Sure ones first, then by rank, then those of the step's own channel. */
static bool goes_before(const struct route *a, const struct route *b, const struct step *step)
{
    if (a->is_conflicting != b->is_conflicting)
        return b->is_conflicting;
    if (a->rank != b->rank)
        return a->rank < b->rank;
    return a->channel == step->channel && b->channel != step->channel;
}

void reach_find(const struct catalog *catalog, const struct case_state *state,
                const struct step *step, struct arena *arena, struct reach *ret)
{
    const struct route **found = arena_make_n(arena, const struct route *, catalog->routes_len + 1);
    size_t n = 0;

    for (size_t i = 0; i < catalog->routes_len; i++) {
        const struct route *route = &catalog->routes[i];
        size_t to = n;

        if (!leads_there(route, state, step))
            continue;
        for (; to > 0 && goes_before(route, found[to - 1], step); to--)
            found[to] = found[to - 1];
        found[to] = route;
        n++;
    }
    *ret = (struct reach){NULL, found, n};
    if (n && !found[0]->is_conflicting)
        *ret = (struct reach){found[0], found + 1, n - 1};
}
