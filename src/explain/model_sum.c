#include "explain/model.h"

#define CURRENCIES 8u /* of the exports of one household; what is more is not looked for */

/* The currencies in which money was taken for units. */
struct known_currencies {
    struct currency at[CURRENCIES];
    size_t len;
};

static bool is_known(const struct known_currencies *known, struct currency currency)
{
    for (size_t i = 0; i < known->len; i++)
        if (currency_eq(known->at[i], currency))
            return true;
    return false;
}

static struct known_currencies know(const struct units *units)
{
    struct known_currencies known = {.len = 0};

    for (size_t u = 0; u < units->list.len; u++) {
        struct currency currency = units->list.at[u].currency;

        if (known.len && currency_eq(known.at[0], currency))
            continue;
        if (known.len < CURRENCIES && !is_known(&known, currency))
            known.at[known.len++] = currency;
    }
    return known;
}

/* A line in yen that prints dollars is compared with what an export tells in dollars. */
static bool is_made_abroad(const struct known_currencies *known, const struct charge *charge,
                           const struct charge_extra *x)
{
    return x && x->original && x->original_currency.code[0] &&
           !currency_eq(x->original_currency, charge->currency) &&
           is_known(known, x->original_currency);
}

static struct model_sum sum_of(const struct model *m, const struct known_currencies *known,
                               const struct entry *e)
{
    const struct charge *charge = &m->records->charges.at[e->latest];
    const struct charge_extra *x = entry_extra(m->records, e->latest);
    struct model_sum sum = {e->amount, charge->currency};

    if (e->lone_part && entry_purchase(m->records, e->row) > 0)
        sum.amount = entry_purchase(m->records, e->row);
    if (!is_made_abroad(known, charge, x))
        return sum;
    sum.amount = (x->original < 0) == (e->amount < 0) ? x->original : -x->original;
    sum.currency = x->original_currency;
    return sum;
}

void model_init_sums(struct model *model)
{
    struct known_currencies known = know(model->units);
    const struct entry_list *list = &model->entries->list;

    model->sums = arena_alloc_n(model->arena, list->len + 1, sizeof(*model->sums));
    for (size_t e = 0; e < list->len; e++)
        model->sums[e] = sum_of(model, &known, &list->at[e]);
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
