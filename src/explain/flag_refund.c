#include "explain/flag_refund.h"

#include "base/sort.h"
#include "explain/flag.h"

#define MUCH_OWED 10000  /* yen, or cents: a refund worth asking after in any case */
#define SHORT_PERCENT 30 /* less of a refund is something else */
#define SHORT_SCAN 100u
#define UNSEEN_PERCENT 3 /* more refunds than that unseen: this household's often go elsewhere */

/* Refunds that have not come, by day; and the charge that paid for each purchase. */
struct refunds_due {
    struct report *report;
    uint32_t *at; /* numbers of expected money */
    size_t len;
    bool *is_short; /* by expected money: a smaller credit came instead */
    uint32_t *paid; /* by purchase: entry + 1; 0 = none */
};

static const struct unit *refund_unit(const struct report *r, uint32_t expected)
{
    return &r->units.list.at[r->expected.at[expected].unit];
}

static bool refund_before(const void *ctx, uint32_t a, uint32_t b)
{
    return refund_unit(ctx, a)->day < refund_unit(ctx, b)->day;
}

static void list_due(struct refunds_due *due, struct arena *arena)
{
    const struct report *r = due->report;

    due->at = arena_make_n(arena, uint32_t, r->expected.len + 1);
    due->is_short = arena_make_n(arena, bool, r->expected.len + 1);
    due->paid = arena_make_n(arena, uint32_t, r->units.purchases.len + 1);
    for (uint32_t i = 0; i < r->expected.len; i++)
        if (r->expected.at[i].is_refund && r->expected.at[i].status != EXPECTED_POSTED)
            due->at[due->len++] = i;
    sort_indices(due->at, due->len, refund_before, r, arena);
}

static void find_payers(struct refunds_due *due)
{
    const struct report *r = due->report;

    for (uint32_t e = 0; e < r->entries.list.len; e++) {
        const struct verdict *v = &r->verdicts[e];

        for (uint32_t i = 0; r->entries.list.at[e].amount > 0 && i < v->parts.len; i++) {
            const struct part *part = &r->parts.at[v->parts.from + i];
            uint32_t purchase =
                part->unit == MAP_NONE ? MAP_NONE : r->units.list.at[part->unit].purchase;

            if (purchase != MAP_NONE && !due->paid[purchase])
                due->paid[purchase] = e + 1;
        }
    }
}

/* The only refund that the credit can be a part of; MAP_NONE = none, or more than one. */
static uint32_t short_of(const struct refunds_due *due, uint32_t entry)
{
    const struct report *r = due->report;
    int64_t credit = -r->entries.list.at[entry].amount;
    int32_t day = history_day(r, entry);
    uint32_t found = MAP_NONE;
    size_t lo = 0, hi = due->len;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (refund_unit(r, due->at[mid])->day < day - 45)
            lo = mid + 1;
        else
            hi = mid;
    }
    for (size_t i = lo; i < due->len && i < lo + SHORT_SCAN; i++) {
        const struct unit *u = refund_unit(r, due->at[i]);

        if (u->day > day + 3)
            break;
        if (-u->amount <= credit || credit * 100 < -u->amount * SHORT_PERCENT ||
            !currency_eq(u->currency, history_charge(r, entry)->currency))
            continue;
        if (found != MAP_NONE)
            return MAP_NONE;
        found = due->at[i];
    }
    return found;
}

static void flag_short(struct refunds_due *due)
{
    const struct report *r = due->report;

    for (uint32_t e = 0; due->len && e < r->entries.list.len; e++) {
        uint32_t refund;

        if (r->entries.list.at[e].amount >= 0 || r->verdicts[e].kind != VERDICT_UNEXPLAINED ||
            history_day(r, e) == DAY_NONE)
            continue;
        refund = short_of(due, e);
        if (refund == MAP_NONE)
            continue;
        due->is_short[refund] = true;
        flag_add(due->report, e, FLAG_REFUND_SHORT, true);
    }
}

/*
 * A refund that went to the gift balance looks like any other in the export, and no card shows it.
 * Whether the household's refunds usually show is what its other refunds tell.
 */
static bool often_unseen(const struct report *r)
{
    size_t seen = 0, unseen = 0;

    for (size_t i = 0; i < r->expected.len; i++)
        if (r->expected.at[i].is_refund) {
            seen += r->expected.at[i].status == EXPECTED_POSTED;
            unseen += r->expected.at[i].status == EXPECTED_OVERDUE;
        }
    return unseen > 1 && (unseen - 1) * 100 >= UNSEEN_PERCENT * (seen + unseen - 1);
}

/*
 * A refund that is late is shown at the charge that it should make good.  Asked about where it
 * would most likely have shown, or where much is owed.
 */
static void flag_late(const struct refunds_due *due)
{
    const struct report *r = due->report;
    bool unseen = often_unseen(r);

    for (size_t i = 0; i < due->len; i++) {
        const struct unit *u = refund_unit(r, due->at[i]);
        uint32_t entry;

        if (r->expected.at[due->at[i]].status != EXPECTED_OVERDUE || due->is_short[due->at[i]] ||
            u->purchase == MAP_NONE || !due->paid[u->purchase])
            continue;
        entry = due->paid[u->purchase] - 1;
        flag_add(due->report, entry, FLAG_REFUND_LATE, !unseen || -u->amount >= MUCH_OWED);
    }
}

void flag_refund_mark(struct report *report, struct arena *arena)
{
    struct refunds_due due = {.report = report};

    if (report->expected.len == 0)
        return;
    list_due(&due, arena);
    find_payers(&due);
    flag_short(&due);
    flag_late(&due);
}
