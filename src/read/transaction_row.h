#ifndef MIOBOE_READ_TRANSACTION_ROW_H
#define MIOBOE_READ_TRANSACTION_ROW_H

/* What the formats without columns (OFX, QIF, typed lines) have in common: a row of values becomes
 * a charge. */

#include "read/read.h"

/* The run through one file. */
struct transaction_rows {
    const struct read_input *in;
    struct records *records;
    uint32_t unreadable, first_unreadable;
};

/* One row as it stands in the file. */
struct transaction_row {
    uint32_t line;
    int32_t day, posted; /* DAY_NONE = not told */
    struct slice amount; /* as printed */
    bool spend_negative; /* money out is printed with a minus */
    bool is_credit;      /* money in, whatever the sign */
    struct currency currency;
    struct slice shop, reference;
    uint32_t card; /* index into records.cards */
};

/* Begin: the newest source is a statement of ${format}. */
void transaction_rows_init(struct transaction_rows *rows, const struct read_input *in,
                           struct records *records, struct slice format);

/* Make a charge of ${row}; an amount that is none sets it aside as unreadable, with a problem. */
void transaction_rows_add(struct transaction_rows *rows, const struct transaction_row *row);

/* Set the row at ${line} aside. */
void transaction_rows_aside(struct transaction_rows *rows, uint32_t line,
                            enum set_aside_reason reason);

/* End: the days that the rows cover, and how many could not be read. */
void transaction_rows_done(struct transaction_rows *rows);

/* Whether the descriptor says that the holder paid the card's bill. */
bool transaction_row_is_bill(struct arena *scratch, struct slice shop);

#endif
