#include "explain/hyper.h"
#include "explain/search.h"

#include <math.h>

/* Solutions further below the best than that are left out where there are too many to count. */
static const double margins[] = {HYPER_MARGIN, 7, 4};

/* Keep the solution at hand if it is better. */
static void keep_best(struct search *s, struct search_part *p)
{
    if (s->value <= p->best_value + 1e-9)
        return;
    p->best_value = s->value;
    p->least = s->value + 1e-9;
    for (size_t i = 0; i < p->charges_len; i++)
        s->charges.at[p->charges[i]].best = s->charges.at[p->charges[i]].chosen;
}

static struct search_charge *class_of(struct search *s, uint32_t charge)
{
    return &s->charges.at[s->charges.at[charge].class];
}

/* What explains the charges of each sum, whichever of them it is. */
static void add_contents(struct search *s, const struct search_part *p)
{
    for (size_t i = 0; i < p->charges_len; i++)
        class_of(s, p->charges[i])->contents = 0;
    for (size_t i = 0; i < p->charges_len; i++) {
        uint32_t chosen = s->charges.at[p->charges[i]].chosen;

        if (chosen)
            class_of(s, p->charges[i])->contents += s->options.at[chosen - 1].content;
    }
}

/* Whether the charge's explanation means what its best one does: it is the same, goods of the same
 * order, or that of another charge of this sum, and all together are explained as before. */
static bool is_same(struct search *s, uint32_t charge, const struct search_option *o)
{
    uint32_t number = s->charges.at[charge].best;
    const struct search_option *best = number ? &s->options.at[number - 1] : NULL;

    if (!best || o == best)
        return o == best;
    if (o->kind <= CANDIDATE_SEVERAL && best->kind <= CANDIDATE_SEVERAL &&
        search_same_purchase(s, o, best))
        return true;
    return class_of(s, charge)->contents == class_of(s, charge)->best_contents;
}

/* Add one whole solution to the masses. */
static void weigh(struct search *s, struct search_part *p)
{
    double mass = exp(s->value - p->best_value);

    p->mass += mass;
    add_contents(s, p);
    for (size_t i = 0; i < p->charges_len; i++) {
        struct search_charge *charge = &s->charges.at[p->charges[i]];
        struct search_option *o = charge->chosen ? &s->options.at[charge->chosen - 1] : NULL;

        if (!o) {
            charge->none_mass += mass;
            continue;
        }
        if (o->charges[0] == p->charges[i])
            o->mass += mass;
        if (is_same(s, p->charges[i], o))
            o->same[search_place(o, p->charges[i])] += mass;
    }
}

/* Go through the part's charges from ${at} on; ${loss}: by how much the choices so far fall short
 * of the bound. */
static void descend(struct search *s, struct search_part *p, size_t at, double loss, bool best_only)
{
    struct search_charge *charge;
    uint32_t c;

    while (at < p->charges_len && s->charges.at[p->charges[at]].decided)
        at++;
    if (at == p->charges_len) {
        if (best_only)
            keep_best(s, p);
        else
            weigh(s, p);
        return;
    }
    if (p->steps_left == 0 || *s->steps_left == 0) {
        p->cut = true;
    } else {
        p->steps_left--;
        --*s->steps_left;
    }
    c = p->charges[at];
    charge = &s->charges.at[c];
    for (uint32_t o = charge->first; o && !p->cut; o = search_next(s, o, c)) {
        struct search_option *option = &s->options.at[o - 1];

        if (option->dropped || p->bound - loss - option->excess < p->least ||
            !search_take(s, option))
            continue;
        descend(s, p, at + 1, loss + option->excess, best_only);
        search_give_back(s, option);
    }
    if (p->cut || p->bound - loss - charge->hope < p->least)
        return;
    charge->decided = true;
    descend(s, p, at + 1, loss + charge->hope, best_only);
    charge->decided = false;
}

static void find_best(struct search *s, struct search_part *p)
{
    p->best_value = 0;
    for (size_t i = 0; i < p->charges_len; i++) {
        const struct search_charge *c = &s->charges.at[p->charges[i]];

        p->bound += c->hope;
        if (c->best && s->options.at[c->best - 1].charges[0] == p->charges[i])
            p->best_value += s->options.at[c->best - 1].weight;
    }
    for (size_t i = 0; i < p->slots_len; i++)
        p->bound += s->slots.at[p->slots[i]].price * s->slots.at[p->slots[i]].copies;
    p->least = p->best_value + 1e-9;
    p->steps_left = s->part_steps;
    descend(s, p, 0, 0, true);
    if (p->cut && p->bound > p->best_value)
        s->gap += p->bound - p->best_value;
}

/* What explains the charges of each sum in the best solution. */
static void note_contents(struct search *s, const struct search_part *p)
{
    for (size_t i = 0; i < p->charges_len; i++)
        class_of(s, p->charges[i])->best_contents = 0;
    for (size_t i = 0; i < p->charges_len; i++) {
        uint32_t best = s->charges.at[p->charges[i]].best;

        if (best)
            class_of(s, p->charges[i])->best_contents += s->options.at[best - 1].content;
    }
}

static void clear_mass(struct search_option *o)
{
    o->mass = 0;
    for (size_t k = 0; k < o->charges_len; k++)
        o->same[k] = 0;
}

static void clear_masses(struct search *s, struct search_part *p)
{
    p->cut = false;
    p->mass = 0;
    for (size_t i = 0; i < p->charges_len; i++) {
        uint32_t c = p->charges[i];

        s->charges.at[c].none_mass = 0;
        for (uint32_t o = s->charges.at[c].first; o; o = search_next(s, o, c))
            clear_mass(&s->options.at[o - 1]);
    }
}

void search_count(struct search *s, struct search_part *p, double margin, unsigned steps)
{
    note_contents(s, p);
    clear_masses(s, p);
    p->steps_left = steps;
    p->least = p->best_value - margin;
    descend(s, p, 0, 0, false);
}

void search_solve_part(struct search *s, struct search_part *p)
{
    find_best(s, p);
    for (size_t m = 0; m < sizeof(margins) / sizeof(margins[0]); m++) {
        search_count(s, p, margins[m], s->part_steps);
        if (!p->cut)
            return;
    }
    search_count_near(s, p);
}
