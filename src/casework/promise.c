#include "casework/promise.h"

#include "base/sort.h"

/* ------------------------------------------------------------------ what a promise means */

static bool is_refund(const struct case_promise *p)
{
    return slice_eq(p->what, SLICE("refund"));
}

/* Ticked off by the person, and no credit says how. */
static bool is_ticked(const struct case_promise *p)
{
    return is_refund(p) && p->state == PROMISE_KEPT && !p->credits.len;
}

static bool is_awaited(const struct case_promise *p)
{
    return is_refund(p) && p->state == PROMISE_OPEN;
}

/* Where it names no charge it means any of them in its currency. */
static bool is_of(const struct case_promise *p, const struct case_charge *c)
{
    if (c->is_removed || (p->has_amount && !currency_eq(p->currency, c->currency)))
        return false;
    return !p->charge.len || slice_eq(p->charge, c->id);
}

/* Of all charges that it may mean; 0 where they are in several currencies. */
static int64_t total(const struct case_state *state, const struct case_promise *p)
{
    const struct case_charge *first = NULL;
    int64_t sum = 0;

    for (size_t i = 0; i < state->charges.len; i++) {
        const struct case_charge *c = &state->charges.at[i];

        if (!is_of(p, c))
            continue;
        if ((first && !currency_eq(first->currency, c->currency)) || sum > MONEY_MAX - c->amount)
            return 0;
        first = first ? first : c;
        sum += c->amount;
    }
    return sum;
}

int64_t promise_left(const struct case_state *state, const struct case_promise *promise)
{
    if (!is_refund(promise) || promise->state == PROMISE_KEPT)
        return 0;
    if (promise->credits.len)
        return promise->left;
    return promise->has_amount ? promise->amount : total(state, promise);
}

const struct case_promise *promise_of_money(const struct case_state *state, uint64_t money)
{
    for (size_t i = 0; i < state->promises.len; i++) {
        const struct case_promise *p = &state->promises.at[i];

        for (size_t k = 0; p->state != PROMISE_BROKEN && k < p->credits.len; k++)
            if (p->credits.at[k].money == money)
                return p;
    }
    return NULL;
}

bool promise_awaits(const struct case_state *state, const struct case_charge *charge,
                    int64_t amount, int32_t day)
{
    for (size_t i = 0; i < state->promises.len; i++) {
        const struct case_promise *p = &state->promises.at[i];

        if (is_awaited(p) && p->given <= day && is_of(p, charge) &&
            promise_left(state, p) == amount)
            return true;
    }
    return false;
}

/* ------------------------------------------------------------------ credits that keep none yet */

struct credit {
    const struct case_charge *charge;
    const struct ledger_entry *entry;
    int64_t amount;
    bool is_used;
};
ARRAY_TYPE(credits, struct credit);

static bool is_credit(const struct ledger_entry *entry)
{
    return entry->source == MONEY_STATEMENT && entry->amount != 0 &&
           (entry->move == MONEY_MERCHANT_REFUND || entry->move == MONEY_FINAL_CREDIT);
}

static bool is_before(const void *ctx, uint32_t i, uint32_t k)
{
    const struct credits *list = ctx;
    const struct ledger_entry *a = list->at[i].entry, *b = list->at[k].entry;

    return a->day != b->day ? a->day < b->day : a->seq < b->seq;
}

static void sort_credits(struct arena *arena, struct credits *list)
{
    uint32_t *order = arena_make_n(arena, uint32_t, list->len + 1);
    struct credit *sorted = arena_make_n(arena, struct credit, list->len + 1);

    for (size_t i = 0; i < list->len; i++)
        order[i] = (uint32_t)i;
    sort_indices(order, list->len, is_before, list, arena);
    for (size_t i = 0; i < list->len; i++)
        sorted[i] = list->at[order[i]];
    *list = (struct credits){sorted, list->len, list->len};
}

/* By the number of an entry: whether it keeps a promise. */
static bool *used_entries(const struct case_state *state, struct arena *arena)
{
    bool *used = arena_make_n(arena, bool, state->events + 1);

    for (size_t i = 0; i < state->promises.len; i++) {
        const struct case_promise *p = &state->promises.at[i];

        for (size_t k = 0; p->state != PROMISE_BROKEN && k < p->credits.len; k++)
            if (p->credits.at[k].money <= state->events)
                used[p->credits.at[k].money] = true;
    }
    return used;
}

/* In the order of their days. */
static void unused_credits(const struct case_state *state, struct arena *arena, struct credits *ret)
{
    const bool *used = used_entries(state, arena);

    *ret = (struct credits){0};
    for (size_t i = 0; i < state->charges.len; i++) {
        const struct case_charge *c = &state->charges.at[i];

        for (size_t k = 0; !c->is_removed && k < c->moves.len; k++) {
            const struct ledger_entry *entry = &c->moves.at[k];
            int64_t amount = entry->amount < 0 ? -entry->amount : entry->amount;

            if (is_credit(entry) && !used[entry->seq])
                *array_push(arena, ret) = (struct credit){c, entry, amount, false};
        }
    }
    sort_credits(arena, ret);
}

/* ------------------------------------------------------------------ who claims what */

/* A promise that a credit may keep, and what of it is still to come. */
struct claim {
    const struct case_promise *promise;
    int64_t left;
};
ARRAY_TYPE(claims, struct claim);

struct finding {
    const struct case_state *state;
    struct arena *arena;
    struct credits credits;
    struct claims claims;
    struct keepings *kept;
};

/* What is awaited, and what was ticked off without a credit: that one may have been this. */
static bool begin(struct finding *f)
{
    bool any = false;

    for (size_t i = 0; !any && i < f->state->promises.len; i++)
        any = is_awaited(&f->state->promises.at[i]);
    for (size_t i = 0; any && i < f->state->promises.len; i++) {
        const struct case_promise *p = &f->state->promises.at[i];
        int64_t left = is_ticked(p) ? p->has_amount ? p->amount : total(f->state, p)
                                    : promise_left(f->state, p);

        if ((is_awaited(p) || is_ticked(p)) && left > 0)
            *array_push(f->arena, &f->claims) = (struct claim){p, left};
    }
    if (any)
        unused_credits(f->state, f->arena, &f->credits);
    return any && f->credits.len;
}

static bool is_exact(const struct claim *claim, const struct credit *credit)
{
    return claim->left == credit->amount && claim->promise->given <= credit->entry->day &&
           is_of(claim->promise, credit->charge);
}

static size_t count_claims(const struct finding *f, const struct credit *credit)
{
    size_t n = 0;

    for (size_t i = 0; i < f->claims.len; i++)
        n += is_exact(&f->claims.at[i], credit);
    return n;
}

/* Whether ${other} fits every promise that ${credit} fits. */
static bool fits_alike(const struct finding *f, const struct credit *credit,
                       const struct credit *other)
{
    for (size_t i = 0; i < f->claims.len; i++)
        if (is_exact(&f->claims.at[i], credit) && !is_exact(&f->claims.at[i], other))
            return false;
    return !other->is_used;
}

static size_t count_alike(const struct finding *f, const struct credit *credit)
{
    size_t n = 0;

    for (size_t i = 0; i < f->credits.len; i++)
        n += fits_alike(f, credit, &f->credits.at[i]);
    return n;
}

/* Of those that it fits the one that was due first. */
static struct claim *first_claim(const struct finding *f, const struct credit *credit)
{
    struct claim *first = NULL;

    for (size_t i = 0; i < f->claims.len; i++) {
        struct claim *claim = &f->claims.at[i];
        int32_t due = claim->promise->due;

        if (is_exact(claim, credit) &&
            (!first ||
             (due != DAY_NONE && (first->promise->due == DAY_NONE || due < first->promise->due))))
            first = claim;
    }
    return first;
}

/* ------------------------------------------------------------------ what keeps what */

static void keep(struct finding *f, struct claim *claim, struct credit *credit)
{
    credit->is_used = true;
    claim->left -= credit->amount;
    if (is_awaited(claim->promise))
        *array_push(f->arena, f->kept) = (struct keeping){
            claim->promise, credit->charge, credit->entry, credit->amount, claim->left};
}

/* Credits that only one promise can mean; then those of which there is one for each promise. */
static bool keep_exactly(struct finding *f, bool for_each)
{
    bool any = false;

    for (size_t i = 0; i < f->credits.len; i++) {
        struct credit *credit = &f->credits.at[i];
        size_t claims = credit->is_used ? 0 : count_claims(f, credit);

        if (claims == 1 || (for_each && claims > 1 && count_alike(f, credit) >= claims)) {
            keep(f, first_claim(f, credit), credit);
            any = true;
        }
    }
    return any;
}

/* A part of a promise must belong to a charge that it means beyond doubt. */
static bool means(const struct finding *f, const struct claim *claim, const struct credit *credit)
{
    const struct case_promise *p = claim->promise;

    if (!is_awaited(p) || claim->left <= credit->amount || p->given > credit->entry->day ||
        !is_of(p, credit->charge))
        return false;
    return p->charge.len || !p->has_amount || p->amount == credit->charge->amount ||
           p->amount == total(f->state, p) || f->state->charges.len == 1;
}

static bool keep_part(struct finding *f)
{
    for (size_t i = 0; i < f->credits.len; i++) {
        struct credit *credit = &f->credits.at[i];
        struct claim *only = NULL;
        size_t n = 0;

        if (credit->is_used || count_claims(f, credit))
            continue;
        for (size_t k = 0; k < f->claims.len; k++)
            if (means(f, &f->claims.at[k], credit)) {
                only = &f->claims.at[k];
                n++;
            }
        if (n != 1)
            continue;
        keep(f, only, credit);
        return true;
    }
    return false;
}

static void add_doubts(const struct finding *f, struct promise_doubts *ret)
{
    for (size_t i = 0; i < f->credits.len; i++) {
        const struct credit *credit = &f->credits.at[i];
        struct promise_doubt doubt = {
            .charge = credit->charge, .credit = credit->entry, .amount = credit->amount};

        for (size_t k = 0; !credit->is_used && k < f->claims.len; k++)
            if (is_exact(&f->claims.at[k], credit))
                *array_push(f->arena, &doubt.promises) = f->claims.at[k].promise->seq;
        if (doubt.promises.len > 1)
            *array_push(f->arena, ret) = doubt;
    }
}

void promise_find(const struct case_state *state, struct arena *arena, struct keepings *ret_kept,
                  struct promise_doubts *ret_doubts)
{
    struct finding f = {.state = state, .arena = arena, .kept = ret_kept};

    *ret_kept = (struct keepings){0};
    *ret_doubts = (struct promise_doubts){0};
    if (!begin(&f))
        return;
    while (keep_exactly(&f, false) || keep_exactly(&f, true) || keep_part(&f))
        ;
    add_doubts(&f, ret_doubts);
}

int promise_credit_find(const struct case_state *state, const struct case_promise *promise,
                        struct arena *arena, struct keeping *ret)
{
    struct claim claim = {promise, promise_left(state, promise)};
    struct credits credits;

    if (is_ticked(promise))
        claim.left = promise->has_amount ? promise->amount : total(state, promise);
    if (claim.left <= 0)
        return 0;
    unused_credits(state, arena, &credits);
    for (size_t i = 0; i < credits.len; i++) {
        const struct credit *credit = &credits.at[i];

        if (!is_exact(&claim, credit))
            continue;
        *ret = (struct keeping){promise, credit->charge, credit->entry, credit->amount, 0};
        return 1;
    }
    return 0;
}
