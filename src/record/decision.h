#ifndef MIOBOE_RECORD_DECISION_H
#define MIOBOE_RECORD_DECISION_H

/* What the person says of a charge: it is that order's, or it is not. */

#include "base/array.h"

struct decision {
    uint64_t charge; /* any id of the charge */
    struct slice order_id;
    bool pin; /* true: it is that order's; false: it is not */
};
ARRAY_TYPE(decisions, struct decision);

#endif
