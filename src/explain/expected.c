#include "explain/expected.h"

#include "base/hash.h"
#include "base/sort.h"

/* By when a refund should be on the statement, counted from the day that the source tells. */
static const int32_t limit_days[] = {
    [false] = 45, /* sent to the card: nearly all are booked within 40 days (the lags of model.c) */
    [true] = 30,  /* announced only: a month is more than the way back and the check take */
};

/* A statement that reaches so far beyond the refund's day would show nearly every refund. */
#define REFUND_SEEN_DAYS 30
/* The same for the charge of a purchase that has shipped. */
#define CHARGE_SEEN_DAYS 7
/* Without any statement nobody asks for a refund after so long. */
#define REFUND_LOST_DAYS 120
/* A purchase that has not been charged for so long will not be: its source is old, or it was
 * cancelled. */
#define PURCHASE_LATE_DAYS 60

/* A bill of a subscription comes so many days before or after the day told. */
#define BILL_EARLY 3
#define BILL_LATE 7
/* A bill that has not come by then does not come: the subscription was ended. */
#define BILL_LOST_DAYS 45

/* Days from the first to the last that statements show; DAY_NONE = there is none. */
struct window {
    int32_t from, until;
    bool known; /* looked up already */
};

struct expecting {
    struct report *report;
    const struct history *history;
    struct arena *arena;
    bool *paid;           /* by unit: stands in the explanation of a charge */
    struct window *shown; /* by source: what statements of its member show */
    struct map bills;     /* (amount, day) of charges that may be bills */
};

static void find_paid(struct expecting *x)
{
    const struct report *r = x->report;

    x->paid = arena_make_n(x->arena, bool, r->units.list.len + 1);
    for (size_t e = 0; e < r->entries.list.len; e++) {
        const struct verdict *v = &r->verdicts[e];

        for (uint32_t i = 0; i < v->parts.len; i++)
            if (r->parts.at[v->parts.from + i].unit != MAP_NONE)
                x->paid[r->parts.at[v->parts.from + i].unit] = true;
    }
}

/* Statements that name no member may show anybody's money. */
static bool may_show(const struct expecting *x, uint32_t statement, uint32_t source)
{
    const struct sources *all = &x->report->records->sources;

    return all->at[statement].is_statement && all->at[statement].until != DAY_NONE &&
           (all->at[statement].account.len == 0 || all->at[source].account.len == 0 ||
            x->history->members[statement] == x->history->members[source]);
}

/* What statements of the source's member show; looked up once for each source that is asked for. */
static const struct window *shown_by(struct expecting *x, uint32_t source)
{
    const struct sources *all = &x->report->records->sources;
    struct window *w = &x->shown[source];

    if (w->known)
        return w;
    *w = (struct window){DAY_NONE, DAY_NONE, true};
    for (uint32_t s = 0; s < all->len; s++) {
        if (!may_show(x, s, source))
            continue;
        w->from = w->from == DAY_NONE || all->at[s].from < w->from ? all->at[s].from : w->from;
        w->until = all->at[s].until > w->until ? all->at[s].until : w->until;
    }
    return w;
}

/* Whether the statements show ${day} and the ${days} after it. */
static bool shows(const struct window *w, int32_t day, int32_t days)
{
    return w->from != DAY_NONE && w->from <= day && w->until >= day + days;
}

/* ------------------------------------------------------------------ refunds */

/*
 * Whether the refund's purchase was paid in a way that no statement here shows: they cover its
 * days, and none of its charges stands there.  Its refund goes the same way back.
 */
static bool was_paid_elsewhere(struct expecting *x, const struct unit *refund)
{
    const struct report *r = x->report;
    const struct window *w = shown_by(x, refund->origin.source);
    const struct purchase *p;
    bool is_covered = false, is_chargeable = false;

    if (refund->purchase == MAP_NONE)
        return false;
    p = &r->units.purchases.at[refund->purchase];
    for (uint32_t u = p->first_unit; u < p->first_unit + p->units_len; u++) {
        const struct unit *unit = &r->units.list.at[u];

        if (unit->amount <= 0)
            continue;
        is_chargeable = true;
        if (x->paid[u] || unit->day == DAY_NONE || !shows(w, unit->day, REFUND_SEEN_DAYS))
            return false;
        is_covered = true;
    }
    return is_covered || (p->has_gift && !is_chargeable);
}

/* Whether there is no saying what became of it: statements begin later, or none was ever given. */
static bool is_long_ago(const struct window *w, const struct unit *u, int32_t as_of)
{
    if (w->from == DAY_NONE)
        return as_of > u->day + REFUND_LOST_DAYS;
    return w->from > u->day;
}

/* Whether the refund is one to be told, and then how it stands. */
static bool refund_status(struct expecting *x, uint32_t unit, int32_t due_by,
                          enum expected_status *ret)
{
    const struct unit *u = &x->report->units.list.at[unit];
    const struct window *w = shown_by(x, u->origin.source);
    int32_t as_of = x->report->as_of;

    *ret = EXPECTED_POSTED;
    if (x->paid[unit])
        return true;
    if (was_paid_elsewhere(x, u))
        return false;
    *ret = EXPECTED_PENDING;
    if (as_of <= due_by)
        return true;
    if (is_long_ago(w, u, as_of))
        return false;
    if (shows(w, u->day, REFUND_SEEN_DAYS))
        *ret = EXPECTED_OVERDUE;
    return true;
}

static bool is_refund(const struct unit *u)
{
    return u->amount < 0 && (u->kind == UNIT_REFUND || u->kind == UNIT_TRANSACTION);
}

static void expect_refunds(struct expecting *x)
{
    struct report *r = x->report;

    for (uint32_t u = 0; u < r->units.list.len; u++) {
        const struct unit *unit = &r->units.list.at[u];
        enum expected_status status;
        int32_t due_by;

        if (!is_refund(unit) || unit->day == DAY_NONE)
            continue;
        due_by = unit->day + limit_days[unit->open];
        if (refund_status(x, u, due_by, &status))
            *array_push(x->arena, &r->expected) = (struct expected){
                .unit = u, .due_by = due_by, .status = (uint8_t)status, .is_refund = true};
    }
}

/* ------------------------------------------------------------------ purchases not charged yet */

/* Paid without a card, as far as the source tells. */
static bool is_gift_only(const struct payment *p)
{
    return p->gift && !p->card && p->last4[0][0] == 0;
}

/*
 * A purchase that shipped so lately that the statements end before its charge would show on them,
 * or that has been ordered and has not shipped; DAY_NONE then stands for the day.  Where statements
 * reach further it was paid otherwise, and nothing is to come.
 */
static bool is_to_be_charged(struct expecting *x, const struct unit *u, int32_t *ret_due_by)
{
    const struct window *w = shown_by(x, u->origin.source);
    bool has_left = u->shipped || u->certain;
    int32_t day = has_left ? u->day : u->ordered, as_of = x->report->as_of;

    if ((u->kind != UNIT_SHIPMENT && u->kind != UNIT_ORDER && u->kind != UNIT_TRANSACTION) ||
        u->amount <= 0 || day == DAY_NONE || is_gift_only(&u->payment) || w->from == DAY_NONE ||
        day > as_of || as_of - day > PURCHASE_LATE_DAYS)
        return false;
    *ret_due_by = has_left ? day + CHARGE_SEEN_DAYS : DAY_NONE;
    return !has_left || (day >= w->from && w->until < *ret_due_by);
}

static void expect_purchases(struct expecting *x)
{
    struct report *r = x->report;

    for (uint32_t u = 0; u < r->units.list.len; u++) {
        int32_t due_by;

        if (!x->paid[u] && is_to_be_charged(x, &r->units.list.at[u], &due_by))
            *array_push(x->arena, &r->expected) =
                (struct expected){.unit = u, .due_by = due_by, .status = EXPECTED_PENDING};
    }
}

/* ------------------------------------------------------------------ bills of subscriptions */

static uint64_t bill_key(uint64_t seed, int64_t amount, int32_t day)
{
    return hash_mix(hash_mix(seed, (uint64_t)amount), (uint64_t)(uint32_t)day);
}

/* Charges that can be bills: of merchants that bill subscriptions, not paid for by goods. */
static void list_bills(struct expecting *x)
{
    const struct report *r = x->report;

    for (size_t i = 0; i < x->history->len; i++) {
        const struct history_line *line = &x->history->lines[i];
        const struct merchant *m = history_merchant(r, line->entry);

        if (m && (m->explained_by & (EVIDENCE_DIGITAL | EVIDENCE_MEMBERSHIP | EVIDENCE_AUDIBLE)))
            map_add(&x->bills, x->arena, bill_key(0, line->amount, line->day), line->entry, NULL,
                    NULL);
    }
}

static bool bill_came(const struct expecting *x, const struct subscription *s)
{
    for (int32_t d = -BILL_EARLY; d <= BILL_LATE; d++)
        if (map_find(&x->bills, bill_key(0, s->next_amount, s->next_bill + d), NULL, NULL) !=
            MAP_NONE)
            return true;
    return false;
}

static bool will_bill(const struct expecting *x, const struct subscription *s)
{
    return s->has_amount && s->next_amount > 0 && s->next_bill != DAY_NONE && s->renews &&
           (s->ended == DAY_NONE || s->ended >= s->next_bill) &&
           x->report->as_of <= s->next_bill + BILL_LOST_DAYS;
}

/* A bill to come is a unit that nothing has been charged for yet. */
static uint32_t add_unit(struct expecting *x, const struct subscription *s)
{
    struct unit *u = array_push(x->arena, &x->report->units.list);

    u->kind = UNIT_SUBSCRIPTION;
    u->origin = s->origin;
    u->title = s->title;
    u->amount = s->next_amount;
    u->currency = s->currency;
    u->day = u->ordered = s->next_bill;
    u->day_too = DAY_NONE;
    u->purchase = MAP_NONE;
    u->items = 1;
    u->recurs = true;
    return (uint32_t)x->report->units.list.len - 1;
}

/* The same subscription in two exports, or in two copies of one, is billed once. */
static uint64_t subscription_key(const struct expecting *x, const struct subscription *s)
{
    uint64_t key = bill_key(x->history->members[s->origin.source], s->next_amount, s->next_bill);

    return hash_bytes(s->id.len ? s->id : s->title, key);
}

static bool subscription_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct records *r = ctx;
    const struct origin *oa = &r->subscriptions.at[a].origin, *ob = &r->subscriptions.at[b].origin;
    int c = slice_cmp(r->sources.at[oa->source].path, r->sources.at[ob->source].path);

    return c != 0 ? c < 0 : oa->line < ob->line;
}

/* The subscriptions by path and line, whatever the order in which they were read. */
static uint32_t *order_subscriptions(const struct expecting *x)
{
    const struct records *r = x->report->records;
    uint32_t *order = sort_order(r->subscriptions.len, subscription_before, r, x->arena);

    return order;
}

static void expect_bills(struct expecting *x)
{
    const struct subscriptions *all = &x->report->records->subscriptions;
    const uint32_t *order = order_subscriptions(x);
    struct map seen = {0};

    if (all->len)
        list_bills(x);
    for (uint32_t i = 0; i < all->len; i++) {
        const struct subscription *s = &all->at[order[i]];
        struct expected *expected;

        if (!will_bill(x, s) ||
            map_add(&seen, x->arena, subscription_key(x, s), i, NULL, NULL) != i)
            continue;
        expected = array_push(x->arena, &x->report->expected);
        expected->unit = add_unit(x, s);
        expected->due_by = s->next_bill;
        expected->status = (uint8_t)(bill_came(x, s) ? EXPECTED_POSTED : EXPECTED_PENDING);
    }
}

void explain_expected(struct report *report, const struct history *history, struct arena *arena)
{
    struct expecting x = {.report = report, .history = history, .arena = arena};

    x.shown = arena_make_n(arena, struct window, report->records->sources.len + 1);
    find_paid(&x);
    expect_refunds(&x);
    expect_purchases(&x);
    expect_bills(&x);
}
