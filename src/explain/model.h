#ifndef MIOBOE_EXPLAIN_MODEL_H
#define MIOBOE_EXPLAIN_MODEL_H

/*
 * The probabilities behind explain: how long after shipping a charge comes, which cards pay, how
 * common an amount is.  Priors are in model.c, each with its reason; the household's own certain
 * matches sharpen them.
 */

#include "explain/decision_index.h"
#include "explain/nearby.h"

#define LAG_MIN (-10)
#define LAG_MAX 120
#define LAGS (LAG_MAX - LAG_MIN + 1)

enum lag_class { LAG_SHIPPED, LAG_ORDERED, LAG_DIGITAL, LAG_CERTAIN, LAG_REFUND, LAG_CLASSES };

/* How much is missing where no source tells of it: points, which come in some hundreds of yen, or a
 * share of a gift balance.  What the household's own parts say stands beside the prior. */
#define PART_SIZES 12u

struct part_habit {
    double count[PART_SIZES];        /* of the household's points, by size */
    double all;                      /* their sum */
    double gift;                     /* share of the parts that a gift balance paid */
    double log_most[PART_SIZES + 1]; /* log of the likeliest part of each size and beyond */
};

/* What a charge is compared with units by: the purchase, also where the line shows only this
 * month's part of it, in the currency in which it was made. */
struct model_sum {
    int64_t amount;
    struct currency currency;
};

struct model {
    const struct records *records;
    const struct catalog *catalog;
    const struct entries *entries;
    const struct units *units;
    struct arena *arena;
    const struct decision_index *decisions;
    struct model_sum *sums; /* by entry */
    const unsigned *scope;  /* by entry: evidence that can explain it; 0 = out of scope */
    uint32_t *by_amount;    /* unit numbers ordered by (currency, amount, day) */
    int32_t *amount_days;   /* their days */
    uint32_t *by_day;       /* unit numbers ordered by day */
    bool *available; /* by unit: not yet paid for beyond doubt; all true until ties are solved */
    size_t units_len;
    struct map unit_amounts,
        entry_amounts; /* (currency, amount) → first position in by_amount, entries_by_amount */
    uint32_t *unit_amount_end,
        *entry_amount_end;             /* by first position: one past the last of that amount */
    double lag[LAG_CLASSES][LAGS];     /* probability of each lag in days */
    double log_lag[LAG_CLASSES][LAGS]; /* its logarithm */
    int32_t from;                      /* first day of the in-scope charges; DAY_NONE = none */
    int32_t until;                     /* the last of them */
    struct nearby near_entries;        /* amounts of the in-scope entries */
    float *visible;          /* by unit: log odds that its charge is among the statements */
    double part_share;       /* share of charges less by a sum that no source tells */
    struct part_habit parts; /* how large such sums are */
    double at_order;         /* of the orders that ship later, those charged when they are made */
    double netted_share;     /* of the refunds that show, those taken off a charge */
    double same_day;         /* of the purchases billed together, those that shipped on one day */
    double background[2];    /* by class: charges per day that nothing accounts for */
    struct map amount_count; /* how often an amount stands among the in-scope charges */
    uint32_t *amount_counts;
    uint32_t *entries_by_amount; /* in-scope entry numbers ordered by (currency, amount, day) */
    int32_t *entry_days;         /* their days */
    size_t in_scope;
    bool has_learnt;                    /* what follows and the lags are the household's own */
    struct map card_pairs, card_totals; /* learnt: (statement card, export card) → count + 1 */
    uint32_t *card_before;              /* by card: the number whose place it took; 0 = none */
};

/* Ready with priors.  ${scope} has an element for each entry. */
void model_init(struct model *model, const struct records *records, const struct catalog *catalog,
                const struct entries *entries, const struct units *units, const unsigned *scope,
                struct arena *arena);

/* Learn from matches that are certain: ${entry_of_pair} and ${unit_of_pair}, ${n} of them. */
void model_learn(struct model *model, const uint32_t *entry_of_pair, const uint32_t *unit_of_pair,
                 size_t n);

/* What does not change while rates are learnt, by unit: how likely it is that its charge falls on a
 * day of the statements; the first unit of those with the same card number and direction. */
struct model_groups {
    double *reach;
    uint32_t *group;
};
struct model_groups model_groups_of(const struct model *model, struct arena *arena);

/* Learn how many units show on the statements, given which are ${used} in a first solution, and how
 * often charges come that nothing accounts for: ${entries_left} of them by
 * class. */
void model_learn_rates(struct model *model, const struct model_groups *groups, const bool *used,
                       const size_t *entries_left);

/* 0: a charge that goods can explain; 1: of digital business and memberships only. */
int model_background_class(const struct model *model, uint32_t entry);

enum lag_class model_lag_class(const struct unit *unit);

/* Whether ${day} is that of the order or the next, before the unit shipped: some orders are charged
 * when they are made. */
bool model_is_at_order(const struct unit *unit, int32_t day);

/* log P(lag) of a charge on ${day} for ${unit}; -1e9 where impossible. */
double model_lag(const struct model *model, const struct unit *unit, int32_t day);

/* log of the rate at which charges like ${entry}, of its class and amount, come that nothing
 * accounts for, per day. */
double model_background(const struct model *model, uint32_t entry);

/* No sum of BACKGROUND_SIZE_LEAST or more comes more rarely than the exponential of this by the
 * minor unit. */
#define BACKGROUND_SIZE_LEAST 100
double model_background_least(const struct model *model);

/* log ratio for the card and the household member of ${entry} and ${unit} going together. */
double model_who(const struct model *model, uint32_t entry, const struct unit *unit);

/* log odds that the charge of unit number ${unit} is on these statements at all: hardly, when they
 * begin after it. */
double model_visible(const struct model *model, uint32_t unit);

/* Whether a charge of ${unit} is so out of time, or paid with digits so strange to the entry's
 * card, that nobody should be sure of it however well the sum fits. */
bool model_is_doubtful(const struct model *model, uint32_t entry, const struct unit *unit);

/* Density per minor unit of a part of ${less} missing of ${size} without a word, given that one is.
 */
double model_part(const struct model *model, int64_t less, int64_t size);

/* log of what points alone make of model_part() at the most, for all sizes of the whole. */
double model_part_most(const struct model *model, int64_t less);

/* Learn from ${n} parts of a first solution: ${less} of ${size} each. */
struct missing_part {
    int64_t less, size;
};
void model_learn_parts(struct model *model, const struct missing_part *parts, size_t n);

/* log weight of the person's own word: impossible, nothing said, or beyond all that data can say.
 */
double model_decision(const struct model *model, uint32_t entry, const struct unit *unit);

/* ${amount} of the currency in which ${entry}'s purchase was made, in that of its line: its share
 * of what the line says. */
int64_t model_in_line_currency(const struct model *model, uint32_t entry, int64_t amount);

/* model_lag() of ${entry}; for a unit that the person names never less than seldom. */
double model_lag_of(const struct model *model, uint32_t entry, const struct unit *unit);

/* The day on which the entry's charge is placed: date of use, else posting, else DAY_NONE. */
int32_t model_day(const struct model *model, uint32_t entry);

/* A stretch of by_amount or entries_by_amount. */
struct model_range {
    size_t from, end;
};

/* The positions in by_amount of the units of that currency and amount with day ≥ ${day}. */
struct model_range model_find(const struct model *model, struct currency currency, int64_t amount,
                              int32_t day);

/* The same in entries_by_amount. */
struct model_range model_find_entry(const struct model *model, struct currency currency,
                                    int64_t amount, int32_t day);

/* ------------------------------------------------------------------ between the files of model */

/* model_who.c: which card numbers took the place of which; which cards and digits go together. */
void model_find_series(struct model *model);
void model_learn_who(struct model *model, const uint32_t *entry_of_pair,
                     const uint32_t *unit_of_pair, size_t n);

/* Digits that differ, in a pair that certain matches do not show. */
bool model_has_strange_digits(const struct model *model, uint32_t entry, const struct unit *unit);

/* model_sum.c */
void model_init_sums(struct model *model);

/* model_parts.c: what is believed of parts before anything is learnt. */
void model_init_parts(struct model *model);

/* model_rates.c: what is believed before anything is learnt. */
void model_init_rates(struct model *model);

#endif
