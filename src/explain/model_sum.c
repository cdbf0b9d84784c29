#include "explain/model.h"

/* The one currency with cents in which money was taken for units; "" = none, or several. */
static struct currency only_foreign(const struct units *units)
{
    struct currency found = {""};

    for (size_t u = 0; u < units->list.len; u++) {
        struct currency currency = units->list.at[u].currency;

        if (currency_digits(currency) == 0 || currency_eq(found, currency))
            continue;
        if (found.code[0])
            return (struct currency){""};
        found = currency;
    }
    return found;
}

/* 1.000: yen that were booked abroad. */
static bool is_one(struct slice rate)
{
    size_t i = 1;

    if (!rate.len || rate.ptr[0] != '1')
        return false;
    while (i < rate.len && (rate.ptr[i] == '.' || rate.ptr[i] == '0') &&
           (i > 1 || rate.ptr[i] == '.'))
        i++;
    return i == rate.len;
}

/* The currency in which a purchase was made: some issuers print the sum of it and not its name. */
static struct currency made_in(struct currency foreign, const struct charge *charge,
                               const struct charge_extra *x)
{
    if (!x || !x->original)
        return charge->currency;
    if (x->original_currency.code[0])
        return x->original_currency;
    return foreign.code[0] && !is_one(x->rate) ? foreign : charge->currency;
}

static struct model_sum sum_of(const struct model *m, struct currency foreign,
                               const struct entry *e)
{
    const struct charge *charge = &m->records->charges.at[e->latest];
    const struct charge_extra *x = entry_extra(m->records, e->latest);
    struct model_sum sum = {e->amount, charge->currency};

    if (e->lone_part && entry_purchase(m->records, e->row) > 0)
        sum.amount = entry_purchase(m->records, e->row);
    sum.currency = made_in(foreign, charge, x);
    if (!currency_eq(sum.currency, charge->currency))
        sum.amount = (x->original < 0) == (e->amount < 0) ? x->original : -x->original;
    return sum;
}

void model_init_sums(struct model *model)
{
    struct currency foreign = only_foreign(model->units);
    const struct entry_list *list = &model->entries->list;

    model->sums = arena_alloc_n(model->arena, list->len + 1, sizeof(*model->sums));
    for (size_t e = 0; e < list->len; e++)
        model->sums[e] = sum_of(model, foreign, &list->at[e]);
}

int64_t model_in_line_currency(const struct model *model, uint32_t entry, int64_t amount)
{
    const struct model_sum *sum = &model->sums[entry];
    const struct entry *e = &model->entries->list.at[entry];
    int64_t size = sum->amount < 0 ? -sum->amount : sum->amount;
    int64_t line = e->amount < 0 ? -e->amount : e->amount;

    if (currency_eq(sum->currency, model->records->charges.at[e->latest].currency) || size == 0)
        return amount;
    if (amount == sum->amount || line > INT64_MAX / 4 / (amount < 0 ? -amount : amount + 1))
        return e->amount;
    return (amount * line + (amount < 0 ? -size : size) / 2) / size;
}
