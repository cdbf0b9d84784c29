#include "explain/model.h"

#include <math.h>

/*
 * A part of a sum that no source tells of.  Mostly points: a point for a hundred yen spent, so a
 * few hundred are on hand at a time; seldom a gift balance that the export keeps silent about,
 * which can pay any share.  How a person spends points is a habit (all that there are, or a few off
 * every order), so it is learnt; how often either happens, too (part_share).
 */
#define POINTS_MEAN 200.0 /* yen */
#define POINTS_MATCHES 20.0
#define UNTOLD_GIFT 0.05
#define UNTOLD_MATCHES 20.0

/* Up to where each size goes.  What is more than the last is left to the priors. */
static const int64_t size_ends[PART_SIZES] = {25,  50,  100, 150,  200,  300,
                                              400, 500, 700, 1000, 1500, 2000};

static size_t size_of(int64_t less)
{
    size_t at = 0;

    while (at < PART_SIZES && less > size_ends[at])
        at++;
    return at;
}

static double points(const struct part_habit *parts, int64_t less)
{
    double prior = exp(-(double)less / POINTS_MEAN) / POINTS_MEAN;
    size_t at = size_of(less);
    double own = 0;

    if (at < PART_SIZES)
        own = parts->count[at] / (double)(size_ends[at] - (at ? size_ends[at - 1] : 0));
    return (POINTS_MATCHES * prior + own) / (POINTS_MATCHES + parts->all);
}

/* The most that points() is for each size, as logarithms: its prior falls with the amount. */
static void bound_points(struct part_habit *parts)
{
    for (size_t at = 0; at <= PART_SIZES; at++) {
        int64_t least = at ? size_ends[at - 1] : 0;
        double prior = exp(-(double)least / POINTS_MEAN) / POINTS_MEAN;
        double own = at < PART_SIZES ? parts->count[at] / (double)(size_ends[at] - least) : 0;

        parts->log_most[at] = log((POINTS_MATCHES * prior + own) / (POINTS_MATCHES + parts->all));
    }
}

double model_part_most(const struct model *model, int64_t less)
{
    return model->parts.log_most[size_of(less)];
}

double model_part(const struct model *model, int64_t less, int64_t size)
{
    const struct part_habit *p = &model->parts;

    return (1 - p->gift) * points(p, less) + p->gift / (double)size;
}

void model_learn_parts(struct model *model, const struct missing_part *parts, size_t n)
{
    struct part_habit learnt = {.gift = 0};
    double gifts = 0;

    for (size_t i = 0; i < n; i++) {
        double all = model_part(model, parts[i].less, parts[i].size);
        double gift = model->parts.gift / (double)parts[i].size / all;
        size_t at = size_of(parts[i].less);

        gifts += gift;
        if (at == PART_SIZES)
            continue;
        learnt.count[at] += 1 - gift;
        learnt.all += 1 - gift;
    }
    learnt.gift = (UNTOLD_MATCHES * UNTOLD_GIFT + gifts) / (UNTOLD_MATCHES + (double)n);
    bound_points(&learnt);
    model->parts = learnt;
}

void model_init_parts(struct model *model)
{
    model->parts = (struct part_habit){.gift = UNTOLD_GIFT};
    bound_points(&model->parts);
}
