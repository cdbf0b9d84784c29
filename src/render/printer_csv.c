#include "render/printer.h"

#include "base/text.h"

#include <assert.h>

#define REPLACEMENT "\xef\xbf\xbd"

static void begin_list(struct printer *p)
{
    assert(p->depth < 2);
    p->level[p->depth++].len = 0;
}

static void begin_map(struct printer *p)
{
    /* A table has rows and cells; a map in it is a mistake of ours. */
    (void)p;
    assert(!"no maps in CSV");
}

static void end(struct printer *p)
{
    if (--p->depth == 1)
        output_add(p->out, SLICE("\r\n"));
}

static void key(struct printer *p, struct slice name)
{
    (void)p;
    (void)name;
}

static void before_cell(struct printer *p)
{
    if (p->level[1].len++ > 0)
        output_add_byte(p->out, ',');
}

/* ${s} behind what is not seen at its head: blanks, control characters, marks without width. */
static struct slice skip_unseen(struct slice s)
{
    uint32_t cp;

    for (size_t n; (n = text_next(s, &cp)) > 0; s = slice_skip(s, n))
        if (cp != ' ' && cp != 0x3000 && cp != 0xA0 && cp != 0xFEFF &&
            !(cp >= 0x200B && cp <= 0x200D) && !output_is_command(cp))
            break;
    return s;
}

/* What a spreadsheet takes for the beginning of a formula or a command. */
static bool is_formula(struct slice s)
{
    static const char starts[] = {'=', '+', '-', '@'};

    if (s.len && (s.ptr[0] == '\t' || s.ptr[0] == '\r'))
        return true;
    s = skip_unseen(s);
    for (size_t i = 0; s.len && i < sizeof(starts); i++)
        if (s.ptr[0] == starts[i])
            return true;
    return slice_starts(s, SLICE("＝")) || slice_starts(s, SLICE("＋")) ||
           slice_starts(s, SLICE("－")) || slice_starts(s, SLICE("＠"));
}

static bool needs_quotes(struct slice s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] == '"' || s.ptr[i] == ',' || s.ptr[i] == '\n' || s.ptr[i] == '\r')
            return true;
    return false;
}

static void add_character(struct output *out, struct slice s, size_t n, uint32_t cp)
{
    if (cp == '"')
        output_add(out, SLICE("\"\""));
    else if (output_is_command(cp) && cp != '\n' && cp != '\t')
        output_add_byte(out, ' ');
    else if (cp == 0xFFFD && n == 1)
        output_add(out, SLICE(REPLACEMENT));
    else
        output_add(out, slice_sub(s, 0, n));
}

static void string(struct printer *p, struct slice s)
{
    bool quotes = needs_quotes(s);
    uint32_t cp;

    before_cell(p);
    if (quotes)
        output_add_byte(p->out, '"');
    if (is_formula(s))
        output_add_byte(p->out, '\'');
    for (size_t n; (n = text_next(s, &cp)) > 0; s = slice_skip(s, n))
        add_character(p->out, s, n, cp);
    if (quotes)
        output_add_byte(p->out, '"');
}

static void integer(struct printer *p, int64_t value)
{
    before_cell(p);
    output_number(p->out, value);
}

static void number(struct printer *p, double value)
{
    before_cell(p);
    output_decimal(p->out, value);
}

static void boolean(struct printer *p, bool value)
{
    before_cell(p);
    output_add(p->out, value ? SLICE("true") : SLICE("false"));
}

static void null(struct printer *p)
{
    before_cell(p);
}

static void inline_next(struct printer *p)
{
    (void)p;
}

struct printer printer_csv(struct output *out)
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
