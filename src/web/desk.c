#include "web/desk.h"

#include "web/desk_wire.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define GRACE_MS 3000 /* for web to close what is open */

#if defined(__SANITIZE_ADDRESS__)
#define ADDRESS_SPACE_IS_OURS 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ADDRESS_SPACE_IS_OURS 0 /* sanitizers reserve terabytes */
#endif
#endif
#ifndef ADDRESS_SPACE_IS_OURS
#define ADDRESS_SPACE_IS_OURS 1
#endif

struct worker {
    pid_t pid; /* 0: the place is free */
    uint64_t number;
    int64_t until; /* milliseconds of the monotonic clock */
    bool is_late;
};

struct office {
    const struct desk *desk;
    int signals;
    sigset_t before; /* the mask of signals that workers get back */
    struct worker workers[DESK_MAX_WORKERS];
    bool is_web_gone;
    int web_how;
};

static int64_t now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* ------------------------------------------------------------------ in the worker */

/* Words of the file ${fd}; ${words} is ended by NULL.  Return their number, or -1. */
static int read_words(int fd, char **ret_folder, char **words)
{
    struct stat st;
    char *at, *end;
    int n = 0;

    if (fstat(fd, &st) != 0 || st.st_size <= 0 || st.st_size > (off_t)DESK_MAX_WORDS)
        return -1;
    at = malloc((size_t)st.st_size);
    if (!at || pread(fd, at, (size_t)st.st_size, 0) != st.st_size || at[st.st_size - 1] != '\0')
        return -1;
    end = at + st.st_size;
    *ret_folder = at;
    for (at += strlen(at) + 1; at < end; at += strlen(at) + 1) {
        if (n == DESK_MAX_ARGC)
            return -1;
        words[n++] = at;
    }
    words[n] = NULL;
    return n;
}

static void limit(int what, uint64_t value)
{
    struct rlimit r = {value, value};

    setrlimit((__rlimit_resource_t)what, &r);
}

static void take_files(const int files[DESK_FILES])
{
    int progress = fcntl(files[3], F_DUPFD, DESK_PROGRESS + 1 + DESK_FILES);

    if (progress < 0 || dup2(files[4], STDIN_FILENO) < 0 || dup2(files[1], STDOUT_FILENO) < 0 ||
        dup2(files[2], STDERR_FILENO) < 0 || dup2(progress, DESK_PROGRESS) < 0)
        _exit(EXIT_FAILURE);
    if (close_range(DESK_PROGRESS + 1, ~0u, 0) != 0)
        _exit(EXIT_FAILURE);
}

static _Noreturn void work(const struct office *office, const struct desk_order *order,
                           const int files[DESK_FILES])
{
    static char *words[DESK_MAX_ARGC + 1];
    char *folder;
    int n = read_words(files[0], &folder, words);

    setpgid(0, 0); /* so that what it starts ends with it */
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (n < 0 || chdir(folder) != 0)
        _exit(EXIT_FAILURE);
    take_files(files);
    umask(077);
    limit(RLIMIT_CORE, 0);
    if (order->memory && ADDRESS_SPACE_IS_OURS)
        limit(RLIMIT_AS, order->memory);
    sigprocmask(SIG_SETMASK, &office->before, NULL);
    exit(office->desk->work(office->desk->ctx, n, words));
}

/* ------------------------------------------------------------------ orders */

static void tell_end(const struct office *office, const struct worker *worker, int how)
{
    struct desk_end end = {worker->number, how, worker->is_late};

    if (send(office->desk->fd, &end, sizeof(end), MSG_NOSIGNAL) < 0)
        return; /* web is gone, which is seen where orders are read */
}

static void begin(struct office *office, const struct desk_order *order,
                  const int files[DESK_FILES])
{
    struct worker *worker = office->workers, none = {.number = order->number};
    pid_t pid;

    while (worker < office->workers + DESK_MAX_WORKERS && worker->pid)
        worker++;
    if (worker == office->workers + DESK_MAX_WORKERS || (pid = fork()) < 0) {
        tell_end(office, &none, SIGKILL);
        return;
    }
    if (pid == 0)
        work(office, order, files);
    setpgid(pid, pid); /* whoever is first */
    *worker = (struct worker){pid, order->number, now_ms() + (int64_t)order->seconds * 1000, false};
}

static void stop(struct office *office, uint64_t number)
{
    for (int i = 0; i < DESK_MAX_WORKERS; i++)
        if (office->workers[i].pid && office->workers[i].number == number)
            kill(-office->workers[i].pid, SIGKILL);
}

/* Files that came with ${msg} to ${ret}; return how many. */
static int files_of(struct msghdr *msg, int ret[DESK_FILES])
{
    int n = 0;

    for (struct cmsghdr *c = CMSG_FIRSTHDR(msg); c; c = CMSG_NXTHDR(msg, c)) {
        if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS)
            continue;
        n = (int)((c->cmsg_len - CMSG_LEN(0)) / sizeof(int));
        memcpy(ret, CMSG_DATA(c), (size_t)n * sizeof(int));
    }
    return n;
}

/* False when web has closed its end. */
static bool take_order(struct office *office)
{
    union {
        char bytes[CMSG_SPACE(sizeof(int) * DESK_FILES)];
        struct cmsghdr align;
    } control;
    struct desk_order order;
    struct iovec part = {&order, sizeof(order)};
    struct msghdr msg = {.msg_iov = &part,
                         .msg_iovlen = 1,
                         .msg_control = control.bytes,
                         .msg_controllen = sizeof(control.bytes)};
    int files[DESK_FILES] = {-1, -1, -1, -1, -1}, n;
    ssize_t len = recvmsg(office->desk->fd, &msg, MSG_CMSG_CLOEXEC | MSG_DONTWAIT);

    if (len < 0)
        return errno == EINTR || errno == EAGAIN;
    if (len == 0)
        return false;
    n = files_of(&msg, files);
    if (len == sizeof(order) && n == DESK_FILES)
        begin(office, &order, files);
    else if (len == sizeof(order))
        stop(office, order.number);
    for (int i = 0; i < n; i++)
        close(files[i]);
    return true;
}

/* ------------------------------------------------------------------ ends */

static void reap(struct office *office)
{
    pid_t pid;
    int how;

    while ((pid = waitpid(-1, &how, WNOHANG)) > 0) {
        if (pid == office->desk->web) {
            office->is_web_gone = true;
            office->web_how = how;
        }
        for (int i = 0; i < DESK_MAX_WORKERS; i++) {
            struct worker *worker = &office->workers[i];

            if (worker->pid != pid)
                continue;
            kill(-pid, SIGKILL); /* what it left behind */
            tell_end(office, worker, how);
            *worker = (struct worker){.pid = 0};
        }
    }
}

/* Milliseconds until the next worker is late; -1 = none is at work. */
static int end_late(struct office *office)
{
    int64_t now = now_ms(), next = INT64_MAX;

    for (int i = 0; i < DESK_MAX_WORKERS; i++) {
        struct worker *worker = &office->workers[i];

        if (!worker->pid)
            continue;
        if (worker->until <= now) {
            worker->is_late = true;
            kill(-worker->pid, SIGKILL);
            worker->until = now + 1000;
        }
        if (worker->until < next)
            next = worker->until;
    }
    return next == INT64_MAX ? -1 : (int)(next - now);
}

/* Whether a signal says that all is to end. */
static bool take_signals(struct office *office)
{
    struct signalfd_siginfo info;
    bool is_end = false;

    while (read(office->signals, &info, sizeof(info)) == (ssize_t)sizeof(info))
        is_end |= info.ssi_signo != SIGCHLD;
    reap(office);
    return is_end;
}

static int leave(struct office *office)
{
    int64_t until = now_ms() + GRACE_MS;

    shutdown(office->desk->fd, SHUT_RDWR);
    for (int i = 0; i < DESK_MAX_WORKERS; i++)
        if (office->workers[i].pid)
            kill(-office->workers[i].pid, SIGKILL);
    while (!office->is_web_gone && now_ms() < until) {
        struct pollfd wait = {.fd = office->signals, .events = POLLIN};

        poll(&wait, 1, 100);
        take_signals(office);
    }
    if (!office->is_web_gone)
        kill(office->desk->web, SIGKILL);
    if (!office->is_web_gone)
        waitpid(office->desk->web, &office->web_how, 0);
    return WIFEXITED(office->web_how) ? WEXITSTATUS(office->web_how) : EXIT_FAILURE;
}

int desk_run(const struct desk *desk)
{
    struct office office = {.desk = desk};
    sigset_t wanted;
    bool goes_on = true;

    sigemptyset(&wanted);
    sigaddset(&wanted, SIGCHLD);
    sigaddset(&wanted, SIGINT);
    sigaddset(&wanted, SIGTERM);
    sigaddset(&wanted, SIGHUP);
    sigprocmask(SIG_BLOCK, &wanted, &office.before);
    office.signals = signalfd(-1, &wanted, SFD_CLOEXEC | SFD_NONBLOCK);
    reap(&office); /* web may have ended before */
    while (goes_on && office.signals >= 0 && !office.is_web_gone) {
        struct pollfd wait[] = {{.fd = desk->fd, .events = POLLIN},
                                {.fd = office.signals, .events = POLLIN}};

        poll(wait, 2, end_late(&office));
        if (wait[1].revents && take_signals(&office))
            goes_on = false;
        if (wait[0].revents && !take_order(&office))
            goes_on = false;
    }
    return leave(&office);
}
