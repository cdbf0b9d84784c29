#ifndef MIOBOE_CASEWORK_EVENT_H
#define MIOBOE_CASEWORK_EVENT_H

/*
 * One entry of a case's journal.  It is stored as lines (base/pairs.h), always in this order:
 *
 *     mioboe_event 1
 *     seq 12
 *     case 01hzx3q9k7m2p
 *     at 2026-11-22T07:00:00Z      when it was written
 *     of 2026-11-20                when what it tells happened: a day or a moment; only if told
 * (back-dating) actor taro                   who wrote it; only if told kind contact prev 9f86d081…
 * SHA-256 of the stored bytes of the event before, 64 hex digits; of the first: 64 zeros party
 * amazon                 the fields of this kind, each at most once unless event_fields says "many"
 *     …
 *
 * The bytes are what is hashed: an event is never written again from its struct.
 */

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/moment.h"

#define EVENT_MAX_BYTES (64u << 10) /* of one event */
#define EVENT_MAX_FIELDS 200u
#define EVENT_HASH_TEXT 64

enum event_kind {
    EVENT_OPENED, /* ground (charge mail order takeover typed), title, jurisdiction, language */
    EVENT_CHARGE, /* charge (id), date, amount, currency, descriptor, merchant, card, issuer,
                     posted_on, notified_on, state (pending posted), source; many cause
                     (`card_number_stolen 0.41`) */
    EVENT_CHARGE_REMOVED, /* charge, reason */
    EVENT_ANSWER, /* fact, value (unknown is a value), origin (person explain mail contact), contact
                     (seq) */
    EVENT_ANSWER_TAKEN_BACK, /* fact */
    EVENT_PLAYBOOK,          /* playbook, chosen (yes no): the person's own choice */
    EVENT_STEP_DONE,         /* playbook, step, note */
    EVENT_STEP_SKIPPED,      /* playbook, step, reason */
    EVENT_CONTACT, /* party, org, channel, direction (out in), number, person, reference, summary;
                      many answer (`fact value`) */
    EVENT_PROMISE, /* party, what (refund call letter mail decision card other), due (day), amount,
                      currency, charge, contact (seq), text */
    EVENT_PROMISE_KEPT,   /* promise (seq), note; by a credit on a statement: money (seq of the
                             move), charge, date, amount, currency; left: still to come, then the
                             promise stays open */
    EVENT_PROMISE_BROKEN, /* promise (seq), note */
    EVENT_EVIDENCE,       /* sha256, name, size, type, source, taken (moment), form (full redacted
                             reference encrypted), redacted_of, sealed (SHA-256 of
                             what is stored of an encrypted one), note */
    EVENT_CUSTODY, /* sha256, act (collected accessed transferred exported deleted), to, note */
    EVENT_MONEY,   /* charge, move (enum money_move), amount, currency, date, source (statement mail
                      told), note */
    EVENT_RETURN, /* order, state (expected received refused sent_back confirmed refunded), carrier,
                     tracking, date, amount, currency */
    EVENT_REISSUE,   /* state (asked arrived), card (old last four), new_card, date */
    EVENT_CARD_USER, /* merchant, descriptor, state (to_tell told moved gone), card: who bills the
                        old card */
    EVENT_INQUIRY,   /* party, org, what, due, state (open answered), result, reference */
    EVENT_PAPER,  /* paper (brief dossier sheet), audience, sha256, head (of the journal in it), to
                   */
    EVENT_NOTE,   /* text */
    EVENT_STAMP,  /* kind (printed mailed rfc3161), head, token (sha256 of the evidence that holds
                     it) */
    EVENT_CLOSED, /* outcome (refunded mine written_off other), note */
    EVENT_REOPENED, /* reason, charge */
    EVENTS
};

struct event_field {
    struct slice name, value;
};
ARRAY_TYPE(event_fields, struct event_field);

struct event {
    uint64_t seq; /* 1, 2, 3 … within the case */
    struct slice case_id;
    int64_t at;
    int64_t of; /* MOMENT_NONE = not told; a day is its midnight in Japan */
    bool of_is_day;
    struct slice actor;
    enum event_kind kind;
    struct slice prev; /* EVENT_HASH_TEXT hex digits */
    struct event_fields fields;
};

/* The value of a field, empty = not there. */
struct slice event_field(const struct event *event, struct slice name);

/* Add a field; an empty value adds nothing. */
void event_add(struct event *event, struct arena *arena, struct slice name, struct slice value);

/* The bytes to store, in ${arena}. */
struct slice event_write(const struct event *event, struct arena *arena);

/*
 * Read stored bytes.  Strings lie in ${arena} or in ${bytes}.  Return 0; ERR_SYNTAX with line and
 * reason in ${reterr} for what event_write() never writes: unknown kinds and fields, fields out of
 * place or twice, values that are no amount, day or code.
 */
int event_read(struct slice bytes, struct arena *arena, struct event *ret, struct err *reterr);

/* "opened", "charge", …; and back, EVENTS = no such kind. */
struct slice event_kind_name(enum event_kind kind);
enum event_kind event_kind_of(struct slice name);

#endif
