#ifndef MIOBOE_CAUSE_CAUSE_H
#define MIOBOE_CAUSE_CAUSE_H

/*
 * One model of causes for all who ask "why does this charge stand here?".  Clues go in as plain
 * data, so that explain (clues seen in the files) and casework (answers that a person gave) ask the
 * same model. docs/design/causes.md tells why it is as simple as it is.
 * Answers are taken in by belief.h.
 */

#include "catalog/catalog.h"

/* Which clues hold.  A clue that is not seen says nothing: it may only not be known. */
struct clues {
    uint32_t held;             /* bits by enum clue_kind, without CLUE_CLASS_IS */
    enum merchant_class class; /* MERCHANT_CLASSES = not known */
};

struct ranked_cause {
    uint32_t cause; /* index into the catalogue's causes */
    double probability;
};
ARRAY_TYPE(ranked_causes, struct ranked_cause);

/*
 * All causes of ${catalog} with their probability under ${clues}, the likeliest first, equal ones
 * in the order of the catalogue; they sum to 1.  None where the catalogue has none.  They live in
 * ${arena}.
 */
void cause_rank(const struct catalog *catalog, const struct clues *clues, struct arena *arena,
                struct ranked_causes *ret);

#endif
