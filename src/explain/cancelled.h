#ifndef MIOBOE_EXPLAIN_CANCELLED_H
#define MIOBOE_EXPLAIN_CANCELLED_H

#include "explain/report.h"

/*
 * Flag charges that nothing explains although a cancelled order of just that sum stands in an
 * export: it was charged all the same.  Only the order's own lines tell; no case is needed for
 * that.
 */
void explain_cancelled(struct report *report, struct arena *arena);

#endif
