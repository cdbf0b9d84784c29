#ifndef MIOBOE_EXPLAIN_EXPECTED_H
#define MIOBOE_EXPLAIN_EXPECTED_H

/* Money that should still move: refunds that a source tells of, and the next bills of
 * subscriptions. */

#include "explain/history.h"

/*
 * Fill the expected money of ${report}, refunds first.  A refund is posted when a charge's
 * explanation holds it; overdue when its day has passed on statements that would show it; pending
 * else.  The next bill of a subscription, which no source bills yet, becomes a unit of its own
 * behind the others.
 */
void explain_expected(struct report *report, const struct history *history, struct arena *arena);

#endif
