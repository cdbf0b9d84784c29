#ifndef MIOBOE_CASEWORK_LEDGER_H
#define MIOBOE_CASEWORK_LEDGER_H

/* Where the money of one charge is.  "Refund processed" is a promise; only a statement shows money.
 */

#include "base/array.h"
#include "base/day.h"
#include "base/money.h"

enum money_move {
    MONEY_AUTHORISED,
    MONEY_HELD,    /* a hold: cannot be disputed, goes away or is posted */
    MONEY_DROPPED, /* a hold that went away, a cancelled authorisation */
    MONEY_POSTED,
    MONEY_WITHHELD,           /* the issuer holds the bill back while it inquires */
    MONEY_DEBITED,            /* taken from the bank account */
    MONEY_REFUND_TOLD,        /* "processed": by mouth or mail, not yet seen */
    MONEY_PROVISIONAL_CREDIT, /* may be taken back */
    MONEY_FINAL_CREDIT,
    MONEY_MERCHANT_REFUND, /* seen on a statement */
    MONEY_REBILLED,        /* charged again after a credit or a stop */
    MONEY_ACCEPTED,        /* the holder's own after all */
    MONEY_MOVES
};

enum money_source { MONEY_TOLD, MONEY_MAIL, MONEY_STATEMENT };

struct ledger_entry {
    enum money_move move;
    enum money_source source;
    int64_t amount;
    int32_t day;
    uint64_t seq; /* of the event */
};
ARRAY_TYPE(ledger_entries, struct ledger_entry);

enum ledger_stage {
    LEDGER_OPEN, /* posted or held, nothing has come back */
    LEDGER_WITHHELD,
    LEDGER_PROMISED, /* a refund was told */
    LEDGER_PROVISIONAL,
    LEDGER_REFUNDED, /* final credit or merchant refund seen on a statement, in full */
    LEDGER_PART,     /* some of it is back */
    LEDGER_DROPPED,
    LEDGER_ACCEPTED,
    LEDGER_STAGES
};

struct ledger {
    int64_t amount;   /* of the charge */
    int64_t credited; /* final, seen on statements */
    int64_t provisional;
    int64_t owed; /* what should still come: amount + rebilled - credited; 0 where dropped or
                     accepted */
    enum ledger_stage stage;
    bool is_closed;   /* refunded in full as a statement shows, dropped, or accepted */
    bool is_reopened; /* a debit or re-billing after it was closed */
    bool is_over;     /* more came back than was taken: expect to be billed again */
};

/* From the moves in order of their day (of one day: in order of seq); pure arithmetic, amounts that
 * overflow are cut at MONEY_MAX. */
void ledger_find(int64_t amount, const struct ledger_entry *entries, size_t len,
                 struct ledger *ret);

struct slice money_move_name(enum money_move move);
enum money_move money_move_of(struct slice name); /* MONEY_MOVES = none */
struct slice ledger_stage_name(enum ledger_stage stage);

#endif
