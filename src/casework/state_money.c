#include "casework/state_inside.h"

#include "base/hash.h"
#include "base/sort.h"

/* Charges, their money, goods, cards and evidence. */

static void find_ledger(struct case_charge *charge)
{
    ledger_find(charge->amount, charge->moves.at, charge->moves.len, &charge->ledger);
}

/* Of two ids with one hash each has a place. */
static bool is_other(const void *ctx, uint32_t at)
{
    (void)ctx;
    (void)at;
    return false;
}

int apply_charge_added(const struct apply *a)
{
    struct case_charge *charge = apply_charge(a);

    if (charge && !charge->is_removed)
        return apply_fault(a, SLICE("charge"));
    if (!charge) {
        struct slice id = event_field(a->event, SLICE("charge"));

        map_add(&a->state->by_id, a->state->arena, hash_bytes(id, 0),
                (uint32_t)a->state->charges.len, is_other, NULL);
        charge = array_push(a->state->arena, &a->state->charges);
    }
    *charge = (struct case_charge){
        .id = apply_text(a, SLICE("charge")),
        .descriptor = apply_text(a, SLICE("descriptor")),
        .merchant = apply_text(a, SLICE("merchant")),
        .card = apply_text(a, SLICE("card")),
        .issuer = apply_text(a, SLICE("issuer")),
        .source = apply_text(a, SLICE("source")),
        .day = apply_day(a, SLICE("date")),
        .posted = apply_day(a, SLICE("posted_on")),
        .notified = apply_day(a, SLICE("notified_on")),
        .amount = apply_number(a, SLICE("amount")),
        .currency = currency_of(event_field(a->event, SLICE("currency"))),
        .is_pending = slice_eq(event_field(a->event, SLICE("state")), SLICE("pending")),
        .seq = a->event->seq,
    };
    for (size_t i = 0; i < a->event->fields.len; i++) {
        struct slice text, cause, probability;

        if (!slice_eq(a->event->fields.at[i].name, SLICE("cause")))
            continue;
        text = arena_copy(a->state->arena, a->event->fields.at[i].value);
        slice_cut(text, SLICE(" "), &cause, &probability);
        *array_push(a->state->arena, &charge->causes) = (struct event_field){cause, probability};
    }
    find_ledger(charge);
    return 0;
}

int apply_charge_removed(const struct apply *a)
{
    struct case_charge *charge = apply_charge(a);

    if (!charge || charge->is_removed)
        return apply_fault(a, SLICE("charge"));
    charge->is_removed = true;
    return 0;
}

/* ------------------------------------------------------------------ money */

static enum money_source money_source_of(struct slice name)
{
    if (slice_eq(name, SLICE("statement")))
        return MONEY_STATEMENT;
    return slice_eq(name, SLICE("mail")) ? MONEY_MAIL : MONEY_TOLD;
}

/* Moves stand in the order of their days, however late they were told; of one day as they were
 * written. */
static void insert_move(struct arena *arena, struct ledger_entries *moves,
                        const struct ledger_entry *entry)
{
    size_t i;

    array_push(arena, moves);
    for (i = moves->len - 1; i > 0 && moves->at[i - 1].day > entry->day; i--)
        moves->at[i] = moves->at[i - 1];
    moves->at[i] = *entry;
}

static bool move_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct ledger_entries *moves = ctx;

    return moves->at[a].day < moves->at[b].day;
}

/* The same of moves that were only appended; the sort is stable. */
static void sort_moves(struct arena *arena, struct ledger_entries *moves)
{
    uint32_t *order = arena_make_n(arena, uint32_t, moves->len);
    struct ledger_entry *sorted = arena_make_n(arena, struct ledger_entry, moves->len);

    for (size_t i = 0; i < moves->len; i++)
        order[i] = (uint32_t)i;
    sort_indices(order, moves->len, move_before, moves, arena);
    for (size_t i = 0; i < moves->len; i++)
        sorted[i] = moves->at[order[i]];
    *moves = (struct ledger_entries){sorted, moves->len, moves->len};
}

void state_put_off(struct case_state *state)
{
    state->puts_off = true;
}

void state_settle(struct case_state *state)
{
    state->puts_off = false;
    for (size_t i = 0; i < state->charges.len; i++) {
        struct case_charge *charge = &state->charges.at[i];

        if (charge->moves.len > 1)
            sort_moves(state->arena, &charge->moves);
        find_ledger(charge);
    }
}

int apply_money(const struct apply *a)
{
    struct case_charge *charge = apply_charge(a);
    int64_t told = a->event->of == MOMENT_NONE ? a->event->at : a->event->of;
    struct ledger_entry entry = {
        .move = money_move_of(event_field(a->event, SLICE("move"))),
        .source = money_source_of(event_field(a->event, SLICE("source"))),
        .amount = apply_number(a, SLICE("amount")),
        .day = apply_day(a, SLICE("date")),
        .seq = a->event->seq,
    };

    if (!charge || charge->is_removed)
        return apply_fault(a, SLICE("charge"));
    if (entry.move == MONEY_MOVES)
        return apply_fault(a, SLICE("move"));
    if (entry.day == DAY_NONE)
        entry.day = moment_day(told, DAY_JST);
    if (entry.move == MONEY_POSTED)
        charge->is_pending = false;
    if (a->state->puts_off) {
        *array_push(a->state->arena, &charge->moves) = entry;
    } else {
        insert_move(a->state->arena, &charge->moves, &entry);
        find_ledger(charge);
    }
    return 0;
}

/* ------------------------------------------------------------------ goods and cards */

int apply_return(const struct apply *a)
{
    struct slice order = event_field(a->event, SLICE("order"));
    struct case_returns *returns = &a->state->returns;
    struct case_return *entry = NULL;
    struct slice tracking, carrier;

    for (size_t i = 0; i < returns->len; i++)
        if (slice_eq(returns->at[i].order, order))
            entry = &returns->at[i];
    if (!entry) {
        entry = array_push(a->state->arena, returns);
        entry->order = apply_text(a, SLICE("order"));
    }
    tracking = apply_text(a, SLICE("tracking"));
    carrier = apply_text(a, SLICE("carrier"));
    entry->tracking = tracking.len ? tracking : entry->tracking;
    entry->carrier = carrier.len ? carrier : entry->carrier;
    entry->state = apply_text(a, SLICE("state"));
    entry->day = apply_day(a, SLICE("date"));
    if (event_field(a->event, SLICE("amount")).len) {
        entry->amount = apply_number(a, SLICE("amount"));
        entry->currency = currency_of(event_field(a->event, SLICE("currency")));
    }
    entry->seq = a->event->seq;
    return 0;
}

int apply_reissue(const struct apply *a)
{
    struct slice old = apply_text(a, SLICE("card")), new = apply_text(a, SLICE("new_card"));

    a->state->reissue_state = apply_text(a, SLICE("state"));
    a->state->reissue_old = old.len ? old : a->state->reissue_old;
    a->state->reissue_new = new.len ? new : a->state->reissue_new;
    a->state->reissue_day = apply_day(a, SLICE("date"));
    return 0;
}

int apply_card_user(const struct apply *a)
{
    struct slice merchant = event_field(a->event, SLICE("merchant"));
    struct case_card_users *users = &a->state->card_users;
    struct case_card_user *user = NULL;

    for (size_t i = 0; i < users->len; i++)
        if (slice_eq(users->at[i].merchant, merchant))
            user = &users->at[i];
    if (!user) {
        user = array_push(a->state->arena, users);
        user->merchant = apply_text(a, SLICE("merchant"));
        user->descriptor = apply_text(a, SLICE("descriptor"));
        user->card = apply_text(a, SLICE("card"));
    }
    user->state = apply_text(a, SLICE("state"));
    user->seq = a->event->seq;
    return 0;
}

/* ------------------------------------------------------------------ evidence and papers */

static struct case_evidence *evidence_of(const struct apply *a)
{
    struct slice sha256 = event_field(a->event, SLICE("sha256"));
    uint32_t at = map_find(&a->state->by_hash, hash_bytes(sha256, 0), NULL, NULL);

    return at == MAP_NONE ? NULL : &a->state->evidence.at[at];
}

int apply_evidence(const struct apply *a)
{
    struct case_evidence *evidence;

    if (evidence_of(a))
        return apply_fault(a, SLICE("sha256"));
    evidence = array_push(a->state->arena, &a->state->evidence);
    evidence->seq = a->event->seq;
    evidence->sha256 = apply_text(a, SLICE("sha256"));
    map_set(&a->state->by_hash, a->state->arena, hash_bytes(evidence->sha256, 0),
            (uint32_t)(a->state->evidence.len - 1));
    evidence->name = apply_text(a, SLICE("name"));
    evidence->type = apply_text(a, SLICE("type"));
    evidence->source = apply_text(a, SLICE("source"));
    evidence->form = apply_text(a, SLICE("form"));
    evidence->redacted_of = apply_text(a, SLICE("redacted_of"));
    evidence->sealed = apply_text(a, SLICE("sealed"));
    evidence->note = apply_text(a, SLICE("note"));
    evidence->size = apply_number(a, SLICE("size"));
    if (!moment_read(event_field(a->event, SLICE("taken")), DAY_JST, &evidence->taken))
        evidence->taken = a->event->at;
    return 0;
}

int apply_custody(const struct apply *a)
{
    struct case_evidence *evidence = evidence_of(a);
    struct case_custody *custody;

    if (!evidence)
        return apply_fault(a, SLICE("sha256"));
    custody = array_push(a->state->arena, &a->state->custody);
    custody->seq = a->event->seq;
    custody->at = a->event->of == MOMENT_NONE ? a->event->at : a->event->of;
    custody->sha256 = evidence->sha256;
    custody->act = apply_text(a, SLICE("act"));
    custody->to = apply_text(a, SLICE("to"));
    custody->note = apply_text(a, SLICE("note"));
    custody->actor = arena_copy(a->state->arena, a->event->actor);
    evidence->is_deleted |= slice_eq(custody->act, SLICE("deleted"));
    return 0;
}

int apply_paper(const struct apply *a)
{
    struct case_paper *paper = array_push(a->state->arena, &a->state->papers);

    paper->seq = a->event->seq;
    paper->at = a->event->at;
    paper->paper = apply_text(a, SLICE("paper"));
    paper->audience = apply_text(a, SLICE("audience"));
    paper->sha256 = apply_text(a, SLICE("sha256"));
    paper->head = apply_text(a, SLICE("head"));
    paper->to = apply_text(a, SLICE("to"));
    return 0;
}

int apply_stamp(const struct apply *a)
{
    struct case_stamp *stamp = array_push(a->state->arena, &a->state->stamps);

    stamp->seq = a->event->seq;
    stamp->at = a->event->at;
    stamp->kind = apply_text(a, SLICE("kind"));
    stamp->head = apply_text(a, SLICE("head"));
    stamp->token = apply_text(a, SLICE("token"));
    return 0;
}
