#include "casework/seen.h"

#include "base/sort.h"
#include "casework/promise.h"

static int64_t size_of(const struct seen_row *row)
{
    return row->amount < 0 ? -row->amount : row->amount;
}

/* ------------------------------------------------------------------ the order of rows */

static bool is_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct seen_row *rows = ctx;

    return rows[a].day < rows[b].day;
}

void seen_begin(const struct case_state *state, const struct seen_row *rows, size_t len,
                struct arena *arena, struct seen_walk *ret)
{
    *ret = (struct seen_walk){.state = state, .rows = rows, .len = len};
    ret->order = arena_make_n(arena, uint32_t, len + 1);
    for (size_t i = 0; i < len; i++)
        ret->order[i] = (uint32_t)i;
    sort_indices(ret->order, len, is_before, rows, arena);
}

static const struct seen_row *row_at(const struct seen_walk *w, size_t i)
{
    return &w->rows[w->order[i]];
}

/* ------------------------------------------------------------------ the same shop and card */

static bool is_of_card(const struct seen_walk *w, const struct case_charge *c,
                       const struct seen_row *row)
{
    return !row->card.len || !c->card.len || slice_eq(row->card, c->card) ||
           slice_eq(row->card, w->state->reissue_new);
}

static bool is_of_shop(const struct case_charge *c, const struct seen_row *row)
{
    if (c->merchant.len && row->merchant.len)
        return slice_eq(c->merchant, row->merchant);
    return slice_eq(c->descriptor, row->descriptor);
}

static bool is_like(const struct seen_walk *w, const struct case_charge *c,
                    const struct seen_row *row)
{
    return !c->is_removed && row->day != DAY_NONE && currency_eq(row->currency, c->currency) &&
           is_of_shop(c, row) && is_of_card(w, c, row);
}

static bool is_itself(const struct case_charge *c, const struct seen_row *row)
{
    return c->id.len && slice_has(row->ids, c->id);
}

/* ------------------------------------------------------------------ what was entered already */

/* Rows up to this one that no case can tell apart from it. */
static size_t count_alike(const struct seen_walk *w, const struct seen_row *row)
{
    size_t n = 1;

    for (size_t i = w->next; i-- > 0 && row_at(w, i)->day == row->day;) {
        const struct seen_row *other = row_at(w, i);

        n += other->amount == row->amount && slice_eq(other->card, row->card) &&
             slice_eq(other->descriptor, row->descriptor);
    }
    return n;
}

static bool is_money_of(const struct ledger_entry *move, const struct seen_row *row)
{
    bool is_back = move->move == MONEY_MERCHANT_REFUND || move->move == MONEY_FINAL_CREDIT ||
                   move->move == MONEY_PROVISIONAL_CREDIT;

    return move->source == MONEY_STATEMENT && move->day == row->day &&
           (move->amount < 0 ? -move->amount : move->amount) == size_of(row) &&
           is_back == (row->amount < 0);
}

/* As many moves of its day and size by a statement as there are such rows. */
static bool is_entered(const struct seen_walk *w, const struct seen_row *row)
{
    size_t n = 0;

    for (size_t i = 0; i < w->state->charges.len; i++) {
        const struct case_charge *c = &w->state->charges.at[i];

        for (size_t k = 0; is_like(w, c, row) && k < c->moves.len; k++)
            n += is_money_of(&c->moves.at[k], row);
    }
    return n >= count_alike(w, row);
}

/* ------------------------------------------------------------------ one row */

/* How well a credit fits a charge that lacks as much. */
enum fit { FIT_LESS, FIT_PROMISED, FIT_ALL };

static enum fit fit_of(const struct seen_walk *w, const struct case_charge *c,
                       const struct seen_row *row)
{
    if (c->ledger.owed == size_of(row))
        return FIT_ALL;
    return promise_awaits(w->state, c, size_of(row), row->day) ? FIT_PROMISED : FIT_LESS;
}

/* The charge that the credit pays back: one that lacks this very sum before any other, then one
 * for which this very sum was promised. */
static const struct case_charge *paid_back(const struct seen_walk *w, const struct seen_row *row,
                                           enum fit *ret_fit)
{
    const struct case_charge *best = NULL;

    for (size_t i = 0; i < w->state->charges.len; i++) {
        const struct case_charge *c = &w->state->charges.at[i];
        enum fit fit;

        if (!is_like(w, c, row) || c->day == DAY_NONE || row->day < c->day ||
            c->ledger.owed < size_of(row))
            continue;
        fit = fit_of(w, c, row);
        if (best && fit <= *ret_fit)
            continue;
        best = c;
        *ret_fit = fit;
    }
    return best;
}

static bool find_credit(const struct seen_walk *w, const struct seen_row *row, struct seen *ret)
{
    enum fit fit = FIT_LESS;
    const struct case_charge *c = is_entered(w, row) ? NULL : paid_back(w, row, &fit);

    if (!c)
        return false;
    ret->charge = c;
    ret->kind = fit == FIT_LESS ? SEEN_PART : SEEN_REFUND;
    return ret->kind == SEEN_REFUND || !row->is_explained;
}

/* The day on which its money was last said or seen to be back; DAY_NONE = never. */
static int32_t back_on(const struct case_charge *c)
{
    int32_t back = DAY_NONE;

    for (size_t i = 0; i < c->moves.len; i++)
        switch (c->moves.at[i].move) {
        case MONEY_REFUND_TOLD:
        case MONEY_PROVISIONAL_CREDIT:
        case MONEY_FINAL_CREDIT:
        case MONEY_MERCHANT_REFUND: back = c->moves.at[i].day; break;
        default: break;
        }
    return back;
}

static bool is_in_case(const struct seen_walk *w, const struct seen_row *row)
{
    for (size_t i = 0; i < w->state->charges.len; i++)
        if (!w->state->charges.at[i].is_removed && is_itself(&w->state->charges.at[i], row))
            return true;
    return false;
}

/*
 * A charge that was typed from a mail or from memory has no row of its own: the first that fits is
 * taken for it, statements date some purchases later than mails do.
 */
#define ORIGINAL_BEFORE 7
#define ORIGINAL_AFTER 40

static bool is_original(const struct seen_walk *w, const struct case_charge *c,
                        const struct seen_row *row)
{
    const struct seen_row *first = NULL;

    for (size_t i = 0; i < w->len; i++) {
        const struct seen_row *r = row_at(w, i);

        if (is_itself(c, r))
            return false;
        if (!first && is_like(w, c, r) && r->amount == c->amount && c->day != DAY_NONE &&
            r->day >= c->day - ORIGINAL_BEFORE && r->day <= c->day + ORIGINAL_AFTER)
            first = r;
    }
    return first == row;
}

static bool find_debit(const struct seen_walk *w, const struct seen_row *row, struct seen *ret)
{
    if (row->is_explained || is_in_case(w, row) || is_entered(w, row))
        return false;
    for (size_t i = 0; i < w->state->charges.len; i++) {
        const struct case_charge *c = &w->state->charges.at[i];
        int32_t back = back_on(c);

        if (!is_like(w, c, row) || row->amount != c->amount || back == DAY_NONE ||
            row->day <= back || is_original(w, c, row))
            continue;
        ret->charge = c;
        ret->kind = SEEN_AGAIN;
        return true;
    }
    return false;
}

static bool find_posted(const struct seen_walk *w, const struct seen_row *row, struct seen *ret)
{
    for (size_t i = 0; !row->is_pending && i < w->state->charges.len; i++) {
        const struct case_charge *c = &w->state->charges.at[i];

        if (c->is_removed || !c->is_pending || !is_itself(c, row))
            continue;
        ret->charge = c;
        ret->kind = SEEN_POSTED;
        return true;
    }
    return false;
}

int seen_next(struct seen_walk *walk, struct seen *ret)
{
    for (; walk->next < walk->len; walk->next++) {
        const struct seen_row *row = row_at(walk, walk->next);
        bool found = row->amount < 0 ? find_credit(walk, row, ret)
                                     : find_posted(walk, row, ret) || find_debit(walk, row, ret);

        if (!found)
            continue;
        ret->row = row;
        walk->next++;
        return 1;
    }
    return 0;
}

/* ------------------------------------------------------------------ what it means */

enum money_move seen_move(const struct seen *seen)
{
    switch (seen->kind) {
    case SEEN_REFUND:
    case SEEN_PART: return MONEY_MERCHANT_REFUND;
    case SEEN_AGAIN: return MONEY_REBILLED;
    case SEEN_POSTED: break;
    }
    return MONEY_POSTED;
}

bool seen_reopens(const struct seen *seen)
{
    return seen->kind == SEEN_AGAIN || seen->kind == SEEN_POSTED;
}
