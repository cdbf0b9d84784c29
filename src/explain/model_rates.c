#include "explain/model.h"

#include "base/hash.h"

#include <math.h>
#include <string.h>

/*
 * How many of the units show on the statements at all.  A purchase that an export lists is charged
 * somewhere: where statements are given that could show it, nearly all show; where a card's are
 * missing, hardly one.  So the prior is weak and lies near both ends, and is learnt for each card
 * number that the export names, for purchases and refunds apart.
 */
#define SHOWN_PRIOR 1.8
#define HIDDEN_PRIOR 0.2
#define GROUP_UNITS 3.0 /* what all units say weighs so much for those of one number */
#define SHOWN_MOST 0.9995
#define SHOWN_LEAST 0.02

/* Not less than one charge in two years that nothing accounts for: somebody's theft, or our own
 * blindness. */
#define BACKGROUND_LEAST 0.0014

#define ROUNDS 3 /* of estimating them; more change nothing that is shown */

/* Units that show, on these statements or beyond their days; and units that show nowhere. */
struct rate {
    double shown, hidden;
};

static uint64_t group_key(const struct unit *unit)
{
    return hash_bytes(slice_of(unit->payment.last4[0]), hash_mix(94, unit->amount < 0));
}

/* The share that shows; ${prior} weighs as ${weight} units. */
static double share(const struct rate *r, double weight, double prior)
{
    return (r->shown + weight * prior) / (r->shown + r->hidden + weight);
}

/* How likely it is that a charge of ${unit} falls on a day of the statements, if it comes at all.
 */
static double reach(const struct model *m, const struct unit *unit)
{
    const double *lag = m->lag[model_lag_class(unit)];
    double p = 0;

    if (m->from == DAY_NONE || unit->day == DAY_NONE)
        return 1;
    if (unit->day >= m->from - LAG_MIN && unit->day + LAG_MAX <= m->until)
        return 1;
    for (int l = LAG_MIN; l <= LAG_MAX; l++)
        if (unit->day + l >= m->from && unit->day + l <= m->until)
            p += lag[l - LAG_MIN];
    return p < 1 ? p : 1;
}

/* Seen against not seen, where ${p} of the units show and this one's charge is within ${reach}. */
static float log_odds(double p, double reach)
{
    p = p > SHOWN_MOST ? SHOWN_MOST : p < SHOWN_LEAST ? SHOWN_LEAST : p;
    return (float)log(p / (1 - p * reach));
}

/* Before anything is learnt. */
void model_init_rates(struct model *model)
{
    model->visible = arena_alloc_n(model->arena, model->units_len + 1, sizeof(*model->visible));
    for (size_t u = 0; u < model->units_len; u++)
        model->visible[u] = log_odds(0.85, reach(model, &model->units->list.at[u]));
}

/* A unit that is not used: its charge lies beyond the statements' days, or it shows nowhere. */
static void count_unit(struct rate *rate, bool used, double p, double reach)
{
    double hidden = used ? 0 : (1 - p) / (1 - p * reach);

    rate->shown += 1 - hidden;
    rate->hidden += hidden;
}

struct learning {
    const struct model *model;
    const bool *used;
    const double *reach;
    const uint32_t *group;
    struct rate *groups; /* by first unit */
    double all[2];       /* share of the purchases, and of the refunds, that show */
};

/* The shares of all, by expectation and maximisation; then the groups. */
static void estimate(struct learning *l)
{
    const double prior = SHOWN_PRIOR / (SHOWN_PRIOR + HIDDEN_PRIOR);
    const struct unit *units = l->model->units->list.at;

    l->all[0] = l->all[1] = prior;
    for (int round = 0; round < ROUNDS; round++) {
        struct rate all[2] = {{0, 0}, {0, 0}};

        for (size_t i = 0; i < l->model->units_len; i++)
            count_unit(&all[units[i].amount < 0], l->used[i], l->all[units[i].amount < 0],
                       l->reach[i]);
        for (int k = 0; k < 2; k++)
            l->all[k] = share(&all[k], SHOWN_PRIOR + HIDDEN_PRIOR, prior);
    }
    for (size_t i = 0; i < l->model->units_len; i++)
        count_unit(&l->groups[l->group[i]], l->used[i], l->all[units[i].amount < 0], l->reach[i]);
}

struct model_groups model_groups_of(const struct model *model, struct arena *arena)
{
    size_t n = model->units_len;
    struct model_groups ret = {arena_make_n(arena, double, n + 1),
                               arena_make_n(arena, uint32_t, n + 1)};
    struct map index = {0};

    for (uint32_t i = 0; i < n; i++) {
        const struct unit *u = &model->units->list.at[i];

        ret.reach[i] = reach(model, u);
        ret.group[i] = map_add(&index, arena, group_key(u), i, NULL, NULL);
    }
    return ret;
}

void model_learn_rates(struct model *model, const struct model_groups *groups, const bool *used,
                       const size_t *entries_left)
{
    double days = (double)(model->until - model->from) + 31;
    size_t n = model->units_len;
    struct learning l = {
        .model = model, .used = used, .reach = groups->reach, .group = groups->group};

    l.groups = arena_alloc_n(model->arena, n + 1, sizeof(*l.groups));
    estimate(&l);
    for (size_t i = 0; i < n; i++) {
        const struct unit *u = &model->units->list.at[i];

        model->visible[i] =
            log_odds(share(&l.groups[l.group[i]], GROUP_UNITS, l.all[u->amount < 0]), l.reach[i]);
    }
    for (int k = 0; k < 2; k++) {
        double rate = ((double)entries_left[k] + 0.5) / days;

        model->background[k] = rate < BACKGROUND_LEAST ? BACKGROUND_LEAST : rate;
    }
}

double model_visible(const struct model *model, uint32_t unit)
{
    return (double)model->visible[unit];
}
