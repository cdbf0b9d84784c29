#ifndef MIOBOE_WEB_LISTEN_H
#define MIOBOE_WEB_LISTEN_H

/* Sockets that wait for browsers. */

#include "web/web.h"

#include <stdbool.h>

#define LISTEN_MAX 2

struct listen {
    int fds[LISTEN_MAX];
    int len;
    unsigned port; /* that it became */
    bool is_socket;
};

/* As ${setup} says: both loopback addresses, one other, or a Unix socket (0600).  Return 0, or -1
 * with errno. */
int listen_open(const struct web_setup *setup, struct listen *ret);
void listen_close(struct listen *listen, const struct web_setup *setup);

#endif
