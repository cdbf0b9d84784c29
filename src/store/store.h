#ifndef MIOBOE_STORE_STORE_H
#define MIOBOE_STORE_STORE_H

/*
 * All of a household's state behind one interface: SQLite in one file (store_sqlite.h), memory for
 * tests (store_fake.h), later PostgreSQL. Everything that is written within one store_begin() and
 * store_commit() is there as a whole or not at all, also after a power cut.
 */

#include "base/array.h"
#include "base/err.h"

#define STORE_HASH_TEXT 64         /* SHA-256 in hex */
#define STORE_MAX_FILE (64u << 20) /* of one evidence file */

/* What goes wrong; the system's own words are in err.detail. */
enum store_code {
    STORE_OK = 0,
    STORE_MISSING = -101, /* there is no such file (and none was to be made) */
    STORE_IO = -102,      /* cannot be read or written */
    STORE_FULL = -103,    /* the disk is full: nothing of it was written */
    STORE_READ_ONLY = -104,
    STORE_BUSY = -105,          /* another process holds it, longer than STORE_WAIT_MS */
    STORE_FOREIGN = -106,       /* a file, but no store */
    STORE_NEWER = -107,         /* written by a newer mioboe; detail: its version */
    STORE_DAMAGED = -108,       /* SQLite's own check found a fault; detail: the first */
    STORE_LOCKED = -109,        /* encrypted by `mioboe store lock` */
    STORE_TAKEN = -110,         /* somebody else wrote that entry first */
    STORE_PASSPHRASE = -112,    /* not the one it was locked with, or the locked file was changed */
    STORE_OPEN_TO_OTHERS = -111 /* the file can be read by other users; detail: its mode */
};

#define STORE_WAIT_MS 5000

/* One entry of a journal, as it is stored. */
struct store_event {
    uint64_t seq;
    struct slice bytes;
    struct slice sha256; /* as stored beside the bytes: what verify compares */
};
ARRAY_TYPE(store_events, struct store_event);

ARRAY_TYPE(store_names, struct slice);

/* A file that was imported. */
struct store_source {
    struct slice id, path, account, format;
    struct slice digest; /* of its bytes, as text */
    struct slice body;   /* what record/file_text.h tells of it */
};
ARRAY_TYPE(store_sources, struct store_source);

/* What the person says of a charge (record/decision.h). */
struct store_decision {
    struct slice charge, order_id;
    bool pin;
};
ARRAY_TYPE(store_decisions, struct store_decision);

/* A public key of a sender of mail; days as YYYY-MM-DD. */
struct store_key {
    struct slice name, txt, first_seen, last_seen;
};
ARRAY_TYPE(store_keys, struct store_key);

/* What watch keeps (docs/design/watch.md), and what the person said in the review. */
struct store_row {
    struct slice id, body;
};
ARRAY_TYPE(store_rows, struct store_row);

enum store_sending { STORE_WAITS, STORE_SENT, STORE_GIVEN_UP };

/* What is to leave the machine by one channel.  Moments: seconds since 1970 UTC. */
struct store_letter {
    struct slice id, channel, body;
    int64_t due, sent; /* sent: when it was, or was given up */
    uint32_t tries;
    uint8_t state; /* enum store_sending */
};
ARRAY_TYPE(store_letters, struct store_letter);

struct charge_row;

/* Called for each row; what it is shown is good during the call.  0 = go on. */
typedef int store_event_fn(void *ctx, const struct store_event *event, struct err *reterr);
typedef int store_charge_fn(void *ctx, const struct charge_row *row, struct err *reterr);
typedef int store_record_fn(void *ctx, struct slice kind, struct slice body, struct err *reterr);

struct store;

/*
 * What a backend does.  All return 0 or a negative enum store_code with the detail in ${reterr};
 * look-ups 1 = found, 0 = not there.  Results live in ${arena}. Reads and writes outside a
 * transaction are one each.
 */
struct store_ops {
    void (*close)(struct store *store);
    int (*begin)(struct store *store, struct err *reterr);
    int (*commit)(struct store *store, struct err *reterr);
    void (*rollback)(struct store *store);

    int (*setting_get)(struct store *store, struct slice name, struct arena *arena,
                       struct slice *ret, struct err *reterr);
    int (*setting_put)(struct store *store, struct slice name, struct slice value,
                       struct err *reterr);

    /* Journals.  ${seq} must be one more than the newest of the case: STORE_TAKEN otherwise. */
    int (*event_append)(struct store *store, struct slice case_id, const struct store_event *event,
                        struct err *reterr);
    /* Number and hash of the newest event of a case. */
    int (*event_head)(struct store *store, struct slice case_id, struct arena *arena,
                      uint64_t *ret_seq, struct slice *ret_sha256, struct err *reterr);
    int (*event_list)(struct store *store, struct slice case_id, struct arena *arena,
                      struct store_events *ret, struct err *reterr);
    /* The same one by one, for long journals. */
    int (*event_each)(struct store *store, struct slice case_id, store_event_fn *fn, void *ctx,
                      struct err *reterr);
    int (*case_list)(struct store *store, struct arena *arena, struct store_names *ret,
                     struct err *reterr);
    int (*case_drop)(struct store *store, struct slice case_id, struct err *reterr);

    /* Evidence files; a file that is there already stays as it is. */
    int (*file_put)(struct store *store, struct slice sha256, struct slice form, struct slice bytes,
                    struct err *reterr);
    int (*file_get)(struct store *store, struct slice sha256, struct arena *arena,
                    struct slice *ret_form, struct slice *ret_bytes, struct err *reterr);
    int (*file_drop)(struct store *store, struct slice sha256, struct err *reterr);

    /* Imported files, in the order of their paths.  STORE_TAKEN: these bytes are there already. */
    int (*source_put)(struct store *store, const struct store_source *source, int64_t now,
                      struct err *reterr);
    /* The path under which a file of these bytes was imported. */
    int (*source_find)(struct store *store, struct slice digest, struct arena *arena,
                       struct slice *ret_path, struct err *reterr);
    int (*source_list)(struct store *store, struct arena *arena, struct store_sources *ret,
                       struct err *reterr);
    /* Row number ${seq} of a file, the ${occurrence}th of its like there. */
    int (*charge_put)(struct store *store, struct slice source, uint64_t seq, uint64_t occurrence,
                      const struct charge_row *row, struct err *reterr);
    int (*charge_each)(struct store *store, struct slice source, store_charge_fn *fn, void *ctx,
                       struct err *reterr);
    int (*record_put)(struct store *store, struct slice source, uint64_t seq, struct slice kind,
                      struct slice body, struct err *reterr);
    int (*record_each)(struct store *store, struct slice source, store_record_fn *fn, void *ctx,
                       struct err *reterr);

    /* A later decision on the same charge and order takes the place of the former. */
    int (*decision_put)(struct store *store, const struct store_decision *decision, int64_t now,
                        struct err *reterr);
    int (*decision_list)(struct store *store, struct arena *arena, struct store_decisions *ret,
                         struct err *reterr);

    /* A key that is there already keeps its first day and gets the later of the last ones. */
    int (*key_put)(struct store *store, const struct store_key *key, struct err *reterr);
    int (*key_list)(struct store *store, struct arena *arena, struct store_keys *ret,
                    struct err *reterr);

    /* Rows of one kind, by id; put replaces, get is a look-up. */
    int (*row_put)(struct store *store, struct slice kind, struct slice id, struct slice body,
                   struct err *reterr);
    int (*row_get)(struct store *store, struct slice kind, struct slice id, struct arena *arena,
                   struct slice *ret_body, struct err *reterr);
    int (*row_list)(struct store *store, struct slice kind, struct arena *arena,
                    struct store_rows *ret, struct err *reterr);
    int (*row_drop)(struct store *store, struct slice kind, struct slice id, struct err *reterr);

    /* What is to leave: an id that is there already stays as it is.  set changes due, tries, state
     * and sent of the letter ${letter}->id. */
    int (*letter_put)(struct store *store, const struct store_letter *letter, struct err *reterr);
    int (*letter_set)(struct store *store, const struct store_letter *letter, struct err *reterr);
    /* Those that wait and are due at ${until}, the earliest first, at most ${max}. */
    int (*letter_due)(struct store *store, int64_t until, size_t max, struct arena *arena,
                      struct store_letters *ret, struct err *reterr);
    /* Forget those that were sent or given up before ${before}. */
    int (*letter_trim)(struct store *store, int64_t before, struct err *reterr);

    /* Remove all that the household has; then leave no trace of what was removed in the file. */
    int (*erase)(struct store *store, struct err *reterr);
    int (*sweep)(struct store *store, struct err *reterr); /* outside of any transaction */
};

struct store {
    const struct store_ops *ops;
};

/* store_close(NULL) does nothing. */
void store_close(struct store *store);

#endif
