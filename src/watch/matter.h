#ifndef MIOBOE_WATCH_MATTER_H
#define MIOBOE_WATCH_MATTER_H

/* What a question or an alert is about (docs/design/watch.md). */

#include "base/err.h"
#include "base/money.h"
#include "base/pairs.h"
#include "record/mail_kind.h"

enum matter_kind {
    /* asked: "was it you?" */
    MATTER_ORDER,
    MATTER_DISPATCH, /* of an order that nobody knows */
    MATTER_CANCELLATION,
    MATTER_REFUND,
    MATTER_RETURN,
    MATTER_DECLINED,
    MATTER_SUBSCRIPTION,
    MATTER_SIGN_IN,
    MATTER_PASSWORD,
    MATTER_USAGE,
    MATTER_CHARGE, /* a charge of a statement that nothing explains */
    /* told: what cannot wait */
    MATTER_SENT_ANYWAY,    /* dispatched, though the answer was no */
    MATTER_CHARGED_ANYWAY, /* the card was used for what the answer was no to */
    MATTER_CASE_OPENED,
    MATTER_MANY, /* more questions than are asked one by one */
    MATTER_DEBIT_AFTER_REFUND,
    MATTER_STOPPED_CARD,
    MATTER_CARD_TESTS,
    MATTER_DEADLINE,
    MATTER_GUESSED,     /* answers that nobody signed */
    MATTER_UNREACHABLE, /* a mailbox */
    MATTER_UNCLEAR,     /* a reply mail says neither yes nor no */
    MATTER_TEST,
    /* told: what can */
    MATTER_FORGED,
    MATTER_FORGED_MANY,
    MATTER_UNPROVEN,
    MATTER_REFUND_TOLD,    /* a mail says that money comes back */
    MATTER_CANCELLED_TOLD, /* an order that the answer was no to is cancelled */
    MATTER_REFUND_LATE,
    MATTER_PRICE_ROSE,
    MATTER_TRIAL_ENDS,
    MATTER_STILL_CHARGED, /* a subscription that was cancelled */
    MATTER_DOUBLED,       /* charged twice */
    MATTER_PROMISE,       /* not kept */
    MATTER_STATEMENT,     /* missing */
    MATTER_STILL_OPEN,    /* questions without an answer */
    MATTERS
};

struct matter {
    struct slice brand;      /* catalogue id of the sender, or of the shop */
    struct slice shop;       /* or the title of what was bought; empty = not told */
    struct slice shop_brand; /* catalogue brand of the shop; empty = not known */
    struct slice order_id, device, place;
    struct slice from, check; /* of a mail: its sender, and the check that decided */
    struct slice charge;      /* id in explain */
    struct slice case_id;
    struct slice text; /* in the words of another part of the program, or of a mailbox's name */
    int64_t amount;
    struct currency currency;
    char last4[5];
    bool has_amount;
    int32_t day, minute; /* Japan time; DAY_NONE, -1 = not told */
    uint32_t count;
    uint32_t kind; /* enum matter_kind */
};

/* Nothing told but its kind. */
void matter_clear(struct matter *matter, enum matter_kind kind);

/* "order", "sign_in" …; and back, MATTERS = no such word. */
struct slice matter_name(enum matter_kind kind);
enum matter_kind matter_of(struct slice name);

/* Whether it is asked; whether it can wait until quiet hours are over. */
bool matter_is_asked(enum matter_kind kind);
bool matter_can_wait(enum matter_kind kind);

/* What a mail of that kind is asked about; MATTERS = nothing. */
enum matter_kind matter_of_mail(enum mail_kind kind);

/* A copy whose texts live in ${arena}. */
struct matter matter_copy(const struct matter *from, struct arena *arena);

/* As lines of names and values, and back: 0 or ERR_SYNTAX; texts borrow from ${text} and
 * ${arena}. */
struct slice matter_write(const struct matter *matter, struct arena *arena);
int matter_read(struct slice text, struct arena *arena, struct matter *ret, struct err *reterr);

#endif
