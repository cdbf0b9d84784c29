#ifndef MIOBOE_WEB_GUARD_H
#define MIOBOE_WEB_GUARD_H

/* Whether a request may come here at all: it must name us as its host, and come from our own page.
 */

#include "base/slice.h"

#define GUARD_HOSTS 4
#define GUARD_HOST_LEN 280

struct guard {
    char hosts[GUARD_HOSTS][GUARD_HOST_LEN]; /* as a Host header names us; "" = none */
    bool is_tls;
    bool is_socket; /* a Unix socket: whoever may open it names whatever host */
};

/* Ours: loopback names with ${port}, and ${address} where it is another. */
void guard_init(struct guard *guard, const char *address, unsigned port, bool is_tls);

/* The Host header of a request. */
bool guard_host(const struct guard *guard, struct slice host);

/*
 * Whether the Origin header and Sec-Fetch-Site (empty = not sent, as programs that are no browser
 * do) say that the request comes from the page at ${host}, which guard_host() has let in.
 */
bool guard_origin(const struct guard *guard, struct slice host, struct slice origin,
                  struct slice fetch_site);

#endif
