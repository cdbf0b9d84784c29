#include "record/file_text.h"

#include <stddef.h>
#include <string.h>

/* ------------------------------------------------------------------ the source */

#define FIELD(kind, name) SHAPE_FIELD(source, kind, name)

/* charset is written by hand, it is an enum. */
static const struct shape_field source_fields[] = {
    FIELD(SHAPE_TEXT, path),
    FIELD(SHAPE_TEXT, format),
    FIELD(SHAPE_TEXT, family),
    FIELD(SHAPE_TEXT, account),
    FIELD(SHAPE_MARK, is_text),
    FIELD(SHAPE_MARK, is_statement),
    FIELD(SHAPE_BYTE, trust),
    FIELD(SHAPE_MARK, is_named),
    FIELD(SHAPE_MARK, is_pending),
    FIELD(SHAPE_MARK, is_bill),
    FIELD(SHAPE_MARK, is_cut),
    FIELD(SHAPE_DIGEST, digest),
    FIELD(SHAPE_NUMBER, records),
    FIELD(SHAPE_COUNT, bill_month),
    FIELD(SHAPE_DAY, from),
    FIELD(SHAPE_DAY, until),
    FIELD(SHAPE_MARK, has_total),
    FIELD(SHAPE_AMOUNT, stated),
    FIELD(SHAPE_AMOUNT, summed),
    FIELD(SHAPE_TEXT, sender),
    FIELD(SHAPE_TEXT, claims),
    FIELD(SHAPE_TEXT, decided_by),
    SHAPE_END,
};

/* A row that is no record; something that the person should be told. */
static const struct shape_field aside_fields[] = {
    SHAPE_FIELD(set_aside, SHAPE_NUMBER, line),
    SHAPE_FIELD(set_aside, SHAPE_NUMBER, reason),
    SHAPE_END,
};

struct remark {
    int32_t code;
    uint32_t line;
    struct slice detail;
    bool fatal;
};

static const struct shape_field remark_fields[] = {
    SHAPE_FIELD(remark, SHAPE_COUNT, code),
    SHAPE_FIELD(remark, SHAPE_NUMBER, line),
    SHAPE_FIELD(remark, SHAPE_TEXT, detail),
    SHAPE_FIELD(remark, SHAPE_MARK, fatal),
    SHAPE_END,
};

/* ${record} as one line; ${inner} is used again and again. */
static void add_inner(struct pairs *to, struct slice name, const struct shape_field *fields,
                      const void *record, struct pairs *inner)
{
    inner->len = 0;
    shape_write(fields, record, inner);
    pairs_add(to, name, pairs_text(inner));
}

void file_text_source(const struct source *source, struct pairs *to)
{
    struct arena *arena = arena_like(to->arena);
    struct pairs inner = {.arena = arena};

    add_inner(to, SLICE("file"), source_fields, source, &inner);
    pairs_add_number(to, SLICE("charset"), source->charset);
    for (size_t i = 0; i < source->asides.len; i++)
        add_inner(to, SLICE("aside"), aside_fields, &source->asides.at[i], &inner);
    for (size_t i = 0; i < source->problems.len; i++) {
        const struct problem *problem = &source->problems.at[i];
        struct remark remark = {(int32_t)problem->err.code, problem->err.line,
                                slice_of(problem->err.detail), problem->fatal};

        add_inner(to, SLICE("problem"), remark_fields, &remark, &inner);
    }
    arena_free(arena);
}

static int read_aside(struct slice value, struct arena *arena, struct source *source,
                      struct err *reterr)
{
    struct set_aside *aside = array_push(arena, &source->asides);
    int r = shape_read(aside_fields, value, arena, aside, reterr);

    if (r == 0 && aside->reason >= ASIDE_REASONS)
        r = err_set(reterr, ERR_SYNTAX, 0, SLICE("aside"));
    return r;
}

static int read_problem(struct slice value, struct arena *arena, struct source *source,
                        struct err *reterr)
{
    struct problem *problem = array_push(arena, &source->problems);
    struct remark remark = {.detail = {"", 0}};
    int r = shape_read(remark_fields, value, arena, &remark, reterr);

    if (r == 0 && (remark.code > 0 || remark.code < ERR_MEMBER))
        r = err_set(reterr, ERR_SYNTAX, 0, SLICE("problem"));
    err_set(&problem->err, (enum err_code)remark.code, remark.line, remark.detail);
    problem->fatal = remark.fatal;
    return r;
}

static int read_charset(struct slice value, struct source *source, struct err *reterr)
{
    int64_t n;

    if (!pairs_number(value, &n) || n < 0 || n > CHARSET_UTF16BE)
        return err_set(reterr, ERR_SYNTAX, 0, SLICE("charset"));
    source->charset = (enum charset)n;
    return 0;
}

int file_text_read_source(struct slice body, struct arena *arena, struct source *ret,
                          struct err *reterr)
{
    struct slice name = {"", 0}, value;
    int more, r = 0;

    memset(ret, 0, sizeof(*ret));
    shape_clear(source_fields, ret);
    while (r == 0 && (more = pairs_next(&body, arena, &name, &value)) != 0) {
        if (more < 0)
            r = err_set(reterr, ERR_SYNTAX, 0, name);
        else if (slice_eq(name, SLICE("file")))
            r = shape_read(source_fields, value, arena, ret, reterr);
        else if (slice_eq(name, SLICE("charset")))
            r = read_charset(value, ret, reterr);
        else if (slice_eq(name, SLICE("aside")))
            r = read_aside(value, arena, ret, reterr);
        else
            r = read_problem(value, arena, ret, reterr);
    }
    if (r == 0 && ret->trust > TRUST_FAKE)
        r = err_set(reterr, ERR_SYNTAX, 0, SLICE("trust"));
    return r;
}

/* ------------------------------------------------------------------ all of a source */

static void write_charges(const struct records *records, uint32_t source, size_t *at,
                          struct pairs *to, struct pairs *inner)
{
    struct charge_row row;

    for (; *at < records->charges.len && records->charges.at[*at].source == source; *at += 1) {
        charge_row_of(records, *at, &row);
        add_inner(to, SLICE("charges"), charge_row_fields, &row, inner);
    }
}

void file_text_body(const struct shape *shape, const void *record, struct pairs *inner)
{
    const struct origin *origin = record;

    inner->len = 0;
    pairs_add_number(inner, SLICE("row"), origin->line);
    shape_write(shape->fields, record, inner);
}

static void write_shape(const struct shape *shape, const struct records *records, uint32_t source,
                        size_t *at, struct pairs *to, struct pairs *inner)
{
    for (; *at < shape_len(shape, records); *at += 1) {
        const void *record = shape_at(shape, records, *at);

        if (((const struct origin *)record)->source != source)
            return;
        file_text_body(shape, record, inner);
        pairs_add(to, shape->name, pairs_text(inner));
    }
}

void file_text_write(const struct records *records, uint32_t source, struct file_text_at *at,
                     struct pairs *to)
{
    struct arena *arena = arena_like(to->arena);
    struct pairs inner = {.arena = arena};

    file_text_source(&records->sources.at[source], &inner);
    pairs_add(to, SLICE("source"), pairs_text(&inner));
    write_charges(records, source, &at->charges, to, &inner);
    for (size_t i = 0; i < SHAPES; i++)
        write_shape(&shapes[i], records, source, &at->of[i], to, &inner);
    arena_free(arena);
}

bool file_text_is_all(const struct records *records, const struct file_text_at *at)
{
    for (size_t i = 0; i < SHAPES; i++)
        if (at->of[i] != shape_len(&shapes[i], records))
            return false;
    return at->charges == records->charges.len;
}

static int read_charge(struct slice value, struct records *records, struct err *reterr)
{
    struct charge_row row;
    int r;

    charge_row_clear(&row);
    r = shape_read(charge_row_fields, value, records->arena, &row, reterr);
    if (r == 0 && row.state > CHARGE_PENDING)
        r = err_set(reterr, ERR_SYNTAX, 0, SLICE("state"));
    if (r < 0)
        return r;
    row.origin.source = (uint32_t)records->sources.len - 1;
    charge_row_add(records, &row);
    return 0;
}

int file_text_read_body(const struct shape *shape, struct slice value, struct records *records,
                        struct err *reterr)
{
    void *record = shape_push(shape, records);
    struct origin *origin = record;
    struct slice name, line;
    int64_t n = -1;

    if (pairs_next(&value, records->arena, &name, &line) != 1 || !slice_eq(name, SLICE("row")) ||
        !pairs_number(line, &n) || n < 0 || n > UINT32_MAX)
        return err_set(reterr, ERR_SYNTAX, 0, SLICE("row"));
    *origin = (struct origin){(uint32_t)records->sources.len - 1, (uint32_t)n};
    return shape_read(shape->fields, value, records->arena, record, reterr);
}

int file_text_read(struct slice text, struct records *records, struct err *reterr)
{
    struct slice name = {"", 0}, value;
    size_t before = records->sources.len;
    int more, r = 0;

    while (r == 0 && (more = pairs_next(&text, records->arena, &name, &value)) != 0) {
        const struct shape *shape = more > 0 ? shape_find(name) : NULL;
        bool is_source = more > 0 && slice_eq(name, SLICE("source"));

        if (is_source == (records->sources.len > before))
            r = err_set(reterr, ERR_SYNTAX, 0, name);
        else if (is_source)
            r = file_text_read_source(value, records->arena,
                                      array_push(records->arena, &records->sources), reterr);
        else if (slice_eq(name, SLICE("charges")))
            r = read_charge(value, records, reterr);
        else if (shape)
            r = file_text_read_body(shape, value, records, reterr);
        else
            r = err_set(reterr, ERR_SYNTAX, 0, name);
    }
    return r;
}
