#ifndef MIOBOE_WATCH_NET_H
#define MIOBOE_WATCH_NET_H

/*
 * The only door from watch to the network: lines to a mailbox after login, requests (HTTP, SMTP),
 * and streams of what a server goes on to send.  Nothing blocks but net_ops.wait().  libcurl stands
 * behind it (net_curl.c), a fake in tests.  Certificates are always verified.
 */

#include "base/arena.h"

#include <poll.h>

#define NET_CONNECT_SECONDS 30
#define NET_REQUEST_SECONDS 60
#define NET_MAX_ANSWER (1u << 20) /* bytes of an answer that are kept; the rest is dropped */
#define NET_MAX_HEADERS 16u

enum net_code {
    NET_OK = 0,
    NET_BUSY = 1,     /* a line that is being connected */
    NET_CONNECT = -1, /* no such host, nobody there, it ended */
    NET_TLS = -2,     /* its certificate is not to be trusted, or no encryption is offered */
    NET_LOGIN = -3,   /* user or password are refused */
    NET_TIMEOUT = -4,
    NET_STATUS = -5, /* the server said no: HTTP status 400 and above, SMTP 4xx and 5xx */
    NET_OTHER = -6
};

struct net;
struct net_line;
struct net_call;

/* All texts are borrowed during the call only. */
struct net_login {
    struct slice url; /* imaps://host:port */
    struct slice user, secret, ca_file;
    bool oauth; /* the secret is an access token */
};

struct net_request {
    struct slice url;
    struct slice user, secret; /* without a user the secret is a bearer token; both empty = none */
    struct slice ca_file;
    struct slice from, to; /* smtp: envelope addresses; body is the message */
    const struct slice *headers;
    size_t headers_len;
    struct slice body;
    bool post;   /* else GET */
    bool stream; /* no limit of time; ${data} is called as bytes come */
};

/* How a call ended; ${body} and ${detail} are good during the call back. */
struct net_result {
    enum net_code code;
    long status;
    struct slice body, detail;
};
typedef void net_done_fn(void *ctx, const struct net_result *result);
typedef void net_data_fn(void *ctx, struct slice bytes);

struct net_ops {
    struct net *(*open)(const struct allocator *allocator);
    void (*close)(struct net *net); /* with all its lines and calls, whose done is not called */

    /* Connect and log in.  Never NULL; close it with hang_up(). */
    struct net_line *(*dial)(struct net *net, const struct net_login *login);
    /* NET_BUSY, NET_OK when it can be used, else why not; ${ret_detail} is good until hang_up(). */
    enum net_code (*line_state)(struct net_line *line, struct slice *ret_detail);
    /* As many bytes as can be now: their number, 0 = none now, -1 = the line is broken. */
    ptrdiff_t (*send)(struct net_line *line, struct slice bytes);
    ptrdiff_t (*recv)(struct net_line *line, char *to, size_t len);
    void (*hang_up)(struct net_line *line); /* NULL does nothing */

    /* Begin a call; ${done} is called once from within wait(), ${data} (may be NULL) before. */
    struct net_call *(*call)(struct net *net, const struct net_request *request, net_data_fn *data,
                             net_done_fn *done, void *ctx);
    void (*cancel)(struct net_call *call); /* done is not called */

    /* Wait at most ${ms} for anything on the network or on ${fds}; then do what is to be done. */
    void (*wait)(struct net *net, struct pollfd *fds, size_t n, int ms);
};

/* Whether the host of ${url} is this machine by its name: only there may words go unencrypted. */
bool net_is_local(struct slice url);

/* The operations of libcurl. */
const struct net_ops *net_curl_ops(void);

#endif
