#include "cli/memory.h"

#include "cli/exit_status.h"
#include "render/words.h"

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#define KEPT_BYTES (32 << 20)
#define LARGE_PAGE ((size_t)2 << 20)
#define LARGE_BYTES (12 * LARGE_PAGE)

static void *resize(void *ctx, void *ptr, size_t from, size_t to)
{
    void *p;

    (void)ctx;
    (void)from;
    if (to == 0) {
        free(ptr);
        return NULL;
    }
    p = realloc(ptr, to);
    if (!p) {
        fprintf(stderr, "mioboe: %s\n", _("There is not enough memory for these files."));
        _exit(EXIT_UNREAD);
    }
    return p;
}

const struct allocator memory = {resize, NULL};

/* From the first to the last whole large page; where the kernel has none all stays as it was. */
static void advise(void *at, size_t len)
{
    size_t skip = -(uintptr_t)at & (LARGE_PAGE - 1);
    size_t whole = len > skip ? (len - skip) & ~(LARGE_PAGE - 1) : 0;

    if (whole)
        (void)madvise((char *)at + skip, whole, MADV_HUGEPAGE);
}

void memory_settle(void)
{
    void *ahead;

    mallopt(M_TRIM_THRESHOLD, KEPT_BYTES);
    mallopt(M_MMAP_THRESHOLD, KEPT_BYTES);
    ahead = malloc(LARGE_BYTES);
    if (!ahead)
        return;
    advise(ahead, LARGE_BYTES);
    free(ahead);
}
