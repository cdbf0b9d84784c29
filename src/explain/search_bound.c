#include "explain/hyper.h"
#include "explain/search.h"

/*
 * What a solution can be worth at most.  Each unit gets a price; each charge may hope for the best
 * of its options less the prices of its units.  No solution is worth more than all hopes and all
 * prices together (Lagrangian relaxation of "every unit pays once"); the prices that make this
 * bound small are found by following the demand (Held, Wolfe and Crowder 1974: subgradient with the
 * step of Polyak).
 */

#define PRICE_ROUNDS 80
#define EVICTED_MOST 16u
#define PASSES_MOST 4

/* ------------------------------------------------------------------ exchanges */

struct exchange {
    uint32_t evicted[EVICTED_MOST], taken[EVICTED_MOST * CANDIDATE_ENTRIES]; /* options */
    size_t evicted_len, taken_len;
};

/* The option that holds a copy of ${slot} and is worth least; options.len = none. */
static uint32_t holder_of(const struct search *s, uint32_t slot)
{
    const uint32_t *wanting = s->slot_options + s->slots.at[slot].options_from;
    uint32_t found = (uint32_t)s->options.len;

    for (uint32_t i = 0; i < s->slots.at[slot].options_len; i++) {
        const struct search_option *o = &s->options.at[wanting[i]];

        if (s->charges.at[o->charges[0]].chosen == wanting[i] + 1 &&
            (found == s->options.len || o->weight < s->options.at[found].weight))
            found = wanting[i];
    }
    return found;
}

static bool evict(struct search *s, struct exchange *x, uint32_t option)
{
    if (x->evicted_len == EVICTED_MOST || option >= s->options.len)
        return false;
    x->evicted[x->evicted_len++] = option;
    search_give_back(s, &s->options.at[option]);
    return true;
}

/* Make room for ${o} and take it. */
static bool push_in(struct search *s, struct exchange *x, struct search_option *o)
{
    for (size_t k = 0; k < o->charges_len; k++)
        if (s->charges.at[o->charges[k]].chosen &&
            !evict(s, x, s->charges.at[o->charges[k]].chosen - 1))
            return false;
    while (!search_take(s, o)) {
        uint32_t full = 0;

        while (s->slots.at[s->unit_slots.at[o->units_from + full]].used <
               s->slots.at[s->unit_slots.at[o->units_from + full]].copies)
            if (++full == o->units_len) /* it wants more copies than there are */
                return false;
        if (!evict(s, x, holder_of(s, s->unit_slots.at[o->units_from + full])))
            return false;
    }
    return true;
}

/* The charge's best option whose units are free. */
static void settle(struct search *s, struct exchange *x, uint32_t charge)
{
    uint32_t best = 0;

    for (uint32_t o = s->charges.at[charge].first; o; o = search_next(s, o, charge)) {
        struct search_option *option = &s->options.at[o - 1];

        if (option->weight <= 0 || (best && option->weight <= s->options.at[best - 1].weight) ||
            !search_take(s, option))
            continue;
        search_give_back(s, option);
        best = o;
    }
    if (best && search_take(s, &s->options.at[best - 1]))
        x->taken[x->taken_len++] = best - 1;
}

/* Whether things are better with ${o}; if not, they are as before. */
static bool try_exchange(struct search *s, uint32_t option)
{
    struct exchange x = {.evicted_len = 0};
    struct search_option *o = &s->options.at[option];
    double before = s->value;

    if (push_in(s, &x, o)) {
        for (size_t e = 0; e < x.evicted_len; e++)
            for (size_t k = 0; k < s->options.at[x.evicted[e]].charges_len; k++)
                if (!s->charges.at[s->options.at[x.evicted[e]].charges[k]].decided)
                    settle(s, &x, s->options.at[x.evicted[e]].charges[k]);
        if (s->value > before + 1e-9)
            return true;
        while (x.taken_len > 0)
            search_give_back(s, &s->options.at[x.taken[--x.taken_len]]);
        search_give_back(s, o);
    }
    while (x.evicted_len > 0)
        search_take(s, &s->options.at[x.evicted[--x.evicted_len]]);
    return false;
}

void search_improve(struct search *s)
{
    bool better = true;

    for (int pass = 0; pass < PASSES_MOST && better; pass++) {
        better = false;
        for (uint32_t o = 0; o < s->options.len; o++) {
            const struct search_option *x = &s->options.at[o];

            if (x->weight > 0 && s->charges.at[x->charges[0]].chosen != o + 1 && try_exchange(s, o))
                better = true;
        }
    }
}

/* ------------------------------------------------------------------ prices */

/* What each charge of ${o} has of it, prices paid. */
static double share_of(const struct search *s, const struct search_option *o)
{
    double rest = o->weight;

    for (uint32_t i = 0; i < o->units_len; i++)
        rest -= s->slots.at[s->unit_slots.at[o->units_from + i]].price;
    return rest / o->charges_len;
}

/* Hopes at these prices; the bound. */
static double hope(struct search *s)
{
    double bound = 0;

    for (size_t c = 0; c < s->charges.len; c++)
        s->charges.at[c].hope = 0;
    for (size_t i = 0; i < s->options.len; i++) {
        const struct search_option *o = &s->options.at[i];
        double share = share_of(s, o);

        for (size_t k = 0; k < o->charges_len; k++)
            if (share > s->charges.at[o->charges[k]].hope)
                s->charges.at[o->charges[k]].hope = share;
    }
    for (size_t c = 0; c < s->charges.len; c++)
        bound += s->charges.at[c].hope;
    for (size_t i = 0; i < s->slots.len; i++)
        bound += s->slots.at[i].price * s->slots.at[i].copies;
    return bound;
}

/* How many copies of each slot would be taken if every charge had what it hopes for. */
static void count_demand(struct search *s)
{
    for (size_t i = 0; i < s->slots.len; i++)
        s->slots.at[i].wanted = 0;
    for (uint32_t c = 0; c < s->charges.len; c++) {
        const struct search_charge *charge = &s->charges.at[c];

        for (uint32_t n = charge->first; charge->hope > 0 && n; n = search_next(s, n, c)) {
            const struct search_option *o = &s->options.at[n - 1];

            if (share_of(s, o) < charge->hope)
                continue;
            for (uint32_t i = 0; i < o->units_len; i++)
                s->slots.at[s->unit_slots.at[o->units_from + i]].wanted += 1.0 / o->charges_len;
            break;
        }
    }
}

/* Prices rise where more is wanted than there is, and fall where less is. */
static bool move_prices(struct search *s, double slack)
{
    double square = 0, step;

    count_demand(s);
    for (size_t i = 0; i < s->slots.len; i++) {
        struct search_slot *slot = &s->slots.at[i];
        double over = slot->wanted - slot->copies;

        if (over > 0 || slot->price > 0)
            square += over * over;
    }
    if (square <= 0)
        return false;
    step = slack / square;
    for (size_t i = 0; i < s->slots.len; i++) {
        struct search_slot *slot = &s->slots.at[i];
        double price = slot->price + step * (slot->wanted - slot->copies);

        slot->price = price > 0 ? price : 0;
    }
    return true;
}

static double find_prices(struct search *s, double known)
{
    double *best = arena_make_n(s->model->arena, double, s->slots.len + 1);
    double least = hope(s), bound = least;

    for (int round = 0; round < PRICE_ROUNDS && least - known > 1e-6; round++) {
        if (!move_prices(s, bound - known))
            break;
        bound = hope(s);
        if (bound >= least)
            continue;
        least = bound;
        for (size_t i = 0; i < s->slots.len; i++)
            best[i] = s->slots.at[i].price;
    }
    for (size_t i = 0; i < s->slots.len; i++)
        s->slots.at[i].price = best[i];
    return hope(s);
}

void search_bound(struct search *s, double known)
{
    double slack = find_prices(s, known) - known;

    for (size_t i = 0; i < s->options.len; i++) {
        struct search_option *o = &s->options.at[i];

        o->excess = -share_of(s, o) * o->charges_len;
        for (size_t k = 0; k < o->charges_len; k++)
            o->excess += s->charges.at[o->charges[k]].hope;
        o->dropped = o->excess > slack + HYPER_MARGIN;
    }
}
