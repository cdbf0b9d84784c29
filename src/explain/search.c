#include "explain/search.h"

#include "base/hash.h"
#include "explain/hyper.h"

#include <math.h>

#define WEIGHT_MAX 30.0 /* as in tie_believe.c */

struct search *search_new(const struct model *model, const uint32_t *right_of,
                          const struct tie_graph *graph, uint32_t *scratch)
{
    struct search *s = arena_make(model->arena, struct search);

    s->model = model;
    s->right_of = right_of;
    s->graph = graph;
    s->used = scratch;
    return s;
}

uint32_t search_add_charge(struct search *s, uint32_t entry)
{
    uint32_t at = map_add(&s->charge_index, s->model->arena, hash_mix(97, entry),
                          (uint32_t)s->charges.len, NULL, NULL);

    if (at == s->charges.len)
        array_push(s->model->arena, &s->charges)->entry = entry;
    return at;
}

void search_add_option(struct search *s, const uint32_t *charges, size_t charges_len,
                       const uint32_t *units, size_t units_len, double weight,
                       enum candidate_kind kind, int64_t adjustment)
{
    struct search_option *o = array_push(s->model->arena, &s->options);
    uint32_t number = (uint32_t)s->options.len;

    o->weight = weight;
    o->kind = (uint8_t)kind;
    o->adjustment = adjustment;
    o->units_from = (uint32_t)s->units.len;
    o->units_len = (uint16_t)units_len;
    o->charges_len = (uint8_t)charges_len;
    for (size_t i = 0; i < units_len; i++)
        *array_push(s->model->arena, &s->units) = units[i];
    for (size_t i = 0; i < charges_len; i++) {
        struct search_charge *c = &s->charges.at[charges[i]];

        o->charges[i] = charges[i];
        if (c->last) {
            struct search_option *last = &s->options.at[c->last - 1];

            for (size_t k = 0; k < last->charges_len; k++)
                if (last->charges[k] == charges[i])
                    last->next[k] = number;
        } else {
            c->first = number;
        }
        c->last = number;
    }
}

static uint32_t next_option(const struct search *s, uint32_t option, uint32_t charge)
{
    const struct search_option *o = &s->options.at[option - 1];

    for (size_t k = 0; k < o->charges_len; k++)
        if (o->charges[k] == charge)
            return o->next[k];
    return 0;
}

static uint32_t *used_of(struct search *s, const struct search_option *o, uint32_t i)
{
    return &s->used[s->right_of[s->units.at[o->units_from + i]]];
}

static uint32_t copies_of(const struct search *s, const struct search_option *o, uint32_t i)
{
    return s->graph->rights.at[s->right_of[s->units.at[o->units_from + i]]].copies;
}

/* Take the option's units and charges, or leave everything as it was. */
static bool take(struct search *s, const struct search_option *o)
{
    uint32_t taken = 0;

    for (size_t k = 0; k < o->charges_len; k++)
        if (s->charges.at[o->charges[k]].decided)
            return false;
    for (; taken < o->units_len; taken++) {
        if (*used_of(s, o, taken) >= copies_of(s, o, taken))
            break;
        ++*used_of(s, o, taken);
    }
    if (taken < o->units_len) {
        while (taken-- > 0)
            --*used_of(s, o, taken);
        return false;
    }
    for (size_t k = 0; k < o->charges_len; k++) {
        s->charges.at[o->charges[k]].decided = true;
        s->charges.at[o->charges[k]].chosen = (uint32_t)(o - s->options.at) + 1;
    }
    s->value += o->weight;
    s->capped += o->weight < WEIGHT_MAX ? o->weight : WEIGHT_MAX;
    return true;
}

static void give_back(struct search *s, const struct search_option *o)
{
    for (uint32_t i = 0; i < o->units_len; i++)
        --*used_of(s, o, i);
    for (size_t k = 0; k < o->charges_len; k++) {
        s->charges.at[o->charges[k]].decided = false;
        s->charges.at[o->charges[k]].chosen = 0;
    }
    s->value -= o->weight;
    s->capped -= o->weight < WEIGHT_MAX ? o->weight : WEIGHT_MAX;
}

static void keep_best(struct search *s)
{
    if (s->value <= s->best_value)
        return;
    s->best_value = s->value;
    s->best_capped = s->capped;
    for (size_t c = 0; c < s->charges.len; c++)
        s->charges.at[c].best = s->charges.at[c].chosen;
}

/* Add one whole solution to the masses. */
static void weigh(struct search *s)
{
    double mass = exp(s->capped - s->best_capped);

    s->mass += mass;
    for (size_t c = 0; c < s->charges.len; c++) {
        struct search_charge *charge = &s->charges.at[c];

        if (!charge->chosen)
            charge->none_mass += mass;
        else if (s->options.at[charge->chosen - 1].charges[0] == c)
            s->options.at[charge->chosen - 1].mass += mass;
    }
}

/* Go through the charges from ${at} on.  ${bound}: leave out what cannot be better than the best so
 * far. */
static void descend(struct search *s, uint32_t at, bool bound)
{
    struct search_charge *charge;

    while (at < s->charges.len && s->charges.at[at].decided)
        at++;
    if (at == s->charges.len) {
        if (bound)
            keep_best(s);
        else
            weigh(s);
        return;
    }
    if (++s->steps > HYPER_STEPS) {
        s->cut = true;
        return;
    }
    if (bound && s->value + s->hope_from[at] <= s->best_value)
        return;
    charge = &s->charges.at[at];
    for (uint32_t o = charge->first; o && !s->cut; o = next_option(s, o, at)) {
        struct search_option *option = &s->options.at[o - 1];

        if (take(s, option)) {
            descend(s, at + 1, bound);
            give_back(s, option);
        }
    }
    charge->decided = true;
    descend(s, at + 1, bound);
    charge->decided = false;
}

static void prepare(struct search *s)
{
    size_t n = s->charges.len;

    s->hope_from = arena_make_n(s->model->arena, double, n + 1);
    for (uint32_t c = 0; c < n; c++)
        for (uint32_t o = s->charges.at[c].first; o; o = next_option(s, o, c))
            if (s->options.at[o - 1].weight > s->charges.at[c].hope)
                s->charges.at[c].hope = s->options.at[o - 1].weight;
    for (size_t c = n; c-- > 0;)
        s->hope_from[c] = s->hope_from[c + 1] + s->charges.at[c].hope;
}

/* Begin with the solution of the ties: what the search adds can only be better. */
static void start_from_ties(struct search *s, const struct fates *fates)
{
    for (uint32_t c = 0; c < s->charges.len; c++) {
        const struct fate *fate = &fates->at[s->charges.at[c].entry];
        uint32_t right;

        if (fate->given == MAP_NONE)
            continue;
        right =
            s->right_of[fates->units
                            .at[fates->options.at[fate->options_from + fate->given].units_from]];
        for (uint32_t o = s->charges.at[c].first; o; o = next_option(s, o, c)) {
            const struct search_option *x = &s->options.at[o - 1];

            if (x->kind == CANDIDATE_SINGLE && s->right_of[s->units.at[x->units_from]] == right &&
                take(s, x))
                break;
        }
    }
    keep_best(s);
    for (size_t c = 0; c < s->charges.len; c++)
        if (s->charges.at[c].chosen)
            give_back(s, &s->options.at[s->charges.at[c].chosen - 1]);
}

static void find_best(struct search *s, const struct fates *fates)
{
    s->best_value = -1;
    start_from_ties(s, fates);
    descend(s, 0, true);
    if (s->cut)
        s->gap = s->hope_from[0] - s->best_value;
    if (s->best_value < 0)
        s->best_value = 0;
}

/* Mark the units of the best solution as used, or (${by} -1) as free again. */
static void use_best(struct search *s, int by)
{
    for (uint32_t c = 0; c < s->charges.len; c++) {
        const struct search_option *o;

        if (!s->charges.at[c].best)
            continue;
        o = &s->options.at[s->charges.at[c].best - 1];
        for (uint32_t i = 0; o->charges[0] == c && i < o->units_len; i++)
            *used_of(s, o, i) += (uint32_t)by;
    }
}

/* Probabilities without enumeration: each charge by itself, the others as in the best solution. */
static void estimate(struct search *s)
{
    use_best(s, 1);
    for (size_t c = 0; c < s->charges.len; c++)
        s->charges.at[c].none_mass = 1;
    for (size_t o = 0; o < s->options.len; o++) {
        struct search_option *option = &s->options.at[o];
        bool best = s->charges.at[option->charges[0]].best == o + 1, free = true;
        double w = option->weight < WEIGHT_MAX ? option->weight : WEIGHT_MAX;

        for (uint32_t i = 0; i < option->units_len; i++)
            free = free && *used_of(s, option, i) < copies_of(s, option, i);
        option->mass = best || free ? exp(w) : 0.1 * exp(w < 2 ? w : 2);
    }
    use_best(s, -1);
}

static void find_masses(struct search *s)
{
    s->steps = 0;
    s->cut = false;
    descend(s, 0, false);
    if (!s->cut)
        return;
    estimate(s);
}

/* ------------------------------------------------------------------ the result */

/* Whether every unit of ${o} is used up in the best solution. */
static bool is_taken(struct search *s, const struct search_option *o)
{
    for (uint32_t i = 0; i < o->units_len; i++)
        if (*used_of(s, o, i) < copies_of(s, o, i))
            return false;
    return true;
}

static uint32_t purchase_at(const struct search *s, const struct search_option *o, uint32_t i)
{
    return s->model->units->list.at[s->units.at[o->units_from + i]].purchase;
}

/* Whether all units of both options are of one and the same purchase. */
static bool same_purchase(const struct search *s, const struct search_option *a,
                          const struct search_option *b)
{
    uint32_t p = purchase_at(s, a, 0);

    for (uint32_t i = 0; i < a->units_len; i++)
        if (purchase_at(s, a, i) != p)
            return false;
    for (uint32_t i = 0; i < b->units_len; i++)
        if (purchase_at(s, b, i) != p)
            return false;
    return p != MAP_NONE;
}

/*
 * Whether another charge of the same sum has the option's unit by itself: then taking it would be a
 * mere exchange.  A unit that went into somebody's sum of several cannot be exchanged so.
 */
static bool is_exchange(struct search *s, const struct search_option *o,
                        const struct search_option *given)
{
    uint32_t right = s->right_of[s->units.at[o->units_from]];

    if (o->kind != CANDIDATE_SINGLE || given->kind != CANDIDATE_SINGLE || !is_taken(s, o))
        return false;
    for (size_t c = 0; c < s->charges.len; c++) {
        const struct search_option *best =
            s->charges.at[c].best ? &s->options.at[s->charges.at[c].best - 1] : NULL;

        if (best && best->kind != CANDIDATE_SINGLE && best->charges[0] == c)
            for (uint32_t i = 0; i < best->units_len; i++)
                if (s->right_of[s->units.at[best->units_from + i]] == right)
                    return false;
    }
    return true;
}

static void write_option(struct search *s, struct fates *fates, const struct search_option *o,
                         const struct search_option *given, double whole)
{
    struct option *to =
        fate_add_option(fates, s->model->arena, &s->units.at[o->units_from], o->units_len);

    to->probability = o->mass / whole;
    to->kind = o->kind;
    to->adjustment = o->adjustment;
    to->taken = is_taken(s, o);
    to->same = given && (o == given || is_exchange(s, o, given) ||
                         (o->kind == given->kind && o->units_len == given->units_len &&
                          same_purchase(s, o, given)));
}

static void write_fate(struct search *s, struct fates *fates, uint32_t c)
{
    struct search_charge *charge = &s->charges.at[c];
    struct fate *fate = &fates->at[charge->entry];
    const struct search_option *given = charge->best ? &s->options.at[charge->best - 1] : NULL;
    double whole = charge->none_mass;

    for (uint32_t o = charge->first; o; o = next_option(s, o, c))
        whole += s->options.at[o - 1].mass;
    *fate = (struct fate){.options_from = (uint32_t)fates->options.len,
                          .given = MAP_NONE,
                          .none = charge->none_mass / whole};
    for (uint32_t o = charge->first; o; o = next_option(s, o, c)) {
        if (o == charge->best)
            fate->given = fate->options_len;
        write_option(s, fates, &s->options.at[o - 1], given, whole);
        fate->contested = fate->contested || fates->options.at[fates->options.len - 1].taken;
        fate->options_len++;
    }
}

void search_run(struct search *s, struct fates *fates)
{
    if (s->charges.len == 0)
        return;
    prepare(s);
    find_best(s, fates);
    find_masses(s);
    use_best(s, 1);
    for (uint32_t c = 0; c < s->charges.len; c++)
        write_fate(s, fates, c);
    use_best(s, -1);
}
