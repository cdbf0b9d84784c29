#include "cli/secret.h"

#include "cli/memory.h"

#include <pthread.h>
#include <sodium.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

void secret_begin(void)
{
    const struct rlimit none = {0, 0};

    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

/* ------------------------------------------------------------------ pages */

static size_t whole_pages(size_t len)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);

    return (len + page - 1) / page * page;
}

/* sodium_mlock() also takes it out of core dumps, and does so first: where locking fails that much
 * holds. */
static void *take_pages(size_t len)
{
    void *at =
        mmap(NULL, whole_pages(len), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (at == MAP_FAILED)
        return NULL;
    madvise(at, whole_pages(len), MADV_DONTDUMP);
    (void)sodium_mlock(at, whole_pages(len));
    return at;
}

static void give_pages(void *at, size_t len)
{
    sodium_memzero(at, whole_pages(len));
    (void)munlock(at, whole_pages(len));
    munmap(at, whole_pages(len));
}

static void *resize(void *ctx, void *ptr, size_t from, size_t to)
{
    void *at = NULL;

    if (to) {
        at = take_pages(to);
        if (!at)
            return memory.resize(ctx, NULL, 0, SIZE_MAX); /* says so, and does not come back */
        if (ptr)
            memcpy(at, ptr, from < to ? from : to);
    }
    if (ptr)
        give_pages(ptr, from);
    return at;
}

const struct allocator secret_memory = {resize, NULL};

/* ------------------------------------------------------------------ the stack */

struct calling {
    int (*fn)(void *ctx);
    void *ctx;
    int result;
};

static void *run(void *arg)
{
    struct calling *calling = arg;

    calling->result = calling->fn(calling->ctx);
    return NULL;
}

int secret_call(int (*fn)(void *ctx), void *ctx)
{
    struct calling calling = {fn, ctx, -1};
    void *stack = take_pages(SECRET_STACK);
    pthread_attr_t attr;
    pthread_t thread;

    if (!stack)
        return -1;
    pthread_attr_init(&attr);
    if (pthread_attr_setstack(&attr, stack, SECRET_STACK) == 0 &&
        pthread_create(&thread, &attr, run, &calling) == 0)
        pthread_join(thread, NULL);
    pthread_attr_destroy(&attr);
    give_pages(stack, SECRET_STACK);
    return calling.result;
}
