#include "explain/candidate_seek.h"

#include <math.h>

/* How often a charge is a part of a unit's sum: see candidate.c. */
#define SHARE_SPLIT_BOXES 0.50 /* a unit in two boxes charged twice */
#define SHARE_SPLIT 0.01       /* any other unit charged in two parts */
#define NETTED_DAYS 15.0       /* a refund is taken off a charge within so many days, all alike */
#define SPLIT_DAYS 20          /* between the charges for one unit */

/* Pre-orders cost the lowest price between order and release: sometimes a little less than told. */
#define SHARE_GUARANTEE 0.05
#define GUARANTEE_MOST 0.10

/* No pair of card and member weighs more; see model_who(). */
#define WHO_MOST 0.7

/* What is told to be too light must be so beyond all rounding. */
#define ROUNDING 1e-6

/* What log P(lag) of the charge and ${unit} can be at most: far less work than model_lag(). */
static double lag_at_most(const struct seeking *s, const struct pool_unit *unit)
{
    int64_t lag = (int64_t)s->day - unit->day;

    if (unit->two_days || (lag < 0 && unit->at_order))
        return 0;
    return lag < LAG_MIN || lag > LAG_MAX ? -1e9
                                          : s->model->log_lag[unit->lag_class][lag - LAG_MIN];
}

/*
 * Whether a way to charge ${unit} whose logarithm of odds is ${most} at the most can weigh as much
 * as ${least}: most of the hundreds of units near a charge cannot, and that is told without looking
 * at the units themselves.  What the person decided weighs more than all that.
 */
static bool might_be(const struct seeking *s, const struct pool_unit *unit, double most,
                     double least)
{
    return s->model->decisions->first ||
           most + lag_at_most(s, unit) + WHO_MOST + (double)unit->visible - s->background >
               least - ROUNDING;
}

/* The same for a part of ${unit}. */
static bool might_be_part(const struct seeking *s, const struct pool_unit *unit)
{
    double sure = unit->preorder ? s->preorder_most : s->part_most;
    double points = s->log_part_share + model_part_most(s->model, unit->size - s->amount);

    if (unit->gift)
        return true;
    return unit->may_hide &&
           might_be(s, unit, log(2) + (points > sure ? points : sure), WEIGHT_LEAST);
}

/* The gift balance gets back what it paid. */
static bool took_gift(const struct seeking *s, const struct unit *refund)
{
    return refund->purchase != MAP_NONE && s->model->units->purchases.at[refund->purchase].has_gift;
}

/* A gift balance that took part paid any share of it; points, which no export shows, some hundreds
 * of yen. */
static void seek_part(struct seeking *s, const struct near_unit *near)
{
    uint32_t u = near->number;
    const struct unit *unit = unit_at(s, u);
    int64_t size = near->size, less = size - s->amount;
    double likely;

    if (less <= 0 || near->of->certain ||
        (s->credit ? !took_gift(s, unit) : !might_be_part(s, near->of)))
        return;
    if (s->credit || unit->payment.gift) {
        candidate_give(s, CANDIDATE_PART, &u, 1, log(SHARE_GIFT / (double)size), size);
        return;
    }
    likely = candidate_untold(s, less, size);
    if (near->of->preorder && (double)less <= GUARANTEE_MOST * (double)size)
        likely += SHARE_GUARANTEE / (GUARANTEE_MOST * (double)size);
    if (near->of->may_hide)
        candidate_give_guess(s, &u, 1, log(likely), size);
}

/* The charge ${other}, number ${i} by amount, with this one for ${near}, of which ${odds} are known
 * without it. */
static void add_split(struct seeking *s, const struct near_unit *near, size_t i, double odds)
{
    const struct model *m = s->model;
    const struct unit *unit = unit_at(s, near->number);
    int64_t rest = near->size - s->amount;
    uint32_t other = m->entries_by_amount[i];
    double weight = odds + model_lag(m, unit, m->entry_days[i]) + model_decision(m, other, unit) +
                    (double)near->of->visible - s->background;
    struct candidate *c;

    if (weight - model_background_least(m) +
            log((double)(rest > BACKGROUND_SIZE_LEAST ? rest : BACKGROUND_SIZE_LEAST)) <
        -ROUNDING)
        return;
    weight -= model_background(m, other);
    if (weight < 0)
        return;
    c = candidate_add(s->ret, m->arena, CANDIDATE_SPLIT, s->entry, &near->number, 1, weight);
    c->entries[c->entries_len++] = other;
}

/* Another charge, or of a refund another credit, that makes up the rest of the unit, near in time.
 */
static void seek_split(struct seeking *s, const struct near_unit *near)
{
    const struct model *m = s->model;
    int64_t rest = near->size - s->amount, signed_rest = s->credit ? -rest : rest;
    struct model_range range;
    double odds;

    if (rest <= 0 || near->of->certain)
        return;
    if (!near->of->two_days && rest != s->amount && near->size >= BACKGROUND_SIZE_LEAST &&
        !might_be(s, near->of, s->split_most, 0))
        return;
    if (!nearby_may_have(&m->near_entries, signed_rest, s->day - SPLIT_DAYS, s->day + SPLIT_DAYS))
        return;
    odds = log(near->of->two_days ? SHARE_SPLIT_BOXES : SHARE_SPLIT) +
           (rest == s->amount ? log(0.3) : log(0.7 / (double)near->size)) +
           candidate_timing(s, &near->number, 1);
    range = model_find_entry(m, s->currency, signed_rest, s->day - SPLIT_DAYS);
    for (size_t i = range.from; i < range.end && m->entry_days[i] <= s->day + SPLIT_DAYS; i++)
        if (m->entries_by_amount[i] > s->entry &&
            m->scope[m->entries_by_amount[i]] & near->of->evidence)
            add_split(s, near, i, odds);
}

/* A refund near the charge that was taken off it. */
static void seek_netted(struct seeking *s, const struct near_unit *near)
{
    const struct model *m = s->model;
    uint32_t u = near->number;
    const struct unit *unit = unit_at(s, u);
    int64_t over = near->size - s->amount;
    struct model_range range;
    double odds;
    bool pinned; /* speaks against all other orders, but not against their refunds */

    if (s->credit || over <= 0 || !size_set_may_have(&s->refunds, over))
        return;
    odds = log(m->netted_share / NETTED_DAYS);
    pinned = model_decision(m, s->entry, unit) > 0;
    if (unit->payment.gift) /* the gift balance that took part paid none of it */
        odds += log(1 - SHARE_GIFT);
    odds += candidate_timing(s, &u, 1);
    range = model_find(m, s->currency, -over, s->day - NETTED_PAST);
    for (size_t i = range.from; i < range.end; i++) {
        const struct unit *refund = unit_at(s, m->by_amount[i]);
        uint32_t units[2] = {u, m->by_amount[i]};

        if (refund->day > s->day + NETTED_AHEAD)
            return;
        if (!s->model->available[units[1]])
            continue;
        candidate_give_timed(s, CANDIDATE_NETTED, units, 2,
                             odds + (pinned ? 0 : model_decision(m, s->entry, refund)), s->amount);
    }
}

/* What the odds of parts and splits are at the most: see seek_part() and seek_split(). */
void candidate_bound_odds(struct seeking *s)
{
    const struct model *m = s->model;
    double gift = m->part_share * m->parts.gift;

    s->log_part_share = log(m->part_share);
    s->part_most = log(gift / (double)s->amount);
    s->preorder_most = log((gift + SHARE_GUARANTEE / GUARANTEE_MOST) / (double)s->amount);
    s->split_most = log(SHARE_SPLIT * 0.7) - model_background_least(m);
}

void candidate_parts(struct seeking *s, const struct near_unit *near)
{
    seek_part(s, near);
    seek_split(s, near);
    seek_netted(s, near);
}
