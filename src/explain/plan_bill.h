#ifndef MIOBOE_EXPLAIN_PLAN_BILL_H
#define MIOBOE_EXPLAIN_PLAN_BILL_H

/* Charges at a known price of a plan (a subscription or membership of the catalogue). */

#include "explain/model.h"
#include "explain/report.h"

/*
 * A charge of ${report} that nothing explains, and that has a price of a plan that its merchant
 * bills, is probably that plan's, unless a digital export covers the day and does not tell of it,
 * or the person says that it is an order's.  It is explained where a history confirms it: bills of
 * one family of plans, one a period, three or more, on about the same day; a second charge beside
 * one of them is not in it.  Where histories of two families fit equally well it stays probable.
 */
void plan_bill_settle(struct report *report, const struct model *model);

#endif
