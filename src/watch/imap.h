#ifndef MIOBOE_WATCH_IMAP_H
#define MIOBOE_WATCH_IMAP_H

/*
 * One mailbox of one IMAP server, after login: a command at a time (RFC 3501), IDLE (RFC 2177).
 * Only EXAMINE and BODY.PEEK: nothing in the mailbox changes.  Bytes go out by imap_output(), come
 * in by imap_input(); who is told of what is in struct imap_events.
 */

#include "watch/imap_read.h"

#define IMAP_FETCH_MAX 100u /* messages of one command */

enum imap_command {
    IMAP_COMMAND_NONE,
    IMAP_COMMAND_CAPABILITY,
    IMAP_COMMAND_EXAMINE,
    IMAP_COMMAND_HEADS,
    IMAP_COMMAND_BODIES,
    IMAP_COMMAND_NOOP,
    IMAP_COMMAND_IDLE
};

/* What is known of a message from its header. */
struct imap_head {
    uint32_t uid, size;
    int64_t received;
    struct slice fields; /* From, Subject */
};

struct imap_events {
    void (*head)(void *ctx, const struct imap_head *head);
    void (*body)(void *ctx, uint32_t uid, struct slice bytes);
    /* The command is over; ${ok}: the server did it. */
    void (*over)(void *ctx, enum imap_command command, bool ok);
    void *ctx;
};

struct imap {
    struct imap_buffer in;
    struct imap_events events;
    char *out;
    size_t out_len, out_sent, out_cap;
    uint32_t tag;
    enum imap_command command;
    bool is_idling; /* the server has agreed */
    bool is_ending; /* DONE was said */
    bool is_broken; /* it said BYE, or what no server may say */
    bool has_news;  /* EXISTS or EXPUNGE came since imap_heads() */
    bool can_idle;
    uint32_t uid_validity, uid_next, exists;
    char said[200]; /* with the last NO, BAD or BYE */
};

void imap_init(struct imap *imap, const struct allocator *allocator,
               const struct imap_events *events);
void imap_done(struct imap *imap);

/* Begin a command; none may be under way.  ${folder} is written as a literal-free quoted string;
 * false where it cannot be. */
void imap_capability(struct imap *imap);
bool imap_examine(struct imap *imap, struct slice folder);
void imap_heads(struct imap *imap, uint32_t from, uint32_t to); /* to 0: up to the newest */
void imap_bodies(struct imap *imap, const uint32_t *uids, size_t len);
void imap_noop(struct imap *imap);
void imap_idle(struct imap *imap);
void imap_end_idle(struct imap *imap);

/* What is to be sent; and how much of it was. */
struct slice imap_output(const struct imap *imap);
void imap_sent(struct imap *imap, size_t len);

/* Where to put bytes that came, and how many did: events are told. */
char *imap_room(struct imap *imap, size_t len);
void imap_input(struct imap *imap, size_t len);

#endif
