#ifndef MIOBOE_READ_STATEMENT_ROW_H
#define MIOBOE_READ_STATEMENT_ROW_H

/* One row of a statement as a charge.  For statement.c only. */

#include "read/cells.h"
#include "read/layout.h"
#include "read/rule.h"

/* What an extract took out of the cell that it saw last: most rows repeat the cell of the row
 * above. */
struct extract_seen {
    struct slice raw; /* in the text of the file; NULL pointer = none yet */
    struct rule_captures captures;
};

struct statement {
    const struct read_input *in;
    struct records *records;
    struct arena *scratch;
    const struct profile *profile; /* of the file */
    struct layout layout;          /* of the table at hand: a second one of the family may follow */
    struct cells cells;
    struct extract_seen *seen; /* one for each extract of layout.profile */
    bool is_credit;            /* below a title such as `■ご利用キャンセルなど` */
    uint32_t card;             /* of the rows at hand */
    int32_t source;
    int64_t sum; /* what the stated total should be */

    /* inside */
    struct slice day_seen;
    int32_t day;
    struct slice month_seen;
    int32_t month;   /* of payment, of the header or the first row that tells one: as bill_month */
    bool has_months; /* another row tells another */
    struct slice last4_seen;
    uint32_t last4_card;
    struct rule_captures captures; /* of the row at hand */
};

enum row_outcome {
    ROW_CHARGE,
    ROW_NO_AMOUNT,
    ROW_UNREADABLE,
    ROW_TOO_LARGE /* an amount over MONEY_MAX */
};

/* What the header row tells of all rows: the month of payment, as `11月支払金額`. */
void statement_row_header(struct statement *s, const struct csv_row *row);

/* Make a charge of ${row}; ${dateless}: it may be one without a date. */
enum row_outcome statement_row_read(struct statement *s, const struct csv_row *row, bool dateless);

/* What ${captures} (of a row set aside) tell belongs to the newest charge. */
void statement_row_attach(struct statement *s, const struct rule_captures *captures);

/* The row's part of the total, as it is printed: billed, else the amount; 0 when there is none. */
int64_t statement_row_part(struct statement *s, const struct csv_row *row);

/* The amount of ${cell} is written in digits, but it is over MONEY_MAX. */
bool statement_row_is_over(struct slice cell);

#endif
