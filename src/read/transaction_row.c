#include "read/transaction_row.h"

#include "read/descriptor.h"

#include "base/pattern.h"
#include "base/text.h"

#include <string.h>

void transaction_rows_init(struct transaction_rows *rows, const struct read_input *in,
                           struct records *records, struct slice format)
{
    struct source *source = records_source(records);

    *rows = (struct transaction_rows){.in = in, .records = records};
    source->format = source->family = format;
    source->is_statement = true;
}

void transaction_rows_aside(struct transaction_rows *rows, uint32_t line,
                            enum set_aside_reason reason)
{
    records_set_aside(rows->records, line, reason);
    if (reason == ASIDE_UNREADABLE && rows->unreadable++ == 0)
        rows->first_unreadable = line;
}

/* Digits enough for an amount over MONEY_MAX. */
static bool is_over(struct slice s)
{
    size_t digits = 0;

    for (size_t i = 0; i < s.len; i++)
        digits += s.ptr[i] >= '0' && s.ptr[i] <= '9';
    return digits >= 15;
}

static uint32_t add_extra(struct records *records, const struct transaction_row *row)
{
    struct charge_extra *extra;

    if (row->posted == DAY_NONE && row->reference.len == 0)
        return 0;
    extra = array_push(records->arena, &records->extras);
    extra->posted = row->posted;
    extra->reference = descriptor_reference(records, row->reference);
    return (uint32_t)records->extras.len - 1;
}

void transaction_rows_add(struct transaction_rows *rows, const struct transaction_row *row)
{
    struct records *records = rows->records;
    struct charge *charge;
    int64_t amount;

    if (money_read(row->amount, currency_digits(row->currency), &amount) != 1) {
        transaction_rows_aside(rows, row->line, ASIDE_UNREADABLE);
        if (is_over(row->amount))
            read_problem(records, ERR_AMOUNT, row->line, row->amount, true);
        return;
    }
    if (row->spend_negative)
        amount = -amount;
    if (row->is_credit && amount > 0)
        amount = -amount;
    charge = array_push(records->arena, &records->charges);
    *charge = (struct charge){
        .day = row->day,
        .text = descriptor_add(rows->in->env, records, NULL, row->shop, (struct slice){NULL, 0}),
        .amount = amount,
        .card = row->card,
        .source = (uint32_t)records->sources.len - 1,
        .line = row->line,
        .currency = row->currency,
        .extra = add_extra(records, row),
    };
    records_source(records)->records++;
}

void transaction_rows_done(struct transaction_rows *rows)
{
    struct records *records = rows->records;
    struct source *source = records_source(records);

    for (size_t i = records->charges.len - source->records; i < records->charges.len; i++) {
        int32_t day = records->charges.at[i].day;

        if (day == DAY_NONE)
            continue;
        if (source->from == DAY_NONE || day < source->from)
            source->from = day;
        if (source->until == DAY_NONE || day > source->until)
            source->until = day;
    }
    if (rows->unreadable)
        read_problem(records, ERR_ROWS, rows->first_unreadable,
                     arena_number(records->arena, rows->unreadable), false);
}

bool transaction_row_is_bill(struct arena *scratch, struct slice shop)
{
    static const struct slice bills[] = {
        {"*PAYMENT*THANK*", 15},
        {"AUTOPAY*", 8},
        {"前回分口座振替金額*", 28},
    };
    struct slice folded = text_fold(scratch, shop);

    for (size_t i = 0; i < sizeof(bills) / sizeof(bills[0]); i++)
        if (pattern_match(bills[i], folded, NULL))
            return true;
    return false;
}
