#ifndef MIOBOE_WATCH_CHANNEL_H
#define MIOBOE_WATCH_CHANNEL_H

/* An alert on its way by one channel. */

#include "render/output.h"
#include "watch/alert_text.h"
#include "watch/config.h"
#include "watch/net.h"
#include "watch/token.h"

#define CHANNEL_COMMAND_SECONDS 60
#define CHANNEL_NOTICE_SECONDS (12 * 3600) /* so long a desktop notice waits for its button */
#define CHANNEL_SHOWN_SECONDS 2            /* then it is shown, and counts as sent */
#define CHANNEL_MAX_SAID 600u              /* bytes of why it was not sent */
#define CHANNEL_RUNNING 20u                /* programs at once */

/* How a sending ended; ${detail}: why not, in the reader's words, good during the call back. */
struct channel_end {
    bool ok;
    struct slice detail;
};
typedef void channel_done_fn(void *ctx, const struct channel_end *end);

/* What sending needs. */
struct channel_env {
    const struct net_ops *ops;
    struct net *net;
    const struct allocator *allocator;
    const struct catalog *catalog;
    const uint8_t *key; /* TOKEN_KEY_LEN bytes */
    bool japanese;
    int zone;                                  /* minutes east of UTC */
    void (*say)(void *ctx, struct slice text); /* terminal: */
    /* "Open the page" of a desktop notice was pressed; NULL = there is no such button. */
    void (*open_page)(void *ctx);
    bool answers_here; /* it takes answers that are typed there */
    /* A button of a desktop notice was pressed, or a program printed yes or no. */
    void (*answered)(void *ctx, struct slice asking, bool yes, struct slice by);
    void *ctx;
};

struct channels;

struct channels *channels_new(const struct channel_env *env);
void channels_free(struct channels *channels); /* what is on its way is given up */

/*
 * Send ${alert} by ${channel} (both copied as needed).  ${done} is called once: from here, from
 * net_ops.wait(), or from channels_step().
 */
void channels_send(struct channels *channels, const struct config_channel *channel,
                   const struct alert *alert, int64_t now, channel_done_fn *done, void *ctx);

/* Programs that run: what they write is awaited on ${ret} (room for CHANNEL_RUNNING); the number.
 */
size_t channels_fds(const struct channels *channels, struct pollfd *ret);
void channels_step(struct channels *channels, int64_t now);

/* The parts that write: a mail by RFC 5322, a message for ntfy's JSON door, for a webhook. */
struct channel_words {
    const struct alert *alert;
    struct alert_text text;
    struct slice yes, no; /* signed answers; empty = nothing is asked */
    struct slice mail;    /* of a mail's Message-ID: to which question a reply belongs */
};
struct channel_words channel_words_of(const struct channel_env *env,
                                      const struct config_channel *channel,
                                      const struct alert *alert, int64_t now, struct arena *arena);
void channel_write_mail(const struct config_channel *channel, const struct channel_words *words,
                        int64_t now, struct output *out);
void channel_write_ntfy(const struct config_channel *channel, const struct channel_words *words,
                        const uint8_t *key, struct output *out);
void channel_write_json(const struct config_channel *channel, const struct channel_words *words,
                        struct output *out);

/* `ntfys://HOST/TOPIC` as `https://HOST`, and the topic. */
struct slice channel_ntfy_server(struct slice url, struct slice *ret_topic, struct arena *arena);

#endif
