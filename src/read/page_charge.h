#ifndef MIOBOE_READ_PAGE_CHARGE_H
#define MIOBOE_READ_PAGE_CHARGE_H

/*
 * Charges as Amazon's payment page lists them, in whichever export: `-￥1,980` is a charge,
 * `+￥1,980` a refund. A table of three or more rows without any minus lost its signs on the way;
 * they are charges.
 */

#include "read/table.h"

/* The columns of a table that lists them; TABLE_COLUMNS = none. */
struct page_charge_columns {
    size_t day, order_ids, amount, card, vendor, site, is_refund;
};

/* Make a transaction of the current row. */
enum set_aside_reason page_charge_row(struct table *table,
                                      const struct page_charge_columns *columns);

/* After the last row: set the signs right. */
void page_charge_finish(struct table *table);

#endif
