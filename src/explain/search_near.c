#include "explain/search.h"

#include <math.h>

/*
 * A part that is too large to count all its solutions: the probabilities of each charge are counted
 * over its neighbourhood, the charges that want the units that it wants, and so on, nearest first.
 * The other charges keep what the best solution gives them.
 */

#define NEAR_CHARGES 16u
#define NEAR_STEPS 2000u /* of one count; where they do not do, of half as many charges */

struct near {
    struct search *s;
    uint32_t charges[NEAR_CHARGES + CANDIDATE_ENTRIES];
    size_t charges_len, most;
    uint32_t count; /* of neighbourhoods so far */
};

/* What an option has been found to weigh for one charge. */
struct weighed {
    double mass, same;
};

static const struct search_option *best_of(const struct search *s, uint32_t charge)
{
    uint32_t best = s->charges.at[charge].best;

    return best ? &s->options.at[best - 1] : NULL;
}

/* The charge's best solution holds its units (${by} 1) or gives them back (-1). */
static void hold_best(struct search *s, uint32_t charge, int by)
{
    const struct search_option *o = best_of(s, charge);

    s->charges.at[charge].decided = by > 0;
    for (uint32_t k = 0; o && o->charges[0] == charge && k < o->units_len; k++)
        s->slots.at[s->unit_slots.at[o->units_from + k]].used += (uint32_t)by;
}

static bool is_near(const struct near *near, uint32_t charge)
{
    for (size_t i = 0; i < near->charges_len; i++)
        if (near->charges[i] == charge)
            return true;
    return false;
}

/* With the charges that its best option explains besides: they change together. */
static void add_charge(struct near *near, uint32_t charge)
{
    const struct search_option *best = best_of(near->s, charge);

    if (is_near(near, charge) || near->charges_len >= near->most)
        return;
    if (!best) {
        near->charges[near->charges_len++] = charge;
        return;
    }
    for (size_t k = 0; k < best->charges_len; k++)
        near->charges[near->charges_len++] = best->charges[k];
}

/* Those that want what ${charge} wants. */
static void add_rivals(struct near *near, uint32_t charge)
{
    struct search *s = near->s;

    for (uint32_t n = s->charges.at[charge].first; n; n = search_next(s, n, charge)) {
        const struct search_option *o = &s->options.at[n - 1];

        for (size_t k = 0; !o->dropped && k < o->charges_len; k++)
            add_charge(near, o->charges[k]);
        for (uint32_t k = 0; !o->dropped && k < o->units_len; k++) {
            const struct search_slot *slot = &s->slots.at[s->unit_slots.at[o->units_from + k]];
            const uint32_t *wanting = s->slot_options + slot->options_from;

            for (uint32_t i = 0; near->charges_len < near->most && i < slot->options_len; i++)
                if (!s->options.at[wanting[i]].dropped)
                    add_charge(near, s->options.at[wanting[i]].charges[0]);
        }
    }
}

static void find_near(struct near *near, uint32_t charge, size_t most)
{
    near->charges_len = 0;
    near->most = most;
    add_charge(near, charge);
    for (size_t i = 0; i < near->charges_len && near->charges_len < most; i++)
        add_rivals(near, near->charges[i]);
}

/* What the copies that ${o} wants and nobody holds can be worth, each unit once. */
static double prices_of(struct near *near, const struct search_option *o)
{
    double prices = 0;

    for (uint32_t k = 0; k < o->units_len; k++) {
        struct search_slot *slot = &near->s->slots.at[near->s->unit_slots.at[o->units_from + k]];

        if (slot->met != near->count)
            prices += slot->price * (slot->copies - slot->used);
        slot->met = near->count;
    }
    return prices;
}

/* The most that solutions of these charges can be worth, what the others hold put aside. */
static double bound_of(struct near *near)
{
    double bound = 0;

    near->count++;
    for (size_t i = 0; i < near->charges_len; i++) {
        uint32_t c = near->charges[i];

        bound += near->s->charges.at[c].hope;
        for (uint32_t n = near->s->charges.at[c].first; n; n = search_next(near->s, n, c))
            bound += prices_of(near, &near->s->options.at[n - 1]);
    }
    return bound;
}

/* Count the neighbourhood's solutions; false where there are too many. */
static bool count_near(struct near *near)
{
    struct search *s = near->s;
    struct search_part p = {.charges = near->charges, .charges_len = near->charges_len};

    for (size_t i = 0; i < near->charges_len; i++)
        hold_best(s, near->charges[i], -1);
    p.bound = bound_of(near);
    for (size_t i = 0; i < near->charges_len; i++) {
        const struct search_option *best = best_of(s, near->charges[i]);

        if (best && best->charges[0] == near->charges[i])
            p.best_value += best->weight;
    }
    search_count(s, &p, SEARCH_NEAR_MARGIN, NEAR_STEPS);
    for (size_t i = 0; i < near->charges_len; i++)
        hold_best(s, near->charges[i], 1);
    return !p.cut;
}

/* By itself, all others as in the best solution. */
static void weigh_alone(struct search *s, uint32_t charge)
{
    const struct search_option *best = best_of(s, charge);

    s->charges.at[charge].none_mass = 1;
    for (uint32_t n = s->charges.at[charge].first; n; n = search_next(s, n, charge)) {
        struct search_option *o = &s->options.at[n - 1];
        bool free = true;

        for (uint32_t k = 0; k < o->units_len; k++) {
            const struct search_slot *slot = &s->slots.at[s->unit_slots.at[o->units_from + k]];

            free = free && slot->used < slot->copies;
        }
        o->mass = o == best || free ? exp(o->weight) : 0.1 * exp(o->weight < 2 ? o->weight : 2);
        o->same[search_place(o, charge)] = o == best ? o->mass : 0;
    }
}

static size_t count_options(const struct search *s, const struct search_part *p)
{
    size_t n = 0;

    for (size_t i = 0; i < p->charges_len; i++)
        for (uint32_t o = s->charges.at[p->charges[i]].first; o;
             o = search_next(s, o, p->charges[i]))
            n++;
    return n;
}

/* Note the charge's masses as probabilities from ${to} on: the counts of other charges will write
 * over them.  Returns where the next charge's go. */
static struct weighed *keep_masses(const struct search *s, uint32_t charge, struct weighed *to,
                                   double *none)
{
    double whole = s->charges.at[charge].none_mass;

    for (uint32_t n = s->charges.at[charge].first; n; n = search_next(s, n, charge))
        whole += s->options.at[n - 1].mass;
    *none = s->charges.at[charge].none_mass / whole;
    for (uint32_t n = s->charges.at[charge].first; n; n = search_next(s, n, charge)) {
        const struct search_option *o = &s->options.at[n - 1];

        *to++ = (struct weighed){o->mass / whole, o->same[search_place(o, charge)] / whole};
    }
    return to;
}

static void restore_masses(struct search *s, const struct search_part *p,
                           const struct weighed *from, const double *none)
{
    for (size_t i = 0; i < p->charges_len; i++) {
        uint32_t c = p->charges[i];

        s->charges.at[c].none_mass = none[i];
        for (uint32_t n = s->charges.at[c].first; n; n = search_next(s, n, c), from++) {
            struct search_option *o = &s->options.at[n - 1];

            o->mass = from->mass;
            o->same[search_place(o, c)] = from->same;
        }
    }
}

/* The charge's masses: of the largest neighbourhood whose solutions can be counted. */
static void weigh_near(struct near *near, uint32_t charge)
{
    for (size_t most = NEAR_CHARGES; most > 0; most /= 2) {
        find_near(near, charge, most);
        if (count_near(near))
            return;
    }
    weigh_alone(near->s, charge);
}

void search_count_near(struct search *s, const struct search_part *p)
{
    struct near near = {.s = s};
    double *none = arena_make_n(s->model->arena, double, p->charges_len);
    struct weighed *weighed = arena_make_n(s->model->arena, struct weighed, count_options(s, p));
    struct weighed *to = weighed;

    for (size_t i = 0; i < p->charges_len; i++)
        hold_best(s, p->charges[i], 1);
    for (size_t i = 0; i < p->charges_len; i++) {
        weigh_near(&near, p->charges[i]);
        to = keep_masses(s, p->charges[i], to, &none[i]);
    }
    for (size_t i = 0; i < p->charges_len; i++)
        hold_best(s, p->charges[i], -1);
    restore_masses(s, p, weighed, none);
}
