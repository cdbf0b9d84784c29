#ifndef MIOBOE_RECORD_CHARGE_H
#define MIOBOE_RECORD_CHARGE_H

/* A charge as one row of one statement shows it. */

#include "base/array.h"
#include "base/day.h"
#include "base/money.h"

enum charge_state { CHARGE_POSTED, CHARGE_PENDING };

/* What only few rows have; kept apart so that a million plain rows stay small. */
struct charge_extra {
    int64_t original; /* amount in the currency of purchase, as printed; 0 = none */
    struct currency original_currency; /* "" = not printed */
    struct slice rate;                 /* as printed, ASCII digits; empty = none */
    bool is_instalment;                /* paid in several parts, or revolving */
    int32_t number, of;                /* which part of how many; 0 = not printed */
    int64_t billed;                    /* this month's share */
    bool has_billed;
    int64_t purchase;       /* the whole purchase as stated elsewhere on the row; 0 = not stated */
    struct slice reference; /* an id that the file itself gives (FITID); empty = none */
    int32_t posted;         /* second date column, DAY_NONE = none */
};

struct charge {
    int32_t day;    /* date of use; DAY_NONE = none printed */
    uint32_t text;  /* index into records.texts */
    int64_t amount; /* the purchase as printed, minor units; negative = credit to the holder */
    uint32_t card;  /* index into records.cards; 0 = the file tells nothing */
    uint32_t source;
    uint32_t line;  /* physical line on which the row starts, 1-based */
    uint32_t extra; /* index into records.extras; 0 = none */
    struct currency currency;
    uint8_t state; /* enum charge_state */
};

ARRAY_TYPE(charges, struct charge);
ARRAY_TYPE(charge_extras, struct charge_extra);

/* A descriptor, kept once however many rows print it. */
struct charge_text {
    struct slice raw;    /* as printed, blanks at the ends trimmed, card numbers cut */
    struct slice folded; /* text_fold() of it without the issuer's prefixes and suffixes */
    uint32_t merchant;   /* index into the catalogue's merchants + 1; 0 = not known */
};

ARRAY_TYPE(charge_texts, struct charge_text);

/* A card as a statement tells it apart; entry 0 stands for "nothing is told". */
struct charge_card {
    char last4[5];      /* NUL-terminated, "" = not shown */
    struct slice label; /* opaque (read_label()); empty = none */
};

ARRAY_TYPE(charge_cards, struct charge_card);

#endif
