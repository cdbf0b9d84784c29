#ifndef MIOBOE_CATALOG_PLAN_H
#define MIOBOE_CATALOG_PLAN_H

/* Subscriptions and memberships with their dated prices. */

#include "catalog/provenance.h"

#include "base/money.h"

struct plan_price {
    int32_t from, until; /* days, both included; DAY_NONE = open */
    int64_t amount;
    struct currency currency;
    struct provenance provenance;
};

struct plan {
    struct slice id;     /* prime.monthly */
    struct slice family; /* prime: two plans of one family at once are a double subscription */
    struct slice name_ja, name_en;
    int months;                    /* period: 1, 12; 0 = not periodic (a card check) */
    const struct slice *merchants; /* ids of the merchants that bill it */
    size_t merchants_len;
    const struct slice *titles; /* folded words by which an export's title tells it; may be empty */
    size_t titles_len;
    const struct plan_price *prices;
    size_t prices_len;
};

struct merchant;

/* Whether ${merchant} bills ${plan}. */
bool plan_is_billed_by(const struct plan *plan, const struct merchant *merchant);

/* The price row of ${plan} that fits ${amount} on ${day} (DAY_NONE: on any day), or NULL. */
const struct plan_price *plan_price_at(const struct plan *plan, int32_t day, int64_t amount,
                                       struct currency currency);

#endif
