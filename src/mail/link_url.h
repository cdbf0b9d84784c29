#ifndef MIOBOE_MAIL_LINK_URL_H
#define MIOBOE_MAIL_LINK_URL_H

/*
 * Addresses as browsers take them (WHATWG URL), as far as is needed to tell where one leads.  A
 * browser refuses some of what is accepted here (a host with forbidden characters, a port beyond
 * 65535): what somebody else's program might follow is told.
 */

#include "base/arena.h"

struct link_url {
    struct slice href;   /* whole, resolved; blanks as %20, control characters as %xx */
    struct slice scheme; /* lower case, without the colon; empty = an address that leads nowhere */
    struct slice host;   /* as written, user information and port cut; empty = none */
    struct slice path;   /* with query and fragment */
    bool is_web;         /* a scheme with a host: http, https, ftp, ws, wss */
    bool has_user;       /* user information before the host */
    bool is_address;     /* the host is an IP address */
};

/*
 * Resolve ${text} against ${base} (resolved before; NULL or without a host = there is none).
 * Without a base, `//host/…` is taken as https, and what begins like a domain (`www.…`) as http, as
 * mail programs do; what else is relative leads nowhere.  Cannot fail: ${ret} is filled.
 */
void link_url_read(struct slice text, const struct link_url *base, struct arena *arena,
                   struct link_url *ret);

/*
 * Whether ${host} is an IP address in any form that browsers take: fewer parts, octal, hexadecimal
 * (WHATWG URL, section 3.5), percent-encoded, full-width; or [IPv6].
 */
bool link_url_is_address(struct slice host, struct arena *arena);

#endif
