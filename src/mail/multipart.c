#include "mail/multipart.h"

#include "mail/ascii.h"

#include <string.h>

/* A delimiter line. */
struct delimiter {
    size_t start; /* of the line end before it */
    size_t after; /* of the line after it */
    bool is_last;
};

/* Whether the delimiter ${dashes} stands at ${at} of ${s} as a line of its own. */
static bool delimiter_at(struct slice s, size_t at, struct slice dashes, struct delimiter *ret)
{
    size_t n = at + dashes.len;

    if (at > 0 && s.ptr[at - 1] != '\n')
        return false;
    ret->is_last = slice_starts(slice_skip(s, n), SLICE("--"));
    n += ret->is_last ? 2 : 0;
    while (n < s.len && (ascii_is_wsp(s.ptr[n]) || s.ptr[n] == '\r'))
        n++;
    if (n < s.len && s.ptr[n] != '\n')
        return false;
    ret->after = n < s.len ? n + 1 : n;
    ret->start = at;
    if (ret->start > 0)
        ret->start--;
    if (ret->start > 0 && s.ptr[ret->start - 1] == '\r')
        ret->start--;
    return true;
}

/* The next delimiter of ${s} from ${from} on. */
static bool delimiter_next(struct slice s, size_t from, struct slice dashes, struct delimiter *ret)
{
    while (from < s.len) {
        from += slice_find(slice_skip(s, from), dashes);
        if (from >= s.len)
            return false;
        if (delimiter_at(s, from, dashes, ret))
            return true;
        from++;
    }
    return false;
}

void multipart_init(struct multipart *ret, struct slice body, struct slice boundary,
                    struct arena *arena)
{
    struct slice parts[2] = {SLICE("--"), boundary};
    struct delimiter first = {0};

    while (parts[1].len && ascii_is_blank(parts[1].ptr[parts[1].len - 1]))
        parts[1].len--;
    *ret = (struct multipart){.body = body, .is_none = true, .is_last = true};
    if (parts[1].len == 0 || parts[1].len > MULTIPART_MAX_BOUNDARY)
        return;
    ret->dashes = arena_join(arena, parts, 2);
    if (!delimiter_next(body, 0, ret->dashes, &first))
        return;
    ret->is_none = false;
    ret->is_last = first.is_last;
    ret->at = first.after;
}

int multipart_next(struct multipart *multipart, struct slice *ret)
{
    struct delimiter next = {.start = multipart->body.len, .is_last = true};

    if (multipart->is_last)
        return 0;
    if (!delimiter_next(multipart->body, multipart->at, multipart->dashes, &next))
        next.after = multipart->body.len;
    *ret = slice_sub(multipart->body, multipart->at, next.start);
    multipart->at = next.after;
    multipart->is_last = next.is_last;
    return 1;
}
