#include "catalog/cause.h"

static const struct slice names[CLUES] = {
    [CLUE_CLASS_IS] = {"class_is", 8},
    [CLUE_AMOUNT_IS_PLAN_PRICE] = {"amount_is_plan_price", 20},
    [CLUE_AMOUNT_ROUND_HUNDRED] = {"amount_round_hundred", 20},
    [CLUE_AMOUNT_TINY] = {"amount_tiny", 11},
    [CLUE_AMOUNT_SMALL] = {"amount_small", 12},
    [CLUE_AMOUNT_UNUSUAL] = {"amount_unusual", 14},
    [CLUE_REPEATS_MONTHLY] = {"repeats_monthly", 15},
    [CLUE_FIRST_OF_MERCHANT] = {"first_of_merchant", 17},
    [CLUE_SEVERAL_SAME_DAY] = {"several_same_day", 16},
    [CLUE_AFTER_SMALL_TEST] = {"after_small_test", 16},
    [CLUE_GIFT_CARD_AMOUNT] = {"gift_card_amount", 16},
    [CLUE_EXPORT_MISSING] = {"export_missing", 14},
    [CLUE_EXPORT_ENDS_BEFORE] = {"export_ends_before", 18},
    [CLUE_CARD_UNKNOWN_TO_ACCOUNT] = {"card_unknown_to_account", 23},
    [CLUE_LAST_DAYS_PENDING] = {"last_days_pending", 17},
    [CLUE_FOREIGN_CURRENCY] = {"foreign_currency", 16},
    [CLUE_CREDIT] = {"credit", 6},
    [CLUE_ORDER_CANCELLED] = {"order_cancelled", 15},
};

struct slice clue_kind_name(enum clue_kind kind)
{
    return names[kind];
}

enum clue_kind clue_kind_of(struct slice name)
{
    unsigned k = 0;

    while (k < CLUES && !slice_eq(names[k], name))
        k++;
    return (enum clue_kind)k;
}
