#include "read/page_charge.h"

#include <string.h>

#define SIGNLESS_ROWS 3u

static bool is_separator(char c)
{
    return c == ' ' || c == ',' || c == ';' || c == '\n' || c == '\t' || c == '|' || c == '\r';
}

/* The next number in ${s}, which then begins behind it; empty at the end. */
static struct slice next_id(struct slice *s)
{
    size_t n = 0;
    struct slice id;

    while (s->len && is_separator(s->ptr[0]))
        *s = slice_skip(*s, 1);
    while (n < s->len && !is_separator(s->ptr[n]))
        n++;
    id = slice_sub(*s, 0, n);
    *s = slice_skip(*s, n);
    return id;
}

/* `A, B`: the first, and all of them separated by a blank when there are several. */
static void read_ids(struct table *t, struct slice cell, struct transaction *to)
{
    struct slice first = next_id(&cell), id, all = first;

    while ((id = next_id(&cell)).len > 0) {
        struct slice parts[] = {all, SLICE(" "), id};

        all = arena_join(t->records->arena, parts, 3);
    }
    to->order_id = records_string(t->records, first);
    to->order_ids = all.len > first.len ? all : (struct slice){"", 0};
}

enum set_aside_reason page_charge_row(struct table *t, const struct page_charge_columns *columns)
{
    struct currency currency = table_currency(t, TABLE_COLUMNS, columns->site, columns->amount);
    struct payment payment = table_payment(t, columns->card);
    struct transaction *transaction;
    int64_t amount = 0;
    int has = table_amount(t, columns->amount, currency, &amount);

    if (has <= 0)
        return ASIDE_UNREADABLE;
    transaction = array_push(t->records->arena, &t->records->transactions);
    transaction->origin = table_origin(t);
    read_ids(t, t->cells[columns->order_ids], transaction);
    transaction->vendor = table_prose(t, columns->vendor);
    transaction->day = table_day(t, columns->day);
    transaction->amount = -amount;
    transaction->currency = currency;
    memcpy(transaction->last4, payment.last4[0], sizeof(transaction->last4));
    transaction->gift = payment.gift && !payment.card;
    if (columns->is_refund < TABLE_COLUMNS && t->cells[columns->is_refund].len > 0) {
        t->signs_told = true;
        transaction->amount = amount < 0 ? -amount : amount;
        if (table_flag(t, columns->is_refund))
            transaction->amount = -transaction->amount;
    }
    return ASIDE_REASONS;
}

void page_charge_finish(struct table *t)
{
    struct transactions *all = &t->records->transactions;

    if (t->signs_told || all->len - t->first_transaction < SIGNLESS_ROWS)
        return;
    for (size_t i = t->first_transaction; i < all->len; i++)
        if (all->at[i].amount > 0)
            return;
    for (size_t i = t->first_transaction; i < all->len; i++)
        all->at[i].amount = -all->at[i].amount;
}
