#ifndef MIOBOE_STORE_JOURNAL_H
#define MIOBOE_STORE_JOURNAL_H

/*
 * The journal of a case: events in a chain of hashes.  The chain finds what was changed, removed or
 * moved; against somebody who can write the whole file anew only a copy of the head elsewhere
 * helps.
 */

#include "store/store.h"

#include <openssl/evp.h>

/* Where a chain breaks. */
enum journal_fault {
    JOURNAL_WHOLE,
    JOURNAL_CHANGED, /* the bytes of an event are not those whose hash is stored */
    JOURNAL_BROKEN,  /* an event does not carry the hash of the one before: something was changed,
                        removed or put in */
    JOURNAL_GAP,     /* a number is missing or twice */
    JOURNAL_SYNTAX   /* bytes that are no event; detail says why */
};

struct journal_check {
    enum journal_fault fault;
    uint64_t seq; /* of the event at which it shows; of a whole chain: how many there are */
    char head[STORE_HASH_TEXT]; /* hash of the last event's bytes; zeros of an empty chain */
    struct err err;             /* JOURNAL_SYNTAX */
};

/* SHA-256 of ${bytes} as STORE_HASH_TEXT hex digits (no NUL). */
void journal_hash(struct slice bytes, char *ret_text);

/* The same for many, one after the other. */
struct journal_hasher {
    EVP_MD *algorithm;
    EVP_MD_CTX *context;
};
void journal_hasher_init(struct journal_hasher *hasher);
void journal_hasher_done(struct journal_hasher *hasher);
void journal_hasher_hash(struct journal_hasher *hasher, struct slice bytes, char *ret_text);

/* Read every byte of ${events} (in order) again. */
void journal_verify(const struct store_events *events, struct arena *arena,
                    struct journal_check *ret);

struct event;

/*
 * Give ${event} its number and the hash of the one before, and append it; ${event}->seq and prev
 * are set.  Where another process was quicker it is tried again behind its event, JOURNAL_TRIES
 * times.  Return 0 or a negative enum store_code; ERR_SYNTAX when the bytes would not be read back.
 */
#define JOURNAL_TRIES 20
int journal_append(struct store *store, struct event *event, struct arena *arena,
                   struct err *reterr);

#endif
