#include "job/child_inside.h"

#include "job/wire.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define LOOK_EVERY_MS 200
#define CLOCK_FACTOR 10u /* a step may take so many times its CPU time by the clock */
#define NANO 1000000000ull

/* One run: what is known beyond the life of one child. */
struct host {
    const struct child_run *run;
    struct arena *arena;
    struct child_steps lost; /* with run->again */
    struct child_step next;  /* all before it is done */
    bool says_each;          /* once one fell over: which step it was must be known */
    uint32_t questions;
    /* of the child at hand */
    pid_t pid;
    int fd;
    bool has_begun, in_step; /* a step since it was started; one is under way */
    struct child_said_step at;
    bool has_piece; /* of that step: it is done */
    bool has_cpu;
    uint64_t cpu, clock; /* nanoseconds: at the first look at the step, when it began */
    bool is_slow, has_ended;
    int status;
    char *buffer;
    size_t cap;
    char heard[CHILD_HELD]; /* what was read and is not taken yet: from heard_from to heard_len */
    size_t heard_from, heard_len;
};

/* ------------------------------------------------------------------ time */

static uint64_t now(clockid_t clock)
{
    struct timespec t = {0};

    clock_gettime(clock, &t);
    return (uint64_t)t.tv_sec * NANO + (uint64_t)t.tv_nsec;
}

static uint64_t cpu_of(pid_t pid)
{
    clockid_t clock;

    return clock_getcpuclockid(pid, &clock) == 0 ? now(clock) : 0;
}

static void begin_time(struct host *h)
{
    h->has_cpu = false; /* asking costs more than most steps: only one that lasts is asked about */
    h->clock = now(CLOCK_MONOTONIC);
}

static bool is_too_slow(struct host *h)
{
    uint64_t limit = h->run->limits.seconds * NANO;

    if (!h->has_cpu)
        h->cpu = cpu_of(h->pid);
    h->has_cpu = true;
    return h->in_step && (cpu_of(h->pid) - h->cpu > limit ||
                          now(CLOCK_MONOTONIC) - h->clock > CLOCK_FACTOR * limit);
}

/* Wait until the child says something.  Return false when the step under way takes too long. */
static bool await(struct host *h)
{
    struct pollfd p = {.fd = h->fd, .events = POLLIN};

    while (h->heard_from == h->heard_len && poll(&p, 1, LOOK_EVERY_MS) <= 0)
        if (is_too_slow(h))
            return false;
    return true;
}

/* So many bytes of what the child says; false when it has gone before. */
static bool hear(struct host *h, void *to, size_t len)
{
    char *at = to;

    while (len > 0) {
        size_t some = h->heard_len - h->heard_from;
        ssize_t n = 0;

        if (some == 0 && len >= sizeof(h->heard))
            return wire_read(h->fd, at, len);
        if (some == 0 && (n = read(h->fd, h->heard, sizeof(h->heard))) > 0)
            h->heard_from = 0, some = h->heard_len = (size_t)n;
        if (some == 0 && (n == 0 || errno != EINTR))
            return false;
        some = some < len ? some : len;
        if (some)
            memcpy(at, h->heard + h->heard_from, some);
        h->heard_from += some;
        at += some;
        len -= some;
    }
    return true;
}

/* ------------------------------------------------------------------ what a child says */

static bool take_step(struct host *h, struct slice bytes)
{
    if (bytes.len != sizeof(h->at))
        return false;
    memcpy(&h->at, bytes.ptr, bytes.len);
    h->has_begun = h->in_step = true;
    h->has_piece = false;
    begin_time(h);
    return true;
}

static bool take_rest(struct host *h, struct slice bytes)
{
    (void)bytes;
    h->in_step = false;
    return true;
}

static bool take_piece(struct host *h, struct slice bytes)
{
    if (h->run->piece)
        h->run->piece(h->run->ctx, bytes);
    h->has_piece = true;
    return true;
}

/* Not by write(): a child that is gone is no reason to be killed by a signal. */
static bool send_all(int fd, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t n = send(fd, bytes, len, MSG_NOSIGNAL);

        if (n < 0 && errno != EINTR)
            return false;
        bytes += n > 0 ? n : 0;
        len -= n > 0 ? (size_t)n : 0;
    }
    return true;
}

static bool send_answer(int fd, uint8_t answer, struct slice txt)
{
    char frame[sizeof(struct wire_head) + 1 + KEY_MAX_RECORD];
    struct wire_head head = {WIRE_ANSWER, (uint32_t)(1 + txt.len)};
    size_t len = sizeof(head) + head.len;

    memcpy(frame, &head, sizeof(head));
    memcpy(frame + sizeof(head), &answer, 1);
    if (txt.len)
        memcpy(frame + sizeof(head) + 1, txt.ptr, txt.len);
    return send_all(fd, frame, len);
}

static bool take_name(struct host *h, struct slice name)
{
    const struct key_source *keys = h->run->keys;
    struct arena *arena = arena_new(h->run->allocator);
    struct slice txt = {"", 0};
    uint8_t answer = KEY_CANNOT;
    bool sent;

    if (keys && child_name_is_key(name) && h->questions++ < CHILD_MAX_QUESTIONS)
        answer = (uint8_t)keys->txt(keys->ctx, name, arena, &txt);
    if ((answer != KEY_ANSWER && answer != KEY_SECURE) || txt.len > KEY_MAX_RECORD)
        txt.len = 0;
    sent = send_answer(h->fd, answer, txt);
    arena_free(arena);
    begin_time(h); /* waiting for the network is not the child's time */
    return sent;
}

static bool take_range(struct host *h, struct slice bytes)
{
    struct wire_head head = {WIRE_BYTES, 0};
    struct wire_range range;
    int32_t status = -ENOENT;
    size_t front = sizeof(head) + sizeof(status);
    struct arena *arena;
    char *frame;
    bool sent;

    if (bytes.len != sizeof(range))
        return false;
    memcpy(&range, bytes.ptr, sizeof(range));
    if (range.len > CHILD_MAX_READ)
        return false;
    arena = arena_new(h->run->allocator);
    frame = arena_buffer(arena, front + range.len);
    if (h->run->read)
        status = h->run->read(h->run->ctx, range.file, frame + front, range.len, range.at);
    head.len = (uint32_t)(sizeof(status) + (status > 0 ? (uint32_t)status : 0));
    memcpy(frame, &head, sizeof(head));
    memcpy(frame + sizeof(head), &status, sizeof(status));
    sent = send_all(h->fd, frame, sizeof(head) + head.len);
    arena_free(arena);
    begin_time(h); /* waiting for a disk is not the child's time */
    return sent;
}

static bool take_end(struct host *h, struct slice bytes)
{
    if (bytes.len != sizeof(h->status))
        return false;
    memcpy(&h->status, bytes.ptr, bytes.len);
    h->has_ended = true;
    return false;
}

static bool take_frame(struct host *h)
{
    static bool (*const takers[])(struct host *, struct slice) = {
        [WIRE_STEP] = take_step, [WIRE_REST] = take_rest,   [WIRE_PIECE] = take_piece,
        [WIRE_NAME] = take_name, [WIRE_RANGE] = take_range, [WIRE_END] = take_end,
    };
    struct wire_head head;

    if (!hear(h, &head, sizeof(head)) || head.kind >= sizeof(takers) / sizeof(takers[0]) ||
        !takers[head.kind] || head.len > CHILD_MAX_PIECE)
        return false;
    if (head.len > h->cap) {
        h->buffer = arena_resize(h->arena, h->buffer, h->cap, head.len);
        h->cap = head.len;
    }
    return hear(h, h->buffer, head.len) &&
           takers[head.kind](h, (struct slice){h->buffer, head.len});
}

/* ------------------------------------------------------------------ one child */

static bool start(struct host *h)
{
    struct child child = {.questions = h->questions,
                          .says_each = h->says_each,
                          .again = h->run->again,
                          .next = h->next,
                          .lost = &h->lost};
    int fds[2];

    h->heard_from = h->heard_len = 0;
    h->has_begun = h->in_step = h->has_piece = h->is_slow = h->has_ended = false;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds) != 0)
        return false;
    fflush(NULL);
    h->pid = fork();
    if (h->pid == 0) {
        close(fds[0]);
        child.fd = fds[1];
        child_live(&child, h->run);
    }
    close(fds[1]);
    h->fd = fds[0];
    if (h->pid < 0)
        close(h->fd);
    return h->pid > 0;
}

/* Until it has ended in one way or another. */
static void attend(struct host *h)
{
    do
        h->is_slow = !await(h);
    while (!h->is_slow && take_frame(h));
    if (!h->has_ended)
        kill(h->pid, SIGKILL);
    close(h->fd);
    while (waitpid(h->pid, h->run->ret_how, 0) < 0 && errno == EINTR)
        ;
}

/* ------------------------------------------------------------------ all of them */

static size_t losses_of(const struct host *h, uint32_t file)
{
    size_t n = 0;

    for (size_t i = 0; i < h->lost.len; i++)
        n += h->lost.at[i].file == file;
    return n;
}

static struct child_step behind(struct child_step step)
{
    if (step.item == CHILD_WHOLE_FILE)
        return (struct child_step){step.file + 1, 0};
    return (struct child_step){step.file, step.item + 1};
}

/* Which step it fell over in is not known: go on with those that it had not handed over. */
static void look_closer(struct host *h)
{
    h->says_each = true;
    if (h->has_begun)
        h->next = h->has_piece ? behind(h->at.step) : h->at.step;
}

/* Remember what is lost.  Return false when there is no way to go on. */
static bool lose(struct host *h)
{
    enum child_loss loss = h->is_slow ? CHILD_TOO_SLOW : CHILD_CRASHED;
    struct child_step at = h->at.step;

    if (h->has_begun && !h->in_step)
        return false;
    if (h->has_begun ? !h->at.is_each : !h->says_each) {
        look_closer(h);
        return true;
    }
    if (!h->has_begun) { /* it cannot even get to where it is to go on: give the file up */
        if (h->next.item == 0)
            return false;
        at = (struct child_step){h->next.file, CHILD_WHOLE_FILE};
    }
    if (losses_of(h, at.file) + 1 >= CHILD_MAX_LOSSES)
        at.item = CHILD_WHOLE_FILE;
    h->next = behind(at);
    *array_push(h->arena, &h->lost) = at;
    if (h->run->lost)
        h->run->lost(h->run->ctx, at, loss);
    return true;
}

int child_run(const struct child_run *run)
{
    struct host h = {.run = run, .arena = arena_new(run->allocator), .says_each = run->again};
    int status = -1;

    while (start(&h)) {
        attend(&h);
        if (h.has_ended)
            status = h.status;
        if (h.has_ended || !lose(&h))
            break;
    }
    arena_free(h.arena);
    return status;
}
