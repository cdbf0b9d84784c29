#include "render/printer.h"

#include "base/lane.h"
#include "base/text.h"

#include <assert.h>
#include <string.h>

#define REPLACEMENT "\xef\xbf\xbd"

static void new_line(struct printer *p)
{
    char *at = output_room(p->out, 1 + 2 * p->depth);

    *at = '\n';
    memset(at + 1, ' ', 2 * p->depth);
    p->out->len += 1 + 2 * p->depth;
}

/* What stands between the values of a list or the keys of a map. */
static void separate(struct printer *p)
{
    if (p->depth == p->base)
        return;
    if (p->level[p->depth - 1].len++ > 0)
        output_add_byte(p->out, ',');
    if (p->is_line)
        return;
    if (!p->level[p->depth - 1].is_inline)
        new_line(p);
    else if (p->level[p->depth - 1].len > 1 || p->level[p->depth - 1].is_map)
        output_add_byte(p->out, ' ');
}

static void before_value(struct printer *p)
{
    if (!p->has_key)
        separate(p);
    p->has_key = false;
}

static void begin(struct printer *p, bool is_map)
{
    bool outer = p->depth > p->base && p->level[p->depth - 1].is_inline;

    assert(p->depth < PRINTER_DEPTH);
    before_value(p);
    output_add_byte(p->out, is_map ? '{' : '[');
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

    p->depth--;
    if (p->level[p->depth].len > 0 && !p->is_line) {
        if (!p->level[p->depth].is_inline)
            new_line(p);
        else if (is_map)
            output_add_byte(p->out, ' ');
    }
    output_add_byte(p->out, is_map ? '}' : ']');
    if (!p->depth)
        output_add_byte(p->out, '\n');
}

static void key(struct printer *p, struct slice name)
{
    char *at;

    separate(p);
    at = output_room(p->out, name.len + 4);
    at[0] = '"';
    memcpy(at + 1, name.ptr, name.len);
    memcpy(at + 1 + name.len, "\": ", 3);
    p->out->len += name.len + (p->is_line ? 3 : 4);
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

/* ASCII at the head of ${s} that stands in JSON as it is. */
static size_t plain_ascii(struct slice s)
{
    size_t i = 0;

#if LANE_IS_FAST
    for (; i + LANE <= s.len; i += LANE) {
        lane in = lane_read(s.ptr + i);
        unsigned hits = lane_high(lane_less(in, lane_of(32)) | lane_equal(in, lane_of('"')) |
                                  lane_equal(in, lane_of('\\')) | lane_equal(in, lane_of(127)));

        if (hits)
            return i + (unsigned)__builtin_ctz(hits);
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

static void string(struct printer *p, struct slice s)
{
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
