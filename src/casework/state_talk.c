#include "casework/state_inside.h"

#include "base/hash.h"

/* What is said, asked, promised and done. */

int apply_opened(const struct apply *a)
{
    struct case_state *state = a->state;

    state->id = arena_copy(state->arena, a->event->case_id);
    state->ground = apply_text(a, SLICE("ground"));
    state->title = apply_text(a, SLICE("title"));
    state->jurisdiction = apply_text(a, SLICE("jurisdiction"));
    state->language = apply_text(a, SLICE("language"));
    state->opened = a->event->at;
    state->is_open = true;
    return 0;
}

int apply_closed(const struct apply *a)
{
    if (!a->state->is_open)
        return apply_fault(a, SLICE("closed already"));
    a->state->is_open = false;
    a->state->closed = a->event->at;
    a->state->outcome = apply_text(a, SLICE("outcome"));
    return 0;
}

int apply_reopened(const struct apply *a)
{
    if (a->state->is_open)
        return apply_fault(a, SLICE("not closed"));
    a->state->is_open = true;
    a->state->closed = MOMENT_NONE;
    a->state->outcome = (struct slice){"", 0};
    return 0;
}

/* ------------------------------------------------------------------ answers */

static bool origin_of(struct slice name, enum fact_origin *ret)
{
    static const struct slice names[] = {
        [FACT_BY_PERSON] = {"person", 6}, [FACT_BY_EXPLAIN] = {"explain", 7},
        [FACT_BY_MAIL] = {"mail", 4},     [FACT_BY_CONTACT] = {"contact", 7},
        [FACT_BY_STEP] = {"step", 4},
    };

    *ret = FACT_BY_PERSON;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (slice_eq(names[i], name)) {
            *ret = (enum fact_origin)i;
            return true;
        }
    return !name.len;
}

static void add_answer(const struct apply *a, struct slice fact, struct slice value,
                       enum fact_origin origin, enum party party)
{
    struct case_state *state = a->state;
    uint64_t hash = hash_bytes(fact, 0);
    uint32_t before = map_find(&state->newest, hash, NULL, NULL);
    struct case_answer *answer = array_push(state->arena, &state->answers);

    map_set(&state->newest, state->arena, hash, (uint32_t)(state->answers.len - 1));
    answer->before = before == MAP_NONE ? 0 : before + 1u;
    answer->fact = fact;
    answer->value = value;
    answer->origin = origin;
    answer->party = party;
    answer->seq = a->event->seq;
    answer->at = a->event->of == MOMENT_NONE ? a->event->at : a->event->of;
}

int apply_answer(const struct apply *a)
{
    enum fact_origin origin;

    if (!origin_of(event_field(a->event, SLICE("origin")), &origin))
        return apply_fault(a, SLICE("origin"));
    add_answer(a, apply_text(a, SLICE("fact")), apply_text(a, SLICE("value")), origin, PARTY_SELF);
    return 0;
}

int apply_answer_taken_back(const struct apply *a)
{
    struct slice fact = event_field(a->event, SLICE("fact"));
    uint32_t newest = map_find(&a->state->newest, hash_bytes(fact, 0), NULL, NULL);
    size_t next = newest == MAP_NONE ? 0 : newest + 1u;

    if (!next || a->state->answers.at[next - 1].is_taken_back)
        return apply_fault(a, SLICE("fact"));
    while (next && !a->state->answers.at[next - 1].is_taken_back) {
        struct case_answer *answer = &a->state->answers.at[next - 1];

        answer->is_taken_back = true;
        next = answer->before;
    }
    return 0;
}

/* ------------------------------------------------------------------ playbooks and steps */

int apply_playbook(const struct apply *a)
{
    struct slice id = event_field(a->event, SLICE("playbook"));
    struct event_fields *chosen = &a->state->playbooks;
    struct event_field *entry = NULL;

    for (size_t i = 0; i < chosen->len; i++)
        if (slice_eq(chosen->at[i].name, id))
            entry = &chosen->at[i];
    if (!entry)
        entry = array_push(a->state->arena, chosen);
    entry->name = apply_text(a, SLICE("playbook"));
    entry->value = apply_text(a, SLICE("chosen"));
    return 0;
}

int apply_step(const struct apply *a)
{
    bool is_done = a->event->kind == EVENT_STEP_DONE;
    struct case_step *step = array_push(a->state->arena, &a->state->steps);

    step->playbook = apply_text(a, SLICE("playbook"));
    step->step = apply_text(a, SLICE("step"));
    step->note = apply_text(a, is_done ? SLICE("note") : SLICE("reason"));
    step->state = is_done ? STEP_DONE : STEP_SKIPPED;
    step->at = a->event->at;
    step->of = a->event->of;
    step->seq = a->event->seq;
    return 0;
}

/* ------------------------------------------------------------------ contacts and promises */

/* The fields `answer fact value` of a contact: what the other side said. */
static void add_contact_answers(const struct apply *a, enum party party, struct event_fields *ret)
{
    for (size_t i = 0; i < a->event->fields.len; i++) {
        const struct event_field *field = &a->event->fields.at[i];
        struct slice text, fact, value;

        if (!slice_eq(field->name, SLICE("answer")))
            continue;
        text = arena_copy(a->state->arena, field->value);
        slice_cut(text, SLICE(" "), &fact, &value);
        *array_push(a->state->arena, ret) = (struct event_field){fact, value};
        add_answer(a, fact, value, FACT_BY_CONTACT, party);
    }
}

int apply_contact(const struct apply *a)
{
    struct slice word = event_field(a->event, SLICE("channel"));
    enum channel channel = word.len ? channel_of(word) : CHANNEL_NONE;
    struct case_contact *contact;
    enum party party;

    if (apply_party(a, &party) < 0)
        return ERR_SYNTAX;
    if (channel == CHANNELS)
        return apply_fault(a, SLICE("channel"));
    contact = array_push(a->state->arena, &a->state->contacts);
    contact->seq = a->event->seq;
    contact->at = a->event->at;
    contact->of = a->event->of;
    contact->of_is_day = a->event->of_is_day;
    contact->party = party;
    contact->channel = channel;
    contact->is_incoming = slice_eq(event_field(a->event, SLICE("direction")), SLICE("in"));
    contact->org = apply_text(a, SLICE("org"));
    contact->number = apply_text(a, SLICE("number"));
    contact->person = apply_text(a, SLICE("person"));
    contact->reference = apply_text(a, SLICE("reference"));
    contact->summary = apply_text(a, SLICE("summary"));
    add_contact_answers(a, party, &contact->answers);
    return 0;
}

int apply_promised(const struct apply *a)
{
    struct case_promise *promise;
    enum party party;

    if (apply_party(a, &party) < 0)
        return ERR_SYNTAX;
    promise = array_push(a->state->arena, &a->state->promises);
    promise->seq = a->event->seq;
    promise->contact = (uint64_t)apply_number(a, SLICE("contact"));
    promise->at = a->event->at;
    promise->given = moment_day(a->event->of == MOMENT_NONE ? a->event->at : a->event->of, DAY_JST);
    promise->party = party;
    promise->what = apply_text(a, SLICE("what"));
    promise->text = apply_text(a, SLICE("text"));
    promise->charge = apply_text(a, SLICE("charge"));
    promise->due = apply_day(a, SLICE("due"));
    promise->amount = apply_number(a, SLICE("amount"));
    promise->has_amount = event_field(a->event, SLICE("amount")).len > 0;
    promise->currency = currency_of(event_field(a->event, SLICE("currency")));
    return 0;
}

/* The credit that an EVENT_PROMISE_KEPT names, to ${ret}; its field "money" is there. */
static int read_credit(const struct apply *a, struct promise_credit *ret)
{
    *ret = (struct promise_credit){
        .seq = a->event->seq,
        .money = (uint64_t)apply_number(a, SLICE("money")),
        .charge = apply_text(a, SLICE("charge")),
        .amount = apply_number(a, SLICE("amount")),
        .currency = currency_of(event_field(a->event, SLICE("currency"))),
        .day = apply_day(a, SLICE("date")),
    };
    if (!ret->money || ret->money >= a->event->seq)
        return apply_fault(a, SLICE("money"));
    if (ret->amount <= 0)
        return apply_fault(a, SLICE("amount"));
    return 0;
}

/* Kept, or a part of it: then it is open as before, and what is left is told. */
static int keep_promise(const struct apply *a, struct case_promise *promise)
{
    int64_t left = apply_number(a, SLICE("left"));
    struct promise_credit credit;

    if (!event_field(a->event, SLICE("money")).len) {
        if (left)
            return apply_fault(a, SLICE("left"));
        promise->state = PROMISE_KEPT;
        return 0;
    }
    if (left < 0)
        return apply_fault(a, SLICE("left"));
    if (read_credit(a, &credit) < 0)
        return ERR_SYNTAX;
    *array_push(a->state->arena, &promise->credits) = credit;
    promise->left = left;
    promise->state = left ? PROMISE_OPEN : PROMISE_KEPT;
    return 0;
}

int apply_promise_ended(const struct apply *a)
{
    struct case_promise *promise = apply_promise(a);

    if (!promise)
        return apply_fault(a, SLICE("promise"));
    if (a->event->kind == EVENT_PROMISE_KEPT)
        return keep_promise(a, promise);
    promise->state = PROMISE_BROKEN;
    return 0;
}

/* An inquiry is told again when it is answered: same party and organisation, and the one still
 * open. */
static struct case_inquiry *open_inquiry(const struct apply *a, enum party party)
{
    struct slice org = event_field(a->event, SLICE("org"));

    for (size_t i = a->state->inquiries.len; i-- > 0;) {
        struct case_inquiry *inquiry = &a->state->inquiries.at[i];

        if (!inquiry->is_answered && inquiry->party == party && slice_eq(inquiry->org, org))
            return inquiry;
    }
    return NULL;
}

int apply_inquiry(const struct apply *a)
{
    bool is_answered = slice_eq(event_field(a->event, SLICE("state")), SLICE("answered"));
    struct case_inquiry *inquiry;
    enum party party;

    if (apply_party(a, &party) < 0)
        return ERR_SYNTAX;
    inquiry = is_answered ? open_inquiry(a, party) : NULL;
    if (!inquiry) {
        inquiry = array_push(a->state->arena, &a->state->inquiries);
        inquiry->seq = a->event->seq;
        inquiry->party = party;
        inquiry->org = apply_text(a, SLICE("org"));
        inquiry->what = apply_text(a, SLICE("what"));
        inquiry->due = apply_day(a, SLICE("due"));
    }
    inquiry->is_answered = is_answered;
    inquiry->result = apply_text(a, SLICE("result"));
    inquiry->reference = apply_text(a, SLICE("reference"));
    return 0;
}

int apply_note(const struct apply *a)
{
    struct case_note *note = array_push(a->state->arena, &a->state->notes);

    note->seq = a->event->seq;
    note->at = a->event->at;
    note->of = a->event->of;
    note->text = apply_text(a, SLICE("text"));
    note->actor = arena_copy(a->state->arena, a->event->actor);
    return 0;
}
