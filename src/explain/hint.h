#ifndef MIOBOE_EXPLAIN_HINT_H
#define MIOBOE_EXPLAIN_HINT_H

/*
 * Mails of which nobody knows whether they are real.  They are evidence of nothing; that one of
 * them names the sum of a charge is said beside the charge, so that the person can look at it.
 */

#include "explain/report.h"

#define HINT_NOTICE_DAYS 5    /* between a charge and the day that a usage notice tells */
#define HINT_ORDER_DAYS 45    /* from an order or refund to its charge */
#define HINT_MAX_OF_CHARGE 5u /* of one charge; more are left out */

struct hint {
    uint32_t entry;       /* index into entries.list */
    struct origin origin; /* in the unproven records */
};
ARRAY_TYPE(hint_list, struct hint);

/*
 * The hints that ${unproven} gives for the charges of ${report}, by entry, then path and line; each
 * source once for a charge.  Only sources of TRUST_UNKNOWN count.  Lives in ${arena}.
 */
void hint_find(const struct report *report, const struct records *unproven, struct arena *arena,
               struct hint_list *ret);

#endif
