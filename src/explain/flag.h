#ifndef MIOBOE_EXPLAIN_FLAG_H
#define MIOBOE_EXPLAIN_FLAG_H

/* What is odd about a charge whatever explains it, and whether a sensible person would want to be
 * asked. */

#include "explain/history.h"

/* Set a flag of the entry; ${alarm} = mioboe would ask the person about this line. */
void flag_add(struct report *report, uint32_t entry, enum flag_kind kind, bool alarm);

/*
 * Flag doubled charges, card tests, refunds that are late or short, new merchants and unusual
 * amounts.  Verdicts, recurring charges and expected money must stand.
 *
 * FLAG_MAYBE_TWO is of the photographs: two files that touch on one day show the charge once each,
 * and nothing tells whether it is one.
 *
 * FLAG_CANCELLED_BUT_CHARGED is set by cancelled.c and ended.c; FLAG_AFTER_CARD_STOPPED is a fact
 * of a case.
 */
void explain_flags(struct report *report, const struct history *history, struct arena *arena);

#endif
