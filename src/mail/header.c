#include "mail/header.h"

#include "mail/ascii.h"

/* The line at the head of ${rest} with its line end; ${rest} moves on. */
static struct slice line_next(struct slice *rest)
{
    size_t end = slice_find_byte(*rest, '\n');
    struct slice line = slice_sub(*rest, 0, end + 1);

    *rest = slice_skip(*rest, line.len);
    return line;
}

/* Without the line end, CRLF or LF. */
static struct slice line_text(struct slice line)
{
    if (line.len && line.ptr[line.len - 1] == '\n')
        line.len--;
    if (line.len && line.ptr[line.len - 1] == '\r')
        line.len--;
    return line;
}

/* The field at the head of ${rest} with its folded lines; ${rest} moves on. */
static struct slice field_next(struct slice *rest)
{
    struct slice field = line_next(rest);

    while (rest->len && ascii_is_wsp(rest->ptr[0]))
        field.len += line_next(rest).len;
    return field;
}

/*
 * Cut a field at its colon.  RFC 5322 section 2.2 wants visible ASCII in a name; letters of other
 * scripts are let pass, for programs write them and no other field suffers from it.  Blanks before
 * the colon are obsolete syntax (section 4.5).
 */
static bool field_cut(struct slice raw, struct header *ret)
{
    size_t colon = slice_find_byte(raw, ':');
    struct slice name = slice_sub(raw, 0, colon);

    if (colon >= raw.len)
        return false;
    while (name.len && ascii_is_wsp(name.ptr[name.len - 1]))
        name.len--;
    for (size_t i = 0; i < name.len; i++)
        if ((unsigned char)name.ptr[i] <= ' ' || name.ptr[i] == 0x7f)
            return false;
    if (name.len == 0)
        return false;
    *ret = (struct header){name, line_text(slice_skip(raw, colon + 1)), raw};
    return true;
}

/* One field to ${ret}, or a count of what is none. */
static void field_add(struct slice raw, struct arena *arena, struct raw_message *ret)
{
    struct header field;

    if (!field_cut(raw, &field))
        ret->junk++;
    else if (ret->headers.len >= HEADER_MAX_FIELDS)
        ret->is_cut = true;
    else
        *array_push(arena, &ret->headers) = field;
}

/* Whether ${rest} begins with the empty line; then ${ret} is what follows it. */
static bool body_begins(struct slice rest, struct slice *ret)
{
    if (line_text(line_next(&rest)).len > 0)
        return false;
    *ret = rest;
    return true;
}

void header_read(struct slice bytes, struct arena *arena, struct raw_message *ret)
{
    struct slice rest = bytes;

    *ret = (struct raw_message){0};
    while (rest.len && !body_begins(rest, &ret->body)) {
        struct slice raw = field_next(&rest);

        if (bytes.len - rest.len > HEADER_MAX_BYTES) {
            ret->is_cut = true;
            return;
        }
        field_add(raw, arena, ret);
    }
}

const struct header *header_find(const struct raw_message *message, struct slice name, size_t n)
{
    for (size_t i = 0; i < message->headers.len; i++)
        if (slice_eq_nocase(message->headers.at[i].name, name) && n-- == 0)
            return &message->headers.at[i];
    return NULL;
}

size_t header_count(const struct raw_message *message, struct slice name)
{
    size_t count = 0;

    for (size_t i = 0; i < message->headers.len; i++)
        count += slice_eq_nocase(message->headers.at[i].name, name);
    return count;
}

struct slice header_unfold(struct arena *arena, struct slice value)
{
    char *to;
    size_t len = 0;

    if (slice_find_byte(value, '\n') == value.len)
        return slice_trim(value);
    to = arena_alloc(arena, value.len);
    for (size_t i = 0; i < value.len; i++) {
        bool folds = value.ptr[i] == '\n' ||
                     (value.ptr[i] == '\r' && i + 1 < value.len && value.ptr[i + 1] == '\n');

        if (!folds)
            to[len++] = value.ptr[i];
    }
    return slice_trim((struct slice){to, len});
}
