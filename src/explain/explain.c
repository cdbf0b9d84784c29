#include "explain/explain.h"

#include "base/hash.h"
#include "explain/afterwards.h"
#include "explain/habit.h"
#include "explain/hyper.h"
#include "explain/plan_bill.h"
#include "explain/verdict.h"
#include "match/copy.h"
#include "record/records_order.h"

struct explaining {
    const struct explain_opts *opts;
    struct report *report;
    struct arena *arena;
    unsigned *scope;
    uint32_t *in_scope; /* entry numbers */
    size_t in_scope_len;
    uint32_t *spokesman; /* by entry, of later parts only: the one that speaks for the purchase */
    struct decision_index decisions;
    struct model model;
};

static uint64_t purchase_key(const struct records *r, const struct entry *entry)
{
    const struct charge *charge = &r->charges.at[entry->row];
    uint64_t key =
        hash_mix(hash_mix(charge->text, charge->card), (uint64_t)entry_purchase(r, entry->row));

    return hash_mix(hash_bytes(r->sources.at[charge->source].account, key), (uint32_t)entry->day);
}

/*
 * Of the later parts of one purchase, which stand on several bills, the first is compared with what
 * was bought and speaks for all.  The k-th second part and the k-th third are of one purchase.
 */
static void find_spokesmen(struct explaining *x)
{
    const struct records *r = x->report->records;
    const struct entry_list *list = &x->report->entries.list;
    struct map parts = {0}, purchases = {0};
    uint32_t *count = NULL;

    for (uint32_t e = 0; e < list->len; e++) {
        uint64_t key;
        uint32_t at;

        if (!list->at[e].lone_part)
            continue;
        if (!count) {
            count = arena_make_n(x->arena, uint32_t, list->len);
            x->spokesman = arena_make_n(x->arena, uint32_t, list->len);
        }
        key = purchase_key(r, &list->at[e]);
        at = map_add(&parts, x->arena,
                     hash_mix(key, (uint64_t)entry_extra(r, list->at[e].row)->number), e, NULL,
                     NULL);
        x->spokesman[e] = map_add(&purchases, x->arena,
                                  hash_mix(key, UINT64_C(1) << 32 | count[at]++), e, NULL, NULL);
    }
}

static uint32_t spokesman_of(const struct explaining *x, uint32_t e)
{
    return x->report->entries.list.at[e].lone_part ? x->spokesman[e] : e;
}

/* Which evidence can explain each charge: its merchant's class tells. */
static void find_scope(struct explaining *x)
{
    struct report *r = x->report;
    size_t n = r->entries.list.len;

    r->verdicts = arena_make_n(x->arena, struct verdict, n);
    x->scope = arena_make_n(x->arena, unsigned, n);
    x->in_scope = arena_make_n(x->arena, uint32_t, n);
    find_spokesmen(x);
    for (uint32_t e = 0; e < n; e++) {
        uint32_t row = r->entries.list.at[e].row;
        uint32_t merchant = r->records->texts.at[r->records->charges.at[row].text].merchant;

        r->verdicts[e].kind = VERDICT_OUT_OF_SCOPE;
        r->verdicts[e].merchant = merchant;
        if (!merchant || r->entries.list.at[e].amount == 0)
            continue;
        x->scope[e] = r->catalog->merchants[merchant - 1].explained_by;
        if (x->scope[e] && spokesman_of(x, e) != e)
            x->scope[e] = 0;
        if (x->scope[e])
            x->in_scope[x->in_scope_len++] = e;
    }
}

/* The parts of one purchase share what the person decided. */
static void share_decisions(struct explaining *x)
{
    size_t n = x->report->entries.list.len;

    for (uint32_t e = 0; e < n; e++)
        if (spokesman_of(x, e) != e)
            decision_index_join(&x->decisions, e, spokesman_of(x, e));
    for (uint32_t e = 0; e < n; e++)
        if (spokesman_of(x, e) != e)
            decision_index_follow(&x->decisions, e, spokesman_of(x, e));
}

static void match_all(struct explaining *x)
{
    struct arena *scratch = arena_like(x->arena);
    struct tie_graph graph;
    struct fates fates = {0};

    habit_learn(&x->model, x->in_scope, x->in_scope_len);
    x->model.arena = scratch;
    tie_build(&x->model, x->in_scope, x->in_scope_len, &graph);
    tie_solve(&graph, scratch);
    tie_believe(&graph, scratch);
    fates.at = arena_make_n(scratch, struct fate, x->report->entries.list.len);
    fate_from_ties(&x->model, &graph, &fates);
    hyper_improve(&x->model, &graph, &fates);
    x->model.arena = x->arena;
    verdict_settle(x->report, &x->model, &fates);
    plan_bill_settle(x->report, &x->model);
    x->report->solver.components = fates.components;
    x->report->solver.exact = fates.exact;
    x->report->solver.gap = fates.gap;
    arena_free(scratch);
}

static void settle_later_parts(struct explaining *x)
{
    for (uint32_t e = 0; e < x->report->entries.list.len; e++) {
        uint32_t merchant = x->report->verdicts[e].merchant, first;

        if (!x->report->entries.list.at[e].lone_part || !merchant ||
            !x->report->catalog->merchants[merchant - 1].explained_by)
            continue;
        first = spokesman_of(x, e);
        if (first != e)
            verdict_follow(x->report, &x->model, e, first);
    }
}

/* A line that hides its shop is only in scope when something explains it. */
static void release_unknown_shops(struct explaining *x)
{
    struct report *r = x->report;

    for (size_t i = 0; i < x->in_scope_len; i++) {
        struct verdict *v = &r->verdicts[x->in_scope[i]];

        if (v->kind == VERDICT_UNEXPLAINED &&
            r->catalog->merchants[v->merchant - 1].class == MERCHANT_UNKNOWN_SHOP)
            v->kind = VERDICT_OUT_OF_SCOPE;
    }
}

/* The most that fits where the sum does not. */
static void add_up(int64_t amount, int64_t *sum)
{
    if (!money_add(*sum, amount, sum))
        *sum = INT64_MAX;
}

static void sum_up(struct explaining *x)
{
    struct report *r = x->report;

    for (size_t e = 0; e < r->entries.list.len; e++) {
        const struct entry *entry = &r->entries.list.at[e];
        struct currency currency = r->records->charges.at[entry->latest].currency;
        size_t i = 0;

        r->counts[r->verdicts[e].kind]++;
        r->mine[r->verdicts[e].kind] += r->verdicts[e].is_mine;
        if (r->verdicts[e].kind != VERDICT_UNEXPLAINED)
            continue;
        while (i < r->sums.len && !currency_eq(r->sums.at[i].currency, currency))
            i++;
        if (i == r->sums.len)
            array_push(x->arena, &r->sums)->currency = currency;
        add_up(entry->amount, &r->sums.at[i].amount);
        if (r->verdicts[e].is_mine)
            add_up(entry->amount, &r->sums.at[i].mine);
    }
}

struct report *explain_run(const struct explain_opts *opts, const struct records *records,
                           struct arena *arena)
{
    struct report *report = arena_make(arena, struct report);
    struct explaining x = {.opts = opts, .report = report, .arena = arena};
    const uint32_t *rank, *copy;

    records = records_order(records, arena);
    copy = copy_find(records, arena, &rank);
    report->as_of = opts->as_of;
    report->records = records;
    report->catalog = opts->catalog;
    entry_gather(records, copy, rank, arena, &report->entries);
    unit_gather(records, opts->catalog, copy, rank, arena, &report->units);
    find_scope(&x);
    model_init(&x.model, records, opts->catalog, &report->entries, &report->units, x.scope, arena);
    decision_index_init(&x.decisions, report, opts->decisions, opts->decisions_len, arena);
    share_decisions(&x);
    x.model.decisions = &x.decisions;
    match_all(&x);
    settle_later_parts(&x);
    decision_mark(&x.decisions, report, arena);
    release_unknown_shops(&x);
    sum_up(&x);
    explain_afterwards(report, arena);
    return report;
}
