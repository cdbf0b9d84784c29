#ifndef MIOBOE_WATCH_OUTBOX_H
#define MIOBOE_WATCH_OUTBOX_H

/*
 * What must leave: letters of the store, sent by their channels at least once, again with back-off
 * until the other side took them.
 */

#include "store/store.h"
#include "watch/channel.h"

#define OUTBOX_AT_ONCE 16u         /* letters on their way */
#define OUTBOX_FIRST_SECONDS 15    /* after the first failure; doubled each time */
#define OUTBOX_WAIT_SECONDS 3600   /* at most */
#define OUTBOX_GIVE_UP (48 * 3600) /* seconds after it was made */

struct outbox;

struct outbox_opts {
    struct store *store;
    const struct config *config;
    struct channels *channels;
    const struct allocator *allocator;
    /* A channel did not take a letter; said once until it takes one again.  May be NULL. */
    void (*failed)(void *ctx, const struct config_channel *channel, struct slice why);
    void *ctx;
    uint64_t seed;
};

struct outbox *outbox_new(const struct outbox_opts *opts);
void outbox_free(struct outbox *outbox);

/* Send what is due.  Return 0 or a negative enum store_code. */
int outbox_step(struct outbox *outbox, int64_t now, struct err *reterr);

/* Letters on their way; and those that left since it was made. */
size_t outbox_sending(const struct outbox *outbox);
uint64_t outbox_sent(const struct outbox *outbox);

/* The next moment at which something is due, or INT64_MAX. */
int64_t outbox_next(const struct outbox *outbox);

#endif
