#ifndef MIOBOE_CASEWORK_SEEN_H
#define MIOBOE_CASEWORK_SEEN_H

/*
 * What statements show of the money of a case: refunds, new debits, holds that were posted.  Only
 * what can be told from one row is found; whether a payment to the card company holds a charge back
 * no row says.
 */

#include "casework/state.h"

/* A charge or a credit, as explain sees it. */
struct seen_row {
    struct slice ids; /* of all its appearances, a blank between them */
    struct slice card, merchant, descriptor;
    int64_t amount; /* below 0: money that comes back */
    int32_t day;
    struct currency currency;
    bool is_pending, is_explained; /* by an order, a refund of one, or a subscription */
};

enum seen_kind {
    SEEN_REFUND, /* of what is still to come or was promised, to the yen */
    SEEN_PART,   /* a smaller sum from the same shop: it may belong to something else */
    SEEN_AGAIN,  /* the same sum, taken again after a refund was seen or told */
    SEEN_POSTED  /* a hold of the case that is a posted charge now */
};

struct seen {
    enum seen_kind kind;
    const struct case_charge *charge;
    const struct seen_row *row;
};

/* The rows in the order of their days. */
struct seen_walk {
    const struct case_state *state;
    const struct seen_row *rows;
    uint32_t *order;
    size_t len, next;
};

/* ${rows} are borrowed until the end of the walk; everything else lives in ${arena}. */
void seen_begin(const struct case_state *state, const struct seen_row *rows, size_t len,
                struct arena *arena, struct seen_walk *ret);

/*
 * The next thing that is not in the case yet: 1, or 0 = there is no more.  The caller lets it
 * happen to the state (seen_move(), source statement) before it asks again; a SEEN_PART may also be
 * left.
 */
int seen_next(struct seen_walk *walk, struct seen *ret);

/* The move of money to enter. */
enum money_move seen_move(const struct seen *seen);

/* Whether a case that is closed must be opened again once the move is entered. */
bool seen_reopens(const struct seen *seen);

#endif
