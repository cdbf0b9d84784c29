#ifndef MIOBOE_RENDER_PART_VIEW_H
#define MIOBOE_RENDER_PART_VIEW_H

/* One amount of an explanation, as all forms of the report show it. */

#include "explain/report.h"

struct part_view {
    struct slice kind;     /* shipment, order, … as in the contract */
    struct slice order_id; /* empty = none */
    struct slice title;    /* empty = none */
    struct slice what;     /* points_or_gift_card …; empty = no adjustment */
    int64_t amount;
    bool abroad;             /* the unit's own amount is in another currency */
    const struct unit *unit; /* NULL = none */
    const struct plan *plan; /* NULL = none */
};

struct part_view part_view_of(const struct report *report, const struct part *part);

#endif
