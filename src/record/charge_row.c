#include "record/charge_row.h"

#include "base/hash.h"

#include <stddef.h>
#include <string.h>

/* ------------------------------------------------------------------ tables */

#define FIELD(kind, member, name)                                                               \
    {                                                                                           \
        {#name, sizeof(#name) - 1}, SHAPE_##kind, offsetof(struct charge_row, member), SIZE_MAX \
    }

#define EXTRA                                                                             \
    FIELD(MARK, has_extra, has_extra), FIELD(AMOUNT, extra.original, original),           \
        FIELD(CURRENCY, extra.original_currency, original_currency),                      \
        FIELD(TEXT, extra.rate, rate), FIELD(MARK, extra.is_instalment, is_instalment),   \
        FIELD(COUNT, extra.number, number), FIELD(COUNT, extra.of, of),                   \
        FIELD(AMOUNT, extra.billed, billed), FIELD(MARK, extra.has_billed, has_billed),   \
        FIELD(AMOUNT, extra.purchase, purchase), FIELD(TEXT, extra.reference, reference), \
        FIELD(DAY, extra.posted, posted)

const struct shape_field charge_row_fields[] = {
    FIELD(NUMBER, origin.line, line),
    FIELD(DAY, day, day),
    FIELD(AMOUNT, amount, amount),
    FIELD(CURRENCY, currency, currency),
    FIELD(TEXT, raw, descriptor),
    FIELD(TEXT, folded, folded),
    FIELD(LAST4, last4, last4),
    FIELD(TEXT, label, label),
    FIELD(BYTE, state, state),
    EXTRA,
    SHAPE_END,
};

const struct shape_field charge_row_extra_fields[] = {EXTRA, SHAPE_END};

/* ------------------------------------------------------------------ rows */

void charge_row_of(const struct records *records, size_t i, struct charge_row *ret)
{
    const struct charge *charge = &records->charges.at[i];
    const struct charge_card *card = &records->cards.at[charge->card];
    const struct charge_text *text = &records->texts.at[charge->text];

    *ret = (struct charge_row){.origin = {charge->source, charge->line},
                               .day = charge->day,
                               .amount = charge->amount,
                               .currency = charge->currency,
                               .raw = text->raw,
                               .folded = text->folded,
                               .label = card->label,
                               .state = charge->state,
                               .has_extra = charge->extra != 0};
    memcpy(ret->last4, card->last4, sizeof(ret->last4));
    if (charge->extra)
        ret->extra = records->extras.at[charge->extra];
    else
        ret->extra.posted = DAY_NONE;
}

void charge_row_clear(struct charge_row *row)
{
    memset(row, 0, sizeof(*row));
    shape_clear(charge_row_fields, row);
}

struct text_key {
    const struct records *records;
    struct slice raw, folded;
};

static bool same_text(const void *ctx, uint32_t value)
{
    const struct text_key *key = ctx;
    const struct charge_text *text = &key->records->texts.at[value];

    return slice_eq(text->raw, key->raw) && slice_eq(text->folded, key->folded);
}

static uint32_t text_add(struct records *records, struct slice raw, struct slice folded)
{
    struct text_key key = {records, raw, folded};
    uint64_t hash = hash_bytes(folded, hash_bytes(raw, 5));
    uint32_t found = map_find(&records->text_index, hash, same_text, &key);

    if (found != MAP_NONE)
        return found;
    found = (uint32_t)records->texts.len;
    *array_push(records->arena, &records->texts) = (struct charge_text){
        .raw = arena_copy(records->arena, raw), .folded = arena_copy(records->arena, folded)};
    map_add(&records->text_index, records->arena, hash, found, same_text, &key);
    return found;
}

static uint32_t extra_add(struct records *records, const struct charge_row *row)
{
    struct charge_extra *extra;

    if (!row->has_extra)
        return 0;
    extra = array_push(records->arena, &records->extras);
    *extra = row->extra;
    extra->rate = arena_copy(records->arena, row->extra.rate);
    extra->reference = arena_copy(records->arena, row->extra.reference);
    return (uint32_t)records->extras.len - 1;
}

void charge_row_add(struct records *records, const struct charge_row *row)
{
    struct charge charge = {.day = row->day,
                            .text = text_add(records, row->raw, row->folded),
                            .amount = row->amount,
                            .card = records_card(records, slice_of(row->last4), row->label),
                            .source = row->origin.source,
                            .line = row->origin.line,
                            .extra = extra_add(records, row),
                            .currency = row->currency,
                            .state = row->state};

    *array_push(records->arena, &records->charges) = charge;
}
