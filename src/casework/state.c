#include "casework/state.h"

#include "casework/state_inside.h"

#include "base/day.h"
#include "base/hash.h"
#include "base/pairs.h"

#include <string.h>

void state_init(struct case_state *state, struct arena *arena)
{
    memset(state, 0, sizeof(*state));
    state->arena = arena;
    state->closed = MOMENT_NONE;
    state->reissue_day = DAY_NONE;
}

/* ------------------------------------------------------------------ values of fields */

int apply_fault(const struct apply *a, struct slice why)
{
    return err_set(a->reterr, ERR_SYNTAX, 0, why);
}

struct slice apply_text(const struct apply *a, struct slice name)
{
    return arena_copy(a->state->arena, event_field(a->event, name));
}

int64_t apply_number(const struct apply *a, struct slice name)
{
    int64_t n = 0;

    pairs_number(event_field(a->event, name), &n);
    return n;
}

int32_t apply_day(const struct apply *a, struct slice name)
{
    int64_t moment;

    if (!moment_read(event_field(a->event, name), 0, &moment))
        return DAY_NONE;
    return moment_day(moment, 0);
}

int apply_party(const struct apply *a, enum party *ret)
{
    enum party party = party_of(event_field(a->event, SLICE("party")));

    if (party == PARTIES)
        return apply_fault(a, SLICE("party"));
    *ret = party;
    return 0;
}

struct charge_key {
    const struct case_state *state;
    struct slice id;
};

static bool is_charge(const void *ctx, uint32_t at)
{
    const struct charge_key *key = ctx;

    return slice_eq(key->state->charges.at[at].id, key->id);
}

/* The charge of that id, also one that was removed; NULL = none. */
static struct case_charge *find_charge(const struct case_state *state, struct slice id)
{
    struct charge_key key = {state, id};
    uint32_t at = map_find(&state->by_id, hash_bytes(id, 0), is_charge, &key);

    return at == MAP_NONE ? NULL : &state->charges.at[at];
}

struct case_charge *apply_charge(const struct apply *a)
{
    return find_charge(a->state, event_field(a->event, SLICE("charge")));
}

struct case_promise *apply_promise(const struct apply *a)
{
    uint64_t seq = (uint64_t)apply_number(a, SLICE("promise"));

    for (size_t i = 0; i < a->state->promises.len; i++)
        if (a->state->promises.at[i].seq == seq)
            return &a->state->promises.at[i];
    return NULL;
}

/* ------------------------------------------------------------------ the fold */

static int (*const appliers[EVENTS])(const struct apply *a) = {
    [EVENT_OPENED] = apply_opened,
    [EVENT_CHARGE] = apply_charge_added,
    [EVENT_CHARGE_REMOVED] = apply_charge_removed,
    [EVENT_ANSWER] = apply_answer,
    [EVENT_ANSWER_TAKEN_BACK] = apply_answer_taken_back,
    [EVENT_PLAYBOOK] = apply_playbook,
    [EVENT_STEP_DONE] = apply_step,
    [EVENT_STEP_SKIPPED] = apply_step,
    [EVENT_CONTACT] = apply_contact,
    [EVENT_PROMISE] = apply_promised,
    [EVENT_PROMISE_KEPT] = apply_promise_ended,
    [EVENT_PROMISE_BROKEN] = apply_promise_ended,
    [EVENT_EVIDENCE] = apply_evidence,
    [EVENT_CUSTODY] = apply_custody,
    [EVENT_MONEY] = apply_money,
    [EVENT_RETURN] = apply_return,
    [EVENT_REISSUE] = apply_reissue,
    [EVENT_CARD_USER] = apply_card_user,
    [EVENT_INQUIRY] = apply_inquiry,
    [EVENT_PAPER] = apply_paper,
    [EVENT_NOTE] = apply_note,
    [EVENT_STAMP] = apply_stamp,
    [EVENT_CLOSED] = apply_closed,
    [EVENT_REOPENED] = apply_reopened,
};

int state_apply(struct case_state *state, const struct event *event, struct err *reterr)
{
    struct apply a = {state, event, reterr};
    int r;

    if (event->seq != state->events + 1)
        return apply_fault(&a, SLICE("seq"));
    if ((event->kind == EVENT_OPENED) != (state->events == 0))
        return apply_fault(&a, SLICE("opened"));
    if (state->events && !slice_eq(event->case_id, state->id))
        return apply_fault(&a, SLICE("case"));
    r = appliers[event->kind](&a);
    if (r < 0)
        return r;
    state->events = event->seq;
    state->changed = event->at;
    return 0;
}

/* ------------------------------------------------------------------ what is known */

const struct case_charge *state_charge(const struct case_state *state, struct slice id)
{
    const struct case_charge *charge = find_charge(state, id);

    return charge && !charge->is_removed ? charge : NULL;
}

static struct slice yes_if(bool holds)
{
    return holds ? SLICE("yes") : SLICE("no");
}

/* Charges of the case for which ${test} holds. */
static size_t count(const struct case_state *state, bool (*test)(const struct case_charge *charge))
{
    size_t n = 0;

    for (size_t i = 0; i < state->charges.len; i++)
        n += !state->charges.at[i].is_removed && test(&state->charges.at[i]);
    return n;
}

static bool is_any(const struct case_charge *charge)
{
    (void)charge;
    return true;
}

static bool is_posted(const struct case_charge *charge)
{
    return !charge->is_pending;
}

static bool is_pending(const struct case_charge *charge)
{
    return charge->is_pending;
}

static bool is_open(const struct case_charge *charge)
{
    return !charge->ledger.is_closed;
}

static bool is_promised(const struct case_charge *charge)
{
    return charge->ledger.stage == LEDGER_PROMISED;
}

static struct slice card_known(const struct case_state *state)
{
    for (size_t i = 0; i < state->charges.len; i++)
        if (state->charges.at[i].card.len && !state->charges.at[i].is_removed)
            return SLICE("yes");
    return SLICE("no");
}

static struct slice issuer_of_case(const struct case_state *state)
{
    for (size_t i = 0; i < state->charges.len; i++)
        if (state->charges.at[i].issuer.len && !state->charges.at[i].is_removed)
            return state->charges.at[i].issuer;
    return (struct slice){"", 0};
}

static struct slice has_charge(const struct case_state *state)
{
    return yes_if(count(state, is_any));
}

static struct slice has_posted(const struct case_state *state)
{
    return yes_if(count(state, is_posted));
}

static struct slice has_pending(const struct case_state *state)
{
    return yes_if(count(state, is_pending));
}

static struct slice all_closed(const struct case_state *state)
{
    return yes_if(count(state, is_any) && !count(state, is_open));
}

static struct slice refund_promised(const struct case_state *state)
{
    return yes_if(count(state, is_promised));
}

static struct slice reissued(const struct case_state *state)
{
    return yes_if(slice_eq(state->reissue_state, SLICE("arrived")));
}

static struct slice jurisdiction(const struct case_state *state)
{
    return state->jurisdiction;
}

static struct slice ground(const struct case_state *state)
{
    return state->ground;
}

/* Facts that follow from what is there; false = ${fact} is none of them. */
static bool derived(const struct case_state *state, struct slice fact, struct slice *ret)
{
    static const struct {
        struct slice fact;
        struct slice (*value)(const struct case_state *state);
    } facts[] = {
        {{"has_charge", 10}, has_charge},
        {{"has_posted", 10}, has_posted},
        {{"has_pending", 11}, has_pending},
        {{"all_closed", 10}, all_closed},
        {{"refund_promised", 15}, refund_promised},
        {{"card_known", 10}, card_known},
        {{"reissued", 8}, reissued},
        {{"jurisdiction", 12}, jurisdiction},
        {{"ground", 6}, ground},
    };

    for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]); i++)
        if (slice_eq(facts[i].fact, fact)) {
            *ret = facts[i].value(state);
            return true;
        }
    return false;
}

const struct case_answer *state_answer(const struct case_state *state, struct slice fact)
{
    uint32_t at = map_find(&state->newest, hash_bytes(fact, 0), NULL, NULL);
    const struct case_answer *answer = at == MAP_NONE ? NULL : &state->answers.at[at];

    /* Taking back takes all of them back. */
    return answer && !answer->is_taken_back ? answer : NULL;
}

struct slice state_fact(const struct case_state *state, struct slice fact)
{
    const struct case_answer *answer;
    struct slice value = {"", 0};

    if (derived(state, fact, &value))
        return value;
    answer = state_answer(state, fact);
    if (answer)
        return slice_eq(answer->value, SLICE("unknown")) ? value : answer->value;
    return slice_eq(fact, SLICE("issuer")) ? issuer_of_case(state) : value;
}

static struct slice read_fact(const void *ctx, struct slice fact)
{
    return state_fact(ctx, fact);
}

struct fact_reader state_facts(const struct case_state *state)
{
    return (struct fact_reader){read_fact, state};
}
