#ifndef MIOBOE_WEB_ORDER_H
#define MIOBOE_WEB_ORDER_H

/* The orders in which charges are shown, made once for each report, so that a query only passes
 * over them. */

#include "web/report.h"

/* Have ${report}'s rows stand newest first (its ids follow), and make all of its orders.  Ties stay
 * newest first. */
void order_make(struct report *report);

#endif
