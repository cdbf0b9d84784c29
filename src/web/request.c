#include "web/request.h"

#include "web/asset.h"
#include "web/reply.h"
#include "web/secret.h"

#include "base/text.h"

#include <stdio.h>

/* ------------------------------------------------------------------ headers */

struct slice request_header(const struct request *request, const char *name)
{
    return slice_of(MHD_lookup_connection_value(request->connection, MHD_HEADER_KIND, name));
}

/* Whether a `q` parameter (RFC 9110 section 12.4.2) of one part of a list says "no". */
static bool is_refused(struct slice weights)
{
    struct slice head, weight;

    if (!slice_cut(weights, SLICE("q="), &head, &weight))
        return false;
    for (size_t i = 0; i < weight.len; i++)
        if (weight.ptr[i] >= '1' && weight.ptr[i] <= '9')
            return false;
    return true;
}

bool request_takes(const struct request *request, const char *header, struct slice form)
{
    struct slice rest = request_header(request, header), part, name, weights;
    bool more = rest.len > 0;

    while (more) {
        more = slice_cut(rest, SLICE(","), &part, &rest);
        slice_cut(part, SLICE(";"), &name, &weights);
        if (slice_eq_nocase(slice_trim(name), form))
            return !is_refused(weights);
    }
    return false;
}

/* `?lang=`, else the first of Accept-Language that mioboe speaks, else what --lang said. */
static unsigned language_of(const struct request *request)
{
    struct slice told = params_get(&request->query, "lang"), rest, part;
    const char *setting = request->server->setup->lang;
    bool more;

    if (told.len)
        return slice_eq(told, SLICE("ja"));
    rest = request_header(request, "Accept-Language");
    more = rest.len > 0;
    while (more) {
        more = slice_cut(rest, SLICE(","), &part, &rest);
        part = slice_trim(part);
        if (slice_starts(part, SLICE("ja")))
            return 1;
        if (slice_starts(part, SLICE("en")))
            return 0;
    }
    return setting && slice_eq(slice_of(setting), SLICE("ja"));
}

/* ------------------------------------------------------------------ before a body is taken */

static bool check_origin(struct request *request)
{
    const struct guard *guard = &request->server->guard;
    struct slice host = request_header(request, "Host");

    return guard_host(guard, host) && guard_origin(guard, host, request_header(request, "Origin"),
                                                   request_header(request, "Sec-Fetch-Site"));
}

/* Whether so much of a body that is refused is read. */
static bool may_pass(const struct request *request, uint64_t bytes)
{
    return bytes <= (request->is_known ? REQUEST_MAX_PASSED : REQUEST_MAX_PASSED_STRANGER);
}

static bool check_session(struct request *request)
{
    struct server *server = request->server;

    if (session_find(&server->sessions, request_header(request, "Cookie"), server->now)) {
        request->is_known = true;
        if (request->peer)
            request->peer->is_known = true;
        return true;
    }
    return request->route->is_open;
}

static bool is_changing(const struct request *request)
{
    return !slice_eq(slice_of(request->route->method), SLICE("GET"));
}

/* Content-Type without its parameters. */
static struct slice type_of(const struct request *request)
{
    struct slice type, rest;

    slice_cut(request_header(request, "Content-Type"), SLICE(";"), &type, &rest);
    return slice_trim(type);
}

/* What a form of another page could send is not taken. */
static bool check_type(struct request *request)
{
    struct slice type = type_of(request);

    if (request->route->body == BODY_JSON && type.len)
        return slice_eq_nocase(type, SLICE("application/json"));
    return true;
}

static uint64_t told_length(const struct request *request)
{
    struct slice text = request_header(request, "Content-Length");
    uint64_t n = 0;

    for (size_t i = 0; i < text.len && text.ptr[i] >= '0' && text.ptr[i] <= '9' && n < 1ull << 50;
         i++)
        n = n * 10 + (uint64_t)(text.ptr[i] - '0');
    return n;
}

static bool check_length(struct request *request)
{
    static const uint64_t limits[] = {[BODY_NONE] = 0,
                                      [BODY_JSON] = REQUEST_MAX_JSON,
                                      [BODY_FILE] = UPLOAD_MAX_FILE,
                                      [BODY_SECRET] = SECRET_MAX};

    return told_length(request) <= limits[request->route->body] || !is_changing(request);
}

/* Find out who is to answer, and whether at all. */
static void look(struct request *request, struct slice method, struct slice path)
{
    enum route_found found = route_find(routes, method, path, &request->route, request->args);

    if (!check_origin(request))
        reply_problem(request, PROBLEM_FOREIGN_ORIGIN);
    else if (found == ROUTE_NO_PATH)
        asset_or_problem(request, method, path);
    else if (found == ROUTE_NO_METHOD)
        reply_problem(request, PROBLEM_UNKNOWN_METHOD);
    else if (!check_session(request))
        reply_problem(request, PROBLEM_UNAUTHORISED);
    else if (is_changing(request) && !request_header(request, "X-Mioboe").len)
        reply_problem(request, PROBLEM_FOREIGN_ORIGIN);
    else if (!check_type(request))
        reply_problem(request, PROBLEM_WRONG_TYPE);
    else if (!check_length(request))
        reply_problem(request, PROBLEM_TOO_LARGE);
    else if (request->route->body == BODY_FILE)
        upload_begin(request);
    else if (request->route->body == BODY_SECRET)
        secret_begin(request);
}

/* ------------------------------------------------------------------ the body */

static void take_json(struct request *request, struct slice bytes)
{
    if (request->body.len + bytes.len > REQUEST_MAX_JSON) {
        request->body.len = 0;
        reply_problem(request, PROBLEM_TOO_LARGE);
        return;
    }
    if (request->body.len + bytes.len > request->body_cap) {
        size_t cap = request->body_cap ? request->body_cap : 4096;

        while (cap < request->body.len + bytes.len)
            cap *= 2;
        request->body.ptr = arena_resize(request->arena, (void *)(uintptr_t)request->body.ptr,
                                         request->body_cap, cap);
        request->body_cap = cap;
    }
    memcpy((char *)(uintptr_t)request->body.ptr + request->body.len, bytes.ptr, bytes.len);
    request->body.len += bytes.len;
}

static void take_body(struct request *request, struct slice bytes)
{
    if (request->response)
        return; /* refused: the rest is passed over */
    if (request->route->body == BODY_FILE)
        upload_take(request, bytes);
    else if (request->route->body == BODY_JSON)
        take_json(request, bytes);
    else if (request->route->body == BODY_SECRET)
        secret_take(request, bytes);
    else
        reply_problem(request, PROBLEM_TOO_LARGE);
}

static void handle(struct request *request)
{
    request->is_body_whole = true;
    if (request->route->body == BODY_FILE && !upload_end(request))
        return;
    secret_end(request);
    if (request->body.len && !params_read_json(request->body, request->arena, &request->said)) {
        reply_problem(request, PROBLEM_BAD_REQUEST);
        return;
    }
    request->route->handle(request);
}

/* ------------------------------------------------------------------ libmicrohttpd */

void request_wait(struct request *request)
{
    request->is_suspended = true;
    MHD_suspend_connection(request->connection);
}

static struct peer *peer_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

    return info ? info->socket_context : NULL;
}

void request_discard(struct request *request)
{
    if (!request)
        return;
    secret_done(request);
    arena_free(request->arena);
    free(request);
}

/* The request line as it came: nothing in it is decoded twice. */
void *request_line(void *cls, const char *uri, struct MHD_Connection *connection)
{
    struct server *server = cls;
    struct peer *peer = peer_of(connection);
    struct request *request = peer ? calloc(1, sizeof(*request)) : NULL;
    struct slice path, query;

    if (!request)
        return NULL;
    request_discard(peer->line);
    peer->line = request;
    request->peer = peer;
    request->server = server;
    request->arena = arena_new(server->setup->allocator);
    slice_cut(slice_of(uri), SLICE("?"), &path, &query);
    request->body = arena_copy(request->arena, path); /* until the header is there */
    if (!params_read_query(query, request->arena, &request->query))
        request->status = MHD_HTTP_BAD_REQUEST;
    return request;
}

static void begin(struct request *request, struct MHD_Connection *connection, const char *method)
{
    struct slice path = request->body;
    bool is_bad = request->status != 0;

    request->body = (struct slice){NULL, 0};
    request->connection = connection;
    request->peer->line = NULL; /* from here on its end is told */
    request->language = language_of(request);
    request->house = house_named(request->server, params_get(&request->query, "house"));
    peer_set(request->peer, PEER_BUSY, request->server->now);
    if (is_bad || !request->house)
        reply_problem(request, PROBLEM_BAD_REQUEST);
    else
        look(request, slice_of(method), path);
}

static enum MHD_Result answer(struct request *request)
{
    if (!request->response)
        return MHD_YES; /* it waits, or its body goes on */
    return MHD_queue_response(request->connection, request->status, request->response);
}

enum MHD_Result request_come(void *cls, struct MHD_Connection *connection, const char *url,
                             const char *method, const char *version, const char *bytes,
                             size_t *len, void **context)
{
    struct request *request = *context;

    (void)cls;
    (void)url;
    (void)version;
    if (!request)
        return MHD_NO; /* no memory */
    if (!request->connection) {
        begin(request, connection, method);
        return may_pass(request, told_length(request)) ? MHD_YES : answer(request);
    }
    if (*len) {
        if (request->response && !may_pass(request, request->passed += *len))
            return MHD_NO;
        take_body(request, (struct slice){bytes, *len});
        *len = 0;
        return MHD_YES; /* an answer is queued when all has come: before, it would be cut off */
    }
    if (!request->response && !request->is_body_whole)
        handle(request);
    return answer(request);
}

void request_gone(void *cls, struct MHD_Connection *connection, void **context,
                  enum MHD_RequestTerminationCode why)
{
    struct request *request = *context;

    (void)cls;
    (void)connection;
    (void)why;
    if (!request)
        return;
    *context = NULL;
    if (request->peer->line == request)
        request->peer->line = NULL;
    upload_leave(request);
    event_leave(request);
    house_leave(request);
    peer_set(request->peer, PEER_IDLE, request->server->now);
    if (request->response)
        MHD_destroy_response(request->response);
    arena_free(request->arena);
    free(request);
}
