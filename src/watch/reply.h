#ifndef MIOBOE_WATCH_REPLY_H
#define MIOBOE_WATCH_REPLY_H

/* Signed answers as they come: from the reply topic of ntfy servers, and in subjects of mails. */

#include "watch/config.h"
#include "watch/net.h"
#include "watch/token.h"

#define REPLY_MAX_LINE 8192u /* of a topic's stream; longer ones are passed over */
#define REPLY_WAIT_MS 300000 /* at most between two attempts */

struct replies;

struct reply_opts {
    const struct net_ops *ops;
    struct net *net;
    const struct allocator *allocator;
    const struct config *config;
    const uint8_t *key;
    int64_t now; /* without a last message: answers from here on */
    /* A token came; who brought it: "ntfy". */
    void (*token)(void *ctx, struct slice token, struct slice by);
    /* The last message of a server, to go on behind it after a restart. */
    struct slice (*last)(void *ctx, struct slice server, struct arena *arena);
    void (*keep)(void *ctx, struct slice server, struct slice last);
    void *ctx;
};

/* Listen to the reply topic of each ntfy server among the channels. */
struct replies *replies_new(const struct reply_opts *opts);
void replies_free(struct replies *replies);

/* Connect where a stream has ended; ${ms}: of a clock that only grows. */
void replies_step(struct replies *replies, int64_t ms);
int64_t replies_patience(const struct replies *replies, int64_t ms);

/* The token in the subject `mioboe TOKEN` of header fields; false = there is none. */
bool reply_in_fields(struct slice fields, struct slice *ret);

/* One line of a topic's stream: id and message of what is a message; false = anything else. */
bool reply_line_read(struct slice line, struct slice *ret_id, struct slice *ret_message);

#endif
