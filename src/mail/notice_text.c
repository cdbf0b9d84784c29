#include "mail/notice_text.h"

#include "catalog/notice.h"
#include "mail/link.h"

/* Where ${s} may be cut at or before ${at}. */
static size_t boundary(struct slice s, size_t at)
{
    while (at > 0 && at < s.len && ((unsigned char)s.ptr[at] & 0xC0) == 0x80)
        at--;
    return at;
}

static void add_line(struct slice raw, uint32_t number, struct arena *arena, struct text_lines *ret)
{
    struct text_line *line;

    raw = slice_trim(raw);
    if (raw.len == 0 || ret->len >= NOTICE_MAX_LINES)
        return;
    line = array_push(arena, ret);
    line->raw = raw.len > NOTICE_MAX_LINE ? slice_sub(raw, 0, boundary(raw, NOTICE_MAX_LINE)) : raw;
    line->number = number;
}

/* Lines end with LF, CRLF or CR; ${number} counts on from part to part. */
static void add_text(struct slice text, uint32_t *number, struct arena *arena,
                     struct text_lines *ret)
{
    while (text.len && ret->len < NOTICE_MAX_LINES) {
        size_t feed = slice_find_byte(text, '\n');
        struct slice line = slice_sub(text, 0, feed);
        size_t cr = slice_find_byte(line, '\r');

        if (cr + 1 < line.len) /* a lone CR inside */
            feed = cr;
        add_line(slice_sub(line, 0, cr), ++*number, arena, ret);
        text = slice_skip(text, feed + 1);
    }
}

void notice_text_read(const struct mime_message *message, bool html, struct arena *arena,
                      struct text_lines *ret)
{
    uint32_t number = 0;

    for (size_t i = 0; i < message->parts.len; i++) {
        const struct mime_part *part = &message->parts.at[i];

        if (part->is_attachment || part->depth > 0 || part->kind != (html ? MIME_HTML : MIME_TEXT))
            continue;
        add_text(html ? link_html_text(part->text, arena) : part->text, &number, arena, ret);
    }
}

struct slice notice_text_folded(struct text_line *line, struct arena *arena)
{
    if (!line->folded.ptr)
        line->folded = notice_fold(arena, line->raw);
    return line->folded;
}

/* The longest head of ${raw} whose folded form is at most ${len} bytes. */
static size_t head_of(struct arena *arena, struct slice raw, size_t len)
{
    size_t low = 0, high = raw.len;

    while (low < high) {
        size_t middle = boundary(raw, low + (high - low + 1) / 2);

        if (middle <= low) { /* inside the character after low */
            middle = low + 1;
            while (middle < raw.len && ((unsigned char)raw.ptr[middle] & 0xC0) == 0x80)
                middle++;
        }
        if (notice_fold(arena, slice_sub(raw, 0, middle)).len <= len)
            low = middle;
        else
            high = boundary(raw, middle - 1);
    }
    return low;
}

struct slice notice_text_written(struct arena *arena, struct slice raw, struct slice folded,
                                 size_t from, size_t to)
{
    struct arena *scratch = arena_like(arena);
    struct slice want = slice_trim(slice_sub(folded, from, to)), found;
    size_t start = head_of(scratch, raw, from);

    found = slice_trim(slice_sub(raw, start, head_of(scratch, raw, to)));
    if (!slice_eq(notice_fold(scratch, found), want))
        found = want;
    arena_free(scratch);
    return found;
}
