#ifndef MIOBOE_RECORD_DECISION_H
#define MIOBOE_RECORD_DECISION_H

/* What the person says of a charge: it is that order's, or it is not; or, without an order, that it
 * is their own, or that this is to be asked again. */

#include "base/array.h"

struct decision {
    uint64_t charge;       /* any id of the charge */
    struct slice order_id; /* empty: of the charge alone */
    bool pin; /* true: it is that order's, or their own; false: it is not, or is open */
};
ARRAY_TYPE(decisions, struct decision);

#endif
