#include "web/event.h"

#include "web/reply.h"

#include <stdio.h>

#define BLOCK 4096

struct listener {
    struct listener *next;
    struct request *request;
    struct output pending;
    size_t sent;
    bool is_suspended, is_over;
};

/* ------------------------------------------------------------------ one listener */

static void wake(struct listener *listener)
{
    if (!listener->is_suspended)
        return;
    listener->is_suspended = false;
    MHD_resume_connection(listener->request->connection);
}

static void add(struct listener *listener, struct slice text)
{
    if (listener->is_over)
        return;
    if (listener->pending.len - listener->sent + text.len > EVENT_MAX_PENDING)
        listener->is_over = true; /* it comes again, and asks for all anew */
    else
        output_add(&listener->pending, text);
    wake(listener);
}

/* libmicrohttpd asks for bytes. */
static ssize_t give(void *cls, uint64_t at, char *to, size_t room)
{
    struct listener *listener = cls;
    size_t left = listener->pending.len - listener->sent;

    (void)at;
    if (listener->is_over)
        return MHD_CONTENT_READER_END_OF_STREAM;
    if (!left) {
        listener->pending.len = listener->sent = 0;
        listener->is_suspended = true;
        MHD_suspend_connection(listener->request->connection);
        return 0;
    }
    if (left > room)
        left = room;
    memcpy(to, listener->pending.at + listener->sent, left);
    listener->sent += left;
    return (ssize_t)left;
}

void event_listen(struct request *request)
{
    struct events *events = &request->server->events;
    struct listener *listener =
        events->len < EVENT_MAX_LISTENERS ? calloc(1, sizeof(*listener)) : NULL;

    if (!listener) {
        reply_problem(request, PROBLEM_TOO_MANY);
        return;
    }
    *listener = (struct listener){.next = events->first, .request = request};
    output_init(&listener->pending, request->server->setup->allocator, NULL, NULL);
    output_add(&listener->pending, SLICE("retry: 2000\n\n"));
    events->first = listener;
    events->len++;
    peer_set(request->peer, PEER_STREAMS, request->server->now);
    reply_with(request, MHD_HTTP_OK,
               MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, BLOCK, give, listener, NULL));
    reply_header(request, "Content-Type", "text/event-stream; charset=utf-8");
    house_tell(request->house, request->server);
}

void event_leave(struct request *request)
{
    struct events *events = &request->server->events;

    for (struct listener **at = &events->first; *at; at = &(*at)->next) {
        struct listener *listener = *at;

        if (listener->request != request)
            continue;
        *at = listener->next;
        events->len--;
        output_done(&listener->pending);
        free(listener);
        return;
    }
}

/* ------------------------------------------------------------------ all */

void event_tell(struct server *server, const char *name, struct slice data)
{
    char head[64];
    int n = snprintf(head, sizeof(head), "event: %s\ndata: ", name);
    struct arena *arena = arena_new(server->setup->allocator);
    struct slice text =
        arena_join(arena, (struct slice[]){{head, (size_t)n}, data, SLICE("\n\n")}, 3);

    for (struct listener *listener = server->events.first; listener; listener = listener->next)
        add(listener, text);
    arena_free(arena);
}

void event_beat(struct server *server)
{
    if (server->now - server->events.beat < EVENT_BEAT_MS)
        return;
    server->events.beat = server->now;
    for (struct listener *listener = server->events.first; listener; listener = listener->next)
        add(listener, SLICE(": \n\n"));
}

void event_end_all(struct server *server)
{
    for (struct listener *listener = server->events.first; listener; listener = listener->next) {
        listener->is_over = true;
        wake(listener);
    }
}
