#include "explain/plan_bill.h"

#include "base/hash.h"
#include "base/sort.h"
#include "explain/plan_book.h"
#include "explain/verdict.h"

/* Days that a bill comes before or after its day: the tolerance of chains (chain.c). */
#define OFF_MONTH 4
#define OFF_YEAR 12

/* More charges of the price about a due date are purchases: among so many one always fits. */
#define CROWD_MOST 2u

/* Probability that a charge at a plan's price is the plan's, nothing else known; where the merchant
 * sells goods under the same name; and where the history confirms it. */
#define PLAN_ALONE 0.85
#define PLAN_AMONG_GOODS 0.6
#define PLAN_REPEATED VERDICT_SURE

#define LEAST_BILLS 3u  /* of one history */
#define PERIODS_APART 2 /* a bill may be missing between two of a history */

/* A charge at the price of a plan; one that has prices of several families is several bills. */
struct bill {
    uint64_t key; /* member, merchant, family and period */
    uint32_t entry, plan;
    uint32_t before; /* of the same history, + 1; 0 = none */
    uint32_t count;  /* bills of its history */
    int32_t day;
    int months;
};
ARRAY_TYPE(bills, struct bill);

struct settling_plans {
    struct report *report;
    const struct model *model;
    struct bills bills;
    uint32_t *order; /* of the bills: by key, then day */
    struct plan_book book;
};

static const struct merchant *merchant_at(const struct report *r, uint32_t entry)
{
    uint32_t m = r->verdicts[entry].merchant;

    return m ? &r->catalog->merchants[m - 1] : NULL;
}

static const struct charge *charge_at(const struct report *r, uint32_t entry)
{
    return &r->records->charges.at[r->entries.list.at[entry].latest];
}

/* ------------------------------------------------------------------ bills */

/* Goods that an order tells of are no bill, a digital order may be. */
static bool is_goods(const struct report *r, uint32_t entry)
{
    const struct verdict *v = &r->verdicts[entry];

    for (uint32_t i = 0; i < v->parts.len; i++) {
        const struct part *part = &r->parts.at[v->parts.from + i];

        if (part->unit != MAP_NONE && (r->units.list.at[part->unit].kind == UNIT_SHIPMENT ||
                                       r->units.list.at[part->unit].kind == UNIT_ORDER))
            return true;
    }
    return false;
}

static uint64_t bill_key(const struct report *r, uint32_t entry, const struct plan *plan)
{
    uint32_t source = charge_at(r, entry)->source;
    uint64_t member = hash_bytes(r->records->sources.at[source].account, 150);
    uint64_t of = hash_mix(hash_mix(member, r->verdicts[entry].merchant), (uint64_t)plan->months);

    return hash_bytes(plan->family, of);
}

static bool has_bill(const struct bills *bills, size_t from, uint64_t key)
{
    for (size_t b = from; b < bills->len; b++)
        if (bills->at[b].key == key)
            return true;
    return false;
}

/* A bill for each family of plans that has such a price on that day. */
static void add_bills(struct settling_plans *s, uint32_t entry)
{
    struct report *r = s->report;
    int64_t amount = r->entries.list.at[entry].amount;
    int32_t day = model_day(s->model, entry);
    struct plan_list plans = plan_book_list(&s->book, r->verdicts[entry].merchant);
    size_t from = s->bills.len;

    if (!s->model->scope[entry] || amount <= 0 || day == DAY_NONE || is_goods(r, entry))
        return;
    for (uint32_t i = 0; i < plans.len; i++) {
        const struct plan *plan = &r->catalog->plans[plans.at[i]];
        uint64_t key = bill_key(r, entry, plan);

        if (plan->months == 0 || has_bill(&s->bills, from, key) ||
            !plan_price_at(plan, day, amount, charge_at(r, entry)->currency))
            continue;
        *array_push(s->model->arena, &s->bills) = (struct bill){.key = key,
                                                                .entry = entry,
                                                                .plan = plans.at[i],
                                                                .count = 1,
                                                                .day = day,
                                                                .months = plan->months};
    }
}

static bool bill_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct bill *bills = ctx, *x = &bills[a], *y = &bills[b];

    if (x->key != y->key)
        return x->key < y->key;
    if (x->day != y->day)
        return x->day < y->day;
    return x->entry < y->entry;
}

/* ------------------------------------------------------------------ histories */

static struct bill *bill_at(struct settling_plans *s, size_t i)
{
    return &s->bills.at[s->order[i]];
}

/* The first bill of bill ${i}'s key on or after ${day}. */
static size_t first_from(struct settling_plans *s, uint32_t i, int32_t day)
{
    size_t lo = 0, hi = s->bills.len;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        const struct bill *b = bill_at(s, mid);

        if (b->key < bill_at(s, i)->key || (b->key == bill_at(s, i)->key && b->day < day))
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* Days that the bill stands off ${day}; more than any where it is none of bill ${i}'s key. */
static int32_t days_off(struct settling_plans *s, uint32_t i, size_t at, int32_t day)
{
    if (at >= s->bills.len || bill_at(s, at)->key != bill_at(s, i)->key)
        return INT32_MAX;
    return bill_at(s, at)->day > day ? bill_at(s, at)->day - day : day - bill_at(s, at)->day;
}

/* The bill of bill ${i}'s key nearest to ${day}, the first of its day; MAP_NONE = none is near. */
static uint32_t nearest(struct settling_plans *s, uint32_t i, int32_t day)
{
    int32_t most = bill_at(s, i)->months >= 12 ? OFF_YEAR : OFF_MONTH;
    size_t after = first_from(s, i, day), before = after;
    int32_t off = days_off(s, i, after, day);

    if (first_from(s, i, day + most + 1) - first_from(s, i, day - most) > CROWD_MOST)
        return MAP_NONE;
    if (after > 0 && days_off(s, i, after - 1, day) <= off) {
        off = days_off(s, i, after - 1, day);
        before = off == INT32_MAX ? after : first_from(s, i, day - off);
    }
    return off <= most ? (uint32_t)before : MAP_NONE;
}

/* The next bill of the history: each is the other's nearest. */
static uint32_t next_bill(struct settling_plans *s, uint32_t i)
{
    for (int apart = 1; apart <= PERIODS_APART; apart++) {
        int months = bill_at(s, i)->months * apart;
        uint32_t next = nearest(s, i, day_add_months(bill_at(s, i)->day, months));

        if (next == MAP_NONE)
            continue;
        if (bill_at(s, next)->before == 0 &&
            nearest(s, next, day_add_months(bill_at(s, next)->day, -months)) == i)
            return next;
    }
    return MAP_NONE;
}

static void find_histories(struct settling_plans *s)
{
    for (uint32_t i = 0; i < s->bills.len; i++) {
        uint32_t next = next_bill(s, i);

        if (next == MAP_NONE)
            continue;
        bill_at(s, next)->before = i + 1;
        bill_at(s, next)->count = bill_at(s, i)->count + 1;
    }
    for (size_t i = s->bills.len; i-- > 0;) /* the last bill of a history has counted them all */
        if (bill_at(s, i)->before)
            bill_at(s, bill_at(s, i)->before - 1)->count = bill_at(s, i)->count;
}

/* ------------------------------------------------------------------ verdicts */

/* A digital export that covers the day would tell of the plan's bill. */
static bool is_covered(const struct report *r, int32_t day)
{
    return r->units.has_digital && day != DAY_NONE && r->units.from != DAY_NONE &&
           day >= r->units.from && day <= r->units.until;
}

static bool is_open(const struct settling_plans *s, uint32_t entry)
{
    const struct merchant *m = merchant_at(s->report, entry);

    return s->model->scope[entry] && s->report->verdicts[entry].kind == VERDICT_UNEXPLAINED &&
           !is_covered(s->report, model_day(s->model, entry)) &&
           !decision_pins(s->model->decisions, entry) && m &&
           (m->explained_by & (EVIDENCE_DIGITAL | EVIDENCE_MEMBERSHIP | EVIDENCE_AUDIBLE));
}

/* The ${n} bills of one charge at ${bills}: the family with the longest history, if there is one.
 */
static void settle(struct settling_plans *s, const struct bill *bills, size_t n)
{
    struct report *r = s->report;
    uint32_t entry = bills[0].entry;
    bool goods = merchant_at(r, entry)->explained_by & EVIDENCE_ORDER, tied = false;
    struct verdict *v = &r->verdicts[entry];
    const struct bill *best = &bills[0];

    for (size_t i = 1; i < n; i++) {
        tied = bills[i].count == best->count || (tied && bills[i].count < best->count);
        best = bills[i].count > best->count ? &bills[i] : best;
    }
    v->parts = (struct part_range){(uint32_t)r->parts.len, 1};
    *array_push(s->model->arena, &r->parts) =
        (struct part){.unit = MAP_NONE,
                      .plan = best->plan,
                      .kind = PART_PLAN,
                      .amount = r->entries.list.at[entry].amount};
    v->has_probability = true;
    v->kind = best->count >= LEAST_BILLS && !tied ? VERDICT_EXPLAINED : VERDICT_PROBABLE;
    v->probability = v->kind == VERDICT_EXPLAINED ? PLAN_REPEATED : PLAN_ALONE;
    if (goods && best->count < LEAST_BILLS)
        v->probability = PLAN_AMONG_GOODS;
}

void plan_bill_settle(struct report *report, const struct model *model)
{
    struct settling_plans s = {.report = report, .model = model};
    size_t n;

    plan_book_init(&s.book, report->catalog, model->arena);
    for (uint32_t e = 0; e < report->entries.list.len; e++)
        add_bills(&s, e);
    if (s.bills.len == 0)
        return;
    s.order = arena_make_n(model->arena, uint32_t, s.bills.len);
    for (uint32_t b = 0; b < s.bills.len; b++)
        s.order[b] = b;
    sort_indices(s.order, s.bills.len, bill_before, s.bills.at, model->arena);
    find_histories(&s);
    for (size_t b = 0; b < s.bills.len; b += n) {
        for (n = 1; b + n < s.bills.len && s.bills.at[b + n].entry == s.bills.at[b].entry; n++)
            continue;
        if (is_open(&s, s.bills.at[b].entry))
            settle(&s, &s.bills.at[b], n);
    }
}
