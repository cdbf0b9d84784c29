#ifndef MIOBOE_MATCH_UNIT_INSIDE_H
#define MIOBOE_MATCH_UNIT_INSIDE_H

/* What the parts of unit_gather() share; not for other folders. */

#include "match/unit.h"

struct unit_gathering {
    const struct records *records;
    const struct catalog *catalog;
    const uint32_t *copy, *rank;
    struct arena *arena;
    struct units *ret;
};

/* Whether the record of ${origin} counts: not one of a byte-identical copy. */
bool unit_counts(const struct unit_gathering *g, struct origin origin);

/* Records of a source that reaches further are better; of equal ones that with the smaller path. */
bool unit_source_before(const struct unit_gathering *g, uint32_t a, uint32_t b);

/* The number of the purchase ${order_id} of ${account}; made when it is new.  MAP_NONE for an empty
 * number. */
uint32_t unit_purchase(struct unit_gathering *g, struct slice order_id, uint32_t source);

/* Whether an export says that a gift balance paid and names no card: then no statement shows it. */
bool unit_is_paid_without_card(const struct payment *payment);

struct unit *unit_add(struct unit_gathering *g, enum unit_kind kind, struct origin origin,
                      uint32_t purchase);

/* One of the five: each adds the units of its records. */
void unit_gather_orders(struct unit_gathering *g);
void unit_gather_digitals(struct unit_gathering *g);
void unit_gather_transactions(struct unit_gathering *g);
void unit_gather_subscriptions(struct unit_gathering *g);
void unit_gather_refunds(struct unit_gathering *g);

#endif
