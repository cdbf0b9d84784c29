#include "render/case_json_state.h"

#include "render/case_words.h"
#include "render/promise_words.h"

#include "base/moment.h"

void case_json_moment(struct printer *p, struct slice name, int64_t moment)
{
    char text[MOMENT_TEXT_LEN];

    p->type->key(p, name);
    if (moment == MOMENT_NONE) {
        p->type->null(p);
    } else {
        moment_write(moment, text);
        p->type->string(p, (struct slice){text, sizeof(text)});
    }
}

static void entry_of(struct printer *p, uint64_t seq)
{
    print_integer_of(p, "entry", (int64_t)seq);
}

/* When it happened, as a moment and as its day in Japan. */
static void time_of(struct printer *p, int64_t at, int64_t of)
{
    int64_t moment = of == MOMENT_NONE ? at : of;

    case_json_moment(p, SLICE("at"), moment);
    print_day_of(p, "date", moment_day(moment, DAY_JST));
}

/* A sum that may not be known, and its currency. */
static void sum_of(struct printer *p, bool is_known, int64_t amount,
                   const struct currency *currency)
{
    print_known_of(p, "amount", is_known, amount);
    print_text_of(p, "currency", is_known ? slice_of(currency->code) : SLICE(""));
}

/* ------------------------------------------------------------------ charges */

static void moves(struct printer *p, const struct case_charge *c)
{
    static const struct slice sources[] = {[MONEY_TOLD] = {"told", 4},
                                           [MONEY_MAIL] = {"mail", 4},
                                           [MONEY_STATEMENT] = {"statement", 9}};

    print_begin_list(p);
    for (size_t i = 0; i < c->moves.len; i++) {
        print_inline(p);
        print_begin_map(p);
        print_string_of(p, "move", money_move_name(c->moves.at[i].move));
        print_integer_of(p, "amount", c->moves.at[i].amount);
        print_day_of(p, "date", c->moves.at[i].day);
        print_string_of(p, "source", sources[c->moves.at[i].source]);
        entry_of(p, c->moves.at[i].seq);
        print_end(p);
    }
    print_end(p);
}

static void money(struct printer *p, const struct case_charge *c)
{
    print_string_of(p, "stage", ledger_stage_name(c->ledger.stage));
    print_integer_of(p, "credited", c->ledger.credited);
    print_integer_of(p, "provisional", c->ledger.provisional);
    print_integer_of(p, "owed", c->ledger.owed);
    print_boolean_of(p, "closed", c->ledger.is_closed);
    print_boolean_of(p, "charged_again", c->ledger.is_reopened);
    print_boolean_of(p, "too_much", c->ledger.is_over);
    print_key(p, "moves");
    moves(p, c);
}

static void charge(struct printer *p, const struct case_charge *c)
{
    print_begin_map(p);
    print_string_of(p, "charge", c->id);
    print_day_of(p, "date", c->day);
    print_day_of(p, "posted_on", c->posted);
    print_day_of(p, "notified_on", c->notified);
    print_integer_of(p, "amount", c->amount);
    print_text_of(p, "currency", slice_of(c->currency.code));
    print_text_of(p, "descriptor", c->descriptor);
    print_text_of(p, "merchant", c->merchant);
    print_text_of(p, "card", c->card);
    print_text_of(p, "issuer", c->issuer);
    print_string_of(p, "state", c->is_pending ? SLICE("pending") : SLICE("posted"));
    print_text_of(p, "file", c->source);
    entry_of(p, c->seq);
    money(p, c);
    print_end(p);
}

static void charges(struct printer *p, const char *name, const struct case_state *state,
                    bool left_out)
{
    p->type->key(p, slice_of(name));
    print_begin_list(p);
    for (size_t i = 0; i < state->charges.len; i++)
        if (state->charges.at[i].is_removed == left_out)
            charge(p, &state->charges.at[i]);
    print_end(p);
}

/* ------------------------------------------------------------------ answers */

void case_json_answer(struct printer *p, const struct case_answer *a)
{
    print_inline(p);
    print_begin_map(p);
    print_string_of(p, "fact", a->fact);
    print_string_of(p, "value", a->value);
    print_string_of(p, "origin", case_origin_name(a->origin));
    print_string_of(p, "party", party_name(a->party));
    print_boolean_of(p, "taken_back", a->is_taken_back);
    entry_of(p, a->seq);
    print_end(p);
}

static void answers(struct printer *p, const struct case_state *state)
{
    print_key(p, "answers");
    print_begin_list(p);
    for (size_t i = 0; i < state->answers.len; i++)
        case_json_answer(p, &state->answers.at[i]);
    print_end(p);
}

/* ------------------------------------------------------------------ playbooks and steps */

static void playbooks(struct printer *p, const struct case_state *state)
{
    print_key(p, "playbooks");
    print_begin_list(p);
    for (size_t i = 0; i < state->playbooks.len; i++) {
        print_inline(p);
        print_begin_map(p);
        print_string_of(p, "playbook", state->playbooks.at[i].name);
        print_boolean_of(p, "chosen", slice_eq(state->playbooks.at[i].value, SLICE("yes")));
        print_end(p);
    }
    print_end(p);
}

static void steps(struct printer *p, const struct case_state *state)
{
    print_key(p, "steps");
    print_begin_list(p);
    for (size_t i = 0; i < state->steps.len; i++) {
        const struct case_step *s = &state->steps.at[i];

        print_begin_map(p);
        print_string_of(p, "playbook", s->playbook);
        print_string_of(p, "step", s->step);
        print_string_of(p, "state", s->state == STEP_DONE ? SLICE("done") : SLICE("skipped"));
        print_text_of(p, "note", s->note);
        time_of(p, s->at, s->of);
        entry_of(p, s->seq);
        print_end(p);
    }
    print_end(p);
}

/* ------------------------------------------------------------------ talk */

static void said(struct printer *p, const struct event_fields *answers)
{
    print_key(p, "said");
    print_begin_list(p);
    for (size_t i = 0; i < answers->len; i++) {
        print_inline(p);
        print_begin_map(p);
        print_string_of(p, "fact", answers->at[i].name);
        print_string_of(p, "value", answers->at[i].value);
        print_end(p);
    }
    print_end(p);
}

static void contacts(struct printer *p, const struct case_state *state)
{
    print_key(p, "contacts");
    print_begin_list(p);
    for (size_t i = 0; i < state->contacts.len; i++) {
        const struct case_contact *c = &state->contacts.at[i];

        print_begin_map(p);
        entry_of(p, c->seq);
        time_of(p, c->at, c->of);
        print_string_of(p, "party", party_name(c->party));
        print_text_of(p, "org", c->org);
        print_string_of(p, "channel", channel_name(c->channel));
        print_string_of(p, "direction", c->is_incoming ? SLICE("in") : SLICE("out"));
        print_text_of(p, "number", c->number);
        print_text_of(p, "person", c->person);
        print_text_of(p, "reference", c->reference);
        print_text_of(p, "summary", c->summary);
        said(p, &c->answers);
        print_end(p);
    }
    print_end(p);
}

static void promises(struct printer *p, const struct case_state *state)
{
    static const struct slice states[] = {[PROMISE_OPEN] = {"open", 4},
                                          [PROMISE_KEPT] = {"kept", 4},
                                          [PROMISE_BROKEN] = {"broken", 6}};

    print_key(p, "promises");
    print_begin_list(p);
    for (size_t i = 0; i < state->promises.len; i++) {
        const struct case_promise *promise = &state->promises.at[i];

        print_begin_map(p);
        print_integer_of(p, "promise", (int64_t)promise->seq);
        case_json_moment(p, SLICE("at"), promise->at);
        print_known_of(p, "contact", promise->contact != 0, (int64_t)promise->contact);
        print_string_of(p, "party", party_name(promise->party));
        print_text_of(p, "what", promise->what);
        print_day_of(p, "due", promise->due);
        sum_of(p, promise->has_amount, promise->amount, &promise->currency);
        print_text_of(p, "charge", promise->charge);
        print_text_of(p, "text", promise->text);
        print_string_of(p, "state", states[promise->state]);
        promise_credits_json(p, state, promise);
        print_end(p);
    }
    print_end(p);
}

static void inquiries(struct printer *p, const struct case_state *state)
{
    print_key(p, "inquiries");
    print_begin_list(p);
    for (size_t i = 0; i < state->inquiries.len; i++) {
        const struct case_inquiry *q = &state->inquiries.at[i];

        print_begin_map(p);
        entry_of(p, q->seq);
        print_string_of(p, "party", party_name(q->party));
        print_text_of(p, "org", q->org);
        print_text_of(p, "what", q->what);
        print_day_of(p, "due", q->due);
        print_string_of(p, "state", q->is_answered ? SLICE("answered") : SLICE("open"));
        print_text_of(p, "result", q->result);
        print_text_of(p, "reference", q->reference);
        print_end(p);
    }
    print_end(p);
}

static void notes(struct printer *p, const struct case_state *state)
{
    print_key(p, "notes");
    print_begin_list(p);
    for (size_t i = 0; i < state->notes.len; i++) {
        const struct case_note *note = &state->notes.at[i];

        print_begin_map(p);
        entry_of(p, note->seq);
        time_of(p, note->at, note->of);
        print_text_of(p, "actor", note->actor);
        print_text_of(p, "text", note->text);
        print_end(p);
    }
    print_end(p);
}

/* ------------------------------------------------------------------ evidence and papers */

static void evidence(struct printer *p, const struct case_state *state)
{
    print_key(p, "evidence");
    print_begin_list(p);
    for (size_t i = 0; i < state->evidence.len; i++) {
        const struct case_evidence *e = &state->evidence.at[i];

        print_begin_map(p);
        entry_of(p, e->seq);
        print_string_of(p, "sha256", e->sha256);
        print_text_of(p, "name", e->name);
        print_integer_of(p, "size", e->size);
        print_text_of(p, "type", e->type);
        print_text_of(p, "source", e->source);
        case_json_moment(p, SLICE("taken"), e->taken);
        print_text_of(p, "form", e->form);
        print_text_of(p, "redacted_of", e->redacted_of);
        print_text_of(p, "sealed", e->sealed);
        print_text_of(p, "note", e->note);
        print_boolean_of(p, "deleted", e->is_deleted);
        print_end(p);
    }
    print_end(p);
}

static void custody(struct printer *p, const struct case_state *state)
{
    print_key(p, "custody");
    print_begin_list(p);
    for (size_t i = 0; i < state->custody.len; i++) {
        const struct case_custody *c = &state->custody.at[i];

        print_begin_map(p);
        entry_of(p, c->seq);
        case_json_moment(p, SLICE("at"), c->at);
        print_string_of(p, "sha256", c->sha256);
        print_text_of(p, "act", c->act);
        print_text_of(p, "to", c->to);
        print_text_of(p, "actor", c->actor);
        print_text_of(p, "note", c->note);
        print_end(p);
    }
    print_end(p);
}

static void papers(struct printer *p, const struct case_state *state)
{
    print_key(p, "papers");
    print_begin_list(p);
    for (size_t i = 0; i < state->papers.len; i++) {
        const struct case_paper *paper = &state->papers.at[i];

        print_begin_map(p);
        entry_of(p, paper->seq);
        case_json_moment(p, SLICE("at"), paper->at);
        print_text_of(p, "paper", paper->paper);
        print_text_of(p, "audience", paper->audience);
        print_text_of(p, "to", paper->to);
        print_text_of(p, "sha256", paper->sha256);
        print_text_of(p, "head", paper->head);
        print_end(p);
    }
    print_end(p);
}

static void stamps(struct printer *p, const struct case_state *state)
{
    print_key(p, "stamps");
    print_begin_list(p);
    for (size_t i = 0; i < state->stamps.len; i++) {
        const struct case_stamp *stamp = &state->stamps.at[i];

        print_begin_map(p);
        entry_of(p, stamp->seq);
        case_json_moment(p, SLICE("at"), stamp->at);
        print_string_of(p, "kind", stamp->kind);
        print_string_of(p, "head", stamp->head);
        print_text_of(p, "token", stamp->token);
        print_end(p);
    }
    print_end(p);
}

/* ------------------------------------------------------------------ goods and the new card */

static void returns(struct printer *p, const struct case_state *state)
{
    print_key(p, "returns");
    print_begin_list(p);
    for (size_t i = 0; i < state->returns.len; i++) {
        const struct case_return *r = &state->returns.at[i];

        print_begin_map(p);
        entry_of(p, r->seq);
        print_string_of(p, "order", r->order);
        print_string_of(p, "state", r->state);
        print_day_of(p, "date", r->day);
        print_text_of(p, "carrier", r->carrier);
        print_text_of(p, "tracking", r->tracking);
        sum_of(p, r->currency.code[0] != 0, r->amount, &r->currency);
        print_end(p);
    }
    print_end(p);
}

static void card_users(struct printer *p, const struct case_state *state)
{
    print_key(p, "card_users");
    print_begin_list(p);
    for (size_t i = 0; i < state->card_users.len; i++) {
        const struct case_card_user *user = &state->card_users.at[i];

        print_begin_map(p);
        print_string_of(p, "merchant", user->merchant);
        print_text_of(p, "descriptor", user->descriptor);
        print_text_of(p, "card", user->card);
        print_string_of(p, "state", user->state);
        entry_of(p, user->seq);
        print_end(p);
    }
    print_end(p);
}

static void reissue(struct printer *p, const struct case_state *state)
{
    print_key(p, "reissue");
    print_begin_map(p);
    print_text_of(p, "state", state->reissue_state);
    print_text_of(p, "old", state->reissue_old);
    print_text_of(p, "new", state->reissue_new);
    print_day_of(p, "date", state->reissue_day);
    card_users(p, state);
    print_end(p);
}

void case_json_state(struct printer *p, const struct case_state *state)
{
    charges(p, "charges", state, false);
    charges(p, "left_out", state, true);
    answers(p, state);
    playbooks(p, state);
    steps(p, state);
    contacts(p, state);
    promises(p, state);
    inquiries(p, state);
    notes(p, state);
    evidence(p, state);
    custody(p, state);
    papers(p, state);
    stamps(p, state);
    returns(p, state);
    reissue(p, state);
}
