#include "mail/notice_record.h"

#include "mail/notice_value.h"

#include <string.h>

/* ------------------------------------------------------------------ values of a block */

static struct origin origin_of(const struct notice_context *c, const struct notice_block *block)
{
    return (struct origin){(uint32_t)c->records->sources.len - 1, block->line};
}

/* A text as it is kept. */
static struct slice text_of(const struct notice_context *c, const struct notice_block *block,
                            enum form_field field)
{
    return records_string(c->records, notice_shown(c->records->arena, block->written[field]));
}

static struct slice order_of(const struct notice_context *c, const struct notice_block *block)
{
    struct slice order = {"", 0};

    notice_order_read(block->folded[FORM_ORDER], &order);
    return records_string(c->records, order);
}

/* The amount of a money field; its currency goes to ${currency} where the field is told. */
static bool money_of(const struct notice_context *c, const struct notice_block *block,
                     enum form_field field, int64_t *ret, struct currency *currency)
{
    return block->folded[field].ptr &&
           notice_price_read(block->folded[field], c->form->currency, ret, currency);
}

/* {price}, else {amount} with {currency}. */
static bool price_of(const struct notice_context *c, const struct notice_block *block, int64_t *ret,
                     struct currency *currency)
{
    struct currency named = currency_of(block->folded[FORM_CURRENCY]);

    *currency = named.code[0] ? named : c->form->currency;
    if (block->folded[FORM_PRICE].ptr)
        return money_of(c, block, FORM_PRICE, ret, currency);
    return block->folded[FORM_AMOUNT].ptr &&
           notice_price_read(block->folded[FORM_AMOUNT], *currency, ret, currency);
}

/* The size of an amount that is told with or without a minus; 0 = not told. */
static int64_t size_of(const struct notice_context *c, const struct notice_block *block,
                       enum form_field field)
{
    struct currency currency;
    int64_t amount = 0;

    if (!money_of(c, block, field, &amount, &currency))
        return 0;
    return amount < 0 ? -amount : amount;
}

/* The day that is told; without one, that of the message.  A day that cannot be read is none. */
static int32_t moment_of(const struct notice_context *c, const struct notice_block *block,
                         int32_t *ret_minute)
{
    int32_t day, minute;

    *ret_minute = -1;
    if (block->folded[FORM_TIME].ptr)
        *ret_minute = notice_clock_read(block->folded[FORM_TIME]);
    if (!block->folded[FORM_DATE].ptr)
        return c->sent;
    if (!notice_moment_read(block->folded[FORM_DATE], c->sent, &day, &minute))
        return DAY_NONE;
    if (minute >= 0)
        *ret_minute = minute;
    return day;
}

static void put_last4(const struct notice_block *block, char *ret)
{
    struct slice last4 = block->folded[FORM_LAST4];

    if (last4.len == 4 && slice_is_digits(last4))
        memcpy(ret, last4.ptr, 4);
}

/* ------------------------------------------------------------------ uses of a card */

static bool add_use(const struct notice_context *c, const struct notice_block *block)
{
    static const uint8_t kinds[MAIL_KINDS] = {
        [MAIL_USAGE] = NOTICE_USED,
        [MAIL_USAGE_REVERSED] = NOTICE_REVERSED,
        [MAIL_USAGE_DECLINED] = NOTICE_DECLINED,
    };
    struct currency currency;
    struct notice *n;
    int64_t amount;

    if (!price_of(c, block, &amount, &currency))
        return false;
    n = array_push(c->records->arena, &c->records->notices);
    n->origin = origin_of(c, block);
    n->issuer = records_string(c->records, c->form->sender);
    n->shop = text_of(c, block, FORM_SHOP);
    n->approval = text_of(c, block, FORM_APPROVAL);
    n->day = moment_of(c, block, &n->minute);
    n->kind = kinds[block->kind];
    n->amount = n->kind == NOTICE_REVERSED && amount > 0 ? -amount : amount;
    n->has_amount = true;
    n->currency = currency;
    n->stage = c->form->stage;
    put_last4(block, n->last4);
    return true;
}

/* ------------------------------------------------------------------ orders */

static bool add_order(const struct notice_context *c, const struct notice_block *block)
{
    struct slice order = order_of(c, block);
    int32_t minute;
    struct order *o;

    if (order.len == 0)
        return false;
    o = array_push(c->records->arena, &c->records->orders);
    o->origin = origin_of(c, block);
    o->order_id = order;
    o->title = text_of(c, block, FORM_TITLE);
    o->cancelled = block->kind == MAIL_CANCELLATION;
    o->ordered = o->cancelled ? DAY_NONE : moment_of(c, block, &minute);
    o->currency = c->form->currency;
    o->has_amount = money_of(c, block, FORM_TOTAL, &o->total, &o->currency);
    o->has_billed = money_of(c, block, FORM_PAID, &o->billed, &o->currency);
    o->points = size_of(c, block, FORM_POINTS);
    o->gift = size_of(c, block, FORM_GIFT);
    o->postage = size_of(c, block, FORM_POSTAGE);
    o->discount = size_of(c, block, FORM_DISCOUNT);
    o->digital = c->form->digital || slice_starts(order, SLICE("D"));
    o->payment.gift =
        o->points + o->gift > 0 || (o->has_amount && o->has_billed && o->billed < o->total);
    put_last4(block, o->payment.last4[0]);
    o->payment.card = o->payment.last4[0][0] != '\0';
    return true;
}

/* Only where it tells money: a shipment without says nothing that the order's mail did not. */
static bool add_shipment(const struct notice_context *c, const struct notice_block *block)
{
    struct slice order = order_of(c, block);
    struct currency currency = c->form->currency;
    struct shipment *s;
    int64_t charged;
    int32_t minute;

    if (order.len == 0)
        return false;
    if (!money_of(c, block, FORM_PAID, &charged, &currency) &&
        !money_of(c, block, FORM_TOTAL, &charged, &currency))
        return true;
    s = array_push(c->records->arena, &c->records->shipments);
    s->origin = origin_of(c, block);
    s->order_id = order;
    s->ordered = DAY_NONE;
    s->shipped = moment_of(c, block, &minute);
    s->charged = charged;
    s->has_amount = true;
    s->currency = currency;
    put_last4(block, s->payment.last4[0]);
    s->payment.card = s->payment.last4[0][0] != '\0';
    return true;
}

/* ------------------------------------------------------------------ refunds */

static bool is_gift(struct slice method)
{
    return slice_has(method, SLICE("ギフト")) || slice_has(method, SLICE("GIFT"));
}

static bool add_refund(const struct notice_context *c, const struct notice_block *block)
{
    struct slice order = order_of(c, block);
    bool paid = block->kind == MAIL_REFUND;
    struct currency currency = c->form->currency;
    struct refund *r;
    int64_t amount = 0;
    bool has_amount = price_of(c, block, &amount, &currency);
    int32_t minute;

    if (order.len == 0 && !has_amount)
        return false;
    r = array_push(c->records->arena, &c->records->refunds);
    r->origin = origin_of(c, block);
    r->order_id = order;
    r->title = text_of(c, block, FORM_TITLE);
    r->method = text_of(c, block, FORM_METHOD);
    r->status = text_of(c, block, FORM_STATUS);
    r->created = c->sent;
    r->day = paid ? moment_of(c, block, &minute) : DAY_NONE;
    r->amount = amount < 0 ? -amount : amount;
    r->has_amount = has_amount;
    r->currency = currency;
    r->kind = paid ? REFUND_PAID : REFUND_RETURN;
    r->to_gift = is_gift(block->folded[FORM_METHOD]);
    r->completed = paid && block->folded[FORM_DATE].ptr != NULL;
    return true;
}

/* ------------------------------------------------------------------ subscriptions */

static bool add_next_bill(const struct notice_context *c, const struct notice_block *block)
{
    struct subscription *s;
    int32_t minute;

    s = array_push(c->records->arena, &c->records->subscriptions);
    s->origin = origin_of(c, block);
    s->title = text_of(c, block, FORM_TITLE);
    s->status = text_of(c, block, FORM_STATUS);
    s->started = s->ended = DAY_NONE;
    s->next_bill = DAY_NONE;
    s->renews = notice_moment_read(block->folded[FORM_NEXT], DAY_NONE, &s->next_bill, &minute);
    s->has_amount = price_of(c, block, &s->next_amount, &s->currency);
    return true;
}

/* With the day of the next bill it tells of that one; with an amount alone, of one that was made.
 */
static bool add_subscription(const struct notice_context *c, const struct notice_block *block)
{
    struct currency currency;
    struct billing *b;
    int64_t amount;
    int32_t minute;

    if (block->folded[FORM_NEXT].ptr)
        return add_next_bill(c, block);
    if (!price_of(c, block, &amount, &currency))
        return false;
    b = array_push(c->records->arena, &c->records->billings);
    b->origin = origin_of(c, block);
    b->order_id = order_of(c, block);
    b->title = text_of(c, block, FORM_TITLE);
    b->day = moment_of(c, block, &minute);
    b->period_from = b->period_until = DAY_NONE;
    b->amount = amount;
    b->has_amount = true;
    b->currency = currency;
    return true;
}

/* ------------------------------------------------------------------ the account */

static bool add_event(const struct notice_context *c, const struct notice_block *block)
{
    struct account_event *e = array_push(c->records->arena, &c->records->account_events);

    e->origin = origin_of(c, block);
    e->brand = records_string(c->records, c->form->sender);
    e->order_id = order_of(c, block);
    e->device = text_of(c, block, FORM_DEVICE);
    e->place = text_of(c, block, FORM_PLACE);
    e->day = moment_of(c, block, &e->minute);
    if (e->minute < 0 && !block->folded[FORM_DATE].ptr)
        e->minute = c->sent_minute;
    e->kind = c->form->event;
    return true;
}

static bool add_nothing(const struct notice_context *c, const struct notice_block *block)
{
    (void)c;
    (void)block;
    return true;
}

bool notice_record_add(const struct notice_context *context, const struct notice_block *block)
{
    static bool (*const add[MAIL_KINDS])(const struct notice_context *,
                                         const struct notice_block *) = {
        [MAIL_ORDER] = add_order,
        [MAIL_DISPATCH] = add_shipment,
        [MAIL_DELIVERY] = add_nothing,
        [MAIL_CANCELLATION] = add_order,
        [MAIL_REFUND] = add_refund,
        [MAIL_RETURN_REQUEST] = add_refund,
        [MAIL_PAYMENT_DECLINED] = add_event,
        [MAIL_SUBSCRIPTION] = add_subscription,
        [MAIL_SIGN_IN] = add_event,
        [MAIL_PASSWORD_RESET] = add_event,
        [MAIL_USAGE] = add_use,
        [MAIL_USAGE_REVERSED] = add_use,
        [MAIL_USAGE_DECLINED] = add_use,
        [MAIL_BILL] = add_nothing,
        [MAIL_PROMOTION] = add_nothing,
        [MAIL_OTHER] = add_nothing,
    };

    return add[block->kind](context, block);
}
