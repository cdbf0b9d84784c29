#include "read/amazon_formats.h"

/*
 * Money sent back (REFUND_PAID), goods sent back (REFUND_RETURN), and orders sent again without
 * charge. Refunds are told for a whole order; the same one may be told twice, by one file or by
 * two.
 */

enum {
    ORDER_ID,
    TITLE,
    REASON,
    ITEM_ID,
    COMPONENT,
    METHOD,
    STATUS,
    CREATED,
    DAY,
    AMOUNT,
    AMOUNT_TOO,
    CURRENCY,
    WEBSITE,
    MARK,
    COLUMNS
};

static const struct slice columns_refunds_3[COLUMNS] = {
    [ORDER_ID] = TABLE_NAME("!Order ID"),
    [REASON] = TABLE_NAME("Reversal Reason"),
    [METHOD] = TABLE_NAME("!Disbursement Type"),
    [STATUS] = TABLE_NAME("Payment Status"),
    [CREATED] = TABLE_NAME("Creation Date"),
    [DAY] = TABLE_NAME("!Refund Date"),
    [AMOUNT] = TABLE_NAME("!Refund Amount"),
    [AMOUNT_TOO] = TABLE_NAME("Direct Debit Refund Amount"),
    [CURRENCY] = TABLE_NAME("Currency"),
    [WEBSITE] = TABLE_NAME("Website"),
    [MARK] = TABLE_NAME("Reversal Status"),
};

static const struct slice columns_refunds_2[COLUMNS] = {
    [ORDER_ID] = TABLE_NAME("!OrderID"),         [ITEM_ID] = TABLE_NAME("ReversalID"),
    [METHOD] = TABLE_NAME("!DisbursementType"),  [STATUS] = TABLE_NAME("Status"),
    [DAY] = TABLE_NAME("!RefundCompletionDate"), [AMOUNT] = TABLE_NAME("!AmountRefunded"),
    [CURRENCY] = TABLE_NAME("Currency"),
};

static const struct slice columns_returns_2[COLUMNS] = {
    [ORDER_ID] = TABLE_NAME("!OrderID"),     [REASON] = TABLE_NAME("!ReversalReason"),
    [ITEM_ID] = TABLE_NAME("!ReversalID"),   [STATUS] = TABLE_NAME("ReversalStatus"),
    [CREATED] = TABLE_NAME("!CreationDate"), [MARK] = TABLE_NAME("ReversalAmountState"),
};

static const struct slice columns_customer_returns_2[COLUMNS] = {
    [ORDER_ID] = TABLE_NAME("!OrderId"),
    [REASON] = TABLE_NAME("ReturnReason"),
    [ITEM_ID] = TABLE_NAME("ContractId"),
    [STATUS] = TABLE_NAME("!Resolution"),
    [CREATED] = TABLE_NAME("!DateOfReturn"),
    [AMOUNT] = TABLE_NAME("!ReturnAmount"),
    [CURRENCY] = TABLE_NAME("ReturnAmountCurrency"),
};

static const struct slice columns_returns_3[COLUMNS] = {
    [ORDER_ID] = TABLE_NAME("!Order ID"),
    [REASON] = TABLE_NAME("Return Reason"),
    [ITEM_ID] = TABLE_NAME("Contract ID"),
    [STATUS] = TABLE_NAME("!Return Resolution"),
    [CREATED] = TABLE_NAME("Return Creation Date|Date of Return"),
    [AMOUNT] = TABLE_NAME("!Return Amount"),
    [CURRENCY] = TABLE_NAME("Return Amount Currency"),
};

static const struct slice columns_refunds_1[COLUMNS] = {
    [ORDER_ID] = TABLE_NAME("!Order ID"),
    [TITLE] = TABLE_NAME("!Title"),
    [REASON] = TABLE_NAME("Refund Reason"),
    [STATUS] = TABLE_NAME("!Refund Condition"),
    [DAY] = TABLE_NAME("!Refund Date"),
    [AMOUNT] = TABLE_NAME("!Refund Amount"),
    [AMOUNT_TOO] = TABLE_NAME("Refund Tax Amount"),
    [WEBSITE] = TABLE_NAME("Website"),
};

static const struct slice columns_digital_returns_3[COLUMNS] = {
    [ORDER_ID] = TABLE_NAME("!Order ID"),
    [TITLE] = TABLE_NAME("Product Name"),
    [REASON] = TABLE_NAME("Reason Code|Return Reason"),
    [ITEM_ID] = TABLE_NAME("Digital Order Item ID"),
    [COMPONENT] = TABLE_NAME("!Monetary Component Type"),
    [METHOD] = TABLE_NAME("Settle Type"),
    [STATUS] = TABLE_NAME("Return Status"),
    [DAY] = TABLE_NAME("!Return Date"),
    [AMOUNT] = TABLE_NAME("!Transaction Amount"),
    [CURRENCY] = TABLE_NAME("Base Currency Code|Base Currency"),
    [MARK] = TABLE_NAME("Amount Refunded"),
};

static const struct slice columns_replacements[COLUMNS] = {
    [ORDER_ID] = TABLE_NAME("!Order ID"),
    [ITEM_ID] = TABLE_NAME("!Replacement Order ID"),
};

static bool is_completed(struct slice status)
{
    static const struct slice words[] = {
        {"Completed", 9},
        {"Complete", 8},
        {"Customer Return Complete", 24},
        {"Succeeded", 9},
    };

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (slice_eq_nocase(status, words[i]))
            return true;
    return false;
}

static bool is_gift(struct slice method)
{
    return slice_has(method, SLICE("Gift")) || slice_has(method, SLICE("gift")) ||
           slice_has(method, SLICE("GIFT")) || slice_has(method, SLICE("ギフト"));
}

static struct refund *add_refund(struct table *t, enum refund_kind kind, struct currency currency)
{
    struct refund *refund = array_push(t->records->arena, &t->records->refunds);

    refund->origin = table_origin(t);
    refund->order_id = table_text(t, ORDER_ID);
    refund->title = table_prose(t, TITLE);
    refund->reason = table_prose(t, REASON);
    refund->item_id = table_text(t, ITEM_ID);
    refund->component = table_text(t, COMPONENT);
    refund->method = table_text(t, METHOD);
    refund->status = table_text(t, STATUS);
    refund->created = table_day(t, CREATED);
    refund->day = table_day(t, DAY);
    refund->currency = currency;
    refund->kind = (uint8_t)kind;
    refund->to_gift = is_gift(t->cells[METHOD]);
    refund->completed = kind == REFUND_PAID && is_completed(t->cells[STATUS]);
    return refund;
}

/* Reads the amount of ${kind}; the second one is instead of the first, or comes on top of it. */
static enum set_aside_reason money_row(struct table *t, enum refund_kind kind, bool on_top)
{
    struct currency currency = table_currency(t, CURRENCY, WEBSITE, AMOUNT);
    int64_t amount = 0, too = 0;
    int has = table_amount(t, AMOUNT, currency, &amount);
    struct refund *refund;

    if (has < 0 || t->cells[ORDER_ID].len == 0)
        return ASIDE_UNREADABLE;
    if ((has == 0 || on_top) && table_part(t, AMOUNT_TOO, currency, &too)) {
        if (!money_add(amount, too, &amount))
            return ASIDE_UNREADABLE;
        has = 1;
    }
    refund = add_refund(t, kind, currency);
    refund->amount = amount;
    refund->has_amount = has == 1;
    return ASIDE_REASONS;
}

static enum set_aside_reason paid_row(struct table *t)
{
    return money_row(t, REFUND_PAID, false);
}

static enum set_aside_reason taxed_row(struct table *t)
{
    return money_row(t, REFUND_PAID, true);
}

static enum set_aside_reason return_row(struct table *t)
{
    return money_row(t, REFUND_RETURN, false);
}

/* `No Replacement Order ID`: a row that tells nothing. */
static enum set_aside_reason replacement_row(struct table *t)
{
    struct replacement *replacement;

    if (t->cells[ORDER_ID].len == 0)
        return ASIDE_UNREADABLE;
    if (t->cells[ITEM_ID].len == 0 || slice_starts(t->cells[ITEM_ID], SLICE("No ")))
        return ASIDE_NOTE;
    replacement = array_push(t->records->arena, &t->records->replacements);
    replacement->origin = table_origin(t);
    replacement->order_id = table_text(t, ORDER_ID);
    replacement->replacement_id = table_text(t, ITEM_ID);
    return ASIDE_REASONS;
}

static const struct table_format formats[] = {
    {.id = TABLE_NAME("amazon-refunds-3"),
     .columns = columns_refunds_3,
     .columns_len = COLUMNS,
     .row = paid_row},
    {.id = TABLE_NAME("amazon-refunds-2"),
     .columns = columns_refunds_2,
     .columns_len = COLUMNS,
     .row = paid_row},
    {.id = TABLE_NAME("amazon-refunds-1"),
     .columns = columns_refunds_1,
     .columns_len = COLUMNS,
     .row = taxed_row},
    {.id = TABLE_NAME("amazon-returns-2"),
     .columns = columns_returns_2,
     .columns_len = COLUMNS,
     .row = return_row},
    {.id = TABLE_NAME("amazon-customer-returns-2"),
     .columns = columns_customer_returns_2,
     .columns_len = COLUMNS,
     .row = return_row},
    {.id = TABLE_NAME("amazon-returns-3"),
     .columns = columns_returns_3,
     .columns_len = COLUMNS,
     .row = return_row},
    {.id = TABLE_NAME("amazon-digital-returns-3"),
     .columns = columns_digital_returns_3,
     .columns_len = COLUMNS,
     .row = paid_row},
    {.id = TABLE_NAME("amazon-replacements-3"),
     .columns = columns_replacements,
     .columns_len = COLUMNS,
     .row = replacement_row},
};

const struct table_formats amazon_refunds_formats = TABLE_FORMATS(formats);
