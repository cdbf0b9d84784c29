#include "casework/agenda.h"

#include "casework/holiday.h"

#include "base/day.h"

/* ------------------------------------------------------------------ counting */

static bool is_weekend(int32_t day)
{
    return day_weekday(day) >= 5;
}

static int32_t add_business_days(int32_t day, int32_t count)
{
    while (count > 0) {
        day++;
        count -= !is_weekend(day);
    }
    return day;
}

/* The last day of the month in which ${day} lies. */
static int32_t month_end(int32_t day)
{
    int year, month, of_month;

    day_split(day, &year, &month, &of_month);
    return day_add_months(day_of(year, month, 1), 1) - 1;
}

int32_t agenda_last_day(int32_t from, enum deadline_unit unit, int32_t count, bool counts_first_day)
{
    int32_t first = counts_first_day ? 1 : 0;

    switch (unit) {
    case DEADLINE_DAYS: return from + count - first;
    case DEADLINE_BUSINESS_DAYS: return add_business_days(from, count - first);
    case DEADLINE_MONTHS: return day_add_months(from, count) - first;
    case DEADLINE_MONTH_ENDS: return month_end(day_add_months(from, count));
    case DEADLINE_NO_LIMIT: break;
    }
    return DAY_NONE;
}

/* ------------------------------------------------------------------ clocks */

/* The day on which the person noticed: told, else the day on which the case was opened. */
static int32_t fact_day(const struct case_state *state, struct slice fact)
{
    int32_t day;

    return day_read(state_fact(state, fact), DAY_YMD, INT32_MAX, &day) > 0 ? day : DAY_NONE;
}

/* What the person said, else the first contact with the issuer: it may not have been a report. */
static int32_t reported(const struct case_state *state, bool *ret_assumed)
{
    int32_t said = fact_day(state, SLICE("reported_on")), day = DAY_NONE;

    if (said != DAY_NONE)
        return said;

    for (size_t i = 0; i < state->contacts.len; i++) {
        const struct case_contact *c = &state->contacts.at[i];
        int32_t told = moment_day(c->of == MOMENT_NONE ? c->at : c->of, DAY_JST);

        if (c->party == PARTY_ISSUER && !c->is_incoming && (day == DAY_NONE || told < day))
            day = told;
    }
    *ret_assumed = day != DAY_NONE;
    return day;
}

static int32_t or_assumed(int32_t day, int32_t other, bool *ret_assumed)
{
    *ret_assumed = day == DAY_NONE && other != DAY_NONE;
    return day == DAY_NONE ? other : day;
}

/* The day that ${rule} counts from, for one charge or (NULL) for the case. */
static int32_t clock_day(const struct deadline_rule *rule, const struct case_state *state,
                         const struct case_charge *charge, bool *ret_assumed)
{
    int32_t used = charge ? charge->day : DAY_NONE, posted = charge ? charge->posted : DAY_NONE;

    *ret_assumed = false;
    switch (rule->clock) {
    case CLOCK_USED: return or_assumed(used, posted, ret_assumed);
    case CLOCK_POSTED: return or_assumed(posted, used, ret_assumed);
    case CLOCK_STATEMENT_NOTIFIED:
        return or_assumed(charge ? charge->notified : DAY_NONE, posted == DAY_NONE ? used : posted,
                          ret_assumed);
    case CLOCK_LEARNED:
        return or_assumed(fact_day(state, SLICE("learned_on")), moment_day(state->opened, DAY_JST),
                          ret_assumed);
    case CLOCK_REPORTED: return reported(state, ret_assumed);
    case CLOCK_EXPECTED: return fact_day(state, SLICE("expected_on"));
    case CLOCKS: break;
    }
    return DAY_NONE;
}

/* ------------------------------------------------------------------ rules */

static struct slice issuer_id(const struct case_state *state, const struct case_charge *charge)
{
    return charge && charge->issuer.len ? charge->issuer : state_fact(state, SLICE("issuer"));
}

/* The issuer has a row of its own for this topic and clock. */
static bool is_replaced(const struct catalog *catalog, const struct deadline_rule *rule,
                        struct slice issuer)
{
    for (size_t i = 0; !rule->issuer.len && issuer.len && i < catalog->deadlines_len; i++)
        if (slice_eq(catalog->deadlines[i].issuer, issuer) &&
            slice_eq(catalog->deadlines[i].topic, rule->topic))
            return true;
    return false;
}

static bool concerns(const struct catalog *catalog, const struct deadline_rule *rule,
                     const struct case_state *state, const struct case_charge *charge)
{
    struct fact_reader facts = state_facts(state);
    struct slice issuer = issuer_id(state, charge);

    if (rule->jurisdiction.len && !slice_eq(rule->jurisdiction, state->jurisdiction))
        return false;
    if (rule->issuer.len && !slice_eq(rule->issuer, issuer))
        return false;
    return !is_replaced(catalog, rule, issuer) && condition_holds(&rule->when, &facts);
}

static void insert_item(struct arena *arena, struct agenda_items *items,
                        const struct agenda_item *item)
{
    size_t to;

    array_push(arena, items);
    for (to = items->len - 1; to > 0 && items->at[to - 1].day > item->day; to--)
        items->at[to] = items->at[to - 1];
    items->at[to] = *item;
    if (item->kind != AGENDA_DEADLINE)
        items->at[to].by = item->day;
}

/* ${quarters} quarters of the time. */
static int32_t part_day(int32_t from, int32_t last, int32_t quarters)
{
    return from + (last - from) * quarters / 4;
}

/* The report was made, and in time. */
static bool is_met(const struct deadline_rule *rule, int32_t report, int32_t last)
{
    return rule->is_met_by_report && report != DAY_NONE && report <= last;
}

static void add_rule(const struct deadline_rule *rule, const struct case_state *state,
                     const struct case_charge *charge, int32_t today, struct arena *arena,
                     struct agenda_items *ret)
{
    struct agenda_item item = {.kind = AGENDA_DEADLINE, .rule = rule};
    int32_t from = clock_day(rule, state, charge, &item.is_assumed);
    int32_t report = fact_day(state, SLICE("reported_on"));

    if (from == DAY_NONE || rule->unit == DEADLINE_NO_LIMIT)
        return;
    item.day = agenda_last_day(from, rule->unit, rule->count, rule->counts_first_day);
    if (is_met(rule, report, item.day))
        return;
    item.warn = part_day(from, item.day, 2);
    item.urge = part_day(from, item.day, 3);
    item.by = slice_eq(state->jurisdiction, SLICE("jp")) ? holiday_open_by(item.day) : item.day;
    item.warn = item.warn > item.by ? item.by : item.warn;
    item.urge = item.urge > item.by ? item.by : item.urge;
    item.is_late = rule->is_met_by_report && report != DAY_NONE;
    item.is_over = item.day < today || item.is_late;
    if (charge) {
        item.charge = charge->id;
        item.amount = charge->ledger.owed;
        item.currency = charge->currency;
    }
    insert_item(arena, ret, &item);
}

static void add_rules(const struct catalog *catalog, const struct case_state *state, int32_t today,
                      struct arena *arena, struct agenda_items *ret)
{
    for (size_t i = 0; i < catalog->deadlines_len; i++) {
        const struct deadline_rule *rule = &catalog->deadlines[i];

        if (!rule->per_charge && concerns(catalog, rule, state, NULL))
            add_rule(rule, state, NULL, today, arena, ret);
        for (size_t k = 0; rule->per_charge && k < state->charges.len; k++) {
            const struct case_charge *charge = &state->charges.at[k];

            if (!charge->is_removed && !charge->ledger.is_closed &&
                concerns(catalog, rule, state, charge))
                add_rule(rule, state, charge, today, arena, ret);
        }
    }
}

/* ------------------------------------------------------------------ promises, inquiries, steps */

static void add_promises(const struct case_state *state, int32_t today, struct arena *arena,
                         struct agenda_items *ret)
{
    for (size_t i = 0; i < state->promises.len; i++) {
        const struct case_promise *p = &state->promises.at[i];

        if (p->state != PROMISE_OPEN || p->due == DAY_NONE)
            continue;
        insert_item(arena, ret,
                    &(struct agenda_item){.kind = AGENDA_PROMISE,
                                          .day = p->due,
                                          .warn = p->due,
                                          .urge = p->due,
                                          .charge = p->charge,
                                          .amount = p->credits.len ? p->left : p->amount,
                                          .currency = p->credits.len ? p->credits.at[0].currency
                                                                     : p->currency,
                                          .seq = p->seq,
                                          .is_over = p->due < today});
    }
    for (size_t i = 0; i < state->inquiries.len; i++) {
        const struct case_inquiry *q = &state->inquiries.at[i];

        if (!q->is_answered && q->due != DAY_NONE)
            insert_item(arena, ret,
                        &(struct agenda_item){.kind = AGENDA_INQUIRY,
                                              .day = q->due,
                                              .warn = q->due,
                                              .urge = q->due,
                                              .seq = q->seq,
                                              .is_over = q->due < today});
    }
}

/* What a step that was done lets expect, until something newer is told of it. */
static void add_expected(const struct catalog *catalog, const struct case_state *state,
                         int32_t today, struct arena *arena, struct agenda_items *ret)
{
    for (size_t i = 0; i < state->steps.len; i++) {
        const struct case_step *done = &state->steps.at[i];
        const struct playbook *playbook = playbook_of(catalog, done->playbook);
        const struct step *step = playbook ? playbook_step(playbook, done->step) : NULL;
        int64_t at = done->of == MOMENT_NONE ? done->at : done->of;
        int32_t day;

        if (!step || done->state != STEP_DONE || !step->within_hours || !state->is_open)
            continue;
        day = moment_day(at + (int64_t)step->within_hours * 3600, DAY_JST);
        insert_item(arena, ret,
                    &(struct agenda_item){.kind = AGENDA_EXPECTED,
                                          .day = day,
                                          .warn = day,
                                          .urge = day,
                                          .seq = done->seq,
                                          .is_over = day < today});
    }
}

void agenda_make(const struct catalog *catalog, const struct case_state *state, int32_t today,
                 struct arena *arena, struct agenda_items *ret)
{
    *ret = (struct agenda_items){NULL, 0, 0};
    if (state->is_open)
        add_rules(catalog, state, today, arena, ret);
    add_promises(state, today, arena, ret);
    add_expected(catalog, state, today, arena, ret);
}

/* ------------------------------------------------------------------ rights and losses */

void agenda_rights_find(const struct catalog *catalog, const struct case_state *state,
                        struct arena *arena, struct agenda_rights *ret)
{
    size_t most = state->is_open ? catalog->deadlines_len : 0;

    ret->at = arena_make_n(arena, const struct deadline_rule *, most + 1);
    ret->len = 0;
    for (size_t i = 0; i < most; i++)
        if (catalog->deadlines[i].unit == DEADLINE_NO_LIMIT &&
            concerns(catalog, &catalog->deadlines[i], state, NULL))
            ret->at[ret->len++] = &catalog->deadlines[i];
}

/* The items are in order of their day: the first of a charge is its own. */
static bool is_first_of_charge(const struct agenda_items *items, size_t i)
{
    const struct agenda_item *item = &items->at[i];

    if (item->kind != AGENDA_DEADLINE || item->rule->side != DEADLINE_OURS || item->is_over ||
        !item->charge.len || item->amount <= 0)
        return false;
    for (size_t k = 0; k < i; k++)
        if (items->at[k].kind == AGENDA_DEADLINE && items->at[k].rule->side == DEADLINE_OURS &&
            !items->at[k].is_over && slice_eq(items->at[k].charge, item->charge))
            return false;
    return true;
}

static int64_t sum_of(int64_t a, int64_t b)
{
    return a > MONEY_MAX - b ? MONEY_MAX : a + b;
}

void agenda_losses_find(const struct agenda_items *items, struct arena *arena,
                        struct agenda_losses *ret)
{
    *ret = (struct agenda_losses){NULL, 0, 0};
    for (size_t i = 0; i < items->len; i++) {
        const struct agenda_item *item = &items->at[i];
        struct agenda_loss *loss = NULL;
        int64_t before = 0;

        if (!is_first_of_charge(items, i))
            continue;
        for (size_t k = 0; k < ret->len; k++)
            if (currency_eq(ret->at[k].currency, item->currency)) {
                before = ret->at[k].total;
                loss = ret->at[k].day == item->day ? &ret->at[k] : NULL;
            }
        if (!loss) {
            loss = array_push(arena, ret);
            *loss = (struct agenda_loss){.day = item->day, .currency = item->currency};
        }
        loss->amount = sum_of(loss->amount, item->amount);
        loss->total = sum_of(before, item->amount);
    }
}
