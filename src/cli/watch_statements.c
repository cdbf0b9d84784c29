#include "cli/watch_look.h"

#include "base/hash.h"
#include "explain/history.h"

#define TRIAL_WARN_DAYS 3    /* before it is charged */
#define TRIAL_DAYS 100       /* since it began; later it is no trial */
#define MISSING_DAYS 50      /* a month, and time to write the statement */
#define MISSING_MAX_DAYS 400 /* an account that ended long ago */

/* ------------------------------------------------------------------ charges */

static void fill_charge(const struct watch_look *look, uint32_t entry, enum matter_kind kind,
                        struct matter *ret)
{
    const struct report *r = look->report;
    const struct charge *charge = history_charge(r, entry);
    const struct merchant *merchant = history_merchant(r, entry);
    char id[HASH_TEXT_LEN];

    matter_clear(ret, kind);
    hash_write(r->entries.list.at[entry].id, id);
    ret->charge = arena_copy(look->arena, (struct slice){id, sizeof(id)});
    ret->shop = r->records->texts.at[charge->text].raw;
    ret->shop_brand = merchant ? merchant->brand : (struct slice){"", 0};
    ret->amount = r->entries.list.at[entry].amount;
    ret->has_amount = true;
    ret->currency = charge->currency;
    ret->day = history_day(r, entry);
    memcpy(ret->last4, r->records->cards.at[charge->card].last4, sizeof(ret->last4));
}

static const struct {
    enum flag_kind flag;
    enum matter_kind matter;
} flag_matters[] = {
    {FLAG_DUPLICATE_CHARGE, MATTER_DOUBLED},
    {FLAG_CARD_TESTING, MATTER_CARD_TESTS},
    {FLAG_CANCELLED_BUT_CHARGED, MATTER_STILL_CHARGED},
    {FLAG_PRICE_CHANGE, MATTER_PRICE_ROSE},
    {FLAG_TRIAL_ENDED, MATTER_TRIAL_ENDS},
    {FLAG_REFUND_SHORT, MATTER_REFUND_LATE},
};

static void look_at_charge(struct watch_look *look, uint32_t entry)
{
    const struct verdict *v = &look->report->verdicts[entry];
    struct matter about;

    for (size_t i = 0; i < sizeof(flag_matters) / sizeof(flag_matters[0]); i++)
        if (v->alarms & 1u << flag_matters[i].flag) {
            fill_charge(look, entry, flag_matters[i].matter, &about);
            watch_look_tell(look, &about, about.day, &about.charge, 1);
        }
    if (v->kind != VERDICT_UNEXPLAINED || v->is_mine ||
        look->report->entries.list.at[entry].amount <= 0)
        return;
    fill_charge(look, entry, MATTER_CHARGE, &about);
    if (map_find(&look->in_case, hash_bytes(about.charge, 0), NULL, NULL) != MAP_NONE)
        return;
    watch_look_tell(look, &about, about.day, &about.charge, 1);
}

/* ------------------------------------------------------------------ money that should move */

static void look_at_expected(struct watch_look *look, const struct expected *expected)
{
    const struct unit *unit = &look->report->units.list.at[expected->unit];
    struct slice parts[3];
    struct matter about;

    if (!expected->is_refund || expected->status != EXPECTED_OVERDUE)
        return;
    matter_clear(&about, MATTER_REFUND_LATE);
    about.shop = unit->title;
    about.amount = unit->amount < 0 ? -unit->amount : unit->amount;
    about.has_amount = true;
    about.currency = unit->currency;
    about.day = unit->day;
    if (unit->purchase != MAP_NONE)
        about.order_id = look->report->units.purchases.at[unit->purchase].order_id;
    parts[0] = about.order_id;
    parts[1] = arena_number(look->arena, about.amount);
    parts[2] = arena_number(look->arena, unit->day);
    watch_look_tell(look, &about, DAY_NONE, parts, 3); /* still so, however long ago */
}

/* A subscription that never was paid and will be soon.  (That a trial ended explain tells itself,
 * when the charge has come.) */
static void look_at_trials(struct watch_look *look)
{
    const struct records *r = look->report->records;

    for (size_t i = 0; i < r->subscriptions.len; i++) {
        const struct subscription *s = &r->subscriptions.at[i];
        bool is_soon = s->next_bill != DAY_NONE && s->next_bill >= look->today &&
                       s->next_bill <= look->today + TRIAL_WARN_DAYS;
        bool is_paid = false;
        struct slice parts[2] = {s->id, {"", 0}};
        struct matter about;

        for (size_t k = 0; k < r->billings.len; k++)
            is_paid = is_paid || (slice_eq(r->billings.at[k].subscription, s->id) &&
                                  r->billings.at[k].amount > 0);
        if (!is_soon || is_paid || s->ended != DAY_NONE || s->started == DAY_NONE ||
            s->started < look->today - TRIAL_DAYS)
            continue;
        matter_clear(&about, MATTER_TRIAL_ENDS);
        about.shop = s->title;
        about.amount = s->next_amount;
        about.has_amount = s->has_amount;
        about.currency = s->currency;
        about.day = s->next_bill;
        parts[1] = arena_number(look->arena, s->next_bill);
        watch_look_tell(look, &about, s->next_bill, parts, 2);
    }
}

/* ------------------------------------------------------------------ statements */

static bool is_same_account(const struct source *a, const struct source *b)
{
    return slice_eq(a->account, b->account) && slice_eq(a->format, b->format) &&
           slice_eq(a->family, b->family);
}

static bool counts(const struct source *source)
{
    return source->is_statement && !source->is_pending && source->until != DAY_NONE;
}

/* An account that had a statement each month and has none for the last. */
static void look_at_statements(struct watch_look *look, const struct sources *sources, size_t first)
{
    const struct source *source = &sources->at[first];
    int32_t until = source->until;
    struct slice parts[3];
    struct matter about;
    uint32_t n = 0;

    for (size_t i = 0; i < sources->len; i++) {
        if (!counts(&sources->at[i]) || !is_same_account(source, &sources->at[i]))
            continue;
        if (i < first)
            return; /* looked at already */
        until = sources->at[i].until > until ? sources->at[i].until : until;
        n++;
    }
    if (n < 2 || look->today - until < MISSING_DAYS || look->today - until > MISSING_MAX_DAYS)
        return;
    matter_clear(&about, MATTER_STATEMENT);
    about.text = source->format;
    about.day = until;
    parts[0] = source->format;
    parts[1] = source->account;
    parts[2] = arena_number(look->arena, until);
    watch_look_tell(look, &about, DAY_NONE, parts, 3);
}

void watch_look_statements(struct watch_look *look)
{
    const struct report *r = look->report;

    for (uint32_t i = 0; i < r->entries.list.len; i++)
        look_at_charge(look, i);
    for (size_t i = 0; i < r->expected.len; i++)
        look_at_expected(look, &r->expected.at[i]);
    look_at_trials(look);
    for (size_t i = 0; i < r->records->sources.len; i++)
        if (counts(&r->records->sources.at[i]))
            look_at_statements(look, &r->records->sources, i);
}
