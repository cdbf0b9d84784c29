#include "cli/progress.h"

#include "base/text.h"
#include "cli/memory.h"
#include "render/page.h"
#include "render/printer.h"
#include "render/words.h"

#include <stdlib.h>
#include <time.h>
#include <unistd.h>

/* The one thing in the program that is of the terminal and not of a job. */
static struct {
    long long begun, shown, told; /* milliseconds */
    bool is_terminal, is_there;
    int fd; /* for progress_file(); 0 = none */
} progress;

static long long now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

/* A small number as the desk gives it. */
static int told_fd(void)
{
    const char *text = getenv(PROGRESS_VARIABLE);

    return text && text[0] > '2' && text[0] <= '9' && !text[1] ? text[0] - '0' : 0;
}

void progress_init(void)
{
    progress.is_terminal = isatty(STDERR_FILENO);
    progress.begun = now();
    progress.fd = told_fd();
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

static void write_line(void *ctx, struct slice line)
{
    (void)ctx;
    if (write(progress.fd, line.ptr, line.len) < 0)
        progress.fd = 0; /* nobody wants to know any more */
}

void progress_file(size_t n, size_t of, struct slice path)
{
    struct output out;
    struct printer printer, *p = &printer;

    if (!progress.fd || now() - progress.told < PROGRESS_TELL_MS)
        return;
    progress.told = now();
    output_init(&out, &memory, write_line, NULL);
    printer = printer_json_line(&out);
    print_begin_map(p);
    print_integer_of(p, "file", (int64_t)n);
    print_integer_of(p, "of", (int64_t)of);
    print_string_of(p, "path", path);
    print_end(p);
    output_done(&out);
}
