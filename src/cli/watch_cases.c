#include "cli/watch_look.h"

#include "base/hash.h"
#include "base/moment.h"
#include "cli/language.h"
#include "cli/memory.h"
#include "explain/history.h"
#include "render/agenda_book.h"
#include "store/journal.h"

/* ------------------------------------------------------------------ a case */

static int load(struct watch_look *look, struct slice id, struct case_state *ret,
                struct err *reterr)
{
    struct store *store = look->w->store;
    struct store_events events = {0};
    int r = store->ops->event_list(store, id, look->arena, &events, reterr);

    state_init(ret, look->arena);
    for (size_t i = 0; r == 0 && i < events.len; i++) {
        struct event event;

        if (event_read(events.at[i].bytes, look->arena, &event, reterr) < 0 ||
            state_apply(ret, &event, reterr) < 0)
            return 1; /* a journal that was changed: `case verify` tells of it */
    }
    return r;
}

static bool is_lately(const struct watch_look *look, const struct agenda_entry *entry)
{
    return entry->side != AGENDA_NETWORK && entry->urge <= look->today;
}

static void tell_day(struct watch_look *look, const struct agenda_entry *entry)
{
    bool is_ours = entry->kind == AGENDA_DEADLINE && entry->side == AGENDA_YOURS;
    struct slice parts[3] = {entry->case_id, entry->key, {"", 0}};
    struct matter about;

    if ((is_ours && entry->is_over) || (!is_ours && entry->day >= look->today))
        return;
    matter_clear(&about, is_ours ? MATTER_DEADLINE : MATTER_PROMISE);
    about.case_id = entry->case_id;
    about.text = entry->what;
    about.day = entry->day;
    about.amount = entry->amount;
    about.has_amount = entry->amount != 0;
    about.currency = entry->currency;
    parts[2] = arena_number(look->arena, entry->day);
    watch_look_tell(look, &about, DAY_NONE, parts, 3);
}

static void look_at_agenda(struct watch_look *look, const struct case_state *state)
{
    struct output none;
    struct page page = {
        .out = &none, .arena = look->arena, .width = 100, .japanese = language_is_japanese()};
    struct paper paper = {
        .page = &page, .catalog = look->w->catalog, .state = state, .today = look->today};
    struct agenda_book book = {.today = look->today, .now = look->w->now};

    output_init(&none, &memory, NULL, NULL);
    agenda_book_add(&book, &paper);
    for (size_t i = 0; i < book.entries.len; i++)
        if (is_lately(look, &book.entries.at[i]))
            tell_day(look, &book.entries.at[i]);
    output_done(&none);
}

/* ------------------------------------------------------------------ its charges */

/* "Refund processed", and the money was debited, or billed again. */
static void look_at_money(struct watch_look *look, const struct case_state *state)
{
    for (size_t i = 0; i < state->charges.len; i++) {
        const struct case_charge *charge = &state->charges.at[i];
        bool told = false;

        for (size_t k = 0; k < charge->moves.len; k++) {
            const struct ledger_entry *move = &charge->moves.at[k];
            struct slice parts[3] = {state->id, charge->id,
                                     arena_number(look->arena, (int64_t)move->seq)};
            struct matter about;

            if (told && (move->move == MONEY_DEBITED || move->move == MONEY_REBILLED)) {
                matter_clear(&about, MATTER_DEBIT_AFTER_REFUND);
                about.case_id = state->id;
                about.shop = charge->descriptor;
                about.amount = move->amount;
                about.has_amount = true;
                about.currency = charge->currency;
                about.day = move->day;
                watch_look_tell(look, &about, move->day, parts, 3);
            }
            told = told || move->move == MONEY_REFUND_TOLD || move->move == MONEY_FINAL_CREDIT ||
                   move->move == MONEY_MERCHANT_REFUND;
        }
    }
}

static bool is_card_of(const struct case_state *state, struct slice last4)
{
    for (size_t i = 0; i < state->charges.len; i++)
        if (last4.len && slice_ends(state->charges.at[i].card, last4))
            return true;
    return false;
}

static bool is_in_case(const struct case_state *state, struct slice charge)
{
    return state_charge(state, charge) != NULL;
}

/* Charges of a card after the case says that it was stopped. */
static void look_at_stopped(struct watch_look *look, const struct case_state *state)
{
    const struct report *r = look->report;
    const struct case_answer *stopped = state_answer(state, SLICE("card_stopped"));
    int32_t day;

    if (!stopped || !slice_eq(stopped->value, SLICE("yes")))
        return;
    day = moment_day(stopped->at, DAY_JST);
    for (uint32_t i = 0; i < r->entries.list.len; i++) {
        const struct charge *charge = history_charge(r, i);
        struct slice last4 = slice_of(r->records->cards.at[charge->card].last4), parts[2];
        struct matter about;
        char id[HASH_TEXT_LEN];

        hash_write(r->entries.list.at[i].id, id);
        if (history_day(r, i) == DAY_NONE || history_day(r, i) <= day || charge->amount <= 0 ||
            !is_card_of(state, last4) || is_in_case(state, (struct slice){id, sizeof(id)}))
            continue;
        matter_clear(&about, MATTER_STOPPED_CARD);
        about.case_id = state->id;
        about.charge = arena_copy(look->arena, (struct slice){id, sizeof(id)});
        about.shop = r->records->texts.at[charge->text].raw;
        about.amount = charge->amount;
        about.has_amount = true;
        about.currency = charge->currency;
        about.day = history_day(r, i);
        memcpy(about.last4, r->records->cards.at[charge->card].last4, sizeof(about.last4));
        parts[0] = state->id;
        parts[1] = about.charge;
        watch_look_tell(look, &about, about.day, parts, 2);
    }
}

int watch_look_cases(struct watch_look *look, struct err *reterr)
{
    struct store *store = look->w->store;
    struct store_names names = {0};
    int r = store->ops->case_list(store, look->arena, &names, reterr);

    for (size_t i = 0; r >= 0 && i < names.len; i++) {
        struct case_state *state = arena_make(look->arena, struct case_state);

        r = load(look, names.at[i], state, reterr);
        if (r != 0)
            continue;
        for (size_t k = 0; k < state->charges.len; k++)
            map_set(&look->in_case, look->arena, hash_bytes(state->charges.at[k].id, 0), 1);
        if (state->is_open)
            look_at_agenda(look, state);
        look_at_money(look, state);
        look_at_stopped(look, state);
    }
    return r < 0 ? r : 0;
}
