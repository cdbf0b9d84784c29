#ifndef MIOBOE_EXPLAIN_SEARCH_H
#define MIOBOE_EXPLAIN_SEARCH_H

/*
 * Exact search in one component: every charge takes one of its options or none, every unit pays
 * once (a weighted set packing).
 *
 * Prices on units (search_bound.c) bound what any solution can be worth and so drop the options
 * that no solution near the best can contain; what is left falls apart into parts.  In each part
 * branch and bound finds the best solution and enumeration the probabilities (search_count.c), both
 * within HYPER_STEPS, else the gap tells by how much a better solution could be better.
 */

#include "explain/fate.h"

/* Of the neighbourhood of a charge solutions are counted that are less likely by exp() of this at
 * most. */
#define SEARCH_NEAR_MARGIN 7

struct search_option {
    double weight;
    double excess; /* by how much a solution with it falls short of the bound, at least */
    int64_t adjustment;
    double mass; /* of the solutions that contain it */
    double
        same[CANDIDATE_ENTRIES]; /* of those of them that mean to that charge what the best does */
    uint32_t units_from;         /* in search.units and search.unit_slots */
    uint16_t units_len;
    uint8_t charges_len, kind;
    uint64_t content; /* number of its units and kind: options of one content are worth the same */
    uint32_t charges[CANDIDATE_ENTRIES];
    uint32_t next[CANDIDATE_ENTRIES]; /* next option of that charge + 1 */
    bool dropped;                     /* in no solution near the best */
};
ARRAY_TYPE(search_options, struct search_option);

struct search_charge {
    uint32_t entry;
    uint32_t first, last;  /* options + 1 */
    uint32_t chosen, best; /* option + 1; 0 = none */
    double hope;           /* most that it can add, prices paid */
    double none_mass;
    uint32_t part;
    uint32_t class; /* number of the first charge of this sum: what can be exchanged */
    uint64_t contents, best_contents; /* of a class: sum of what explains its charges */
    bool decided;
};
ARRAY_TYPE(search_charges, struct search_charge);

/* The copies of a right node of the ties, as far as this search knows them. */
struct search_slot {
    uint32_t right, copies, used;
    uint32_t handed; /* of the right's copies, those that charges have by now */
    double price, wanted;
    uint32_t part;
    uint32_t met;                       /* the neighbourhood that met it last */
    uint32_t options_from, options_len; /* in search.slot_options: the options that want it */
};
ARRAY_TYPE(search_slots, struct search_slot);

/* Charges and slots that have nothing to do with the rest, once hopeless options are dropped. */
struct search_part {
    const uint32_t *charges, *slots;
    size_t charges_len, slots_len;
    double bound, best_value, mass;
    double least; /* solutions worth less than that are left out */
    unsigned steps_left;
    bool cut; /* not all that should be was gone through */
};

struct search {
    const struct model *model;
    const struct tie_graph *graph;
    const uint32_t *right_of;
    struct search_charges charges;
    struct search_options options;
    struct search_slots slots;
    struct unit_numbers units, unit_slots;
    struct map charge_index;
    uint32_t *slot_options;
    uint32_t *slot_of; /* by right: slot + 1; shared scratch, zero between searches */
    double value;      /* of what is chosen */
    double gap;
    uint64_t *steps_left; /* of all searches together */
    unsigned part_steps;  /* that one going through a part may take: HYPER_STEPS */
    bool is_partial;      /* other charges of the component have copies already: tie_node.used */
};

/* ${scratch} has a zero for every right node of ${graph}, and has again after search_run().
 * ${steps_left}: steps that this and all later searches may make. */
struct search *search_new(const struct model *model, const uint32_t *right_of,
                          const struct tie_graph *graph, uint32_t *scratch, uint64_t *steps_left);

/* The number of the charge ${entry}; made when it is new. */
uint32_t search_add_charge(struct search *search, uint32_t entry);

void search_add_option(struct search *search, const uint32_t *charges, size_t charges_len,
                       const uint32_t *units, size_t units_len, double weight,
                       enum candidate_kind kind, int64_t adjustment);

/* Solve and write the fates of its charges. */
void search_run(struct search *search, struct fates *fates);

/* ------------------------------------------------------------------ between the files of search */

/* The option of ${charge} after ${option}; both as number + 1, 0 = no more. */
uint32_t search_next(const struct search *search, uint32_t option, uint32_t charge);

/* Which of the option's charges ${charge} is. */
size_t search_place(const struct search_option *option, uint32_t charge);

/* Take the option's units and charges, or leave everything as it was; and the reverse. */
bool search_take(struct search *search, struct search_option *option);
void search_give_back(struct search *search, struct search_option *option);

/* Whether all units of both options are of one and the same purchase. */
bool search_same_purchase(const struct search *search, const struct search_option *a,
                          const struct search_option *b);

/* Make the solution at hand (what is chosen) better by exchanges. */
void search_improve(struct search *search);

/* Set prices, hopes and excesses, given a solution worth ${known}; drop what is hopeless. */
void search_bound(struct search *search, double known);

/* Best solution and masses of one part; the best known solution stands in charge.best. */
void search_solve_part(struct search *search, struct search_part *part);

/* Masses of the part's charges over its solutions that are worth at most ${margin} less than
 * part.best_value, in at most ${steps} (else part.cut).  Charges that are decided and units that
 * are used stay so. */
void search_count(struct search *search, struct search_part *part, double margin, unsigned steps);

/* Masses of a part too large to count (search_near.c), as probabilities. */
void search_count_near(struct search *search, const struct search_part *part);

#endif
