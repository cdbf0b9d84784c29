#include "watch/matter.h"

#include "base/day.h"
#include "record/shape.h"

#include <stddef.h>

struct matter_row {
    struct slice name;
    bool is_asked, can_wait;
};

#define ASKED(kind, name) [kind] = {{name, sizeof(name) - 1}, true, false}
#define AT_ONCE(kind, name) [kind] = {{name, sizeof(name) - 1}, false, false}
#define WAITS(kind, name) [kind] = {{name, sizeof(name) - 1}, false, true}

static const struct matter_row rows[MATTERS] = {
    ASKED(MATTER_ORDER, "order"),
    ASKED(MATTER_DISPATCH, "dispatch"),
    ASKED(MATTER_CANCELLATION, "cancellation"),
    ASKED(MATTER_REFUND, "refund"),
    ASKED(MATTER_RETURN, "return"),
    ASKED(MATTER_DECLINED, "declined"),
    ASKED(MATTER_SUBSCRIPTION, "subscription"),
    ASKED(MATTER_SIGN_IN, "sign_in"),
    ASKED(MATTER_PASSWORD, "password"),
    ASKED(MATTER_USAGE, "usage"),
    ASKED(MATTER_CHARGE, "charge"),
    AT_ONCE(MATTER_SENT_ANYWAY, "sent_anyway"),
    AT_ONCE(MATTER_CHARGED_ANYWAY, "charged_anyway"),
    AT_ONCE(MATTER_CASE_OPENED, "case_opened"),
    AT_ONCE(MATTER_MANY, "many"),
    AT_ONCE(MATTER_DEBIT_AFTER_REFUND, "debit_after_refund"),
    AT_ONCE(MATTER_STOPPED_CARD, "stopped_card"),
    AT_ONCE(MATTER_CARD_TESTS, "card_tests"),
    AT_ONCE(MATTER_DEADLINE, "deadline"),
    AT_ONCE(MATTER_GUESSED, "guessed"),
    AT_ONCE(MATTER_UNREACHABLE, "unreachable"),
    AT_ONCE(MATTER_UNCLEAR, "unclear"),
    AT_ONCE(MATTER_TEST, "test"),
    WAITS(MATTER_FORGED, "forged"),
    WAITS(MATTER_FORGED_MANY, "forged_many"),
    WAITS(MATTER_UNPROVEN, "unproven"),
    WAITS(MATTER_REFUND_TOLD, "refund_told"),
    WAITS(MATTER_CANCELLED_TOLD, "cancelled_told"),
    WAITS(MATTER_REFUND_LATE, "refund_late"),
    WAITS(MATTER_PRICE_ROSE, "price_rose"),
    WAITS(MATTER_TRIAL_ENDS, "trial_ends"),
    WAITS(MATTER_STILL_CHARGED, "still_charged"),
    WAITS(MATTER_DOUBLED, "doubled"),
    WAITS(MATTER_PROMISE, "promise"),
    WAITS(MATTER_STATEMENT, "statement"),
    WAITS(MATTER_STILL_OPEN, "still_open"),
};

#define FIELD(kind, name) SHAPE_FIELD(matter, kind, name)

static const struct shape_field fields[] = {
    FIELD(SHAPE_NUMBER, kind),
    FIELD(SHAPE_TEXT, brand),
    FIELD(SHAPE_TEXT, shop),
    FIELD(SHAPE_TEXT, shop_brand),
    FIELD(SHAPE_TEXT, order_id),
    FIELD(SHAPE_TEXT, device),
    FIELD(SHAPE_TEXT, place),
    FIELD(SHAPE_TEXT, from),
    FIELD(SHAPE_TEXT, check),
    FIELD(SHAPE_TEXT, charge),
    FIELD(SHAPE_TEXT, case_id),
    FIELD(SHAPE_TEXT, text),
    SHAPE_TOLD(matter, amount, has_amount),
    FIELD(SHAPE_CURRENCY, currency),
    FIELD(SHAPE_LAST4, last4),
    FIELD(SHAPE_DAY, day),
    FIELD(SHAPE_MINUTE, minute),
    FIELD(SHAPE_NUMBER, count),
    SHAPE_END,
};

void matter_clear(struct matter *matter, enum matter_kind kind)
{
    memset(matter, 0, sizeof(*matter));
    shape_clear(fields, matter);
    matter->kind = kind;
}

struct slice matter_name(enum matter_kind kind)
{
    return rows[kind].name;
}

enum matter_kind matter_of(struct slice name)
{
    for (unsigned i = 0; i < MATTERS; i++)
        if (slice_eq(rows[i].name, name))
            return (enum matter_kind)i;
    return MATTERS;
}

bool matter_is_asked(enum matter_kind kind)
{
    return rows[kind].is_asked;
}

bool matter_can_wait(enum matter_kind kind)
{
    return rows[kind].can_wait;
}

enum matter_kind matter_of_mail(enum mail_kind kind)
{
    static const enum matter_kind matters[MAIL_KINDS] = {
        [MAIL_ORDER] = MATTER_ORDER,
        [MAIL_DISPATCH] = MATTER_DISPATCH,
        [MAIL_DELIVERY] = MATTER_DISPATCH,
        [MAIL_CANCELLATION] = MATTER_CANCELLATION,
        [MAIL_REFUND] = MATTER_REFUND,
        [MAIL_RETURN_REQUEST] = MATTER_RETURN,
        [MAIL_PAYMENT_DECLINED] = MATTER_DECLINED,
        [MAIL_SUBSCRIPTION] = MATTER_SUBSCRIPTION,
        [MAIL_SIGN_IN] = MATTER_SIGN_IN,
        [MAIL_PASSWORD_RESET] = MATTER_PASSWORD,
        [MAIL_USAGE] = MATTER_USAGE,
        [MAIL_USAGE_REVERSED] = MATTERS,
        [MAIL_USAGE_DECLINED] = MATTER_DECLINED,
        [MAIL_BILL] = MATTERS,
        [MAIL_PROMOTION] = MATTERS,
        [MAIL_OTHER] = MATTERS,
    };

    return kind < MAIL_KINDS ? matters[kind] : MATTERS;
}

struct matter matter_copy(const struct matter *from, struct arena *arena)
{
    struct matter to = *from;

    for (const struct shape_field *f = fields; f->name.len; f++)
        if (f->kind == SHAPE_TEXT) {
            struct slice *text = (struct slice *)(void *)((char *)&to + f->offset);

            *text = arena_copy(arena, *text);
        }
    return to;
}

struct slice matter_write(const struct matter *matter, struct arena *arena)
{
    struct pairs pairs = {.arena = arena};

    shape_write(fields, matter, &pairs);
    return pairs_text(&pairs);
}

int matter_read(struct slice text, struct arena *arena, struct matter *ret, struct err *reterr)
{
    struct matter matter;
    int r;

    matter_clear(&matter, MATTER_ORDER);
    r = shape_read(fields, text, arena, &matter, reterr);
    if (r == 0 && matter.kind >= MATTERS)
        r = err_set(reterr, ERR_SYNTAX, 0, SLICE("kind"));
    if (r == 0)
        *ret = matter;
    return r;
}
