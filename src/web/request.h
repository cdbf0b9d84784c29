#ifndef MIOBOE_WEB_REQUEST_H
#define MIOBOE_WEB_REQUEST_H

/* One request, from its header to its answer. */

#include "web/params.h"
#include "web/problem.h"
#include "web/route.h"
#include "web/server.h"

#include <microhttpd.h>

#define REQUEST_MAX_JSON (1u << 20)
/* What is refused is read to its end up to here, for a client that does not read before it has sent
 * all would not see why; beyond, the connection is closed. */
#define REQUEST_MAX_PASSED (256ull << 20)
#define REQUEST_MAX_PASSED_STRANGER (1u << 20)

struct request {
    struct server *server;
    struct MHD_Connection *connection;
    struct peer *peer;
    struct arena *arena;
    const struct route *route;
    struct slice args[ROUTE_ARGS];
    struct params query;
    struct params said; /* the body of a JSON request */
    struct house *house;
    unsigned language; /* 0: English, 1: Japanese */
    struct slice body;
    size_t body_cap;
    struct upload *upload;  /* of a file request */
    int secret, secret_end; /* the pipe of a secret: to read, to write; 0 = none */
    size_t secret_len;
    bool is_body_whole, is_known; /* known: it has a session */
    uint64_t passed;              /* bytes of a body that is refused */
    /* What a handler leaves: an answer, or that one comes later. */
    struct MHD_Response *response;
    unsigned status;
    bool is_suspended;
    struct request *next; /* among those that wait for a report */
};

/* The callbacks of libmicrohttpd. */
enum MHD_Result request_come(void *cls, struct MHD_Connection *connection, const char *url,
                             const char *method, const char *version, const char *bytes,
                             size_t *len, void **context);
void request_gone(void *cls, struct MHD_Connection *connection, void **context,
                  enum MHD_RequestTerminationCode why);
void *request_line(void *cls, const char *uri, struct MHD_Connection *connection);

/* A request whose header never came, or was none: libmicrohttpd tells of no end of it.  NULL does
 * nothing. */
void request_discard(struct request *request);

/* A header's value; empty when it was not sent. */
struct slice request_header(const struct request *request, const char *name);

/* Whether the client takes this form of content (`gzip`): it stands in ${header} without `q=0`. */
bool request_takes(const struct request *request, const char *header, struct slice form);

/* Nothing can be answered yet: the reply of a later moment goes out by itself. */
void request_wait(struct request *request);

/* The language as an option says it. */
static inline struct slice request_lang(const struct request *request)
{
    return request->language ? SLICE("ja") : SLICE("en");
}

#endif
