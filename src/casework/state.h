#ifndef MIOBOE_CASEWORK_STATE_H
#define MIOBOE_CASEWORK_STATE_H

/*
 * A case as its journal tells it: a pure fold over the events.  Nothing is kept beside the journal;
 * the same events, the same state.
 */

#include "casework/event.h"
#include "casework/ledger.h"
#include "catalog/catalog.h"

#include "base/map.h"

struct case_charge {
    struct slice id, descriptor, merchant, card, issuer, source;
    int32_t day, posted, notified; /* DAY_NONE = not told */
    int64_t amount;
    struct currency currency;
    bool is_pending, is_removed;
    struct event_fields causes; /* id and probability of explain, as written */
    struct ledger_entries moves;
    struct ledger ledger;
    uint64_t seq;
};
ARRAY_TYPE(case_charges, struct case_charge);

/* Everything that was ever answered to a question; the last that was not taken back is the fact. */
enum fact_origin { FACT_BY_PERSON, FACT_BY_EXPLAIN, FACT_BY_MAIL, FACT_BY_CONTACT, FACT_BY_STEP };
struct case_answer {
    struct slice fact, value;
    enum fact_origin origin;
    enum party party; /* who said so: PARTY_SELF, or the contact's */
    uint64_t seq;
    int64_t at;
    size_t before; /* the answer to the same fact before it: its index + 1; 0 = none */
    bool is_taken_back;
};
ARRAY_TYPE(case_answers, struct case_answer);

struct case_contact {
    uint64_t seq;
    int64_t at, of;
    bool of_is_day;
    enum party party;
    struct slice org, number, person, reference, summary;
    enum channel channel;
    bool is_incoming;
    struct event_fields answers; /* fact, value */
};
ARRAY_TYPE(case_contacts, struct case_contact);

enum promise_state { PROMISE_OPEN, PROMISE_KEPT, PROMISE_BROKEN };
/* A credit on a statement that keeps a promise or a part of it. */
struct promise_credit {
    uint64_t seq, money; /* of the entry that says so, and of the move of money */
    struct slice charge;
    int64_t amount; /* above 0 */
    struct currency currency;
    int32_t day;
};
ARRAY_TYPE(promise_credits, struct promise_credit);

struct case_promise {
    uint64_t seq, contact;
    int64_t at;
    enum party party;
    struct slice what, text, charge;
    int32_t given; /* the day on which it was said */
    int32_t due;   /* DAY_NONE = no day was told */
    int64_t amount;
    bool has_amount;
    struct currency currency;
    enum promise_state state;
    struct promise_credits credits; /* none where a person ticked it off */
    int64_t left;                   /* after the credits; 0 = nothing, or no credit was seen */
};
ARRAY_TYPE(case_promises, struct case_promise);

struct case_evidence {
    uint64_t seq;
    struct slice sha256, name, type, source, form, redacted_of, sealed, note;
    int64_t size, taken;
    bool is_deleted;
};
ARRAY_TYPE(case_evidences, struct case_evidence);

/* Acts on evidence, in order. */
struct case_custody {
    uint64_t seq;
    int64_t at;
    struct slice sha256, act, to, note, actor;
};
ARRAY_TYPE(case_custodies, struct case_custody);

enum step_state { STEP_OPEN, STEP_DONE, STEP_SKIPPED };
struct case_step {
    struct slice playbook, step, note;
    enum step_state state;
    int64_t at, of;
    uint64_t seq;
};
ARRAY_TYPE(case_steps, struct case_step);

/* Goods that came or should go back, one for each order number (or tracking number). */
struct case_return {
    struct slice order, carrier, tracking, state;
    int32_t day;
    int64_t amount;
    struct currency currency;
    uint64_t seq;
};
ARRAY_TYPE(case_returns, struct case_return);

/* Who bills the old card, to tick off. */
struct case_card_user {
    struct slice merchant, descriptor, card, state;
    uint64_t seq;
};
ARRAY_TYPE(case_card_users, struct case_card_user);

struct case_inquiry {
    uint64_t seq;
    enum party party;
    struct slice org, what, result, reference;
    int32_t due;
    bool is_answered;
};
ARRAY_TYPE(case_inquiries, struct case_inquiry);

struct case_note {
    uint64_t seq;
    int64_t at, of;
    struct slice text, actor;
};
ARRAY_TYPE(case_notes, struct case_note);

struct case_paper {
    uint64_t seq;
    int64_t at;
    struct slice paper, audience, sha256, head, to;
};
ARRAY_TYPE(case_papers, struct case_paper);

/* The head of the journal was put where others keep it. */
struct case_stamp {
    uint64_t seq;
    int64_t at;
    struct slice kind, head, token;
};
ARRAY_TYPE(case_stamps, struct case_stamp);

struct case_state {
    struct arena *arena;
    struct slice id, title, ground, jurisdiction, language;
    int64_t opened, changed; /* time of the first and the last event */
    uint64_t events;
    bool is_open;
    struct slice outcome;
    int64_t closed; /* MOMENT_NONE = open */
    struct case_charges charges;
    struct case_answers answers;
    struct case_contacts contacts;
    struct case_promises promises;
    struct case_evidences evidence;
    struct case_custodies custody;
    struct case_steps steps;
    struct case_returns returns;
    struct case_card_users card_users;
    struct case_inquiries inquiries;
    struct case_notes notes;
    struct case_papers papers;
    struct case_stamps stamps;
    struct event_fields playbooks; /* playbook, yes or no: chosen by the person */
    struct slice reissue_state, reissue_old, reissue_new;
    int32_t reissue_day;
    struct map newest;  /* by fact: index of its newest answer */
    bool puts_off;      /* ledgers are found by state_settle(), not at each move of money */
    struct map by_hash; /* by SHA-256: index into evidence */
    struct map by_id;   /* by id: index into charges, also of those that were removed */
};

/* An empty state; everything that the fold keeps is copied into ${arena}. */
void state_init(struct case_state *state, struct arena *arena);

/*
 * Let ${event} happen.  Return 0, or ERR_SYNTAX with the reason in ${reterr} when it cannot follow
 * what is there (a promise kept that was never given, money of a charge that is not in the case):
 * then ${state} is as it was.
 */
int state_apply(struct case_state *state, const struct event *event, struct err *reterr);

/* Between these two moves of money are not in order and ledgers are not found: for reading a long
 * journal at once. */
void state_put_off(struct case_state *state);
void state_settle(struct case_state *state);

/* The newest answer to ${fact} that was not taken back, "unknown" too; NULL = none. */
const struct case_answer *state_answer(const struct case_state *state, struct slice fact);

/* What is known of ${fact}: the value, empty = not known or "unknown". */
struct slice state_fact(const struct case_state *state, struct slice fact);

/* The same for conditions (catalog/fact.h); also knows facts that follow from the state:
 * has_charge, has_posted, has_pending, card_known, issuer, jurisdiction, ground, all_closed,
 * refund_promised, reissued. */
struct fact_reader state_facts(const struct case_state *state);

/* The charge of that id, or NULL. */
const struct case_charge *state_charge(const struct case_state *state, struct slice id);

#endif
