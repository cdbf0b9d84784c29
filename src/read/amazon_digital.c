#include "read/amazon_formats.h"

/*
 * Digital orders.  Era 3 has one table, a row for each component (price, tax) of an item's money.
 * Era 2 has three, each read by itself; the join is not made here.
 *
 * - Items: item_id, order_id, title, asin, seller, days; the listed price as amount (is_listed).
 * - Orders: order_id, day, payment, subscription and the order's flags; no item, no amount.
 * - Monetary: item_id, component and the amount paid, a row for each component; no order, no day.
 *
 * What an order paid is the sum of its components; the price that is listed is not it.
 */

enum {
    ORDER_ID,
    ITEM_ID,
    ASIN,
    TITLE,
    SELLER,
    COMPONENT,
    SUBSCRIPTION,
    ORDERED,
    FULFILLED,
    AMOUNT,
    CURRENCY,
    MARKETPLACE,
    PAYMENT,
    FREE_REPLACEMENT,
    PREORDER,
    PAID_BY_OTHER,
    ORDER_STATUS,
    MARK_QUANTITY,
    MARK_CLAIM,
    MARK_OFFER,
    COLUMNS
};

static const struct slice columns_3[COLUMNS] = {
    [ORDER_ID] = TABLE_NAME("!Order ID"),
    [ITEM_ID] = TABLE_NAME("!Digital Order Item ID"),
    [ASIN] = TABLE_NAME("ASIN"),
    [TITLE] = TABLE_NAME("Product Name|Title"),
    [SELLER] = TABLE_NAME("Seller Of Record"),
    [COMPONENT] = TABLE_NAME("!Component Type"),
    [SUBSCRIPTION] = TABLE_NAME("Subscription Order Type"),
    [ORDERED] = TABLE_NAME("!Order Date"),
    [FULFILLED] = TABLE_NAME("Fulfilled Date"),
    [AMOUNT] = TABLE_NAME("!Transaction Amount"),
    [CURRENCY] = TABLE_NAME("Base Currency Code|Base Currency"),
    [MARKETPLACE] = TABLE_NAME("Marketplace"),
    [PAYMENT] = TABLE_NAME("Payment Information"),
    [FREE_REPLACEMENT] = TABLE_NAME("Is Order Free Replacement"),
    [PREORDER] = TABLE_NAME("Is Order A Preorder"),
    [PAID_BY_OTHER] = TABLE_NAME("Paid By Other Customer"),
    [ORDER_STATUS] = TABLE_NAME("Order Status"),
};

static const struct slice columns_items[COLUMNS] = {
    [ORDER_ID] = TABLE_NAME("!OrderId"),
    [ITEM_ID] = TABLE_NAME("!DigitalOrderItemId"),
    [ASIN] = TABLE_NAME("ASIN"),
    [TITLE] = TABLE_NAME("Title|ProductName"),
    [SELLER] = TABLE_NAME("SellerOfRecord"),
    [ORDERED] = TABLE_NAME("!OrderDate"),
    [FULFILLED] = TABLE_NAME("FulfilledDate"),
    [AMOUNT] = TABLE_NAME("!OurPrice"),
    [CURRENCY] = TABLE_NAME("OurPriceCurrencyCode"),
    [MARKETPLACE] = TABLE_NAME("Marketplace"),
};

static const struct slice columns_orders[COLUMNS] = {
    [ORDER_ID] = TABLE_NAME("!OrderId"),
    [SUBSCRIPTION] = TABLE_NAME("SubscriptionOrderType"),
    [ORDERED] = TABLE_NAME("!OrderDate"),
    [MARKETPLACE] = TABLE_NAME("Marketplace"),
    [PAYMENT] = TABLE_NAME("!PaymentInformation"),
    [FREE_REPLACEMENT] = TABLE_NAME("!IsOrderFreeReplacement"),
    [PREORDER] = TABLE_NAME("IsOrderAPreorder"),
    [PAID_BY_OTHER] = TABLE_NAME("PaidByOtherCustomer"),
    [ORDER_STATUS] = TABLE_NAME("OrderStatus"),
};

static const struct slice columns_monetary[COLUMNS] = {
    [ITEM_ID] = TABLE_NAME("!DigitalOrderItemId"),
    [COMPONENT] = TABLE_NAME("!MonetaryComponentTypeCode"),
    [AMOUNT] = TABLE_NAME("!TransactionAmount"),
    [CURRENCY] = TABLE_NAME("BaseCurrencyCode"),
    /* Not read; they tell this table from that of returns. */
    [MARK_QUANTITY] = TABLE_NAME("!AffectedItemQuantity"),
    [MARK_CLAIM] = TABLE_NAME("!ClaimCode"),
    [MARK_OFFER] = TABLE_NAME("!OfferTypeCode"),
};

/* What Amazon writes into a flag that is not set is `No`, `Not Applicable` or `false`; set it is
 * `Yes` or `true`. */
static void read_flags(const struct table *t, struct digital *digital)
{
    digital->free_replacement = table_flag(t, FREE_REPLACEMENT);
    digital->preorder = table_flag(t, PREORDER);
    digital->paid_by_other = table_flag(t, PAID_BY_OTHER);
    digital->cancelled = slice_eq_nocase(t->cells[ORDER_STATUS], SLICE("Cancelled")) ||
                         slice_eq_nocase(t->cells[ORDER_STATUS], SLICE("Canceled"));
}

static enum set_aside_reason digital_row(struct table *t)
{
    struct currency currency = table_currency(t, CURRENCY, MARKETPLACE, AMOUNT);
    struct digital *digital;
    int64_t amount = 0;
    int has = table_amount(t, AMOUNT, currency, &amount);

    if (has < 0 || (t->cells[ORDER_ID].len == 0 && t->cells[ITEM_ID].len == 0))
        return ASIDE_UNREADABLE;
    digital = array_push(t->records->arena, &t->records->digitals);
    digital->origin = table_origin(t);
    digital->order_id = table_text(t, ORDER_ID);
    digital->item_id = table_text(t, ITEM_ID);
    digital->asin = table_text(t, ASIN);
    digital->title = table_prose(t, TITLE);
    digital->seller = table_prose(t, SELLER);
    digital->component = table_text(t, COMPONENT);
    digital->subscription = table_text(t, SUBSCRIPTION);
    digital->ordered = table_day(t, ORDERED);
    digital->fulfilled = table_day(t, FULFILLED);
    digital->amount = amount;
    digital->has_amount = has == 1;
    digital->currency = currency;
    digital->payment = table_payment(t, PAYMENT);
    read_flags(t, digital);
    return ASIDE_REASONS;
}

static enum set_aside_reason listed_row(struct table *t)
{
    enum set_aside_reason reason = digital_row(t);

    if (reason == ASIDE_REASONS)
        t->records->digitals.at[t->records->digitals.len - 1].is_listed = true;
    return reason;
}

static const struct table_format formats[] = {
    {.id = TABLE_NAME("amazon-digital-3"),
     .columns = columns_3,
     .columns_len = COLUMNS,
     .row = digital_row},
    {.id = TABLE_NAME("amazon-digital-items-2"),
     .columns = columns_items,
     .columns_len = COLUMNS,
     .row = listed_row},
    {.id = TABLE_NAME("amazon-digital-orders-2"),
     .columns = columns_orders,
     .columns_len = COLUMNS,
     .row = digital_row},
    {.id = TABLE_NAME("amazon-digital-monetary-2"),
     .columns = columns_monetary,
     .columns_len = COLUMNS,
     .row = digital_row},
};

const struct table_formats amazon_digital_formats = TABLE_FORMATS(formats);
