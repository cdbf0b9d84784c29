#include "web/listen.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define BACKLOG 512

static int fail(int fd)
{
    int why = errno;

    if (fd >= 0)
        close(fd);
    errno = why;
    return -1;
}

static int open_address(const struct sockaddr *address, socklen_t len)
{
    int fd = socket(address->sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), on = 1;

    if (fd < 0)
        return -1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
    if (address->sa_family == AF_INET6)
        setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof(on));
    if (bind(fd, address, len) != 0 || listen(fd, BACKLOG) != 0)
        return fail(fd);
    return fd;
}

static unsigned port_of(int fd)
{
    union {
        struct sockaddr any;
        struct sockaddr_in v4;
        struct sockaddr_in6 v6;
    } address = {.v6 = {.sin6_port = 0}};
    socklen_t len = sizeof(address);

    if (getsockname(fd, &address.any, &len) != 0)
        return 0;
    return ntohs(address.any.sa_family == AF_INET6 ? address.v6.sin6_port : address.v4.sin_port);
}

/* ::1 is one more way to the same port; a machine without it has one. */
static int open_loopback(uint16_t port, struct listen *ret)
{
    struct sockaddr_in v4 = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6, .sin6_addr = IN6ADDR_LOOPBACK_INIT};

    ret->fds[0] = open_address((const struct sockaddr *)&v4, sizeof(v4));
    if (ret->fds[0] < 0)
        return -1;
    ret->port = port_of(ret->fds[0]);
    v6.sin6_port = htons((uint16_t)ret->port);
    ret->fds[1] = open_address((const struct sockaddr *)&v6, sizeof(v6));
    ret->len = ret->fds[1] < 0 ? 1 : 2;
    return 0;
}

static int open_other(const char *address, uint16_t port, struct listen *ret)
{
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM,
                             .ai_flags = AI_PASSIVE | AI_NUMERICSERV | AI_ADDRCONFIG},
                    *found;
    char service[8];

    snprintf(service, sizeof(service), "%u", port);
    if (getaddrinfo(address, service, &hints, &found) != 0) {
        errno = EADDRNOTAVAIL;
        return -1;
    }
    ret->fds[0] = open_address(found->ai_addr, found->ai_addrlen);
    freeaddrinfo(found);
    if (ret->fds[0] < 0)
        return -1;
    ret->port = port_of(ret->fds[0]);
    ret->len = 1;
    return 0;
}

/* A socket that somebody's earlier run left goes; one that answers stays. */
static void remove_stale(const struct sockaddr_un *address)
{
    struct stat st;
    int fd;

    if (lstat(address->sun_path, &st) != 0 || !S_ISSOCK(st.st_mode))
        return;
    fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd >= 0 && connect(fd, (const struct sockaddr *)address, sizeof(*address)) != 0 &&
        errno == ECONNREFUSED)
        unlink(address->sun_path);
    if (fd >= 0)
        close(fd);
}

static int open_socket(const char *path, struct listen *ret)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    mode_t before;

    if (strlen(path) >= sizeof(address.sun_path)) {
        errno = ENAMETOOLONG;
        return -1;
    }
    memcpy(address.sun_path, path, strlen(path));
    remove_stale(&address);
    before = umask(0177);
    ret->fds[0] = open_address((const struct sockaddr *)&address, sizeof(address));
    umask(before);
    ret->len = ret->fds[0] >= 0;
    ret->is_socket = true;
    return ret->len ? 0 : -1;
}

int listen_open(const struct web_setup *setup, struct listen *ret)
{
    *ret = (struct listen){.len = 0};
    if (setup->socket)
        return open_socket(setup->socket, ret);
    if (setup->address)
        return open_other(setup->address, setup->port, ret);
    return open_loopback(setup->port, ret);
}

void listen_close(struct listen *listen, const struct web_setup *setup)
{
    for (int i = 0; i < listen->len; i++)
        close(listen->fds[i]);
    if (listen->is_socket)
        unlink(setup->socket);
    listen->len = 0;
}
