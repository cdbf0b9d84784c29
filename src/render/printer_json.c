#include "render/printer.h"

#include "base/lane.h"
#include "base/text.h"

#include <assert.h>
#include <string.h>

#define REPLACEMENT "\xef\xbf\xbd"

#define INDENT_MAX (2 * PRINTER_DEPTH)
#define SEPARATOR_MAX (2 + INDENT_MAX) /* comma, end of line, blanks */

/* The next line to ${at}, where INDENT_MAX + 1 bytes have room; the byte after it. */
static char *new_line(const struct printer *p, char *at)
{
    *at = '\n';
    memset(at + 1, ' ', INDENT_MAX); /* of a fixed length: no call */
    return at + 1 + 2 * p->depth;
}

/* What stands between the values of a list or the keys of a map, to ${at}, where SEPARATOR_MAX
 * bytes have room; the byte after it. */
static char *separate(struct printer *p, char *at)
{
    size_t before;

    if (p->depth == p->base)
        return at;
    before = p->level[p->depth - 1].len++;
    if (before > 0)
        *at++ = ',';
    if (p->is_line)
        return at;
    if (!p->level[p->depth - 1].is_inline)
        return new_line(p, at);
    if (before > 0 || p->level[p->depth - 1].is_map)
        *at++ = ' ';
    return at;
}

/* Room for ${n} bytes of a value, and what stands before it written. */
static char *value_room(struct printer *p, size_t n)
{
    char *at = output_room(p->out, SEPARATOR_MAX + n);

    if (!p->has_key)
        at = separate(p, at);
    p->has_key = false;
    return at;
}

/* All bytes before ${at} are written. */
static void written(struct printer *p, const char *at)
{
    p->out->len = (size_t)(at - p->out->at);
}

static void before_value(struct printer *p)
{
    written(p, value_room(p, 0));
}

/* The ${n} bytes at ${from}, few of them mostly, to ${at}; the byte after them. */
static char *put(char *at, const char *from, size_t n)
{
    if (n >= 8 && n <= 16) {
        memcpy(at, from, 8);
        memcpy(at + n - 8, from + n - 8, 8);
    } else if (n >= 4 && n < 8) {
        memcpy(at, from, 4);
        memcpy(at + n - 4, from + n - 4, 4);
    } else if (n) {
        memcpy(at, from, n);
    }
    return at + n;
}

static void begin(struct printer *p, bool is_map)
{
    bool outer = p->depth > p->base && p->level[p->depth - 1].is_inline;
    char *at;

    assert(p->depth < PRINTER_DEPTH);
    at = value_room(p, 1);
    *at = is_map ? '{' : '[';
    written(p, at + 1);
    p->level[p->depth].is_map = is_map;
    p->level[p->depth].is_inline = p->inline_next || outer;
    p->level[p->depth].len = 0;
    p->depth++;
    p->inline_next = false;
}

static void begin_map(struct printer *p)
{
    begin(p, true);
}

static void begin_list(struct printer *p)
{
    begin(p, false);
}

static void end(struct printer *p)
{
    bool is_map = p->level[p->depth - 1].is_map;
    char *at = output_room(p->out, SEPARATOR_MAX + 2);

    p->depth--;
    if (p->level[p->depth].len > 0 && !p->is_line) {
        if (!p->level[p->depth].is_inline)
            at = new_line(p, at);
        else if (is_map)
            *at++ = ' ';
    }
    *at++ = is_map ? '}' : ']';
    if (!p->depth)
        *at++ = '\n';
    written(p, at);
}

static void key(struct printer *p, struct slice name)
{
    char *at = separate(p, output_room(p->out, SEPARATOR_MAX + name.len + 4));

    *at = '"';
    at = put(at + 1, name.ptr, name.len);
    memcpy(at, "\": ", 3);
    written(p, at + (p->is_line ? 2 : 3));
    p->has_key = true;
}

/* The escape of a control character (RFC 8259 section 7). */
static void add_control(struct output *out, uint32_t c)
{
    static const char short_form[32] = {
        ['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r'};
    static const char hex[] = "0123456789abcdef";

    if (c < 32 && short_form[c]) {
        output_add(out, (struct slice){(const char[]){'\\', short_form[c]}, 2});
        return;
    }
    output_add(out, SLICE("\\u"));
    for (unsigned shift = 16; shift > 0; shift -= 4)
        output_add_byte(out, hex[c >> (shift - 4) & 15]);
}

static bool is_plain(char c)
{
    return c >= 32 && c < 127 && c != '"' && c != '\\'; /* of a signed char, too */
}

#if LANE_IS_FAST
/* A bit for each byte that is not plain. */
static unsigned not_plain(const char *at)
{
    lane in = lane_read(at);

    return lane_high(lane_less(in, lane_of(32)) | lane_equal(in, lane_of('"')) |
                     lane_equal(in, lane_of('\\')) | lane_equal(in, lane_of(127)));
}
#endif

/* ASCII at the head of ${s} that stands in JSON as it is. */
static size_t plain_ascii(struct slice s)
{
    size_t i = 0;

#if LANE_IS_FAST
    for (; i + LANE <= s.len; i += LANE) {
        unsigned hits = not_plain(s.ptr + i);

        if (hits)
            return i + (unsigned)__builtin_ctz(hits);
    }
    if (s.len >= LANE && i < s.len) { /* the end, with some that were looked at already */
        unsigned hits = not_plain(s.ptr + s.len - LANE);

        return hits ? s.len - LANE + (unsigned)__builtin_ctz(hits) : s.len;
    }
#endif
    while (i < s.len && is_plain(s.ptr[i]))
        i++;
    return i;
}

/* Bytes at the head of ${s} that stand in JSON as they are. */
static size_t plain_length(struct slice s)
{
    size_t len = 0, n;

    do {
        n = plain_ascii(slice_skip(s, len));
        n += text_wide(slice_skip(s, len + n));
        len += n;
    } while (n);
    return len;
}

/* Whether ${s} is short and stands in JSON as it is: most ids, days and words. */
static bool is_short_plain(struct slice s)
{
#if LANE_IS_FAST
    char all[LANE];

    if (s.len < 4 || s.len > LANE)
        return false;
    memset(all, ' ', sizeof(all));
    put(all, s.ptr, s.len);
    return !not_plain(all);
#else
    (void)s;
    return false;
#endif
}

static size_t add_escaped(struct output *out, struct slice s)
{
    unsigned char c = (unsigned char)s.ptr[0];
    uint32_t cp;
    size_t n;

    if (c == '"' || c == '\\') {
        output_add_byte(out, '\\');
        output_add_byte(out, (char)c);
        return 1;
    }
    n = text_next(s, &cp);
    if (output_is_command(cp))
        add_control(out, cp);
    else if (n == 1) /* not UTF-8 */
        output_add(out, SLICE(REPLACEMENT));
    else
        output_add(out, slice_sub(s, 0, n));
    return n;
}

static void short_string(struct printer *p, struct slice s)
{
    char *at = value_room(p, s.len + 2);

    *at = '"';
    at = put(at + 1, s.ptr, s.len);
    *at = '"';
    written(p, at + 1);
}

static void string(struct printer *p, struct slice s)
{
    if (is_short_plain(s)) {
        short_string(p, s);
        return;
    }
    before_value(p);
    output_add_byte(p->out, '"');
    while (s.len) {
        size_t n = plain_length(s);

        output_add(p->out, slice_sub(s, 0, n));
        s = slice_skip(s, n);
        if (s.len)
            s = slice_skip(s, add_escaped(p->out, s));
    }
    output_add_byte(p->out, '"');
}

static void integer(struct printer *p, int64_t value)
{
    before_value(p);
    output_number(p->out, value);
}

static void number(struct printer *p, double value)
{
    before_value(p);
    output_decimal(p->out, value);
}

static void boolean(struct printer *p, bool value)
{
    before_value(p);
    output_add(p->out, value ? SLICE("true") : SLICE("false"));
}

static void null(struct printer *p)
{
    before_value(p);
    output_add(p->out, SLICE("null"));
}

static void inline_next(struct printer *p)
{
    p->inline_next = true;
}

struct printer printer_json(struct output *out)
{
    static const struct printer_type type = {
        .begin_map = begin_map,
        .begin_list = begin_list,
        .end = end,
        .key = key,
        .string = string,
        .integer = integer,
        .number = number,
        .boolean = boolean,
        .null = null,
        .inline_next = inline_next,
    };

    return (struct printer){.type = &type, .out = out};
}

struct printer printer_json_line(struct output *out)
{
    struct printer p = printer_json(out);

    p.is_line = true;
    return p;
}

struct printer printer_json_inner(struct output *out, size_t depth)
{
    struct printer p = printer_json(out);

    assert(depth < PRINTER_DEPTH);
    p.depth = p.base = depth;
    return p;
}

void printer_json_take(struct printer *p, struct slice value)
{
    before_value(p);
    output_add(p->out, value);
}
