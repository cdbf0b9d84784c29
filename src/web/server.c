#include "web/server.h"

#include "web/folder.h"
#include "web/listen.h"
#include "web/request.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#define HEADER_BYTES (16u << 10) /* of a request, with what libmicrohttpd keeps beside it */
#define SILENCE_SECONDS 60
#define FILES 4096 /* open at once, at most */
#define URL_MAX (GUARD_HOST_LEN + SESSION_TEXT + 32)

static int64_t now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* ------------------------------------------------------------------ connections */

static void connection_changed(void *cls, struct MHD_Connection *connection, void **context,
                               enum MHD_ConnectionNotificationCode what)
{
    struct server *server = cls;
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);

    if (what == MHD_CONNECTION_NOTIFY_STARTED && info) {
        *context = peer_new(&server->peers, info->connect_fd, server->now);
    } else if (what == MHD_CONNECTION_NOTIFY_CLOSED) {
        if (*context)
            request_discard(((struct peer *)*context)->line);
        peer_free(&server->peers, *context);
        *context = NULL;
    }
}

static void take_connections(struct server *server, int fd)
{
    for (int n = 0; n < 64; n++) { /* then others have their turn */
        struct sockaddr_storage address;
        socklen_t len = sizeof(address);
        int one = accept4(fd, (struct sockaddr *)&address, &len, SOCK_NONBLOCK | SOCK_CLOEXEC);

        if (one < 0)
            return;
        MHD_add_connection(server->daemon, one, (const struct sockaddr *)&address, len);
    }
}

static void stay_silent(void *cls, const char *format, va_list args)
{
    (void)cls;
    (void)format;
    (void)args;
}

static bool start(struct server *server)
{
    const struct web_setup *setup = server->setup;
    struct MHD_OptionItem more[4], *option = more;
    unsigned flags = MHD_USE_EPOLL | MHD_USE_NO_LISTEN_SOCKET | MHD_ALLOW_SUSPEND_RESUME |
                     MHD_USE_ERROR_LOG | (setup->cert ? MHD_USE_TLS : 0);

    if (setup->cert) {
        *option++ =
            (struct MHD_OptionItem){MHD_OPTION_HTTPS_MEM_CERT, 0, (void *)(uintptr_t)setup->cert};
        *option++ =
            (struct MHD_OptionItem){MHD_OPTION_HTTPS_MEM_KEY, 0, (void *)(uintptr_t)setup->key};
    }
    if (setup->address)
        *option++ =
            (struct MHD_OptionItem){MHD_OPTION_PER_IP_CONNECTION_LIMIT, PEER_MAX_ADDRESS, NULL};
    *option = (struct MHD_OptionItem){MHD_OPTION_END, 0, NULL};
    server->daemon = MHD_start_daemon(
        flags, 0, NULL, NULL, request_come, server, MHD_OPTION_EXTERNAL_LOGGER, stay_silent, NULL,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HEADER_BYTES, MHD_OPTION_CONNECTION_TIMEOUT,
        (unsigned)SILENCE_SECONDS, MHD_OPTION_CONNECTION_LIMIT, (unsigned)(PEER_MAX + 64),
        MHD_OPTION_NOTIFY_COMPLETED, request_gone, server, MHD_OPTION_NOTIFY_CONNECTION,
        connection_changed, server, MHD_OPTION_URI_LOG_CALLBACK, request_line, server,
        MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_ARRAY, more, MHD_OPTION_END);
    return server->daemon != NULL;
}

/* ------------------------------------------------------------------ the loop */

static int wait_ms(struct server *server)
{
    MHD_UNSIGNED_LONG_LONG ms;

    if (MHD_get_timeout(server->daemon, &ms) == MHD_YES && ms < HOUSE_LOOK_MS)
        return (int)ms;
    return HOUSE_LOOK_MS;
}

static void tick(struct server *server, int64_t *last)
{
    if (server->now - *last < HOUSE_LOOK_MS)
        return;
    *last = server->now;
    peer_sweep(&server->peers, server->now);
    import_tell_progress(server);
    event_beat(server);
    house_look(server);
}

static void serve(struct server *server, const struct listen *listen)
{
    const union MHD_DaemonInfo *info =
        MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_EPOLL_FD);
    int64_t last = 0;

    while (!server->clerk.is_gone) {
        struct pollfd wait[3 + LISTEN_MAX] = {{info->epoll_fd, POLLIN, 0},
                                              {server->clerk.desk, POLLIN, 0},
                                              {server->done[0], POLLIN, 0}};

        for (int i = 0; i < listen->len; i++)
            wait[3 + i] = (struct pollfd){listen->fds[i], POLLIN, 0};
        poll(wait, 3 + (nfds_t)listen->len, wait_ms(server));
        server->now = now_ms();
        for (int i = 0; i < listen->len; i++)
            if (wait[3 + i].revents)
                take_connections(server, listen->fds[i]);
        if (wait[1].revents)
            clerk_receive(&server->clerk);
        if (wait[2].revents)
            house_receive(server);
        tick(server, &last);
        MHD_run(server->daemon);
    }
}

/* Nobody may be left waiting: libmicrohttpd would wait for them. */
static void finish(struct server *server)
{
    clerk_receive(&server->clerk); /* what is at work is lost */
    house_end_all(server);
    event_end_all(server);
    MHD_run(server->daemon);
    MHD_stop_daemon(server->daemon);
    import_done_all(server);
    house_done(server);
    folder_remove(server->setup->folder); /* the desk may have been killed */
}

/* ------------------------------------------------------------------ beginning */

/* The URL that signs in; where one listens elsewhere, or by a password, without a token. */
static void write_url(const struct server *server, const struct listen *listen, char ret[URL_MAX])
{
    char token[SESSION_TEXT + 1];

    session_token(&server->sessions, token);
    if (listen->is_socket)
        snprintf(ret, URL_MAX, "unix:%s#token=%s", server->setup->socket, token);
    else
        snprintf(ret, URL_MAX, "%s://%s%s%s%s", server->guard.is_tls ? "https" : "http",
                 server->guard.hosts[server->setup->address ? 3 : 0], "/",
                 server->setup->password ? "" : "#token=", server->setup->password ? "" : token);
}

static bool write_token_file(const struct web_setup *setup, const char *url)
{
    FILE *file;
    int fd;

    if (!setup->token_file)
        return true;
    fd = open(setup->token_file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    file = fd >= 0 ? fdopen(fd, "w") : NULL;
    if (!file) {
        if (fd >= 0)
            close(fd);
        return false;
    }
    fprintf(file, "%s\n", url);
    return fclose(file) == 0;
}

static void settle(void)
{
    struct rlimit files;

    signal(SIGPIPE, SIG_IGN);
    signal(SIGINT, SIG_IGN); /* the desk hears it, and closes */
    signal(SIGHUP, SIG_IGN);
    if (getrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_cur < FILES) {
        files.rlim_cur = files.rlim_max < FILES ? files.rlim_max : FILES;
        setrlimit(RLIMIT_NOFILE, &files);
    }
}

static enum web_status run(struct server *server, const struct listen *listen)
{
    char url[URL_MAX];

    guard_init(&server->guard, server->setup->address, listen->port, server->setup->cert != NULL);
    server->guard.is_socket = listen->is_socket;
    session_init(&server->sessions, listen->port);
    server->now = now_ms();
    if (!start(server))
        return WEB_NO_SETUP;
    write_url(server, listen, url);
    if (house_init(server) != 0 || !write_token_file(server->setup, url)) {
        MHD_stop_daemon(server->daemon);
        return WEB_NO_SETUP;
    }
    server->setup->ready(server->setup, url);
    serve(server, listen);
    finish(server);
    return WEB_FINE;
}

enum web_status web_serve(const struct web_setup *setup)
{
    static struct server server;
    struct listen listen;
    enum web_status status;

    settle();
    server = (struct server){.setup = setup, .clerk = {.desk = setup->desk}};
    if (sodium_init() < 0)
        return WEB_NO_SETUP;
    if (listen_open(setup, &listen) != 0)
        return WEB_NO_PORT;
    status = run(&server, &listen);
    listen_close(&listen, setup);
    return status;
}
