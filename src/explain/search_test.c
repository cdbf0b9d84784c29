#include "explain/search.h"

#include "base/base_test.h"
#include "explain/hyper.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/*
 * The search against trying everything, on made-up components that are small enough for it: charges
 * of few sums, units of few purchases, and ways of all shapes to explain the ones by the others.
 */
#define CHARGES 5u
#define RIGHTS 5u
#define COPIES 2u
#define CHOICES 14u
#define SAMPLES 5000u

/* A way to explain ${charges} by one copy of each of ${rights}. */
struct choice {
    uint32_t charges[CANDIDATE_ENTRIES], rights[3];
    uint32_t charges_len, rights_len;
    enum candidate_kind kind;
    double weight;
};

struct sample {
    struct arena *arena;
    struct entries entries;
    struct model_sum sums[CHARGES];
    struct units units;
    struct model model;
    struct tie_graph graph;
    struct fates fates;
    uint32_t right_of[RIGHTS * COPIES], by_amount[RIGHTS * COPIES], scratch[RIGHTS]; /* by unit */
    struct choice choices[CHOICES];
    uint32_t charges_len, choices_len;
    uint64_t steps, seed;
    struct search *search;
};

static uint32_t draw(struct sample *s, uint32_t below)
{
    s->seed = s->seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(s->seed >> 33) % below;
}

static void make_charges(struct sample *s)
{
    s->charges_len = 1 + draw(s, CHARGES);
    for (uint32_t i = 0; i < s->charges_len; i++) {
        struct entry *e = array_push(s->arena, &s->entries.list);

        e->row = e->latest = i;
        e->amount = 1000 + draw(s, 2) * 500;
        s->sums[i] = (struct model_sum){.amount = e->amount, .currency = CURRENCY_JPY};
    }
    s->model.sums = s->sums;
}

static void make_units(struct sample *s)
{
    for (uint32_t r = 0; r < RIGHTS; r++) {
        struct tie_node *right = array_push(s->arena, &s->graph.rights);
        uint32_t purchase = draw(s, 3) ? draw(s, 3) : MAP_NONE;

        right->from = (uint32_t)s->units.list.len;
        right->copies = 1 + draw(s, COPIES);
        for (uint32_t c = 0; c < right->copies; c++) {
            uint32_t unit = (uint32_t)s->units.list.len;

            array_push(s->arena, &s->units.list)->purchase = purchase;
            s->by_amount[unit] = unit;
            s->right_of[unit] = r;
        }
    }
    s->model.by_amount = s->by_amount;
}

/* ${n} different numbers below ${below}, at random. */
static void draw_some(struct sample *s, uint32_t *ret, uint32_t n, uint32_t below)
{
    for (uint32_t i = 0; i < n; i++) {
        bool again = true;

        while (again) {
            ret[i] = draw(s, below);
            again = false;
            for (uint32_t k = 0; k < i; k++)
                again = again || ret[k] == ret[i];
        }
    }
}

static void make_choice(struct sample *s, struct choice *c)
{
    static const uint32_t charges[] = {[CANDIDATE_SPLIT] = 3, [CANDIDATE_NETTED] = 1},
                          rights[] = {[CANDIDATE_SEVERAL] = 3, [CANDIDATE_NETTED] = 2};

    c->kind = draw(s, 2) ? CANDIDATE_SINGLE : (enum candidate_kind)draw(s, CANDIDATE_NETTED + 1);
    c->charges_len = charges[c->kind] > 1 ? 2 + draw(s, 2) : 1;
    c->rights_len = rights[c->kind] > 1 ? 2 + draw(s, rights[c->kind] - 1) : 1;
    if (c->charges_len > s->charges_len) {
        c->kind = CANDIDATE_PART;
        c->charges_len = 1;
    }
    draw_some(s, c->charges, c->charges_len, s->charges_len);
    draw_some(s, c->rights, c->rights_len, RIGHTS);
    c->weight = (double)draw(s, 1200) / 100 - 3;
}

/* What the ties would have found: single ones, first come, first served, of some charges. */
static void make_fates(struct sample *s)
{
    s->fates.at = arena_make_n(s->arena, struct fate, s->charges_len);
    for (uint32_t c = 0; c < s->charges_len; c++)
        s->fates.at[c].given = MAP_NONE;
    for (uint32_t i = 0; i < s->choices_len; i++) {
        const struct choice *x = &s->choices[i];
        struct fate *fate = &s->fates.at[x->charges[0]];

        if (x->kind != CANDIDATE_SINGLE || fate->given != MAP_NONE || draw(s, 3) == 0)
            continue;
        fate->options_from = (uint32_t)s->fates.options.len;
        fate->options_len = 1;
        fate->given = 0;
        fate_add_option(&s->fates, s->arena, &s->graph.rights.at[x->rights[0]].from, 1);
    }
}

static void make_search(struct sample *s)
{
    s->steps = HYPER_STEPS_ALL;
    s->search = search_new(&s->model, s->right_of, &s->graph, s->scratch, &s->steps);
    for (uint32_t c = 0; c < s->charges_len; c++)
        assert_int_equal(search_add_charge(s->search, c), c);
    for (uint32_t i = 0; i < s->choices_len; i++) {
        const struct choice *x = &s->choices[i];
        uint32_t units[3];

        for (uint32_t k = 0; k < x->rights_len; k++) {
            const struct tie_node *right = &s->graph.rights.at[x->rights[k]];

            units[k] = right->from + (x->kind == CANDIDATE_SINGLE ? 0 : draw(s, right->copies));
        }
        search_add_option(s->search, x->charges, x->charges_len, units, x->rights_len, x->weight,
                          x->kind, 0);
    }
}

static struct sample *make(uint64_t seed)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct sample *s = arena_make(arena, struct sample);

    s->arena = arena;
    s->seed = seed;
    s->model = (struct model){.entries = &s->entries, .units = &s->units, .arena = arena};
    make_charges(s);
    make_units(s);
    s->choices_len = 1 + draw(s, CHOICES);
    for (uint32_t i = 0; i < s->choices_len; i++)
        make_choice(s, &s->choices[i]);
    make_fates(s);
    make_search(s);
    return s;
}

/* ------------------------------------------------------------------ trying everything */

struct brute {
    const struct sample *s;
    uint32_t used[RIGHTS];
    bool decided[CHARGES], taken[CHOICES];
    bool is_second;           /* time through: the best is known */
    double margin;            /* solutions further below the best need not be counted */
    double best, whole, lost; /* lost: mass of solutions that the search need not count */
    double mass[CHOICES], none[CHARGES];
};

static void weigh(struct brute *b, double weight)
{
    double mass = exp(weight);

    if (!b->is_second) {
        b->best = weight > b->best ? weight : b->best;
        return;
    }
    b->whole += mass;
    if (weight < b->best - b->margin + 1e-9)
        b->lost += mass;
    for (uint32_t i = 0; i < b->s->choices_len; i++)
        b->mass[i] += b->taken[i] ? mass : 0;
    for (uint32_t c = 0; c < b->s->charges_len; c++) {
        bool is_explained = false;

        for (uint32_t i = 0; i < b->s->choices_len; i++)
            for (uint32_t k = 0; b->taken[i] && k < b->s->choices[i].charges_len; k++)
                is_explained = is_explained || b->s->choices[i].charges[k] == c;
        b->none[c] += is_explained ? 0 : mass;
    }
}

static bool is_free(const struct brute *b, const struct choice *x)
{
    for (uint32_t k = 0; k < x->charges_len; k++)
        if (b->decided[x->charges[k]])
            return false;
    for (uint32_t k = 0; k < x->rights_len; k++)
        if (b->used[x->rights[k]] >= b->s->graph.rights.at[x->rights[k]].copies)
            return false;
    return true;
}

static void mark(struct brute *b, const struct choice *x, bool taken)
{
    for (uint32_t k = 0; k < x->charges_len; k++)
        b->decided[x->charges[k]] = taken;
    for (uint32_t k = 0; k < x->rights_len; k++)
        b->used[x->rights[k]] += taken ? 1 : UINT32_MAX;
    b->taken[x - b->s->choices] = taken;
}

/* Every set of choices from number ${at} on that can stand beside what is taken. */
static void descend(struct brute *b, uint32_t at, double weight)
{
    const struct choice *x = &b->s->choices[at];

    if (at == b->s->choices_len) {
        weigh(b, weight);
        return;
    }
    descend(b, at + 1, weight);
    if (!is_free(b, x))
        return;
    mark(b, x, true);
    descend(b, at + 1, weight + x->weight);
    mark(b, x, false);
}

static struct brute try_all(const struct sample *s, double margin)
{
    struct brute b = {.s = s, .margin = margin};

    descend(&b, 0, 0);
    b.is_second = true;
    descend(&b, 0, 0);
    return b;
}

/* ------------------------------------------------------------------ the tests */

/* The worth of the solution found; its charges and units are used once only. */
static double value_of(const struct sample *s, uint64_t seed)
{
    struct brute b = {.s = s};
    double value = 0;

    for (uint32_t c = 0; c < s->charges_len; c++) {
        uint32_t best = s->search->charges.at[c].best;
        const struct choice *x = best ? &s->choices[best - 1] : NULL;

        assert_int_equal(s->fates.at[c].given == MAP_NONE, !best);
        if (!x || b.taken[best - 1])
            continue;
        if (!is_free(&b, x))
            fail_msg("seed %u: something is used twice", (unsigned)seed);
        mark(&b, x, true);
        value += x->weight;
        for (uint32_t k = 0; k < x->charges_len; k++)
            assert_int_equal(s->search->charges.at[x->charges[k]].best, best);
    }
    return value;
}

static void the_solution_is_the_best_of_all(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= SAMPLES; seed++) {
        struct sample *s = make(seed);
        struct brute all = try_all(s, HYPER_MARGIN);
        double value;

        search_run(s->search, &s->fates);
        value = value_of(s, seed);
        if (fabs(value - all.best) > 1e-8)
            fail_msg("seed %u: %f, best is %f", (unsigned)seed, value, all.best);
        assert_true(s->search->gap == 0);
        arena_free(s->arena);
    }
}

/* Single ones name the first of several copies, other shapes any. */
static void no_copy_is_given_twice(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= SAMPLES; seed++) {
        struct sample *s = make(seed);
        bool given[RIGHTS * COPIES] = {0};

        search_run(s->search, &s->fates);
        for (uint32_t c = 0; c < s->charges_len; c++) {
            const struct fate *fate = &s->fates.at[c];
            const struct option *o = &s->fates.options.at[fate->options_from + fate->given];
            uint32_t best = s->search->charges.at[c].best;

            if (!best || s->choices[best - 1].charges[0] != c)
                continue;
            for (uint32_t i = 0; i < o->units_len; i++) {
                uint32_t unit = s->fates.units.at[o->units_from + i];

                if (given[unit])
                    fail_msg("seed %u: unit %u", (unsigned)seed, unit);
                given[unit] = true;
                assert_int_equal(s->right_of[unit], s->choices[best - 1].rights[i]);
            }
        }
        arena_free(s->arena);
    }
}

static void assert_near(double have, double want, double by, uint64_t seed, uint32_t charge)
{
    if (fabs(have - want) > by)
        fail_msg("seed %u, charge %u: %.9f, not %.9f", (unsigned)seed, charge, have, want);
}

/* Each option of the charge, in the order in which they were added. */
static void compare_fate(const struct sample *s, const struct brute *all, uint32_t c, uint64_t seed)
{
    const struct fate *fate = &s->fates.at[c];
    double by = 2 * all->lost / all->whole + 1e-9;
    uint32_t o = fate->options_from;

    assert_near(fate->none, all->none[c] / all->whole, by, seed, c);
    for (uint32_t i = 0; i < s->choices_len; i++) {
        const struct option *option = &s->fates.options.at[o];
        bool is_its = false;

        for (uint32_t k = 0; k < s->choices[i].charges_len; k++)
            is_its = is_its || s->choices[i].charges[k] == c;
        if (!is_its)
            continue;
        assert_near(option->probability, all->mass[i] / all->whole, by, seed, c);
        assert_true(option->same >= 0 && option->same <= option->probability + 1e-12);
        if (o - fate->options_from == fate->given)
            assert_near(option->same, option->probability, 1e-12, seed, c);
        o++;
    }
    assert_int_equal(o - fate->options_from, fate->options_len);
}

static void probabilities_are_those_of_counting(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= SAMPLES; seed++) {
        struct sample *s = make(seed);
        struct brute all = try_all(s, HYPER_MARGIN);

        search_run(s->search, &s->fates);
        for (uint32_t c = 0; c < s->charges_len; c++)
            compare_fate(s, &all, c, seed);
        arena_free(s->arena);
    }
}

/* No step is left to go through the part, so the neighbourhood of each charge is counted: here that
 * is all. */
static void probabilities_near_a_charge_are_those_of_counting(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= SAMPLES; seed++) {
        struct sample *s = make(seed);
        struct brute all = try_all(s, SEARCH_NEAR_MARGIN);

        s->search->part_steps = 0;
        search_run(s->search, &s->fates);
        for (uint32_t c = 0; c < s->charges_len; c++)
            compare_fate(s, &all, c, seed);
        arena_free(s->arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_solution_is_the_best_of_all),
        cmocka_unit_test(no_copy_is_given_twice),
        cmocka_unit_test(probabilities_are_those_of_counting),
        cmocka_unit_test(probabilities_near_a_charge_are_those_of_counting),
    };

    return cmocka_run_group_tests_name("search", tests, NULL, NULL);
}
