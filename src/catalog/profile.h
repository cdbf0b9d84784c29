#ifndef MIOBOE_CATALOG_PROFILE_H
#define MIOBOE_CATALOG_PROFILE_H

/*
 * How one layout of statement is read.  The YAML form is described in docs/design/profiles.md and
 * docs/howto/add-a-statement.md; src/read/statement.c carries it out.
 *
 * All texts that are compared with cells are folded (text_fold; header cells text_fold_tight) when
 * the catalogue is compiled, so that the reader folds only the cells.
 */

#include "catalog/provenance.h"

#include "base/day.h"
#include "base/money.h"

/* What a column, or a capture of a template, is. */
enum field {
    FIELD_NONE,
    FIELD_DATE,   /* date of use */
    FIELD_POSTED, /* second date */
    FIELD_SHOP,   /* descriptor; several columns of this field are joined by a blank */
    FIELD_AMOUNT, /* the purchase */
    FIELD_OUT,    /* money out and money in as two columns */
    FIELD_IN,
    FIELD_BILLED,   /* this month's share */
    FIELD_METHOD,   /* 1回払い, 分割3回払い(1回目), リボ */
    FIELD_NUMBER,   /* which part */
    FIELD_OF,       /* number of parts */
    FIELD_PURCHASE, /* whole purchase where it stands apart (当初ご利用金額) */
    FIELD_USER,     /* holder, family, card in words */
    FIELD_CARD,     /* masked number or last digits */
    FIELD_LAST4,
    FIELD_NOTE,
    FIELD_FOREIGN,  /* amount in the currency of purchase */
    FIELD_CURRENCY, /* that currency; the row's own where profile.currency is empty */
    FIELD_RATE,
    FIELD_STATUS,
    FIELD_KIND,
    FIELD_MEMO,
    FIELD_REFERENCE,
    FIELD_BALANCE,
    FIELD_FEE,
    FIELD_TOTAL, /* a column that only recognition needs */
    FIELD_MONTH, /* of payment: on which bill the row stands (支払月) */
    FIELDS
};

/* "date", "shop" …; and back, FIELDS = no such field. */
struct slice field_name(enum field field);
enum field field_of(struct slice name);

/* The field that a capture {name} of a template stands for: names of fields, and `n` = number. */
enum field field_of_capture(struct slice name);

/* A column: found by the text of its header cell, or by position where there is no header. */
struct profile_column {
    enum field field;
    struct slice header; /* pattern (base/pattern.h) on the tightly folded header cell; alternatives
                            with '|' */
    int index;           /* 0-based; -1 = by header */
    bool optional;
};

/* One condition of a rule: the cell of ${field} (or cell ${index} where field is FIELD_NONE) fits
 * ${pattern}. */
struct profile_test {
    enum field field;
    int index;
    struct slice pattern; /* folded template; empty = the cell is blank; any cell that is not blank
                             is "?*" */
};

/* What a row that passes all tests is. */
enum profile_action {
    ACTION_ASIDE,  /* set aside for ${reason} */
    ACTION_CHARGE, /* a charge in spite of the rules that follow */
    ACTION_ATTACH, /* set aside for ${reason}; its captures belong to the charge above */
    ACTION_CREDIT, /* set aside for ${reason}: from here on amounts are credits, whatever their sign
                    */
    ACTION_DEBIT,  /* set aside for ${reason}: back to normal */
    ACTION_END     /* this row for ${reason}, and all that follow as second_table */
};

#define PROFILE_TESTS 4u

struct profile_rule {
    bool before; /* for rows above the header row, else for those below it */
    struct profile_test tests[PROFILE_TESTS];
    size_t tests_len;
    enum profile_action action;
    unsigned reason; /* enum set_aside_reason (record/source.h), by number */
    bool card;   /* the row names the card of the rows that follow: captures last4, card and user,
                    else the whole row */
    bool counts; /* its amount (billed, else amount) counts into the sum that is checked */
    int total;   /* the cell that states the total, checked at the end; -1 = none.  Of several the
                    last counts */
};

/* Take captures out of a column of a charge row. */
struct profile_extract {
    enum field from;
    struct slice pattern; /* folded template; names are field names */
};

enum profile_sign {
    SIGN_SPEND_POSITIVE,
    SIGN_SPEND_NEGATIVE,
    SIGN_TWO_COLUMNS /* FIELD_OUT, FIELD_IN */
};

enum profile_kind { PROFILE_CARD, PROFILE_BANK, PROFILE_WALLET, PROFILE_AGGREGATOR };

enum profile_basis { BASIS_REAL, BASIS_FIXTURE, BASIS_DESCRIPTION };

enum profile_sum { SUM_NONE, SUM_BILLED, SUM_AMOUNT }; /* what the stated total adds up */

struct profile {
    struct slice id;     /* vpass-7 */
    struct slice family; /* smbc: layouts of one issuer whose files may show the same charge */
    struct slice name_ja, name_en;
    enum profile_kind kind;
    bool pending; /* a file of not yet confirmed charges */
    bool is_bill; /* a file is a closed bill: a purchase stands on one of them only */
    enum day_order dates;
    enum profile_sign sign;
    struct currency currency; /* of the statement; "" = the currency column tells it row by row */
    enum profile_sum sum;
    bool total_required; /* no row set aside as total below the header = the file is cut short */
    bool is_second;     /* a table that only follows another of its family: no file is told by it */
    bool is_headerless; /* recognised by the shape of its rows */
    size_t cells_min,
        cells_max; /* of a charge row without the empty ones at its end; for headerless layouts */
    const struct profile_column *columns;
    size_t columns_len;
    /* Header patterns that must stand in the header besides those of the columns that are not
     * optional. */
    const struct slice *marks;
    size_t marks_len;
    const struct profile_rule *rules;
    size_t rules_len;
    const struct profile_extract *extracts;
    size_t extracts_len;
    /* Folded templates with {shop}: what the issuer glues to the shop's name (`{shop}/NFC`), tried
     * in order. */
    const struct slice *shop_forms;
    size_t shop_forms_len;
    /* Folded templates of FIELD_STATUS that mean: not yet confirmed. */
    const struct slice *pending_marks;
    size_t pending_marks_len;
    /* Folded templates of FIELD_METHOD that mean revolving or instalments although no numbers are
     * captured. */
    const struct slice *part_marks;
    size_t part_marks_len;
    enum profile_basis basis; /* has its layout been seen in a real file */
    struct provenance provenance;
};

/* Names used in YAML; the number of values = no such name. */
unsigned profile_kind_of(struct slice name);
unsigned profile_sign_of(struct slice name);
unsigned profile_sum_of(struct slice name);
unsigned profile_basis_of(struct slice name);
unsigned profile_dates_of(struct slice name);

#endif
