#ifndef MIOBOE_EXPLAIN_FATE_H
#define MIOBOE_EXPLAIN_FATE_H

/*
 * What became of each charge in the best solution, and what else it could have been: the common
 * result of tie.h (one charge, one unit) and hyper.h (all other shapes), from which verdicts are
 * made.
 */

#include "explain/candidate.h"
#include "explain/tie.h"

/* One way to explain a charge, with its posterior probability. */
struct option {
    double probability;
    double same; /* its share that would mean the same to the person as the option given: that one
                    itself, an exchange with a like charge, the same order */
    int64_t adjustment;
    uint32_t units_from; /* in fates.units */
    uint16_t units_len;
    uint8_t kind; /* enum candidate_kind */
    bool taken;   /* another charge has it in the best solution */
};
ARRAY_TYPE(options, struct option);

struct fate {
    uint32_t options_from, options_len;
    uint32_t
        given;   /* number of the option in the best solution, within the range; MAP_NONE = none */
    double none; /* probability that nothing pays for it */
    bool contested; /* another charge could have the unit as well */
};

struct fates {
    struct fate *at; /* by entry */
    struct options options;
    struct unit_numbers units;
    uint32_t components, exact;
    double gap;
};

/* Fates of the entries of ${graph} as tie_solve() and tie_believe() left it. */
void fate_from_ties(const struct model *model, const struct tie_graph *graph, struct fates *ret);

struct option *fate_add_option(struct fates *fates, struct arena *arena, const uint32_t *units,
                               size_t n);

#endif
