#include "casework/ledger.h"

struct slice money_move_name(enum money_move move)
{
    static const struct slice names[MONEY_MOVES] = {
        [MONEY_AUTHORISED] = {"authorised", 10},
        [MONEY_HELD] = {"held", 4},
        [MONEY_DROPPED] = {"dropped", 7},
        [MONEY_POSTED] = {"posted", 6},
        [MONEY_WITHHELD] = {"withheld", 8},
        [MONEY_DEBITED] = {"debited", 7},
        [MONEY_REFUND_TOLD] = {"refund_told", 11},
        [MONEY_PROVISIONAL_CREDIT] = {"provisional_credit", 18},
        [MONEY_FINAL_CREDIT] = {"final_credit", 12},
        [MONEY_MERCHANT_REFUND] = {"merchant_refund", 15},
        [MONEY_REBILLED] = {"rebilled", 8},
        [MONEY_ACCEPTED] = {"accepted", 8},
    };

    return names[move];
}

enum money_move money_move_of(struct slice name)
{
    int i = 0;

    while (i < MONEY_MOVES && !slice_eq(money_move_name((enum money_move)i), name))
        i++;
    return (enum money_move)i;
}

struct slice ledger_stage_name(enum ledger_stage stage)
{
    static const struct slice names[LEDGER_STAGES] = {
        [LEDGER_OPEN] = {"open", 4},         [LEDGER_WITHHELD] = {"withheld", 8},
        [LEDGER_PROMISED] = {"promised", 8}, [LEDGER_PROVISIONAL] = {"provisional", 11},
        [LEDGER_REFUNDED] = {"refunded", 8}, [LEDGER_PART] = {"part", 4},
        [LEDGER_DROPPED] = {"dropped", 7},   [LEDGER_ACCEPTED] = {"accepted", 8},
    };

    return names[stage];
}

/* Sums while the moves are walked through. */
struct walk {
    int64_t taken;       /* the charge, and what was billed again */
    int64_t credited;    /* final, and seen on a statement */
    int64_t provisional; /* credited until further notice */
    bool is_told, is_withheld, is_dropped, is_accepted;
    bool was_closed, is_reopened;
};

static int64_t plus(int64_t a, int64_t b)
{
    int64_t sum;

    if (!money_add(a, b, &sum) || sum > MONEY_MAX)
        return MONEY_MAX;
    return sum < -MONEY_MAX ? -MONEY_MAX : sum;
}

static int64_t size_of(int64_t amount)
{
    return amount < 0 ? -amount : amount;
}

static bool is_closed(const struct walk *w)
{
    return w->is_accepted || w->is_dropped || w->credited >= w->taken;
}

/* A credit is money only where a statement shows it; before that it is a promise. */
static void credit(struct walk *w, const struct ledger_entry *entry, bool is_provisional)
{
    int64_t amount = size_of(entry->amount);

    if (entry->source != MONEY_STATEMENT)
        w->is_told = true;
    else if (is_provisional)
        w->provisional = plus(w->provisional, amount);
    else
        w->credited = plus(w->credited, amount);
}

/* A final credit that follows a provisional one of its sum is the same money made final. */
static void final_credit(struct walk *w, const struct ledger_entry *entry)
{
    int64_t amount = size_of(entry->amount);

    if (entry->source == MONEY_STATEMENT || w->provisional >= amount) {
        w->provisional = w->provisional >= amount ? w->provisional - amount : w->provisional;
        w->credited = plus(w->credited, amount);
    } else {
        w->is_told = true;
    }
}

/* Billed again: what was credited until further notice is gone first. */
static void rebill(struct walk *w, const struct ledger_entry *entry)
{
    int64_t amount = size_of(entry->amount);

    w->is_reopened |=
        w->was_closed || w->provisional || w->is_told || w->is_dropped || w->is_accepted;
    w->is_dropped = w->is_accepted = w->is_withheld = false;
    if (w->provisional >= amount)
        w->provisional -= amount;
    else
        w->taken = plus(w->taken, amount);
}

static void move(struct walk *w, const struct ledger_entry *entry)
{
    switch (entry->move) {
    case MONEY_AUTHORISED:
    case MONEY_HELD: break;
    case MONEY_DROPPED: w->is_dropped = true; break;
    case MONEY_POSTED:
        w->is_reopened |= w->is_dropped;
        w->is_dropped = false;
        break;
    case MONEY_WITHHELD: w->is_withheld = true; break;
    case MONEY_DEBITED:
        w->is_reopened |= w->is_told || w->is_withheld || w->was_closed;
        w->is_told = w->is_withheld = w->is_dropped = false;
        break;
    case MONEY_REFUND_TOLD: w->is_told = true; break;
    case MONEY_PROVISIONAL_CREDIT: credit(w, entry, true); break;
    case MONEY_FINAL_CREDIT: final_credit(w, entry); break;
    case MONEY_MERCHANT_REFUND: credit(w, entry, false); break;
    case MONEY_REBILLED: rebill(w, entry); break;
    case MONEY_ACCEPTED: w->is_accepted = true; break;
    case MONEY_MOVES: break;
    }
    w->was_closed = is_closed(w);
}

static enum ledger_stage stage_of(const struct walk *w)
{
    if (w->is_accepted)
        return LEDGER_ACCEPTED;
    if (w->is_dropped || !w->taken) /* a card check of nothing takes nothing */
        return LEDGER_DROPPED;
    if (w->credited >= w->taken)
        return LEDGER_REFUNDED;
    if (w->credited + w->provisional >= w->taken)
        return LEDGER_PROVISIONAL;
    if (w->credited || w->provisional)
        return LEDGER_PART;
    if (w->is_told)
        return LEDGER_PROMISED;
    return w->is_withheld ? LEDGER_WITHHELD : LEDGER_OPEN;
}

void ledger_find(int64_t amount, const struct ledger_entry *entries, size_t len, struct ledger *ret)
{
    struct walk w = {.taken = size_of(amount)};

    for (size_t i = 0; i < len; i++)
        move(&w, &entries[i]);
    *ret = (struct ledger){
        .amount = amount,
        .credited = w.credited,
        .provisional = w.provisional,
        .stage = stage_of(&w),
        .is_closed = is_closed(&w),
        .is_reopened = w.is_reopened,
        .is_over = plus(w.credited, w.provisional) > w.taken,
    };
    if (!w.is_accepted && !w.is_dropped && w.credited < w.taken)
        ret->owed = w.taken - w.credited;
}
