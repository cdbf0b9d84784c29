#include "web/guard.h"

#include <stdio.h>

void guard_init(struct guard *guard, const char *address, unsigned port, bool is_tls)
{
    static const char *const loopback[] = {"127.0.0.1", "localhost", "[::1]"};
    bool is_usual = port == (is_tls ? 443 : 80);
    int n = 0;

    *guard = (struct guard){.is_tls = is_tls};
    for (size_t i = 0; i <= sizeof(loopback) / sizeof(loopback[0]); i++) {
        const char *name = i < 3 ? loopback[i] : address;

        if (!name)
            continue;
        if (is_usual)
            snprintf(guard->hosts[n++], GUARD_HOST_LEN, "%s", name);
        else
            snprintf(guard->hosts[n++], GUARD_HOST_LEN, "%s:%u", name, port);
    }
}

bool guard_host(const struct guard *guard, struct slice host)
{
    if (guard->is_socket)
        return true;
    for (int i = 0; i < GUARD_HOSTS; i++)
        if (guard->hosts[i][0] && slice_eq_nocase(host, slice_of(guard->hosts[i])))
            return true;
    return false;
}

bool guard_origin(const struct guard *guard, struct slice host, struct slice origin,
                  struct slice fetch_site)
{
    bool is_tls = slice_starts(origin, SLICE("https://"));
    struct slice scheme = is_tls ? SLICE("https://") : SLICE("http://");

    if (fetch_site.len && !slice_eq(fetch_site, SLICE("same-origin")) &&
        !slice_eq(fetch_site, SLICE("none")))
        return false;
    if (!origin.len)
        return true;
    /* Behind a Unix socket stands another server, which may speak either. */
    return slice_starts(origin, scheme) && (is_tls == guard->is_tls || guard->is_socket) &&
           slice_eq_nocase(slice_skip(origin, scheme.len), host);
}
