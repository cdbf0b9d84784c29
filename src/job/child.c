#include "job/child_inside.h"

#include "job/sandbox.h"
#include "job/wire.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#define NAME_MAX_LEN 253u
#define LABEL_MAX_LEN 63u
#define HELD_ENOUGH (CHILD_HELD / 4 * 3) /* bytes */
#define HELD_LONG_MS 20

/* ------------------------------------------------------------------ rights */

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define ADDRESS_SPACE_IS_OURS 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer)
#define ADDRESS_SPACE_IS_OURS 0 /* sanitizers reserve terabytes */
#endif
#endif
#ifndef ADDRESS_SPACE_IS_OURS
#define ADDRESS_SPACE_IS_OURS 1
#endif

static void limit(int what, uint64_t value)
{
    struct rlimit r = {value, value};

    setrlimit((__rlimit_resource_t)what, &r);
}

static void confine(struct child *child, const struct child_limits *limits)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    limit(RLIMIT_CORE, 0);
    if (limits->memory && ADDRESS_SPACE_IS_OURS)
        limit(RLIMIT_AS, limits->memory);
    child->confined = sandbox_enter(limits->may_write ? -1 : child->fd);
    if (child->confined) /* else what measures coverage, or looks for leaks, needs its files */
        return;
    if (!limits->may_write && ADDRESS_SPACE_IS_OURS)
        limit(RLIMIT_FSIZE, 0);
}

/* ------------------------------------------------------------------ saying */

/* Good to a few milliseconds, and without a call of the kernel. */
static uint64_t now_ms(void)
{
    struct timespec t = {0};

    clock_gettime(CLOCK_MONOTONIC_COARSE, &t);
    return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

/* When the parent is gone nobody wants the work any more. */
static void send_held(struct child *child)
{
    if (!whole_write(child->fd, (struct slice){child->held, child->held_len}))
        _exit(1);
    child->held_len = 0;
    child->sent_ms = now_ms();
}

/* Hold a frame back, to be sent with others: each time that something is sent wakes the parent up.
 */
static void hold(struct child *child, enum wire_kind kind, struct slice bytes)
{
    struct wire_head head = {kind, (uint32_t)bytes.len};
    bool fits = bytes.len <= CHILD_HELD - sizeof(head);

    if (child->held_len + sizeof(head) + (fits ? bytes.len : 0) > CHILD_HELD)
        send_held(child);
    memcpy(child->held + child->held_len, &head, sizeof(head));
    child->held_len += sizeof(head);
    if (!fits) {
        send_held(child);
        if (!whole_write(child->fd, bytes))
            _exit(1);
    } else if (bytes.len) {
        memcpy(child->held + child->held_len, bytes.ptr, bytes.len);
        child->held_len += bytes.len;
    }
}

static void say(struct child *child, enum wire_kind kind, struct slice bytes)
{
    hold(child, kind, bytes);
    send_held(child);
}

_Noreturn void child_live(struct child *child, const struct child_run *run)
{
    char held[CHILD_HELD];
    int status;

    child->held = held;
    confine(child, &run->limits);
    status = run->work(child, run->ctx);
    say(child, WIRE_END, (struct slice){(const char *)&status, sizeof(status)});
    exit(0);
}

bool child_is_confined(const struct child *child)
{
    return child->confined;
}

/* ------------------------------------------------------------------ steps and pieces */

static bool is_to_be_done(const struct child *child, struct child_step step)
{
    const struct child_step *next = &child->next;

    if (!child->again)
        return step.file > next->file || (step.file == next->file && step.item >= next->item);
    for (size_t i = 0; i < child->lost->len; i++) {
        const struct child_step *lost = &child->lost->at[i];

        if (lost->file == step.file && (lost->item == step.item || lost->item == CHILD_WHOLE_FILE))
            return false;
    }
    return true;
}

bool child_wants(const struct child *child, uint32_t file)
{
    if (!child->again)
        return file >= child->next.file;
    return is_to_be_done(child, (struct child_step){file, CHILD_WHOLE_FILE});
}

bool child_begin(struct child *child, struct child_step step)
{
    struct child_said_step said = {step, child->says_each};
    struct slice bytes = {(const char *)&said, sizeof(said)};

    if (!is_to_be_done(child, step))
        return false;
    hold(child, WIRE_STEP, bytes);
    if (child->says_each || child->held_len > HELD_ENOUGH ||
        now_ms() - child->sent_ms >= HELD_LONG_MS)
        send_held(child);
    return true;
}

void child_says_each(struct child *child)
{
    child->says_each = true;
}

void child_rest(struct child *child)
{
    say(child, WIRE_REST, SLICE(""));
}

void child_piece(struct child *child, struct slice bytes)
{
    hold(child, WIRE_PIECE, bytes);
}

/* ------------------------------------------------------------------ keys */

static bool is_label(struct slice label)
{
    for (size_t i = 0; i < label.len; i++) {
        char c = label.ptr[i];

        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'))
            return false;
    }
    return label.len > 0 && label.len <= LABEL_MAX_LEN;
}

bool child_name_is_key(struct slice name)
{
    struct slice rest = name, label;
    size_t labels = 0, marks = 0, behind = 0;
    bool more = true;

    if (name.len > NAME_MAX_LEN)
        return false;
    for (; more; labels++) {
        more = slice_cut(rest, SLICE("."), &label, &rest);
        if (!is_label(label))
            return false;
        behind += marks;
        if (slice_eq(label, SLICE("_domainkey"))) {
            if (labels == 0 || marks)
                return false;
            marks = 1;
        }
    }
    return marks && behind >= 2;
}

static enum key_answer ask(void *ctx, struct slice name, struct arena *arena, struct slice *ret_txt)
{
    struct child *child = ctx;
    struct wire_head head;
    uint8_t answer;
    char *at;

    if (!child_name_is_key(name) || child->questions++ >= CHILD_MAX_QUESTIONS)
        return KEY_CANNOT;
    say(child, WIRE_NAME, name);
    if (!wire_read(child->fd, &head, sizeof(head)) || head.kind != WIRE_ANSWER || head.len < 1 ||
        head.len > 1 + KEY_MAX_RECORD || !wire_read(child->fd, &answer, 1))
        _exit(1);
    at = arena_alloc(arena, head.len);
    if (!wire_read(child->fd, at, head.len - 1))
        _exit(1);
    if (answer == KEY_ANSWER || answer == KEY_SECURE)
        *ret_txt = (struct slice){at, head.len - 1};
    return (enum key_answer)answer;
}

struct key_source child_keys(struct child *child)
{
    return (struct key_source){ask, child};
}

/* ------------------------------------------------------------------ files */

int child_read(struct child *child, uint32_t file, char *to, size_t len, uint64_t at)
{
    struct wire_range range = {at, file, (uint32_t)(len < CHILD_MAX_READ ? len : CHILD_MAX_READ)};
    struct wire_head head;
    int32_t status;

    say(child, WIRE_RANGE, (struct slice){(const char *)&range, sizeof(range)});
    if (!wire_read(child->fd, &head, sizeof(head)) || head.kind != WIRE_BYTES ||
        head.len < sizeof(status) || head.len - sizeof(status) > range.len ||
        !wire_read(child->fd, &status, sizeof(status)) ||
        !wire_read(child->fd, to, head.len - sizeof(status)))
        _exit(1);
    return status < 0 ? status : (int)(head.len - sizeof(status));
}
