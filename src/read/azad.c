#include "read/amazon_formats.h"
#include "read/page_charge.h"

/* CSV of the browser extension azad: orders, items, and the payment page's transactions. */

enum {
    ORDER_ID,
    URL,
    DATE,
    TITLE,
    TOTAL,
    POSTAGE,
    GIFT,
    PAYMENTS,
    PRICE,
    QUANTITY,
    ASIN,
    SUBSCRIBE,
    VENDOR,
    COLUMNS
};

static const struct slice columns_orders[COLUMNS] = {
    [ORDER_ID] = TABLE_NAME("!order id"), [URL] = TABLE_NAME("order url"),
    [DATE] = TABLE_NAME("!date"),         [TITLE] = TABLE_NAME("!items"),
    [TOTAL] = TABLE_NAME("!total"),       [POSTAGE] = TABLE_NAME("shipping"),
    [GIFT] = TABLE_NAME("!gift"),         [PAYMENTS] = TABLE_NAME("payments"),
};

static const struct slice columns_items[COLUMNS] = {
    [ORDER_ID] = TABLE_NAME("!order id"), [URL] = TABLE_NAME("order url|item url"),
    [DATE] = TABLE_NAME("!order date"),   [TITLE] = TABLE_NAME("!description"),
    [PRICE] = TABLE_NAME("!price"),       [QUANTITY] = TABLE_NAME("!quantity"),
    [ASIN] = TABLE_NAME("ASIN"),          [SUBSCRIBE] = TABLE_NAME("subscribe & save"),
};

static const struct slice columns_transactions[COLUMNS] = {
    [ORDER_ID] = TABLE_NAME("!order ids|orderIds"),
    [URL] = TABLE_NAME("order urls"),
    [DATE] = TABLE_NAME("!date"),
    [TOTAL] = TABLE_NAME("!amount"),
    [PAYMENTS] = TABLE_NAME("!card_details|cardInfo"),
    [VENDOR] = TABLE_NAME("vendor"),
};

/* The row that a spreadsheet is to add up: `=SUBTOTAL(103, …) & " items"`. */
static bool is_sum_row(const struct table *t)
{
    return slice_starts(t->cells[ORDER_ID], SLICE("=")) ||
           slice_starts(t->cells[TOTAL], SLICE("=")) || slice_starts(t->cells[PRICE], SLICE("="));
}

static int64_t size_of_part(const struct table *t, size_t column, struct currency currency)
{
    int64_t amount;

    if (!table_part(t, column, currency, &amount))
        return 0;
    return amount < 0 ? -amount : amount;
}

static enum set_aside_reason order_row(struct table *t)
{
    struct currency currency = table_currency(t, TABLE_COLUMNS, URL, TOTAL);
    struct order *order;
    int64_t total = 0;
    int has;

    if (is_sum_row(t))
        return ASIDE_TOTAL;
    has = table_amount(t, TOTAL, currency, &total);
    if (has < 0 || t->cells[ORDER_ID].len == 0)
        return ASIDE_UNREADABLE;
    order = amazon_order_add(t, ORDER_ID, TITLE, DATE);
    order->total = total;
    order->has_amount = has == 1;
    order->gift = size_of_part(t, GIFT, currency);
    order->postage = size_of_part(t, POSTAGE, currency);
    order->currency = currency;
    order->payment = table_payment(t, PAYMENTS);
    order->payment.gift = order->payment.gift || order->gift > 0;
    return ASIDE_REASONS;
}

/* The total of an item is its price by its quantity: postage and discounts are the order's. */
static enum set_aside_reason item_row(struct table *t)
{
    struct currency currency = table_currency(t, TABLE_COLUMNS, URL, PRICE);
    struct order_line *line;
    int64_t price = 0;
    int has;

    if (is_sum_row(t))
        return ASIDE_TOTAL;
    has = table_amount(t, PRICE, currency, &price);
    if (has < 0 || t->cells[ORDER_ID].len == 0)
        return ASIDE_UNREADABLE;
    line = amazon_line_add(t, ORDER_ID, TITLE, DATE);
    line->asin = table_text(t, ASIN);
    line->unit_price = price;
    line->quantity = table_count(t, QUANTITY, 1);
    line->has_amount = has == 1 && !__builtin_mul_overflow(price, line->quantity, &line->total);
    line->currency = currency;
    line->cancelled = line->quantity == 0;
    line->subscribe_save = table_flag(t, SUBSCRIBE);
    return ASIDE_REASONS;
}

static enum set_aside_reason transaction_row(struct table *t)
{
    static const struct page_charge_columns places = {
        .day = DATE,
        .order_ids = ORDER_ID,
        .amount = TOTAL,
        .card = PAYMENTS,
        .vendor = VENDOR,
        .site = URL,
        .is_refund = TABLE_COLUMNS,
    };

    return is_sum_row(t) ? ASIDE_TOTAL : page_charge_row(t, &places);
}

static const struct table_format formats[] = {
    {.id = TABLE_NAME("azad-orders"),
     .columns = columns_orders,
     .columns_len = COLUMNS,
     .row = order_row},
    {.id = TABLE_NAME("azad-items"),
     .columns = columns_items,
     .columns_len = COLUMNS,
     .row = item_row},
    {.id = TABLE_NAME("azad-transactions"),
     .columns = columns_transactions,
     .columns_len = COLUMNS,
     .row = transaction_row,
     .finish = page_charge_finish},
};

const struct table_formats azad_formats = TABLE_FORMATS(formats);
