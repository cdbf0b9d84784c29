#ifndef MIOBOE_EXPLAIN_SEARCH_H
#define MIOBOE_EXPLAIN_SEARCH_H

/*
 * Exact search in one component: every charge takes one of its options or none, every unit pays
 * once.  Branch and bound finds the best solution, enumeration the probabilities; both within
 * HYPER_STEPS, else the gap tells by how much a better solution could be better.
 */

#include "explain/fate.h"

struct search_option {
    double weight;
    int64_t adjustment;
    double mass; /* of the solutions that contain it */
    uint32_t units_from;
    uint16_t units_len;
    uint8_t charges_len, kind;
    uint32_t charges[CANDIDATE_ENTRIES];
    uint32_t next[CANDIDATE_ENTRIES]; /* next option of that charge + 1 */
};
ARRAY_TYPE(search_options, struct search_option);

struct search_charge {
    uint32_t entry;
    uint32_t first, last;  /* options + 1 */
    uint32_t chosen, best; /* option + 1; 0 = none */
    double hope;           /* best weight it can add */
    double none_mass;
    bool decided;
};
ARRAY_TYPE(search_charges, struct search_charge);

struct search {
    const struct model *model;
    const struct tie_graph *graph;
    const uint32_t *right_of;
    struct search_charges charges;
    struct search_options options;
    struct unit_numbers units;
    struct map charge_index;
    uint32_t *used;    /* by right: copies taken; shared scratch, zero between searches */
    double *hope_from; /* by charge: sum of hopes from there on */
    double value, best_value, capped, best_capped;
    double mass;
    unsigned steps;
    bool cut;
    double gap;
};

/* ${scratch} has a zero for every right node of ${graph}, and has again after search_run(). */
struct search *search_new(const struct model *model, const uint32_t *right_of,
                          const struct tie_graph *graph, uint32_t *scratch);

/* The number of the charge ${entry}; made when it is new. */
uint32_t search_add_charge(struct search *search, uint32_t entry);

void search_add_option(struct search *search, const uint32_t *charges, size_t charges_len,
                       const uint32_t *units, size_t units_len, double weight,
                       enum candidate_kind kind, int64_t adjustment);

/* Solve and write the fates of its charges. */
void search_run(struct search *search, struct fates *fates);

#endif
