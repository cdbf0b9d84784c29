#include "read/amazon_formats.h"
#include "read/page_charge.h"

/* Orders and transactions of the Python package amazon-orders, written as CSV or JSON under its own
 * field names. */

enum {
    ORDER_ID,
    LINK,
    DATE,
    TITLE,
    TOTAL,
    POSTAGE,
    GIFT,
    POINTS,
    PROMOTION,
    COUPON,
    SUBSCRIPTION,
    MULTIBUY,
    REBATE,
    PAYMENT,
    CANCELLED,
    VENDOR,
    IS_REFUND,
    COLUMNS
};

static const struct slice columns_orders[COLUMNS] = {
    [ORDER_ID] = TABLE_NAME("!order_number"),
    [LINK] = TABLE_NAME("order_details_link"),
    [DATE] = TABLE_NAME("!order_placed_date"),
    [TITLE] = TABLE_NAME("items.title|items"),
    [TOTAL] = TABLE_NAME("!grand_total"),
    [POSTAGE] = TABLE_NAME("shipping_total"),
    [GIFT] = TABLE_NAME("gift_card"),
    [POINTS] = TABLE_NAME("reward_points"),
    [PROMOTION] = TABLE_NAME("promotion_applied"),
    [COUPON] = TABLE_NAME("coupon_savings"),
    [SUBSCRIPTION] = TABLE_NAME("subscription_discount"),
    [MULTIBUY] = TABLE_NAME("multibuy_discount"),
    [REBATE] = TABLE_NAME("amazon_discount"),
    [PAYMENT] = TABLE_NAME("payment_method"),
    [CANCELLED] = TABLE_NAME("cancelled"),
};

static const struct slice columns_transactions[COLUMNS] = {
    [ORDER_ID] = TABLE_NAME("!order_number"), [LINK] = TABLE_NAME("order_details_link"),
    [DATE] = TABLE_NAME("!completed_date"),   [TOTAL] = TABLE_NAME("!grand_total"),
    [PAYMENT] = TABLE_NAME("payment_method"), [VENDOR] = TABLE_NAME("seller"),
    [IS_REFUND] = TABLE_NAME("is_refund"),
};

/* The sum of the sizes of the parts [from, to]. */
static int64_t parts_size(const struct table *t, size_t from, size_t to, struct currency currency)
{
    int64_t sum = 0, amount;

    for (size_t i = from; i <= to; i++)
        if (table_part(t, i, currency, &amount))
            sum += amount < 0 ? -amount : amount;
    return sum;
}

/* Its grand total is what remains to be paid by card; points and gift balance come on top. */
static enum set_aside_reason order_row(struct table *t)
{
    struct currency currency = table_currency(t, TABLE_COLUMNS, LINK, TOTAL);
    struct order *order;
    int64_t billed = 0;
    int has = table_amount(t, TOTAL, currency, &billed);

    if (has < 0 || t->cells[ORDER_ID].len == 0)
        return ASIDE_UNREADABLE;
    order = amazon_order_add(t, ORDER_ID, TITLE, DATE);
    order->points = parts_size(t, POINTS, POINTS, currency);
    order->gift = parts_size(t, GIFT, GIFT, currency);
    order->postage = parts_size(t, POSTAGE, POSTAGE, currency);
    order->discount = parts_size(t, PROMOTION, REBATE, currency);
    order->billed = billed;
    order->total = billed + order->points + order->gift;
    order->has_amount = order->has_billed = has == 1;
    order->currency = currency;
    order->payment = table_payment(t, PAYMENT);
    order->payment.gift = order->payment.gift || order->points > 0 || order->gift > 0;
    order->cancelled = table_flag(t, CANCELLED);
    return ASIDE_REASONS;
}

static enum set_aside_reason transaction_row(struct table *t)
{
    static const struct page_charge_columns places = {
        .day = DATE,
        .order_ids = ORDER_ID,
        .amount = TOTAL,
        .card = PAYMENT,
        .vendor = VENDOR,
        .site = LINK,
        .is_refund = IS_REFUND,
    };

    return page_charge_row(t, &places);
}

static const struct table_format formats[] = {
    {.id = TABLE_NAME("amazon-orders-py-orders"),
     .columns = columns_orders,
     .columns_len = COLUMNS,
     .row = order_row},
    {.id = TABLE_NAME("amazon-orders-py-transactions"),
     .columns = columns_transactions,
     .columns_len = COLUMNS,
     .row = transaction_row,
     .finish = page_charge_finish},
};

const struct table_formats amazon_orders_py_formats = TABLE_FORMATS(formats);
