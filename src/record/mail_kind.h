#ifndef MIOBOE_RECORD_MAIL_KIND_H
#define MIOBOE_RECORD_MAIL_KIND_H

/* What a message is about, in the order of the contract (docs/api/mail.md). */

#include "base/slice.h"

enum mail_kind {
    MAIL_ORDER,
    MAIL_DISPATCH,
    MAIL_DELIVERY, /* also: out for delivery */
    MAIL_CANCELLATION,
    MAIL_REFUND,
    MAIL_RETURN_REQUEST,
    MAIL_PAYMENT_DECLINED,
    MAIL_SUBSCRIPTION,
    MAIL_SIGN_IN,
    MAIL_PASSWORD_RESET,
    MAIL_USAGE,
    MAIL_USAGE_REVERSED,
    MAIL_USAGE_DECLINED,
    MAIL_BILL,
    MAIL_PROMOTION,
    MAIL_OTHER,
    MAIL_KINDS
};

/* "order", "dispatch", … as in the contract; and back, MAIL_KINDS = no such kind. */
struct slice mail_kind_name(enum mail_kind kind);
enum mail_kind mail_kind_of(struct slice name);

#endif
