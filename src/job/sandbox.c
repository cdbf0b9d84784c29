#include "job/sandbox.h"

#ifdef __has_feature
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer)
#undef MIOBOE_SANDBOX
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#undef MIOBOE_SANDBOX
#endif

#ifdef MIOBOE_SANDBOX

#include <errno.h>
#include <seccomp.h>
#include <sys/ioctl.h>

static const int allowed[] = {
    SCMP_SYS(read),         SCMP_SYS(pread64),        SCMP_SYS(lseek),
    SCMP_SYS(close),        SCMP_SYS(fstat),          SCMP_SYS(mmap),
    SCMP_SYS(munmap),       SCMP_SYS(mremap),         SCMP_SYS(brk),
    SCMP_SYS(madvise),      SCMP_SYS(exit),           SCMP_SYS(exit_group),
    SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn),
    SCMP_SYS(futex),        SCMP_SYS(clock_gettime),  SCMP_SYS(clock_gettime64),
    SCMP_SYS(gettimeofday), SCMP_SYS(getrandom),      SCMP_SYS(restart_syscall),
};

/* abort() needs these, so that a failed assertion is seen as one. */
static const int for_abort[] = {SCMP_SYS(gettid), SCMP_SYS(getpid), SCMP_SYS(tgkill)};

static int allow(scmp_filter_ctx filter, const int *calls, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, calls[i], 0) < 0)
            return -1;
    return 0;
}

static int allow_writing(scmp_filter_ctx filter, int fd)
{
    static const int calls[] = {SCMP_SYS(write), SCMP_SYS(writev)};

    if (fd < 0)
        return allow(filter, calls, sizeof(calls) / sizeof(calls[0]));
    for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++)
        if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, calls[i], 1,
                             SCMP_A0_32(SCMP_CMP_EQ, (uint32_t)fd)) < 0)
            return -1;
    return 0;
}

/* Of ioctl only what asks about a terminal. */
static int allow_terminal(scmp_filter_ctx filter)
{
    static const unsigned long asks[] = {TCGETS, TIOCGWINSZ};

    for (size_t i = 0; i < sizeof(asks) / sizeof(asks[0]); i++)
        if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(ioctl), 1,
                             SCMP_A1(SCMP_CMP_EQ, asks[i])) < 0)
            return -1;
    return 0;
}

bool sandbox_is_built(void)
{
    return true;
}

bool sandbox_enter(int writable)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    bool entered = filter && allow(filter, allowed, sizeof(allowed) / sizeof(allowed[0])) == 0 &&
                   allow(filter, for_abort, sizeof(for_abort) / sizeof(for_abort[0])) == 0 &&
                   allow_writing(filter, writable) == 0 && allow_terminal(filter) == 0 &&
                   seccomp_load(filter) == 0;

    if (filter)
        seccomp_release(filter);
    return entered;
}

#else

bool sandbox_is_built(void)
{
    return false;
}

bool sandbox_enter(int writable)
{
    (void)writable;
    return false;
}

#endif
