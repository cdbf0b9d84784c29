#ifndef MIOBOE_WEB_EVENT_H
#define MIOBOE_WEB_EVENT_H

/* Server-sent events (HTML Living Standard, section 9.2): what changes is told to every open page.
 */

#include "base/slice.h"

#include <sys/types.h>

#define EVENT_MAX_LISTENERS 64
#define EVENT_MAX_PENDING \
    (64u << 10)             /* bytes that a listener has not read: more, and it is let go */
#define EVENT_BEAT_MS 15000 /* a comment, so that a dead connection is noticed */

struct request;
struct server;
struct listener;

struct events {
    struct listener *first;
    size_t len;
    int64_t beat;
};

/* `GET /api/events`: listens to what happens in all houses. */
void event_listen(struct request *request);

/* Tell all listeners.  ${data} is JSON on one line. */
void event_tell(struct server *server, const char *name, struct slice data);

/* Send the comment when it is time for it. */
void event_beat(struct server *server);

/* The request is over: it listens no more.  Does nothing for one that never did. */
void event_leave(struct request *request);

/* End all. */
void event_end_all(struct server *server);

#endif
