#ifndef MIOBOE_EXPLAIN_ENDED_H
#define MIOBOE_EXPLAIN_ENDED_H

/* Subscriptions that an export says have ended, and that are billed all the same. */

#include "explain/history.h"

/*
 * Flag as cancelled_but_charged, an alarm, what has a price of a plan that ended before that day:
 * charges that nothing but the price explains, from the end of the contract on.  Bills of before
 * are owed.  Where another subscription of that family of plans runs, nothing is said.
 */
void ended_flag(struct report *report, const struct history *history, struct arena *arena);

#endif
