#ifndef MIOBOE_WEB_PEER_H
#define MIOBOE_WEB_PEER_H

/*
 * Open connections and how long they may take.  libmicrohttpd ends one that is silent; one that
 * speaks a byte now and then is ended here.
 */

#include "base/slice.h"

#include <sys/socket.h>

#define PEER_MAX 200           /* at once; beyond, the oldest that is not signed in goes */
#define PEER_MAX_ADDRESS 40    /* of one address that is not this machine's own */
#define PEER_HEADER_MS 10000   /* from the first byte to the end of a header */
#define PEER_IDLE_MS 60000     /* between requests */
#define PEER_REQUEST_MS 600000 /* of one request */

struct request;

enum peer_state { PEER_FRESH, PEER_BUSY, PEER_IDLE, PEER_STREAMS };

struct peer {
    struct peer *prev, *next; /* older, newer */
    int fd;
    int64_t since; /* of its state */
    enum peer_state state;
    bool is_known; /* a request of it had a session */
    bool is_shut;
    struct request *line; /* begun with a request line, and not handed on yet; see request_line() */
};

struct peers {
    struct peer *oldest, *newest;
    size_t len;
};

/* A connection came; NULL where there is no memory. */
struct peer *peer_new(struct peers *peers, int fd, int64_t now);
void peer_free(struct peers *peers, struct peer *peer);

/* It is in this state from ${now} on; NULL does nothing. */
void peer_set(struct peer *peer, enum peer_state state, int64_t now);

/* End those that take too long. */
void peer_sweep(struct peers *peers, int64_t now);

#endif
