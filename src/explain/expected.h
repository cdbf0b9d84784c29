#ifndef MIOBOE_EXPLAIN_EXPECTED_H
#define MIOBOE_EXPLAIN_EXPECTED_H

/* Money that should still move: refunds that a source tells of, purchases that no statement can
 * show yet, and the next bills of subscriptions. */

#include "explain/history.h"

/*
 * Fill the expected money of ${report}: refunds, purchases, bills.
 *
 * A refund is posted when a charge's explanation holds it; overdue when its day has passed on
 * statements that show the time in which it should have come; pending else.  It is left out where
 * no statement can tell: they begin after it, or they cover the purchase and show no charge of it,
 * so that it was paid, and is paid back, elsewhere.
 *
 * A purchase is told when it shipped and the statements end within days of that, or when it was
 * ordered and has not shipped: then its day is DAY_NONE.
 *
 * The next bill of a subscription, which no source bills yet, becomes a unit of its own behind the
 * others.
 */
void explain_expected(struct report *report, const struct history *history, struct arena *arena);

#endif
