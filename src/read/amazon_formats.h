#ifndef MIOBOE_READ_AMAZON_FORMATS_H
#define MIOBOE_READ_AMAZON_FORMATS_H

/* The formats of each reader file; amazon.c chooses among them. */

#include "read/table.h"

extern const struct table_formats amazon_account_formats;
extern const struct table_formats amazon_orders_formats;
extern const struct table_formats amazon_digital_formats;
extern const struct table_formats amazon_refunds_formats;
extern const struct table_formats amazon_subscriptions_formats;
extern const struct table_formats amazon_instruments_formats;
extern const struct table_formats amazon_other_formats;
extern const struct table_formats order_filter_formats;
extern const struct table_formats azad_formats;
extern const struct table_formats amazon_orders_py_formats;

/* For static const tables of formats. */
#define TABLE_FORMATS(array)                        \
    {                                               \
        (array), sizeof(array) / sizeof((array)[0]) \
    }

/* Whether an order number is that of a digital order (D01-…). */
bool amazon_is_digital(struct slice order_id);

/* A new order, or line of one, with what every export tells of it: where it stands, its number,
 * title and day (columns of the current row).  The rest is for the caller to fill in. */
struct order *amazon_order_add(struct table *table, size_t order_id, size_t title, size_t ordered);
struct order_line *amazon_line_add(struct table *table, size_t order_id, size_t title,
                                   size_t ordered);

#endif
