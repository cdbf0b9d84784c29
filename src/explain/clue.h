#ifndef MIOBOE_EXPLAIN_CLUE_H
#define MIOBOE_EXPLAIN_CLUE_H

/* What can be seen of a charge that nothing accounts for, and which causes that speaks for. */

#include "explain/history.h"

/*
 * Rank the causes of every unexplained charge of ${report}.  Flags and recurring charges must
 * stand.  Charges that show the same clues share one ranking in report.causes.
 */
void explain_causes(struct report *report, const struct history *history, struct arena *arena);

#endif
