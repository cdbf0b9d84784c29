#include "cli/progress.h"

#include "base/text.h"
#include "cli/memory.h"
#include "render/page.h"
#include "render/words.h"

#include <time.h>
#include <unistd.h>

/* The one thing in the program that is of the terminal and not of a job. */
static struct {
    long long begun, shown; /* milliseconds */
    bool is_terminal, is_there;
} progress;

static long long now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

void progress_init(void)
{
    progress.is_terminal = isatty(STDERR_FILENO);
    progress.begun = now();
}

void progress_show(void *ctx, const char *path, size_t path_len, size_t done, size_t whole)
{
    struct arena *arena;
    struct slice shown;
    long long at;

    (void)ctx;
    if (!progress.is_terminal)
        return;
    at = now();
    if (at - progress.begun < PROGRESS_AFTER_MS || at - progress.shown < PROGRESS_EVERY_MS)
        return;
    progress.shown = at;
    progress.is_there = true;
    arena = arena_new(&memory);
    shown = text_head(page_harmless(arena, (struct slice){path, path_len}), 50);
    fprintf(stderr, "\r\033[K");
    fprintf(stderr, _("Reading %.*s: %d %%"), SLICE_ARG(shown),
            whole ? (int)(100.0 * (double)done / (double)whole) : 0);
    arena_free(arena);
}

void progress_clear(void)
{
    if (progress.is_there)
        fprintf(stderr, "\r\033[K");
    progress.is_there = false;
}
