#include "record/mail_kind.h"

static const struct slice names[MAIL_KINDS] = {
    [MAIL_ORDER] = {"order", 5},
    [MAIL_DISPATCH] = {"dispatch", 8},
    [MAIL_DELIVERY] = {"delivery", 8},
    [MAIL_CANCELLATION] = {"cancellation", 12},
    [MAIL_REFUND] = {"refund", 6},
    [MAIL_RETURN_REQUEST] = {"return_request", 14},
    [MAIL_PAYMENT_DECLINED] = {"payment_declined", 16},
    [MAIL_SUBSCRIPTION] = {"subscription", 12},
    [MAIL_SIGN_IN] = {"sign_in", 7},
    [MAIL_PASSWORD_RESET] = {"password_reset", 14},
    [MAIL_USAGE] = {"usage", 5},
    [MAIL_USAGE_REVERSED] = {"usage_reversed", 14},
    [MAIL_USAGE_DECLINED] = {"usage_declined", 14},
    [MAIL_BILL] = {"bill", 4},
    [MAIL_PROMOTION] = {"promotion", 9},
    [MAIL_OTHER] = {"other", 5},
};

struct slice mail_kind_name(enum mail_kind kind)
{
    return names[kind];
}

enum mail_kind mail_kind_of(struct slice name)
{
    enum mail_kind kind = 0;

    while (kind < MAIL_KINDS && !slice_eq(names[kind], name))
        kind++;
    return kind;
}
