#include "web/clerk.h"

#include "io/whole.h"
#include "web/desk_wire.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

struct call {
    struct call *next;
    uint64_t number;
    int files[DESK_FILES]; /* words, standard output, standard error, progress, standard input */
    struct call_opts opts;
    bool is_sent, is_stopped;
};

/* ------------------------------------------------------------------ files */

static int memory_file(void)
{
    return memfd_create("mioboe", MFD_CLOEXEC);
}

static int words_file(const struct words *words, const char *folder)
{
    size_t whole = strlen(folder) + 1;
    int fd;
    bool is_written;

    for (size_t i = 0; i < words->len; i++)
        whole += words->at[i].len + 1;
    if (words->is_foul || words->len > DESK_MAX_ARGC || whole > DESK_MAX_WORDS)
        return -1;
    fd = memory_file();
    is_written = fd >= 0 && whole_write(fd, (struct slice){folder, strlen(folder) + 1});
    for (size_t i = 0; i < words->len && is_written; i++)
        is_written = whole_write(fd, words->at[i]) && whole_write(fd, (struct slice){"", 1});
    if (!is_written && fd >= 0)
        close(fd);
    return is_written ? fd : -1;
}

struct slice clerk_read(int fd, size_t max, struct arena *arena)
{
    struct stat st;
    size_t len, at = 0;
    char *bytes;

    if (fd < 0 || fstat(fd, &st) != 0 || st.st_size < 0 || (uint64_t)st.st_size > max)
        return (struct slice){"", 0};
    len = (size_t)st.st_size;
    bytes = arena_alloc(arena, len + 1);
    while (at < len) {
        ssize_t n = pread(fd, bytes + at, len - at, (off_t)at);

        if (n == 0 || (n < 0 && errno != EINTR))
            break;
        at += n > 0 ? (size_t)n : 0;
    }
    return (struct slice){bytes, at};
}

/* ------------------------------------------------------------------ calls */

static void free_call(struct call *call)
{
    for (int i = 0; i < DESK_FILES; i++)
        if (call->files[i] >= 0)
            close(call->files[i]);
    free(call);
}

static bool hand_over(const struct clerk *clerk, const struct call *call)
{
    struct desk_order order = {
        .number = call->number, .seconds = call->opts.seconds, .memory = call->opts.memory};
    union {
        char bytes[CMSG_SPACE(sizeof(int) * DESK_FILES)];
        struct cmsghdr align;
    } control = {.bytes = {0}};
    struct iovec part = {&order, sizeof(order)};
    struct msghdr msg = {.msg_iov = &part,
                         .msg_iovlen = 1,
                         .msg_control = control.bytes,
                         .msg_controllen = sizeof(control.bytes)};
    struct cmsghdr *c = CMSG_FIRSTHDR(&msg);

    c->cmsg_level = SOL_SOCKET;
    c->cmsg_type = SCM_RIGHTS;
    c->cmsg_len = CMSG_LEN(sizeof(call->files));
    memcpy(CMSG_DATA(c), call->files, sizeof(call->files));
    return sendmsg(clerk->desk, &msg, MSG_NOSIGNAL) == (ssize_t)sizeof(order);
}

/* As many as the desk has places for. */
static void send_waiting(struct clerk *clerk)
{
    for (struct call *call = clerk->first; call && clerk->at_work < DESK_MAX_WORKERS;
         call = call->next) {
        if (call->is_sent)
            continue;
        call->is_sent = true;
        clerk->at_work++;
        clerk->waiting--;
        if (!hand_over(clerk, call))
            clerk->is_gone = true;
    }
}

uint64_t clerk_send(struct clerk *clerk, const struct words *words, const struct call_opts *opts)
{
    struct call *call =
        clerk->waiting < CLERK_MAX_WAITING && !clerk->is_gone ? calloc(1, sizeof(*call)) : NULL;

    if (!call) {
        if (opts->out >= 0)
            close(opts->out);
        return 0;
    }
    call->opts = *opts;
    call->files[0] = words_file(words, opts->folder);
    call->files[1] = opts->out >= 0 ? opts->out : memory_file();
    call->files[2] = memory_file();
    call->files[3] = opts->progress ? fcntl(opts->progress, F_DUPFD_CLOEXEC, 0)
                                    : open("/dev/null", O_WRONLY | O_CLOEXEC);
    call->files[4] = opts->input ? fcntl(opts->input, F_DUPFD_CLOEXEC, 0)
                                 : open("/dev/null", O_RDONLY | O_CLOEXEC);
    for (int i = 0; i < DESK_FILES; i++)
        if (call->files[i] < 0) {
            free_call(call);
            return 0;
        }
    call->number = ++clerk->number;
    if (clerk->last)
        clerk->last->next = call;
    else
        clerk->first = call;
    clerk->last = call;
    clerk->waiting++;
    send_waiting(clerk);
    return call->number;
}

/* Take it out of the list. */
static struct call *take_call(struct clerk *clerk, uint64_t number)
{
    struct call *before = NULL;

    for (struct call *call = clerk->first; call; before = call, call = call->next) {
        if (call->number != number)
            continue;
        if (before)
            before->next = call->next;
        else
            clerk->first = call->next;
        if (clerk->last == call)
            clerk->last = before;
        return call;
    }
    return NULL;
}

static void finish(struct clerk *clerk, struct call *call, enum call_fate fate, int status)
{
    struct call_end end = {fate, status, call->files[1], call->files[2]};

    if (call->is_sent)
        clerk->at_work--;
    else
        clerk->waiting--;
    call->opts.done(call->opts.ctx, &end);
    free_call(call);
}

void clerk_stop(struct clerk *clerk, uint64_t number)
{
    struct desk_order order = {.number = number};

    for (struct call *call = clerk->first; call; call = call->next)
        if (call->number == number && call->is_sent && !call->is_stopped) {
            call->is_stopped = true;
            if (send(clerk->desk, &order, sizeof(order), MSG_NOSIGNAL) < 0)
                clerk->is_gone = true;
            return;
        }
    struct call *waiting = take_call(clerk, number);

    if (waiting)
        finish(clerk, waiting, CALL_CRASHED, 0);
}

static void lose_all(struct clerk *clerk)
{
    clerk->is_gone = true;
    while (clerk->first)
        finish(clerk, take_call(clerk, clerk->first->number), CALL_LOST, 0);
}

void clerk_receive(struct clerk *clerk)
{
    struct desk_end told;
    ssize_t n;

    while ((n = recv(clerk->desk, &told, sizeof(told), MSG_DONTWAIT)) == (ssize_t)sizeof(told)) {
        struct call *call = take_call(clerk, told.number);
        bool is_exit = WIFEXITED(told.how);

        if (!call)
            continue;
        finish(clerk, call,
               told.is_late ? CALL_LATE
               : is_exit    ? CALL_ENDED
                            : CALL_CRASHED,
               is_exit ? WEXITSTATUS(told.how) : 0);
    }
    if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
        lose_all(clerk);
    else
        send_waiting(clerk);
}
