#ifndef MIOBOE_EXPLAIN_FLAG_REFUND_H
#define MIOBOE_EXPLAIN_FLAG_REFUND_H

/* Refunds that are late or short. */

#include "explain/history.h"

/* Flag them; the expected money of ${report} must stand. */
void flag_refund_mark(struct report *report, struct arena *arena);

#endif
