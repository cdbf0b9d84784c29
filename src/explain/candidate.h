#ifndef MIOBOE_EXPLAIN_CANDIDATE_H
#define MIOBOE_EXPLAIN_CANDIDATE_H

/*
 * A candidate is one way to explain one charge (or, for a unit charged in parts, several charges)
 * by units. Its weight is a log likelihood ratio: how much likelier it makes the charge than "a
 * charge that nothing in the sources accounts for".  Single candidates (one charge, one unit,
 * equal) are the edges of tie.h.
 */

#include "explain/pool.h"

enum candidate_kind {
    CANDIDATE_SINGLE,
    CANDIDATE_SEVERAL, /* units of one purchase or of several */
    CANDIDATE_SPLIT,   /* one unit in several charges */
    CANDIDATE_PART,    /* units less points or gift balance */
    CANDIDATE_NETTED   /* a unit less a refund */
};

#define CANDIDATE_UNITS 500u /* of one candidate: an order of many parcels charged at once */
#define CANDIDATE_ENTRIES 3u
#define CANDIDATE_WINDOW \
    128u                  /* units near a charge among which sums across purchases are looked for */
#define CANDIDATE_SUMS 8u /* ways to make a sum within one purchase that are told apart */
#define CANDIDATE_STEPS 4000u /* sums across purchases that are tried for one charge */

struct candidate {
    double weight;
    int64_t adjustment; /* amount of the charge(s) less the sum of the units */
    uint32_t entries[CANDIDATE_ENTRIES];
    uint32_t units_from; /* in candidates.units */
    uint16_t units_len;
    uint8_t entries_len;
    uint8_t kind;  /* enum candidate_kind */
    bool is_guess; /* a part paid by what no source tells of */
};
ARRAY_TYPE(candidate_list, struct candidate);
ARRAY_TYPE(unit_numbers, uint32_t);

/* A unit near a charge, with what every sum asks for. */
struct near_unit {
    int64_t size; /* of its amount */
    int32_t day;
    uint32_t number;
    const struct pool_unit *of;
};

struct candidates {
    struct candidate_list list;
    struct unit_numbers units;
    bool bounded; /* a search was cut off: the solver's gap says so */
    struct pool pool;
    /* for the next charge again: */
    struct near_unit *near; /* CANDIDATE_WINDOW of them */
    uint32_t *asked_for; /* by purchase: the last charge, by its number among those asked about */
    uint32_t asked;
};

struct candidate *candidate_add(struct candidates *all, struct arena *arena,
                                enum candidate_kind kind, uint32_t entry, const uint32_t *units,
                                size_t n, double weight);

/* Ready for candidate_others() with the units that are available and what is learnt now; no
 * candidates yet. */
void candidate_begin(const struct model *model, struct candidates *ret);

/* The candidates of ${entry} other than single ones. */
void candidate_others(const struct model *model, uint32_t entry, struct candidates *ret);

#endif
