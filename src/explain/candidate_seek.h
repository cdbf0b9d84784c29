#ifndef MIOBOE_EXPLAIN_CANDIDATE_SEEK_H
#define MIOBOE_EXPLAIN_CANDIDATE_SEEK_H

/* Between the files of candidate: one charge for which candidates are sought. */

#include "explain/candidate.h"

#define SHARE_GIFT 0.60 /* a gift balance took part: it paid some of it */
#define NETTED_PAST 20  /* a refund is taken off a charge that comes so many days later */
#define NETTED_AHEAD 3

#define WEIGHT_LEAST (-3.0) /* what weighs no more says nothing */

struct seeking {
    const struct model *model;
    struct candidates *ret;
    uint32_t entry;
    int64_t amount; /* size of the charge, positive */
    bool credit;
    struct currency currency;
    int32_t day;
    double background;      /* log */
    struct near_unit *near; /* units in the window, by day */
    size_t near_len;
    struct size_set sizes;   /* of them and of those that may have shipped with them */
    struct size_set refunds; /* of those about the day of the charge */
    double log_part_share, part_most, preorder_most, split_most; /* see candidate_bound_odds() */
};

static inline const struct unit *unit_at(const struct seeking *s, uint32_t u)
{
    return &s->model->units->list.at[u];
}

/* log of how well the units' days and payer fit the charge: the likeliest lag among them, that of
 * the unit that set off the charge; the least likely payer. */
double candidate_timing(const struct seeking *s, const uint32_t *units, size_t n);

/* How likely it is that a part of ${less} of ${size} is missing without a word. */
double candidate_untold(const struct seeking *s, int64_t less, int64_t size);

/* A candidate of ${n} ${units} of ${sum} together, unless it is too light; ${odds}: log of how
 * likely this way of charging them is.  Timed: their days and payer are in it. */
struct candidate *candidate_give(struct seeking *s, enum candidate_kind kind, const uint32_t *units,
                                 size_t n, double odds, int64_t sum);
struct candidate *candidate_give_timed(struct seeking *s, enum candidate_kind kind,
                                       const uint32_t *units, size_t n, double odds, int64_t sum);

/* A part that nothing tells of: only guessed. */
void candidate_give_guess(struct seeking *s, const uint32_t *units, size_t n, double odds,
                          int64_t sum);

/* candidate_parts.c: what the odds of parts and splits are at the most, before any unit is looked
 * at; ${near} less a part, with another charge, and less a refund. */
void candidate_bound_odds(struct seeking *s);
void candidate_parts(struct seeking *s, const struct near_unit *near);

#endif
