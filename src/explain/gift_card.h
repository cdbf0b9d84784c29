#ifndef MIOBOE_EXPLAIN_GIFT_CARD_H
#define MIOBOE_EXPLAIN_GIFT_CARD_H

/*
 * Gift cards bought by a stranger within the account stand in the account's own export, so that
 * their charges are explained; but several within days, for far more than the household usually
 * spends, are worth asking about.
 */

#include "explain/report.h"

/* Flag such charges FLAG_UNUSUAL_AMOUNT with an alarm.  Verdicts must stand. */
void gift_card_flag(struct report *report, struct arena *arena);

#endif
