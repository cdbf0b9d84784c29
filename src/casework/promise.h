#ifndef MIOBOE_CASEWORK_PROMISE_H
#define MIOBOE_CASEWORK_PROMISE_H

/*
 * Which promised refunds were kept, as the credits in the ledger show (docs/design/cases.md).  Only
 * what a statement showed counts; each credit is used once.  Nothing is changed here: the caller
 * writes EVENT_PROMISE_KEPT for each keeping, and asks the person about each doubt.
 */

#include "casework/state.h"

/* A credit and the promise that it keeps. */
struct keeping {
    const struct case_promise *promise;
    const struct case_charge *charge;
    const struct ledger_entry *credit;
    int64_t amount; /* of the credit, above 0 */
    int64_t left;   /* what is still to come after it; 0 = the promise is kept */
};
ARRAY_TYPE(keepings, struct keeping);

ARRAY_TYPE(promise_numbers, uint64_t); /* seqs */

/* A credit that would keep any of several promises. */
struct promise_doubt {
    const struct case_charge *charge;
    const struct ledger_entry *credit;
    int64_t amount;
    struct promise_numbers promises; /* also those that were ticked off without a credit */
};
ARRAY_TYPE(promise_doubts, struct promise_doubt);

/*
 * What the open promises of a refund and the credits that keep none yet say together, in
 * ${arena}.  A credit fits a promise that was given by its day, of the same charge where the
 * promise names one, to the very sum that is still to come; a smaller credit keeps a part where no
 * other promise could mean its charge.  Time: promises times credits, for each round in which
 * something was found; nothing where no refund is awaited.
 */
void promise_find(const struct case_state *state, struct arena *arena, struct keepings *ret_kept,
                  struct promise_doubts *ret_doubts);

/* Whether an open promise awaits just ${amount} for ${charge}, given by ${day}. */
bool promise_awaits(const struct case_state *state, const struct case_charge *charge,
                    int64_t amount, int32_t day);

/* The first credit that keeps ${promise} to the yen and keeps no other: 1, or 0 = none.  For a
 * promise that the person ticks off. */
int promise_credit_find(const struct case_state *state, const struct case_promise *promise,
                        struct arena *arena, struct keeping *ret);

/* What of a promised refund is still to come; 0 = kept, or not known how much. */
int64_t promise_left(const struct case_state *state, const struct case_promise *promise);

/* The promise that this move of money (its seq) keeps or keeps a part of; NULL = none. */
const struct case_promise *promise_of_money(const struct case_state *state, uint64_t money);

#endif
