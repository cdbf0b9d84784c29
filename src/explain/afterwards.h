#ifndef MIOBOE_EXPLAIN_AFTERWARDS_H
#define MIOBOE_EXPLAIN_AFTERWARDS_H

/* What follows once the verdicts stand. */

#include "explain/report.h"

/* Fill recurring charges, expected money, flags and causes of ${report}, in this order. */
void explain_afterwards(struct report *report, struct arena *arena);

#endif
