#include "mail/canon.h"

#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#define DIRECT 1024u /* longer stretches are hashed where they lie */

static const struct slice crlf = {"\r\n", 2};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* --- the way into the digest -------------------------------------------------------------- */

void canon_init(struct canon *canon, struct digest *digest, uint64_t limit)
{
    canon->digest = digest;
    canon->total = 0;
    canon->limit = limit;
    canon->len = 0;
    digest_begin(digest);
}

static void flush(struct canon *canon)
{
    if (canon->len)
        digest_add(canon->digest, (struct slice){canon->buffer, canon->len});
    canon->len = 0;
}

static void put(struct canon *canon, struct slice bytes)
{
    uint64_t room = canon->limit > canon->total ? canon->limit - canon->total : 0;

    canon->total += bytes.len;
    if (bytes.len > room)
        bytes.len = (size_t)room;
    if (bytes.len > CANON_BUFFER - canon->len || bytes.len >= DIRECT)
        flush(canon);
    if (bytes.len >= DIRECT) {
        digest_add(canon->digest, bytes);
    } else if (bytes.len) {
        memcpy(canon->buffer + canon->len, bytes.ptr, bytes.len);
        canon->len += bytes.len;
    }
}

void canon_end(struct canon *canon, uint8_t *ret)
{
    flush(canon);
    digest_end(canon->digest, ret);
}

/* --- text: bodies, and fields as written --------------------------------------------------- */

/* Whether a line ends at ${p}. */
static bool at_line_end(const char *p, const char *end)
{
    return *p == '\n' || (*p == '\r' && p + 1 < end && p[1] == '\n');
}

/*
 * Whether more is to be done at ${p} than to copy: a LF that no CR stands before, and for relaxed a
 * tab, or a blank before another blank or a line end.  (A blank before a bare CR is looked at in
 * vain.)  p[-1] can be read.
 */
static bool needs_care(const char *p, const char *end, enum canon_kind kind)
{
    if (*p == '\n')
        return p[-1] != '\r';
    if (kind == CANON_SIMPLE || !is_blank(*p))
        return false;
    return *p == '\t' || p + 1 == end || is_blank(p[1]) || p[1] == '\r' || p[1] == '\n';
}

#if defined(__SSE2__)
static __m128i load(const char *p)
{
    return _mm_loadu_si128((const __m128i *)(const void *)p);
}

static __m128i is(__m128i bytes, char c)
{
    return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c));
}

/*
 * needs_care() for ${p} to p[15], a bit each; p[-1] to p[16] can be read.  A blank before any other
 * control character is looked at in vain: one comparison is cheaper than four.
 */
static unsigned care_mask(const char *p, enum canon_kind kind)
{
    __m128i here = load(p), after;
    __m128i care = _mm_andnot_si128(is(load(p - 1), '\r'), is(here, '\n'));

    if (kind == CANON_RELAXED) {
        after = load(p + 1);
        after = _mm_cmpeq_epi8(_mm_min_epu8(after, _mm_set1_epi8(' ')), after);
        care = _mm_or_si128(care, _mm_and_si128(is(here, ' '), after));
        care = _mm_or_si128(care, is(here, '\t'));
    }
    return (unsigned)_mm_movemask_epi8(care);
}
#endif

/* The first place from ${p} on that needs care, or ${end}; p[-1] can be read. */
static const char *next_care(const char *p, const char *end, enum canon_kind kind)
{
#if defined(__SSE2__)
    for (; end - p > 16; p += 16) {
        unsigned mask = care_mask(p, kind);

        if (mask)
            return p + __builtin_ctz(mask);
    }
#endif
    while (p < end && !needs_care(p, end, kind))
        p++;
    return p;
}

/* What stands at ${p} in canonical form; return where to go on. */
static const char *put_care(struct canon *canon, const char *p, const char *end,
                            enum canon_kind kind)
{
    if (*p == '\n') {
        put(canon, crlf);
        return p + 1;
    }
    if (kind == CANON_SIMPLE || !is_blank(*p)) {
        put(canon, (struct slice){p, 1});
        return p + 1;
    }
    while (p < end && is_blank(*p))
        p++;
    if (p < end && !at_line_end(p, end))
        put(canon, SLICE(" "));
    return p;
}

/* ${text} with every line end a CRLF; for relaxed blanks as one space, none before line ends. */
static void put_text(struct canon *canon, struct slice text, enum canon_kind kind)
{
    const char *p = text.ptr, *end = text.len ? text.ptr + text.len : text.ptr;

    while (p < end) {
        const char *from = put_care(canon, p, end, kind);

        p = next_care(from, end, kind);
        put(canon, (struct slice){from, (size_t)(p - from)});
    }
}

/* Without the empty lines at the end (for relaxed: lines of blanks too) and the last line end. */
static struct slice without_end(struct slice body, enum canon_kind kind)
{
    while (body.len) {
        char last = body.ptr[body.len - 1];

        if (last != '\n' && (kind == CANON_SIMPLE || !is_blank(last)))
            break;
        body.len--;
        if (last == '\n' && body.len && body.ptr[body.len - 1] == '\r')
            body.len--;
    }
    return body;
}

void canon_body(struct canon *canon, struct slice body, enum canon_kind kind)
{
    struct slice text = without_end(body, kind);

    put_text(canon, text, kind);
    if (text.len > 0 || kind == CANON_SIMPLE)
        put(canon, crlf);
}

/* --- fields ------------------------------------------------------------------------------- */

/* A value on its way: unfolded, blanks as one space, none at the ends. */
struct relaxed {
    bool begun, blank;
};

static void put_relaxed(struct canon *canon, struct slice value, struct relaxed *state)
{
    const char *p = value.ptr, *end = value.len ? value.ptr + value.len : value.ptr;

    for (; p < end; p++) {
        if (canon->len + 2 > CANON_BUFFER)
            flush(canon);
        if (is_blank(*p)) {
            state->blank = true;
            continue;
        }
        if (at_line_end(p, end))
            continue; /* of CRLF, the LF is skipped by the next turn */
        if (state->blank && state->begun)
            canon->buffer[canon->len++] = ' ';
        canon->buffer[canon->len++] = *p;
        *state = (struct relaxed){true, false};
    }
}

/* The name of the field ${raw} in lower case, and the colon; return what follows. */
static struct slice put_name(struct canon *canon, struct slice raw)
{
    size_t colon = slice_find_byte(raw, ':');

    for (size_t i = 0; i < colon; i++) {
        char c = raw.ptr[i];

        if (canon->len + 2 > CANON_BUFFER)
            flush(canon);
        if (!is_blank(c))
            canon->buffer[canon->len++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    put(canon, SLICE(":"));
    return slice_skip(raw, colon + 1);
}

/* Without the last line end. */
static struct slice chomp(struct slice raw)
{
    if (raw.len && raw.ptr[raw.len - 1] == '\n')
        raw.len -= raw.len > 1 && raw.ptr[raw.len - 2] == '\r' ? 2 : 1;
    return raw;
}

void canon_signature(struct canon *canon, struct slice raw, struct slice span, enum canon_kind kind)
{
    struct slice text = chomp(raw);
    size_t cut = (size_t)(span.ptr - raw.ptr);
    struct slice parts[] = {slice_sub(text, 0, cut), slice_skip(text, cut + span.len)};
    struct relaxed state = {false, false};

    if (kind == CANON_RELAXED)
        parts[0] = put_name(canon, parts[0]);
    for (size_t i = 0; i < 2; i++) {
        if (kind == CANON_RELAXED)
            put_relaxed(canon, parts[i], &state);
        else
            put_text(canon, parts[i], kind);
    }
}

void canon_header(struct canon *canon, struct slice raw, enum canon_kind kind)
{
    canon_signature(canon, raw, (struct slice){raw.ptr + raw.len, 0}, kind);
    put(canon, crlf);
}
