#include "render/review_source.h"

#include "base/hash.h"

static struct slice id_of(const struct entry *entry, struct arena *arena)
{
    char text[HASH_TEXT_LEN];

    hash_write(entry->id, text);
    return arena_copy(arena, (struct slice){text, HASH_TEXT_LEN});
}

static struct review_charge charge_of(const struct report *r, uint32_t e, struct arena *arena)
{
    const struct entry *entry = &r->entries.list.at[e];
    const struct charge *charge = &r->records->charges.at[entry->latest];

    return (struct review_charge){
        .id = id_of(entry, arena),
        .name = r->records->texts.at[charge->text].raw,
        .account = r->records->sources.at[charge->source].account,
        .last4 = r->records->cards.at[charge->card].last4,
        .day = entry->day,
        .amount = entry->amount,
        .currency = charge->currency,
        .merchant = r->verdicts[e].merchant,
    };
}

static struct review_series series_of(const struct report *r, const struct recurring *s,
                                      const struct review_charge *charges)
{
    const uint32_t *at = r->recurring_charges.at + s->charges_from;
    const struct review_charge *first = &charges[at[0]], *last = &charges[at[s->charges_len - 1]];

    return (struct review_series){
        .name = r->records->texts.at[s->text].raw,
        .account = last->account,
        .last4 = last->last4,
        .merchant = s->merchant,
        .months = s->months,
        .days = s->days,
        .amount = s->amount,
        .currency = s->currency,
        .first = first->day,
        .last = last->day,
        .next_due = s->next_due,
        .charge = last->id,
        .is_double = s->flags >> FLAG_DOUBLE_SUBSCRIPTION & 1,
        .price_changed = s->flags >> FLAG_PRICE_CHANGE & 1,
        .trial_ended = s->flags >> FLAG_TRIAL_ENDED & 1,
    };
}

void review_source(const struct report *report, struct arena *arena, struct review_input *ret)
{
    size_t n = report->entries.list.len;
    struct review_charge *all = arena_make_n(arena, struct review_charge, n + 1), *kept;
    struct review_series *series =
        arena_make_n(arena, struct review_series, report->recurring.len + 1);

    kept = arena_make_n(arena, struct review_charge, n + 1);
    ret->charges_len = ret->series_len = 0;
    for (uint32_t e = 0; e < n; e++) {
        all[e] = charge_of(report, e, arena);
        if (!report->entries.list.at[e].vanished)
            kept[ret->charges_len++] = all[e];
    }
    for (size_t i = 0; i < report->recurring.len; i++)
        if (report->recurring.at[i].charges_len)
            series[ret->series_len++] = series_of(report, &report->recurring.at[i], all);
    ret->catalog = report->catalog;
    ret->records = report->records;
    ret->charges = kept;
    ret->series = series;
    ret->today = report->as_of;
}
