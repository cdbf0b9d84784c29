#ifndef MIOBOE_EXPLAIN_DECISION_INDEX_H
#define MIOBOE_EXPLAIN_DECISION_INDEX_H

/* The person's decisions by charge. */

#include "explain/report.h"
#include "record/decision.h"

struct decision_index {
    const struct decision *decisions;
    uint32_t *first; /* by entry: its first decision + 1; 0 = none.  NULL = there are none at all */
    uint32_t *next;  /* by decision: the next of that entry + 1 */
    bool *mine;      /* by entry: the person says that it is theirs, without an order */
    uint32_t unknown; /* decisions on a charge or an order that no source holds: they count for
                         nothing */
};

/*
 * What is said of ${entry} is said of ${of}, of which it is a later part.  Call it for all such
 * parts, then decision_index_follow() for each.
 */
void decision_index_join(struct decision_index *index, uint32_t entry, uint32_t of);
void decision_index_follow(struct decision_index *index, uint32_t entry, uint32_t of);

enum decision_word {
    DECISION_NONE,
    DECISION_FOR,         /* by the last pin */
    DECISION_FOR_EARLIER, /* by an earlier one: where both orders cannot be, the last word counts */
    DECISION_AGAINST
};

/* File ${n} ${decisions} under the entries whose ids they name; an id that is none of theirs says
 * nothing. */
void decision_index_init(struct decision_index *index, const struct report *report,
                         const struct decision *decisions, size_t n, struct arena *arena);

/*
 * What was decided of the entry and the order (empty = no order): a pin speaks for its order and
 * against all others; the later of two decisions on one order counts.
 */
enum decision_word decision_on(const struct decision_index *index, uint32_t entry,
                               struct slice order_id);

/* Whether the person says that some order was paid by the entry. */
bool decision_pins(const struct decision_index *index, uint32_t entry);

/* Which decisions an entry has: 0 = none; entries that share decisions never compare equal
 * otherwise. */
uint32_t decision_list_of(const struct decision_index *index, uint32_t entry);

/*
 * Tell in the verdicts which of them a decision took part in, and which charges are the person's
 * own: that changes no verdict.  A pin that cannot be (the order does not come to the sum, or is
 * another charge's) is counted in ${report}.decisions_unfit and leaves the charge unexplained.
 */
void decision_mark(const struct decision_index *index, struct report *report, struct arena *arena);

#endif
