#include "cli/mbox_file.h"

#include "mail/mbox.h"

#include <errno.h>

/* mbox_next() looks so many lines beyond the end of a message to tell that it is one. */
#define LINES_LOOKED_AT 3

void mbox_file_of(struct mbox_file *file, struct slice bytes)
{
    *file = (struct mbox_file){.window = (char *)(uintptr_t)bytes.ptr, .len = bytes.len};
}

void mbox_file_init(struct mbox_file *file, const struct input *input, size_t window,
                    struct arena *arena)
{
    *file = (struct mbox_file){.input = input, .arena = arena, .cap = window};
    file->window = arena_buffer(arena, window);
}

static bool is_all(const struct mbox_file *file)
{
    return !file->input || file->error || file->read >= file->input->size;
}

static struct slice rest_of(const struct mbox_file *file)
{
    return (struct slice){file->window + file->from, file->len - file->from};
}

/* Have more of the file in the window than before. */
static void fill(struct mbox_file *file)
{
    size_t want;
    ssize_t n;

    if (file->from > 0)
        memmove(file->window, file->window + file->from, file->len - file->from);
    file->len -= file->from;
    file->from = 0;
    if (file->len == file->cap) {
        file->window = arena_resize(file->arena, file->window, file->cap, 2 * file->cap);
        file->cap *= 2;
    }
    want = file->input->size - file->read;
    want = want < file->cap - file->len ? want : file->cap - file->len;
    n = input_read_at(file->input, file->window + file->len, want, file->read);
    if (n < 0)
        file->error = errno;
    if (n <= 0) { /* it has become shorter */
        file->read = file->input->size;
        return;
    }
    file->len += (size_t)n;
    file->read += (size_t)n;
}

bool mbox_file_is_mbox(struct mbox_file *file)
{
    while (file->len < 5 && !is_all(file))
        fill(file);
    return mbox_kind(rest_of(file)) == MAIL_FILE_MBOX;
}

/* Whether all that was looked at of ${rest}, which begins behind a message, is in the window. */
static bool is_settled(struct slice rest)
{
    size_t ends = 0;

    for (size_t i = 0; i < rest.len && ends < LINES_LOOKED_AT; i++)
        ends += rest.ptr[i] == '\n';
    return ends == LINES_LOOKED_AT;
}

int mbox_file_next(struct mbox_file *file, struct arena *arena, struct slice *ret,
                   struct err *reterr)
{
    struct slice rest;
    int more;

    for (;; fill(file)) {
        rest = rest_of(file);
        more = mbox_next(&rest, arena, ret);
        if (is_all(file) || (more == 1 && is_settled(rest)))
            break;
    }
    if (file->error)
        return input_cannot_read(file->error, reterr);
    file->from = (size_t)(rest.ptr - file->window);
    return more;
}
