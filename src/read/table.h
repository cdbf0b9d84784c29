#ifndef MIOBOE_READ_TABLE_H
#define MIOBOE_READ_TABLE_H

/*
 * Tables whose columns are found by their names: the common part of all readers of exports.  A
 * table is CSV or a JSON array of objects; a format is a list of columns and a function that makes
 * records of a row.
 *
 * Names are compared without case, blanks and punctuation, so `Order ID`, `OrderID` and `order_id`
 * are one.
 */

#include "read/csv.h"
#include "read/payment.h"

#define TABLE_COLUMNS 32u

/* For static lists of names. */
#define TABLE_NAME(lit)           \
    {                             \
        ("" lit), sizeof(lit) - 1 \
    }

struct table;

struct table_format {
    struct slice id;
    /* Names as printed; '|' between alternatives, '!' in front of one without which it is not this
     * format. */
    const struct slice *columns;
    size_t columns_len;
    bool is_ragged; /* short rows are usual */
    size_t prose;   /* the column whose unquoted commas make rows too long; 0 = none */
    /*
     * Make records of the current row and return ASIDE_REASONS, or return why it makes none.  NULL:
     * a file that is known and of no use.
     */
    enum set_aside_reason (*row)(struct table *table);
    void (*finish)(struct table *table); /* after the last row; may be NULL */
};

/* A group of formats, as each reader file exports one. */
struct table_formats {
    const struct table_format *at;
    size_t len;
};

struct table {
    const struct read_input *in;
    struct records *records;
    const struct table_format *format;
    /* Of the current row; trimmed; empty: not there or "Not Available". */
    struct slice cells[TABLE_COLUMNS];
    struct slice told[TABLE_COLUMNS]; /* what table_text() gave last for each column */
    struct slice paid;                /* what table_payment() read last, and what it is */
    struct payment payment;
    uint32_t line;
    uint32_t made; /* records that this table gave */
    uint32_t rows;
    uint32_t unreadable, first_unreadable; /* rows */
    bool amount_told;                      /* the first amount that is none has its problem */
    struct map keys;                       /* for the format's own use, as the next */
    bool signs_told;
    size_t first_order, first_transaction; /* the table's own records begin there */
};

/*
 * The format among ${groups} whose necessary columns all stand in ${header}; of several the one
 * with the most columns.  NULL when there is none; then ${ret_near} is the format that the header
 * nearly is, or NULL, and ${ret_missing} the column it lacks.
 */
const struct table_format *table_recognise(const struct table_formats *const *groups, size_t len,
                                           const struct slice *header, size_t header_len,
                                           const struct table_format **ret_near,
                                           struct slice *ret_missing);

/* What separates the cells of the CSV ${text}, told from its first line, which is a header. */
char table_delimiter(struct slice text);

/* Read the whole CSV or JSON text of ${in} as ${format}: records, rows set aside, problems. */
void table_read(const struct read_input *in, struct records *records,
                const struct table_format *format);

/* Cells of the current row; texts are copied into the records.  table_prose() cuts card numbers. */
struct slice table_text(struct table *table, size_t column);
struct slice table_prose(struct table *table, size_t column);
int32_t table_day(const struct table *table, size_t column);
bool table_flag(const struct table *table, size_t column);

struct payment table_payment(struct table *table, size_t column);

/* Whole number, or ${otherwise}. */
int32_t table_count(const struct table *table, size_t column, int32_t otherwise);

/*
 * The amount in ${column}: 1, 0 when it is not told, -1 when it is none: then the problem is noted,
 * and the row should be set aside as unreadable.
 */
int table_amount(struct table *table, size_t column, struct currency currency, int64_t *ret);

/* The same for an amount of lesser weight: what cannot be read is not told. */
bool table_part(const struct table *table, size_t column, struct currency currency, int64_t *ret);

/*
 * The currency that ${column} names; else that of the shop in ${site} (`Amazon.co.jp`, also within
 * an address); else that of the mark in ${amount}; else yen where ${amount} has no point, "" where
 * it has or is empty.  A column of TABLE_COLUMNS is none.
 */
struct currency table_currency(const struct table *table, size_t column, size_t site,
                               size_t amount);

/* Where the current row stands. */
struct origin table_origin(const struct table *table);

#endif
