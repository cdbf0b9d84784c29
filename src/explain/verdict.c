#include "explain/verdict.h"

#include <math.h>

struct settling {
    struct report *report;
    const struct model *model;
    const struct fates *fates;
};

/* ------------------------------------------------------------------ parts */

static struct part *add_part(struct settling *s, enum part_kind kind, uint32_t unit, int64_t amount)
{
    struct part *part = array_push(s->model->arena, &s->report->parts);

    part->kind = (uint8_t)kind;
    part->unit = unit;
    part->amount = amount;
    return part;
}

static const enum part_kind adjustments[] = {
    [CANDIDATE_SINGLE] = PART_UNIT,   [CANDIDATE_SEVERAL] = PART_UNIT,
    [CANDIDATE_SPLIT] = PART_SPLIT,   [CANDIDATE_PART] = PART_POINTS,
    [CANDIDATE_NETTED] = PART_NETTED,
};

/* What the units leave: an adjustment, or a yen that rounding left of a purchase made abroad. */
static void add_rest(struct settling *s, const struct option *o, int64_t rest)
{
    if (rest == 0)
        return;
    if (adjustments[o->kind] != PART_UNIT)
        add_part(s, adjustments[o->kind], MAP_NONE, rest);
    else
        s->report->parts.at[s->report->parts.len - 1].amount += rest;
}

/* A later part of an instalment shows less, or with fees more, than the purchase that it is of. */
static void add_share(struct settling *s, uint32_t entry)
{
    const struct entry *e = &s->report->entries.list.at[entry];
    int64_t elsewhere = e->amount - s->model->sums[entry].amount;

    if (e->lone_part && elsewhere != 0)
        add_part(s, PART_SPLIT, MAP_NONE, elsewhere);
}

/* The option as parts whose amounts sum to the entry's amount. */
static struct part_range add_option_parts(struct settling *s, uint32_t entry,
                                          const struct option *o)
{
    struct part_range range = {(uint32_t)s->report->parts.len, 0};
    const struct entry *e = &s->report->entries.list.at[entry];
    int64_t rest = e->lone_part ? s->model->sums[entry].amount : e->amount;

    for (uint32_t i = 0; i < o->units_len; i++) {
        uint32_t unit = s->fates->units.at[o->units_from + i];
        const struct unit *u = &s->report->units.list.at[unit];
        int64_t amount = model_in_line_currency(s->model, entry, u->amount);

        add_part(s, PART_UNIT, unit, amount)->abroad =
            !currency_eq(u->currency, s->report->records->charges.at[e->latest].currency);
        rest -= amount;
    }
    add_rest(s, o, rest);
    add_share(s, entry);
    range.len = (uint32_t)s->report->parts.len - range.from;
    return range;
}

static void add_alternative(struct settling *s, struct verdict *v, struct part_range range)
{
    if (v->alternatives_len >= ALTERNATIVES_MAX)
        return;
    if (v->alternatives_len == 0)
        v->alternatives_from = (uint32_t)s->report->alternatives.len;
    *array_push(s->model->arena, &s->report->alternatives) = range;
    v->alternatives_len++;
}

/* ------------------------------------------------------------------ deciding */

struct judgement {
    double sure;  /* probability of the explanation given, exchanges included */
    double rival; /* of the best other explanation that would mean something else */
};

static const struct option *option_at(const struct settling *s, const struct fate *fate, uint32_t i)
{
    return &s->fates->options.at[fate->options_from + i];
}

static struct judgement judge(const struct settling *s, const struct fate *fate)
{
    struct judgement j = {0, 0};

    for (uint32_t i = 0; i < fate->options_len; i++) {
        const struct option *o = option_at(s, fate, i);

        j.sure += o->same;
        if (o->probability - o->same > j.rival)
            j.rival = o->probability - o->same;
    }
    if (j.sure > VERDICT_MOST)
        j.sure = VERDICT_MOST;
    return j;
}

static void set(struct settling *s, uint32_t entry, enum verdict_kind kind,
                const struct option *given, double probability)
{
    struct verdict *v = &s->report->verdicts[entry];

    v->kind = (uint8_t)kind;
    if (!given)
        return;
    v->has_probability = true;
    v->probability = probability;
    v->parts = add_option_parts(s, entry, given);
}

/* The other explanations, likeliest first, as long as they are worth showing. */
static void add_rivals(struct settling *s, uint32_t entry, const struct fate *fate, double least)
{
    struct verdict *v = &s->report->verdicts[entry];
    double below = 2;

    for (uint32_t n = 0; n < ALTERNATIVES_MAX; n++) {
        const struct option *best = NULL;
        double p = 0;

        for (uint32_t i = 0; i < fate->options_len; i++) {
            const struct option *o = option_at(s, fate, i);
            double other = o->probability - o->same;

            if (i == fate->given || other < least)
                continue;
            /* equal ones in their own order: the index breaks the tie by a hair */
            if (other - i * 1e-12 < below && other - i * 1e-12 > p) {
                p = other - i * 1e-12;
                best = o;
            }
        }
        if (!best)
            return;
        add_alternative(s, v, add_option_parts(s, entry, best));
        below = p;
    }
}

/* Whether all units are such that nobody should be sure of them; one in time may bring the others
 * of its order along. */
static bool is_doubtful(const struct settling *s, uint32_t entry, const struct option *given)
{
    for (uint32_t i = 0; i < given->units_len; i++) {
        uint32_t unit = s->fates->units.at[given->units_from + i];

        if (!model_is_doubtful(s->model, entry, &s->report->units.list.at[unit]))
            return false;
    }
    return true;
}

/*
 * Whether the units are some of so many parcels of one purchase that there are more choices of
 * parcels than minor units in the sum: then any sum fits, and that this one does says nothing.
 */
static bool fits_any_sum(const struct settling *s, uint32_t entry, const struct option *given)
{
    int64_t amount = s->model->sums[entry].amount;
    const struct unit *first = &s->report->units.list.at[s->fates->units.at[given->units_from]];
    size_t all;

    if (given->units_len < 2 || first->purchase == MAP_NONE)
        return false;
    all = s->report->units.purchases.at[first->purchase].units_len;
    for (uint32_t i = 1; i < given->units_len; i++)
        if (s->report->units.list.at[s->fates->units.at[given->units_from + i]].purchase !=
            first->purchase)
            return false;
    return given->units_len < all &&
           (double)all * log(2) > log((double)(amount < 0 ? -amount : amount));
}

static void settle_given(struct settling *s, uint32_t entry, const struct fate *fate)
{
    const struct option *given = option_at(s, fate, fate->given);
    struct judgement j = judge(s, fate);
    struct part_range nothing = {0, 0};

    if ((given->kind == CANDIDATE_PART || is_doubtful(s, entry, given) ||
         fits_any_sum(s, entry, given)) &&
        j.sure > VERDICT_INFERRED_MAX)
        j.sure = VERDICT_INFERRED_MAX;
    if (j.sure >= VERDICT_SURE) {
        set(s, entry, VERDICT_EXPLAINED, given, j.sure);
    } else if (j.rival * 2 > j.sure) {
        set(s, entry, VERDICT_AMBIGUOUS, given, j.sure);
        add_rivals(s, entry, fate, j.sure / 4);
    } else if (fate->contested && fate->none * 2 > j.sure) {
        set(s, entry, VERDICT_AMBIGUOUS, given, j.sure);
        add_alternative(s, &s->report->verdicts[entry], nothing);
    } else if (fate->none > j.sure) {
        set(s, entry, VERDICT_UNEXPLAINED, NULL, 0);
    } else {
        set(s, entry, VERDICT_PROBABLE, given, j.sure);
    }
}

/* A charge that the best solution leaves without a unit. */
static void settle_none(struct settling *s, uint32_t entry, const struct fate *fate)
{
    const struct option *best = NULL;
    struct part_range nothing = {0, 0};

    for (uint32_t i = 0; i < fate->options_len; i++) {
        const struct option *o = option_at(s, fate, i);

        if (!best || o->probability > best->probability)
            best = o;
    }
    if (best && best->probability * 2 > fate->none && fate->contested) {
        set(s, entry, VERDICT_AMBIGUOUS, best, best->probability);
        add_alternative(s, &s->report->verdicts[entry], nothing);
    } else {
        set(s, entry, VERDICT_UNEXPLAINED, NULL, 0);
        if (best && best->taken && best->kind == CANDIDATE_SINGLE) /* a like charge has the unit */
            s->report->verdicts[entry].flags |= 1u << FLAG_DUPLICATE_CHARGE;
    }
}

void verdict_settle(struct report *report, const struct model *model, const struct fates *fates)
{
    struct settling s = {report, model, fates};

    for (uint32_t e = 0; e < report->entries.list.len; e++) {
        const struct fate *fate = &fates->at[e];

        if (!model->scope[e])
            continue;
        if (fate->given != MAP_NONE && fate->options_len > 0)
            settle_given(&s, e, fate);
        else
            settle_none(&s, e, fate);
    }
}

/* ------------------------------------------------------------------ later parts of one purchase */

static struct part_range copy_parts(struct settling *s, uint32_t entry, struct part_range of)
{
    struct part_range range = {(uint32_t)s->report->parts.len, 0};

    for (uint32_t i = 0; i < of.len; i++) {
        struct part part = s->report->parts.at[of.from + i];

        if (part.kind != PART_SPLIT)
            *array_push(s->model->arena, &s->report->parts) = part;
    }
    if (of.len)
        add_share(s, entry);
    range.len = (uint32_t)s->report->parts.len - range.from;
    return range;
}

void verdict_follow(struct report *report, const struct model *model, uint32_t entry,
                    uint32_t first)
{
    struct settling s = {.report = report, .model = model};
    const struct verdict *from = &report->verdicts[first];
    struct verdict *v = &report->verdicts[entry];

    v->kind = from->kind;
    v->has_probability = from->has_probability;
    v->probability = from->probability;
    v->parts = copy_parts(&s, entry, from->parts);
    for (uint32_t i = 0; i < from->alternatives_len; i++)
        add_alternative(
            &s, v, copy_parts(&s, entry, report->alternatives.at[from->alternatives_from + i]));
}
