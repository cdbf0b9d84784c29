#ifndef MIOBOE_RECORD_EVIDENCE_H
#define MIOBOE_RECORD_EVIDENCE_H

/*
 * What Amazon's exports, third-party exports and mails tell of money: the nouns, one struct
 * for each grain in which it is told.  Joining several tellings of one purchase is src/match's
 * work. All days are Japan time; DAY_NONE = not told.  All amounts are minor units of ${currency};
 * ${has_amount} false = the cell was empty, `Not Available` or `Not Applicable`.
 * Strings live in the arena of the records; empty = not told.
 */

#include "base/array.h"
#include "base/day.h"
#include "base/money.h"

/* How something was paid, from cells such as `Gift Certificate/Card and Visa - 5171`. */
struct payment {
    char last4[2][5]; /* NUL-terminated; "" = not told */
    bool gift;        /* a gift balance or points took part (how much is not told) */
    bool card;        /* a card took part, perhaps without digits */
};

/* Where a record stands. */
struct origin {
    uint32_t source; /* index into records.sources */
    uint32_t line;   /* physical line, 1-based */
};

/* One row of the shipment × item table (eras 1 Items, 2 and 3), or one item of a third-party
 * export. */
struct order_line {
    struct origin origin;
    struct slice order_id, asin, title, website;
    int32_t ordered;
    int32_t shipped, shipped_too; /* two dates in one cell: two boxes */
    int64_t total;                /* the line's own total (Total Owed, Total Amount, Item Total) */
    bool has_amount;
    int64_t subtotal, subtotal_tax, postage,
        discount;   /* of the whole shipment, repeated on each row */
    bool has_parts; /* the four above were told */
    int64_t unit_price;
    int32_t quantity;
    struct currency currency;
    struct payment payment;
    bool cancelled; /* Order or Shipment Status Cancelled, or quantity 0: may still carry money */
    bool subscribe_save;   /* shipping option of Subscribe & Save */
    struct slice postcode; /* of the address it was sent to; no more of an address is kept */
};
ARRAY_TYPE(order_lines, struct order_line);

/* One shipment as one row (era 1 Orders and Shipments): what was charged for it. */
struct shipment {
    struct origin origin;
    struct slice order_id, website;
    int32_t ordered, shipped;
    int64_t charged; /* Total Charged */
    bool has_amount;
    struct currency currency;
    struct payment payment;
    bool cancelled;
};
ARRAY_TYPE(shipments, struct shipment);

/* An order as one row (order-level rows of the filter CSV, azad, amazon-orders). */
struct order {
    struct origin origin;
    struct slice order_id, title;
    int32_t ordered;
    int64_t total;  /* of the order, before points */
    int64_t billed; /* what is to be paid by card; has_billed */
    int64_t points; /* paid by points (positive), 0 = none told */
    int64_t gift;   /* paid by gift balance (positive), 0 = none told */
    int64_t postage, discount;
    bool has_amount, has_billed;
    struct currency currency;
    struct payment payment;
    bool digital;
    bool cancelled;
};
ARRAY_TYPE(orders, struct order);

/* One money component of one digital item (Price Amount, Tax …); an order pays the sum of its
 * components. */
struct digital {
    struct origin origin;
    struct slice order_id, item_id, asin, title, seller;
    struct slice component;    /* as printed */
    struct slice subscription; /* Subscription Order Type, e.g. Subscription_Renewal */
    int32_t ordered, fulfilled;
    int64_t amount; /* Transaction Amount; the listed price where only that is told (is_listed) */
    bool has_amount;
    bool is_listed;
    struct currency currency;
    struct payment payment;
    bool free_replacement, preorder, paid_by_other;
    bool cancelled;
};
ARRAY_TYPE(digitals, struct digital);

enum refund_kind {
    REFUND_PAID,  /* money was sent back */
    REFUND_RETURN /* a return or a request: goods, no money yet */
};

struct refund {
    struct origin origin;
    struct slice order_id, title, reason;
    struct slice item_id,
        component; /* digital returns: one row is one component; an item's sum is what came back */
    struct slice method;  /* Disbursement Type as printed */
    struct slice status;  /* Payment Status / Reversal Status as printed */
    int32_t created, day; /* day: Refund Date, the money's */
    int64_t amount;       /* positive = to the person */
    bool has_amount;
    struct currency currency;
    uint8_t kind; /* enum refund_kind */
    bool to_gift; /* to the gift balance, so no statement will show it */
    bool completed;
};
ARRAY_TYPE(refunds, struct refund);

/* What Amazon itself says it charged (payment page, filter CSV クレカ請求): the strongest evidence.
 */
struct transaction {
    struct origin origin;
    struct slice order_id;  /* the first where several */
    struct slice order_ids; /* all, separated by blanks; empty when only one */
    struct slice vendor, title;
    int32_t day;
    int64_t amount; /* positive = charged, negative = refunded */
    struct currency currency;
    char last4[5];
    bool gift; /* taken from the gift balance or points, so no statement will show it */
    bool pending;
};
ARRAY_TYPE(transactions, struct transaction);

struct subscription {
    struct origin origin;
    struct slice id, title, status, provider;
    struct slice period; /* as printed */
    int32_t started, next_bill, ended;
    int64_t next_amount;
    bool has_amount;
    bool renews;
    struct currency currency;
};
ARRAY_TYPE(subscriptions, struct subscription);

/* One bill of a subscription (Audible memberships, digital billing and refunds). */
struct billing {
    struct origin origin;
    struct slice id, subscription, order_id, title;
    int32_t day, period_from, period_until;
    int64_t amount; /* with tax; negative = refunded */
    bool has_amount;
    bool declined; /* the bill was not paid */
    struct currency currency;
};
ARRAY_TYPE(billings, struct billing);

/* A means of payment stored with the account. */
struct instrument {
    struct origin origin;
    struct slice kind;
    char last4[5];
    int32_t registered;
};
ARRAY_TYPE(instruments, struct instrument);

/* What a card company's mail says of one use of a card. */
enum notice_kind { NOTICE_USED, NOTICE_REVERSED, NOTICE_DECLINED, NOTICE_KINDS };

enum notice_stage {
    NOTICE_AUTHORISED, /* at the moment of use: may be changed, repeated or dropped before it is
                          posted */
    NOTICE_POSTED,     /* after the sales data came in */
    NOTICE_STAGES
};

struct notice {
    struct origin origin;
    struct slice issuer;   /* catalogue id of the sender */
    struct slice shop;     /* as written; empty = not told */
    struct slice approval; /* approval or reference number; empty = not told */
    int32_t day;           /* Japan time */
    int32_t minute;        /* after midnight, -1 = not told */
    int64_t amount;        /* positive = spent; a reversal is negative */
    bool has_amount;
    struct currency currency;
    char last4[5];
    uint8_t kind;  /* enum notice_kind */
    uint8_t stage; /* enum notice_stage */
};
ARRAY_TYPE(notices, struct notice);

/* Something that happened to an account and is no money. */
enum account_event_kind {
    ACCOUNT_SIGN_IN, /* or an attempt that was told and not said to be stopped */
    ACCOUNT_SIGN_IN_BLOCKED,
    ACCOUNT_PASSWORD_RESET, /* asked for */
    ACCOUNT_PASSWORD_CHANGED,
    ACCOUNT_DETAILS_CHANGED, /* address, telephone, payment method, mail address */
    ACCOUNT_PAYMENT_DECLINED,
    ACCOUNT_DEVICE_REGISTERED, /* a device, or an app on one, may use the account from then on */
    ACCOUNT_SEEN_AT,           /* the shop says from where the account was last used */
    ACCOUNT_EVENTS
};

struct account_event {
    struct origin origin;
    struct slice brand; /* catalogue id of the sender */
    struct slice order_id, device, place;
    struct slice network; /* the address in the Internet (IPv4 or IPv6) as told */
    int32_t day, minute;  /* Japan time; minute -1 = not told */
    uint8_t kind;         /* enum account_event_kind */
};
ARRAY_TYPE(account_events, struct account_event);

/* An order sent again without charge. */
struct replacement {
    struct origin origin;
    struct slice order_id, replacement_id;
};
ARRAY_TYPE(replacements, struct replacement);

/* The words of enum account_event_kind, enum notice_stage and enum notice_kind as in
 * docs/api/records.md; and back: ACCOUNT_EVENTS, NOTICE_STAGES = no such word. */
struct slice evidence_event_name(unsigned event);
unsigned evidence_event_of(struct slice name);
struct slice evidence_stage_name(unsigned stage);
unsigned evidence_stage_of(struct slice name);
struct slice evidence_use_name(unsigned kind);

#endif
