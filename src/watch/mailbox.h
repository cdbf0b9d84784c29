#ifndef MIOBOE_WATCH_MAILBOX_H
#define MIOBOE_WATCH_MAILBOX_H

/*
 * What is read of one mailbox, and in which order (docs/design/watch.md): new mail before old,
 * listed senders before others, the newest first; again after a broken line.  The clock is handed
 * in: milliseconds that never go back.
 */

#include "base/array.h"
#include "base/err.h"
#include "watch/imap.h"
#include "watch/net.h"

#define MAILBOX_PIECE 50u               /* messages of one command */
#define MAILBOX_PIECE_BYTES (8u << 20)  /* of these, unless one alone is larger */
#define MAILBOX_CHUNK 500u              /* of the past: headers of one command */
#define MAILBOX_LOOK_MS 500             /* while old mail is read: between two looks for new */
#define MAILBOX_IDLE_MS (4 * 60 * 1000) /* RFC 2177: below 29 minutes; a dead line shows here */
#define MAILBOX_WAITING 100000u         /* messages that are known and not judged; then the rest */
#define MAILBOX_POLL_MS (60 * 1000)     /* without IDLE */
#define MAILBOX_SILENT_MS (90 * 1000)   /* a command without any answer: the line is dead */
#define MAILBOX_WAIT_MS (300 * 1000)    /* at most between two attempts to connect */
#define MAILBOX_TRIES 4u                /* to judge a mail when no name server answers */

/* A message that is to be judged. */
struct mailbox_mail {
    uint32_t uid;
    int64_t received; /* by the server; seconds since 1970 UTC */
    struct slice bytes;
    bool is_past;
};
ARRAY_TYPE(mailbox_mails, struct mailbox_mail);

/* How far it was read: what the store keeps. */
struct mailbox_state {
    uint32_t uid_validity; /* 0 = never read */
    uint32_t next;         /* below it all of the present was judged */
    uint32_t past;         /* up to it the past was not looked at yet; 0 = all was */
    int64_t began;         /* what came before is past; seconds since 1970 UTC */
};

struct mailbox_opts {
    const struct net_ops *ops;
    struct net *net;
    const struct allocator *allocator;
    struct slice folder;
    int64_t history; /* seconds before the first start that are still asked about */
    /* Whether mail with these header fields is to be looked at first. */
    bool (*is_listed)(void *ctx, struct slice fields);
    /* All header fields of what is new (answers in subjects); may be NULL. */
    void (*on_head)(void *ctx, struct slice fields, int64_t received);
    /* A message is not read: it is over the limit, or the server cannot give it; may be NULL. */
    void (*on_left_out)(void *ctx, uint32_t uid);
    /* The login, asked for anew for each attempt: 0, or the sentence was said. */
    int (*login)(void *ctx, struct net_login *ret);
    void *ctx;
    uint64_t seed;    /* of the jitter */
    uint32_t waiting; /* messages that are known at once; 0 = MAILBOX_WAITING */
};

struct mailbox;

/* Ready to be driven; ${opts} is copied, its texts are borrowed. */
struct mailbox *mailbox_new(const struct mailbox_opts *opts, const struct mailbox_state *state);
void mailbox_free(struct mailbox *mailbox);

/* Do what can be done now.  ${now}: seconds since 1970 UTC; ${ms}: of a clock that only grows. */
void mailbox_step(struct mailbox *mailbox, int64_t now, int64_t ms);

/* Milliseconds until it must be driven again though nothing comes. */
int64_t mailbox_patience(const struct mailbox *mailbox, int64_t ms);

/*
 * The next messages for the judge to ${ret}, at most ${ret}->cap, good until mailbox_judged() or
 * the next step; their number.
 */
size_t mailbox_take(struct mailbox *mailbox, struct mailbox_mails *ret);

/* A message was judged; ${again}: it could not be, for want of keys; ${ms} as above.  Return true
 * when it will come again. */
bool mailbox_judged(struct mailbox *mailbox, uint32_t uid, bool again, int64_t ms);

/* How far it is read: what may be stored once all that was judged is. */
struct mailbox_state mailbox_state(const struct mailbox *mailbox);
bool mailbox_state_eq(const struct mailbox_state *a, const struct mailbox_state *b);
struct slice mailbox_state_write(const struct mailbox_state *state, struct arena *arena);
int mailbox_state_read(struct slice body, struct arena *arena, struct mailbox_state *ret,
                       struct err *reterr);

/* For a word on how it goes. */
struct mailbox_health {
    bool is_up;         /* connected, and the folder is open */
    bool is_idle;       /* all is read; waiting */
    enum net_code code; /* why the last line broke */
    const char *said;   /* the server's or libcurl's words */
    int64_t down_since; /* ms; of the first attempt that failed */
    uint32_t waiting;   /* messages that are known and not judged */
};
void mailbox_health(const struct mailbox *mailbox, struct mailbox_health *ret);

#endif
