#ifndef MIOBOE_EXPLAIN_RECURRING_H
#define MIOBOE_EXPLAIN_RECURRING_H

/* Charges that come again and again, and what happens to them: docs/design/recurring.md. */

#include "explain/history.h"

/*
 * Find the series among all charges of ${report}, fill its recurring charges, and flag changes of
 * price, trials that ended and double subscriptions.  A series whose next charge should have been
 * on a statement but is not has stopped: its next_due is DAY_NONE.
 */
void explain_recurring(struct report *report, const struct history *history, struct arena *arena);

#endif
