#include "cli/case_file.h"

#define FIRST_LINE "mioboe_case 1\n"

/* ------------------------------------------------------------------ writing */

ARRAY_TYPE(parts, struct slice);

static void add(struct arena *arena, struct parts *parts, struct slice s)
{
    *array_push(arena, parts) = s;
}

static void add_block(struct arena *arena, struct parts *parts, struct slice bytes)
{
    add(arena, parts, arena_number(arena, (int64_t)bytes.len));
    add(arena, parts, SLICE("\n"));
    add(arena, parts, bytes);
    add(arena, parts, SLICE("\n"));
}

struct slice case_file_write(const struct case_file *file, struct arena *arena)
{
    struct parts parts = {0};

    add(arena, &parts, SLICE(FIRST_LINE));
    for (size_t i = 0; i < file->events.len; i++) {
        add(arena, &parts, SLICE("event "));
        add(arena, &parts, file->events.at[i].sha256);
        add(arena, &parts, SLICE(" "));
        add_block(arena, &parts, file->events.at[i].bytes);
    }
    for (size_t i = 0; i < file->files.len; i++) {
        add(arena, &parts, SLICE("file "));
        add(arena, &parts, file->files.at[i].sha256);
        add(arena, &parts, SLICE(" "));
        add(arena, &parts, file->files.at[i].form);
        add(arena, &parts, SLICE(" "));
        add_block(arena, &parts, file->files.at[i].bytes);
    }
    return arena_join(arena, parts.at, parts.len);
}

/* ------------------------------------------------------------------ reading */

static bool read_length(struct slice text, size_t *ret)
{
    size_t n = 0;

    if (!slice_is_digits(text) || text.len > 9)
        return false;
    for (size_t i = 0; i < text.len; i++)
        n = n * 10 + (size_t)(text.ptr[i] - '0');
    *ret = n;
    return true;
}

/* The block of the length that ${text} tells, and the line feed behind it. */
static bool take_block(struct slice text, struct slice *rest, struct slice *ret)
{
    size_t len = 0;

    if (!read_length(text, &len) || rest->len <= len || rest->ptr[len] != '\n')
        return false;
    *ret = slice_sub(*rest, 0, len);
    *rest = slice_skip(*rest, len + 1);
    return true;
}

static bool take(struct slice line, struct slice *rest, struct arena *arena, struct case_file *ret)
{
    struct slice kind, sha256, form = {"", 0}, length;

    slice_cut(line, SLICE(" "), &kind, &line);
    slice_cut(line, SLICE(" "), &sha256, &line);
    if (slice_eq(kind, SLICE("event"))) {
        struct store_event *event = array_push(arena, &ret->events);

        event->seq = ret->events.len;
        event->sha256 = sha256;
        return take_block(line, rest, &event->bytes);
    }
    slice_cut(line, SLICE(" "), &form, &length);
    if (slice_eq(kind, SLICE("file"))) {
        struct case_file_evidence *file = array_push(arena, &ret->files);

        file->sha256 = sha256;
        file->form = form;
        return take_block(length, rest, &file->bytes);
    }
    return false;
}

int case_file_read(struct slice bytes, struct arena *arena, struct case_file *ret,
                   struct err *reterr)
{
    struct slice rest = bytes, line;
    uint32_t block = 0;

    *ret = (struct case_file){0};
    if (!slice_starts(bytes, SLICE(FIRST_LINE)))
        return err_set(reterr, ERR_SYNTAX, 1, SLICE("mioboe_case 1"));
    rest = slice_skip(rest, sizeof(FIRST_LINE) - 1);
    while (rest.len) {
        block++;
        slice_cut(rest, SLICE("\n"), &line, &rest);
        if (!take(line, &rest, arena, ret))
            return err_set(reterr, ERR_SYNTAX, 0, arena_number(arena, block));
    }
    return 0;
}
