#include "read/amazon_formats.h"

/* Subscriptions and their bills: Digital.Subscriptions, Digital Billing and Refunds, Audible. */

enum {
    ID,
    SUBSCRIPTION,
    ORDER_ID,
    TITLE,
    STATUS,
    PROVIDER,
    PERIOD,
    STARTED,
    NEXT,
    ENDED,
    AMOUNT,
    CURRENCY,
    MARKETPLACE,
    RENEWS,
    KIND,
    FROM,
    UNTIL,
    DAY,
    MARK,
    COLUMNS
};

static const struct slice columns_subscriptions[COLUMNS] = {
    [ID] = TABLE_NAME("!SubscriptionId"),
    [TITLE] = TABLE_NAME("SubscriptionPlanId"),
    [STATUS] = TABLE_NAME("!SubscriptionStatus"),
    [PROVIDER] = TABLE_NAME("ServiceProvider"),
    [PERIOD] = TABLE_NAME("CurrentBillingPeriod|ContractTimeInterval"),
    [STARTED] = TABLE_NAME("!SubscriptionStartDate"),
    [NEXT] = TABLE_NAME("!NextBillDate"),
    [ENDED] = TABLE_NAME("ContractEndDate"),
    [AMOUNT] = TABLE_NAME("NextBillAmount"),
    [CURRENCY] = TABLE_NAME("BaseCurrencyCode"),
    [MARKETPLACE] = TABLE_NAME("Marketplace"),
    [RENEWS] = TABLE_NAME("Autorenew"),
};

/* Only the first two names were seen; the others are what the same data are called elsewhere. */
static const struct slice columns_billing[COLUMNS] = {
    [ID] = TABLE_NAME("TransactionId|TransactionID"),
    [SUBSCRIPTION] = TABLE_NAME("SubscriptionId|BaseSubscriptionId"),
    [ORDER_ID] = TABLE_NAME("OrderId|DigitalOrderId"),
    [TITLE] = TABLE_NAME("!TransactionReason"),
    [STATUS] = TABLE_NAME("TransactionStatus|Status"),
    [AMOUNT] = TABLE_NAME("TransactionAmount|TotalAmount|Amount"),
    [CURRENCY] = TABLE_NAME("BaseCurrencyCode|CurrencyCode|Currency"),
    [MARKETPLACE] = TABLE_NAME("Marketplace"),
    [KIND] = TABLE_NAME("TransactionType|TransactionReason"),
    [DAY] = TABLE_NAME("!TransactionCreationDate"),
};

static const struct slice columns_audible_billings[COLUMNS] = {
    [ID] = TABLE_NAME("TransactionId"),
    [SUBSCRIPTION] = TABLE_NAME("SubscriptionIdentifier"),
    [TITLE] = TABLE_NAME("Offer Name|Plan"),
    [STATUS] = TABLE_NAME("!Status"),
    [AMOUNT] = TABLE_NAME("!Total Amount"),
    [CURRENCY] = TABLE_NAME("Currency"),
    [KIND] = TABLE_NAME("Type"),
    [FROM] = TABLE_NAME("!Billing Period Start Date"),
    [UNTIL] = TABLE_NAME("!Billing Period End Date"),
    [DAY] = TABLE_NAME("!Tax Create Date"),
};

static const struct slice columns_audible_purchases[COLUMNS] = {
    [ORDER_ID] = TABLE_NAME("Order ID|OrderId|Order Number"),
    [TITLE] = TABLE_NAME("Product Name|Title"),
    [STATUS] = TABLE_NAME("Status"),
    [AMOUNT] = TABLE_NAME("!Price Paid Member|Price Paid"),
    [CURRENCY] = TABLE_NAME("Currency"),
    [KIND] = TABLE_NAME("Type"),
    [DAY] = TABLE_NAME("!Order Place Date"),
    [MARK] = TABLE_NAME("Consumed Credit"),
};

static bool has_word(struct slice s, struct slice capital, struct slice small)
{
    return slice_has(s, capital) || slice_has(s, small);
}

static enum set_aside_reason subscription_row(struct table *t)
{
    struct currency currency = table_currency(t, CURRENCY, MARKETPLACE, AMOUNT);
    struct subscription *s;
    int64_t amount = 0;
    int has = table_amount(t, AMOUNT, currency, &amount);

    if (has < 0 || t->cells[ID].len == 0)
        return ASIDE_UNREADABLE;
    s = array_push(t->records->arena, &t->records->subscriptions);
    s->origin = table_origin(t);
    s->id = table_text(t, ID);
    s->title = table_prose(t, TITLE);
    s->status = table_text(t, STATUS);
    s->provider = table_prose(t, PROVIDER);
    s->period = table_text(t, PERIOD);
    s->started = table_day(t, STARTED);
    s->next_bill = table_day(t, NEXT);
    s->ended = table_day(t, ENDED);
    s->next_amount = amount;
    s->has_amount = has == 1;
    s->renews = table_flag(t, RENEWS);
    s->currency = currency;
    return ASIDE_REASONS;
}

static enum set_aside_reason billing_row(struct table *t)
{
    struct currency currency = table_currency(t, CURRENCY, MARKETPLACE, AMOUNT);
    struct billing *b;
    int64_t amount = 0;
    int has = table_amount(t, AMOUNT, currency, &amount);

    if (has < 0)
        return ASIDE_UNREADABLE;
    b = array_push(t->records->arena, &t->records->billings);
    b->origin = table_origin(t);
    b->id = table_text(t, ID);
    b->subscription = table_text(t, SUBSCRIPTION);
    b->order_id = table_text(t, ORDER_ID);
    b->title = table_prose(t, TITLE);
    b->day = table_day(t, DAY);
    b->period_from = table_day(t, FROM);
    b->period_until = table_day(t, UNTIL);
    b->amount =
        amount > 0 && has_word(t->cells[KIND], SLICE("Refund"), SLICE("refund")) ? -amount : amount;
    b->has_amount = has == 1;
    b->declined = has_word(t->cells[STATUS], SLICE("Fail"), SLICE("fail")) ||
                  has_word(t->cells[STATUS], SLICE("Declin"), SLICE("declin"));
    b->currency = currency;
    return ASIDE_REASONS;
}

static const struct table_format formats[] = {
    {.id = TABLE_NAME("amazon-subscriptions-2"),
     .columns = columns_subscriptions,
     .columns_len = COLUMNS,
     .row = subscription_row},
    {.id = TABLE_NAME("amazon-billing-2"),
     .columns = columns_billing,
     .columns_len = COLUMNS,
     .row = billing_row},
    {.id = TABLE_NAME("amazon-audible-billings-2"),
     .columns = columns_audible_billings,
     .columns_len = COLUMNS,
     .row = billing_row},
    {.id = TABLE_NAME("amazon-audible-purchases-2"),
     .columns = columns_audible_purchases,
     .columns_len = COLUMNS,
     .row = billing_row},
};

const struct table_formats amazon_subscriptions_formats = TABLE_FORMATS(formats);
