#ifndef MIOBOE_WATCH_VIGIL_H
#define MIOBOE_WATCH_VIGIL_H

/*
 * The core of watch: what is known and (moment, what happened) become questions, alerts and cases
 * to open.  Pure: no clock, no I/O.  It is filled from the store for each run and what it says is
 * written back in one transaction, so it may be thrown away at any moment.
 */

#include "base/map.h"
#include "record/source.h"
#include "watch/asking.h"

#define VIGIL_SINGLY 10u                 /* questions to one person in VIGIL_SINGLY_SECONDS */
#define VIGIL_SINGLY_SECONDS 600         /* further ones come as one alert */
#define VIGIL_FORGED_A_DAY 5u            /* forged mails that are told one by one */
#define VIGIL_PAIR_DAYS 3                /* between an order and the use of the card for it */
#define VIGIL_SIGN_IN_DAYS 90            /* a device is known so long after a yes */
#define VIGIL_UNCLEAR 3u                 /* replies to one question that are told as unclear */
#define VIGIL_MORNING (8 * 60)           /* minute at which open questions are told again */
#define VIGIL_REMIND_SECONDS (12 * 3600) /* only of those that are open so long */
#define VIGIL_REMIND_DAYS 7              /* and not longer than this */

/* How the household wants it. */
struct vigil_rules {
    int64_t again_after;         /* seconds until a question is asked again */
    uint32_t asks;               /* so often each person is asked */
    int quiet_from, quiet_until; /* minutes of the day; equal = no quiet hours */
    int zone;                    /* minutes east of UTC */
    const struct slice *people;  /* in the order in which they are asked */
    size_t people_len;
};

/* What recurs by itself, so that nobody is asked. */
struct vigil_recurring {
    struct slice brand; /* of the shop */
    int64_t amount;
    struct currency currency;
};

/* What is known before: of the store. */
struct vigil_known {
    const struct map *orders; /* hash_bytes(order number, 0); may be NULL */
    const struct vigil_recurring *recurring;
    size_t recurring_len;
};

/* A mail that was judged. */
struct seen_mail {
    struct slice key;    /* the same for a mail that is delivered twice */
    struct slice person; /* whose mailbox; empty = the first */
    enum trust trust;
    enum mail_kind kind;
    int64_t received;
    bool is_past;        /* it was there before watch began: evidence, nothing to ask about */
    struct matter about; /* its kind is ignored */
};

/* Something to be told to a person; ${person} empty = to everybody. */
struct alert {
    struct slice id; /* the same for the same alert: an outbox takes it once */
    struct slice person;
    struct slice asking; /* id of the question, empty = none */
    struct matter about;
    int64_t made, due;
    uint32_t ask; /* how often it was asked, this time included */
};
ARRAY_TYPE(alerts, struct alert);
ARRAY_TYPE(vigil_texts, struct slice);
ARRAY_TYPE(vigil_numbers, uint32_t);

struct vigil {
    struct arena *arena;
    const struct vigil_rules *rules;
    struct vigil_known known;
    struct askings askings;
    struct map ids, told;
    /* what it says: also the askings that are ->changed */
    struct alerts alerts;
    struct vigil_texts told_now;  /* keys to be stored */
    struct vigil_numbers to_open; /* askings that were answered no: a case is to be opened */
};

/* Ready to be filled; everything lives in ${arena}, ${rules} is borrowed. */
void vigil_init(struct vigil *v, const struct vigil_rules *rules, struct arena *arena);

/* What the store holds: a question (its texts are borrowed); a key that was told. */
void vigil_add_asking(struct vigil *v, const struct asking *asking);
void vigil_add_told(struct vigil *v, struct slice key);
void vigil_add_told_hash(struct vigil *v, uint64_t hash); /* hash_bytes(key, 0) */

/* A mail was judged. */
void vigil_mail(struct vigil *v, int64_t now, const struct seen_mail *mail);

/* Something was found that is known by ${key}: told (or asked) once.  ${is_past}: not at all, and
 * never again. */
void vigil_finding(struct vigil *v, int64_t now, struct slice key, const struct matter *about,
                   bool is_past);

/* Tell everybody (${person} empty) something once. */
void vigil_tell(struct vigil *v, int64_t now, struct slice key, struct slice person,
                const struct matter *about);

enum vigil_answer { VIGIL_TAKEN, VIGIL_ALREADY, VIGIL_OTHERWISE, VIGIL_NO_SUCH };

/*
 * The question ${id} was answered ${by}.  One that is closed keeps its answer (VIGIL_ALREADY: it is
 * the same; VIGIL_OTHERWISE) unless ${may_change}, and a no never becomes a yes: there is a case.
 */
enum vigil_answer vigil_answered(struct vigil *v, int64_t now, struct slice id, bool yes,
                                 struct slice by, bool may_change);

/*
 * A reply to the question ${id} says neither yes nor no, or came from an address that is not of the
 * household: it is asked once more, for each mail (${key}) once.  Of a closed one nothing is said.
 */
void vigil_unclear(struct vigil *v, int64_t now, struct slice id, struct slice key);

/* Time has passed: ask again, remind. */
void vigil_tick(struct vigil *v, int64_t now);

/* The next moment at which vigil_tick() has something to do; INT64_MAX = none. */
int64_t vigil_next(const struct vigil *v, int64_t now);

/* The question of that id, or NULL. */
struct asking *vigil_find(const struct vigil *v, struct slice id);

#endif
