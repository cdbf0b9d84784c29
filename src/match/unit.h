#ifndef MIOBOE_MATCH_UNIT_H
#define MIOBOE_MATCH_UNIT_H

/*
 * A unit is one thing that money was taken (or given back) for: what can explain a charge.  However
 * many sources tell of a purchase, it is one unit: adding a source never adds a unit for the same
 * money.
 */

#include "catalog/catalog.h"
#include "record/records.h"

enum unit_kind {
    UNIT_SHIPMENT,
    UNIT_ORDER, /* an order of which no shipment is known */
    UNIT_DIGITAL,
    UNIT_SUBSCRIPTION, /* a bill, or a period that a subscription must have billed */
    UNIT_REFUND,
    UNIT_TRANSACTION /* Amazon's own word that this sum was charged or refunded */
};

/* A purchase order number and what is known of the whole of it. */
struct purchase {
    struct slice order_id;
    struct slice account;
    uint32_t first_unit, units_len; /* its chargeable units, one after the other in units.list */
    int64_t known_deduction;        /* points and gift balance that a source tells; 0 = none told */
    bool has_gift;                  /* a gift balance or points took part, how much is not told */
};
ARRAY_TYPE(purchases, struct purchase);

/* An item of a unit whose items are told singly and add up to it. */
struct unit_item {
    struct slice title;
    int64_t amount;
};
ARRAY_TYPE(unit_items, struct unit_item);

struct unit {
    struct origin origin; /* of the record that tells of it best */
    struct slice title;   /* of its first item */
    int64_t amount;       /* minor units; negative = to the person */
    struct currency currency;
    int32_t
        day; /* when the charge is to be expected: shipped, ordered (digital), billed, refunded */
    int32_t day_too; /* second shipping day of a unit in two boxes; DAY_NONE = none */
    int32_t ordered;
    uint32_t purchase; /* index into units.purchases; MAP_NONE = belongs to no order */
    uint32_t
        items_from; /* index into units.items of its items; MAP_NONE = they do not add up singly */
    uint16_t items; /* how many items it sums */
    uint8_t kind;   /* enum unit_kind */
    uint8_t evidence; /* enum merchant_evidence bits: which merchants it can explain */
    struct payment payment;
    bool shipped; /* day is a shipping day; else the purchase may not have been charged yet */
    bool certain; /* day and amount are Amazon's own charge */
    bool subscribe_save;
    bool recurs;  /* one period of a subscription that no bill confirms */
    bool open;    /* a refund that is announced but not completed */
    bool dropped; /* inside: replaced by a better telling; none is left in the result */
};
ARRAY_TYPE(unit_list, struct unit);

struct units {
    struct unit_list list;
    struct unit_items items;
    struct purchases purchases;
    struct map purchase_index;
    int32_t from, until; /* days that the order exports cover; DAY_NONE = there is no export */
    bool has_orders, has_digital; /* whether such a source was given at all */
};

/*
 * All units that ${records} tell of.  ${copy} and ${rank} come from copy_find().  Everything lives
 * in
 * ${arena}; the order of the units depends on their content only.
 */
void unit_gather(const struct records *records, const struct catalog *catalog, const uint32_t *copy,
                 const uint32_t *rank, struct arena *arena, struct units *ret);

#endif
