#include "read/amazon_formats.h"

#include "read/postcode.h"

/*
 * Orders of goods: one row is one item of one shipment (eras 1 Items, 2 and 3), or one shipment
 * (era 1 Orders and Shipments).  Eras 2 and 3 repeat the money of the whole shipment on each of its
 * rows; in era 1 Items subtotal and tax are the line's own.
 */

enum {
    WEBSITE,
    ORDER_ID,
    ORDERED,
    CURRENCY,
    UNIT_PRICE,
    POSTAGE,
    DISCOUNT,
    TOTAL,
    SUBTOTAL,
    SUBTOTAL_TAX,
    ASIN,
    QUANTITY,
    PAYMENT,
    ORDER_STATUS,
    SHIPMENT_STATUS,
    SHIPPED,
    OPTION,
    TITLE,
    SHIP_TO,
    COLUMNS
};

/* What the exports of 2021 to 2025 and those since then name alike. */
#define COLUMNS_SINCE_2021                                                                   \
    [WEBSITE] = TABLE_NAME("Website"), [ORDER_ID] = TABLE_NAME("!Order ID"),                 \
    [ORDERED] = TABLE_NAME("!Order Date"), [CURRENCY] = TABLE_NAME("Currency"),              \
    [UNIT_PRICE] = TABLE_NAME("Unit Price"), [POSTAGE] = TABLE_NAME("Shipping Charge"),      \
    [DISCOUNT] = TABLE_NAME("Total Discounts"),                                              \
    [SUBTOTAL] = TABLE_NAME("!Shipment Item Subtotal"),                                      \
    [SUBTOTAL_TAX] = TABLE_NAME("Shipment Item Subtotal Tax"), [ASIN] = TABLE_NAME("ASIN"),  \
    [QUANTITY] = TABLE_NAME("Original Quantity|Quantity"),                                   \
    [PAYMENT] = TABLE_NAME("Payment Method Type|Payment Instrument Type"),                   \
    [ORDER_STATUS] = TABLE_NAME("Order Status"),                                             \
    [SHIPMENT_STATUS] = TABLE_NAME("Shipment Status"), [SHIPPED] = TABLE_NAME("!Ship Date"), \
    [OPTION] = TABLE_NAME("Shipping Option"), [TITLE] = TABLE_NAME("Product Name"),          \
    [SHIP_TO] = TABLE_NAME("Shipping Address")

/* 28 columns in the order of the alphabet; 29 with Department. */
static const struct slice columns_3[COLUMNS] = {
    COLUMNS_SINCE_2021, [TOTAL] = TABLE_NAME("!Total Amount")};

static const struct slice columns_2[COLUMNS] = {COLUMNS_SINCE_2021, [TOTAL] =
                                                                        TABLE_NAME("!Total Owed")};

static const struct slice columns_items_1[COLUMNS] = {
    [WEBSITE] = TABLE_NAME("Website"),
    [ORDER_ID] = TABLE_NAME("!Order ID"),
    [ORDERED] = TABLE_NAME("!Order Date"),
    [CURRENCY] = TABLE_NAME("Currency"),
    [UNIT_PRICE] = TABLE_NAME("Purchase Price Per Unit"),
    [TOTAL] = TABLE_NAME("!Item Total"),
    [ASIN] = TABLE_NAME("ASIN/ISBN"),
    [QUANTITY] = TABLE_NAME("Quantity"),
    [PAYMENT] = TABLE_NAME("Payment Instrument Type"),
    [ORDER_STATUS] = TABLE_NAME("Order Status"),
    [SHIPPED] = TABLE_NAME("!Shipment Date"),
    [TITLE] = TABLE_NAME("!Title"),
    [SHIP_TO] = TABLE_NAME("Shipping Address Zip"),
};

static const struct slice columns_shipments_1[COLUMNS] = {
    [WEBSITE] = TABLE_NAME("Website"),           [ORDER_ID] = TABLE_NAME("!Order ID"),
    [ORDERED] = TABLE_NAME("!Order Date"),       [CURRENCY] = TABLE_NAME("Currency"),
    [POSTAGE] = TABLE_NAME("Shipping Charge"),   [DISCOUNT] = TABLE_NAME("Total Promotions"),
    [TOTAL] = TABLE_NAME("!Total Charged"),      [SUBTOTAL] = TABLE_NAME("Subtotal"),
    [SUBTOTAL_TAX] = TABLE_NAME("Tax Charged"),  [PAYMENT] = TABLE_NAME("Payment Instrument Type"),
    [ORDER_STATUS] = TABLE_NAME("Order Status"), [SHIPPED] = TABLE_NAME("!Shipment Date"),
};

static bool is_cancelled(const struct table *t)
{
    static const struct slice words[] = {{"Cancelled", 9}, {"Canceled", 8}};

    for (size_t i = 0; i < 2; i++)
        if (slice_eq_nocase(t->cells[ORDER_STATUS], words[i]) ||
            slice_eq_nocase(t->cells[SHIPMENT_STATUS], words[i]))
            return true;
    return table_count(t, QUANTITY, 1) == 0;
}

/* `A and B`: one line in two boxes.  The earlier day first. */
static void read_shipped(const struct table *t, int32_t *ret, int32_t *ret_too)
{
    struct slice first, second;
    int32_t day = DAY_NONE, too = DAY_NONE;

    slice_cut(t->cells[SHIPPED], SLICE(" and "), &first, &second);
    if (day_read_moment(slice_trim(first), DAY_MDY, DAY_JST, &day) != 1)
        day = DAY_NONE;
    if (day_read_moment(slice_trim(second), DAY_MDY, DAY_JST, &too) != 1)
        too = DAY_NONE;
    *ret = day == DAY_NONE || (too != DAY_NONE && too < day) ? too : day;
    *ret_too = day == DAY_NONE || too == DAY_NONE ? DAY_NONE : too < day ? day : too;
}

static void read_parts(const struct table *t, struct order_line *line)
{
    int64_t discount = 0;

    line->has_parts = table_part(t, SUBTOTAL, line->currency, &line->subtotal) &&
                      table_part(t, SUBTOTAL_TAX, line->currency, &line->subtotal_tax) &&
                      table_part(t, POSTAGE, line->currency, &line->postage) &&
                      table_part(t, DISCOUNT, line->currency, &discount);
    line->discount = discount < 0 ? -discount : discount;
    if (!line->has_parts)
        line->subtotal = line->subtotal_tax = line->postage = line->discount = 0;
}

/* Of an address no more is kept than its post code. */
static struct slice read_postcode(struct table *t)
{
    char code[POSTCODE_LEN];
    size_t len = postcode_read(t->cells[SHIP_TO], code);

    return records_string(t->records, (struct slice){code, len});
}

static enum set_aside_reason line_row(struct table *t)
{
    struct currency currency = table_currency(t, CURRENCY, WEBSITE, TOTAL);
    struct order_line *line;
    int64_t total = 0;
    int has = table_amount(t, TOTAL, currency, &total);

    if (has < 0 || t->cells[ORDER_ID].len == 0)
        return ASIDE_UNREADABLE;
    line = amazon_line_add(t, ORDER_ID, TITLE, ORDERED);
    line->asin = table_text(t, ASIN);
    line->website = table_text(t, WEBSITE);
    read_shipped(t, &line->shipped, &line->shipped_too);
    line->total = total;
    line->has_amount = has == 1;
    line->currency = currency;
    line->quantity = table_count(t, QUANTITY, 1);
    line->payment = table_payment(t, PAYMENT);
    line->cancelled = is_cancelled(t);
    line->subscribe_save = slice_starts(t->cells[OPTION], SLICE("std-sns"));
    line->postcode = read_postcode(t);
    table_part(t, UNIT_PRICE, currency, &line->unit_price);
    read_parts(t, line);
    return ASIDE_REASONS;
}

static enum set_aside_reason shipment_row(struct table *t)
{
    struct currency currency = table_currency(t, CURRENCY, WEBSITE, TOTAL);
    struct shipment *shipment;
    int64_t charged = 0;
    int has = table_amount(t, TOTAL, currency, &charged);
    int32_t too;

    if (has < 0 || t->cells[ORDER_ID].len == 0)
        return ASIDE_UNREADABLE;
    shipment = array_push(t->records->arena, &t->records->shipments);
    shipment->origin = table_origin(t);
    shipment->order_id = table_text(t, ORDER_ID);
    shipment->website = table_text(t, WEBSITE);
    shipment->ordered = table_day(t, ORDERED);
    read_shipped(t, &shipment->shipped, &too);
    shipment->charged = charged;
    shipment->has_amount = has == 1;
    shipment->currency = currency;
    shipment->payment = table_payment(t, PAYMENT);
    shipment->cancelled = is_cancelled(t);
    return ASIDE_REASONS;
}

static const struct table_format formats[] = {
    {.id = TABLE_NAME("amazon-orders-3"),
     .columns = columns_3,
     .prose = TITLE,
     .columns_len = COLUMNS,
     .row = line_row},
    {.id = TABLE_NAME("amazon-orders-2"),
     .columns = columns_2,
     .prose = TITLE,
     .columns_len = COLUMNS,
     .row = line_row},
    {.id = TABLE_NAME("amazon-items-1"),
     .columns = columns_items_1,
     .prose = TITLE,
     .columns_len = COLUMNS,
     .row = line_row},
    {.id = TABLE_NAME("amazon-shipments-1"),
     .columns = columns_shipments_1,
     .columns_len = COLUMNS,
     .row = shipment_row},
};

const struct table_formats amazon_orders_formats = TABLE_FORMATS(formats);
