#include "catalog/catalog.h"

bool plan_is_billed_by(const struct plan *plan, const struct merchant *merchant)
{
    for (size_t i = 0; i < plan->merchants_len; i++)
        if (slice_eq(plan->merchants[i], merchant->id))
            return true;
    return false;
}

static bool price_is_valid_on(const struct plan_price *price, int32_t day)
{
    if (day == DAY_NONE)
        return true;
    return (price->from == DAY_NONE || price->from <= day) &&
           (price->until == DAY_NONE || day <= price->until);
}

const struct plan_price *plan_price_at(const struct plan *plan, int32_t day, int64_t amount,
                                       struct currency currency)
{
    for (size_t i = 0; i < plan->prices_len; i++) {
        const struct plan_price *price = &plan->prices[i];

        if (price->amount == amount && currency_eq(price->currency, currency) &&
            price_is_valid_on(price, day))
            return price;
    }
    return NULL;
}
