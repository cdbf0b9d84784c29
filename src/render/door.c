#include "render/door.h"

#include "render/door_mail.h"
#include "render/report_json.h"

#include "base/hash.h"
#include "read/amazon.h"
#include "read/kind.h"
#include "read/ofx.h"
#include "read/qif.h"
#include "read/statement.h"
#include "read/typed.h"

#include <string.h>

static void on_progress(void *ctx, struct slice path, size_t done, size_t whole)
{
    struct mioboe *m = ctx;

    if (m->progress)
        m->progress(m->progress_ctx, path.ptr, path.len, done, whole);
}

static void begin_work(struct mioboe *m)
{
    m->work = arena_new(&m->allocator);
    m->records = (struct records){0};
    records_init(&m->records, m->work);
}

struct mioboe *door_new(const struct mioboe_options *options)
{
    struct allocator allocator = {options->resize, options->resize_ctx};
    struct mioboe *m = allocator.resize(allocator.ctx, NULL, 0, sizeof(*m));

    memset(m, 0, sizeof(*m));
    m->allocator = allocator;
    m->arena = arena_new(&m->allocator);
    m->progress = options->progress;
    m->progress_ctx = options->progress_ctx;
    if (options->label_key)
        memcpy(m->label_key, options->label_key, sizeof(m->label_key));
    m->env = (struct read_env){.allocator = &m->allocator,
                               .as_of = options->as_of,
                               .label_key = m->label_key,
                               .progress = on_progress,
                               .progress_ctx = m,
                               .seen = &m->seen};
    sightings_init(&m->seen, m->arena);
    begin_work(m);
    return m;
}

void mioboe_again(struct mioboe *m)
{
    arena_free(m->work);
    m->report = NULL;
    begin_work(m);
    door_mail_again(m);
}

void mioboe_free(struct mioboe *m)
{
    struct allocator allocator;

    if (!m)
        return;
    allocator = m->allocator;
    door_mail_done(m);
    arena_free(m->work);
    arena_free(m->arena);
    allocator.resize(allocator.ctx, m, sizeof(*m), 0);
}

/* ------------------------------------------------------------------ catalogue */

static void tell_problem(struct slice path, const struct err *err, struct mioboe_problem *ret)
{
    if (ret)
        *ret = (struct mioboe_problem){.path = path.ptr,
                                       .path_len = path.len,
                                       .code = err->code,
                                       .line = err->line,
                                       .detail = err->detail,
                                       .fatal = 1};
}

int mioboe_catalog(struct mioboe *m, const char *path, size_t path_len, const void *bytes,
                   size_t len, struct mioboe_problem *ret_problem)
{
    struct slice shown = arena_copy(m->arena, (struct slice){path, path_len});
    struct catalog_rows before = m->own;
    struct err *err = arena_make(m->arena, struct err);
    int r = catalog_yaml_read((struct slice){bytes, len}, catalog_file_of(shown), m->arena, &m->own,
                              err);

    if (r == 0)
        return 0;
    m->own = before;
    tell_problem(shown, err, ret_problem);
    return r;
}

const struct catalog *door_catalog(struct mioboe *m)
{
    if (!m->env.catalog) {
        struct catalog own = catalog_rows_done(m->arena, &m->own);

        m->catalog = catalog_merge(m->arena, &own, catalog_builtin());
        m->env.catalog = &m->catalog;
    }
    return m->env.catalog;
}

/* ------------------------------------------------------------------ decisions */

int mioboe_decisions(struct mioboe *m, const char *path, size_t path_len, const void *bytes,
                     size_t len, struct mioboe_problem *ret_problem)
{
    struct slice shown = arena_copy(m->arena, (struct slice){path, path_len});
    struct err *err = arena_make(m->arena, struct err);
    int r = decision_list_read((struct slice){bytes, len}, m->arena, &m->decisions, err);

    if (r != 0)
        tell_problem(shown, err, ret_problem);
    return r;
}

/* ------------------------------------------------------------------ reading */

static struct source *add_source(struct mioboe *m, struct slice path, struct slice account,
                                 bool named)
{
    struct source *source = array_push(m->work, &m->records.sources);

    source->path = arena_copy(m->work, path);
    source->account = arena_copy(m->work, account);
    source->is_named = named;
    source->from = source->until = DAY_NONE;
    return source;
}

void door_refuse(struct mioboe *m, struct slice path, struct slice account, enum err_code code,
                 struct slice detail)
{
    add_source(m, path, account, true);
    read_problem(&m->records, code, 0, detail, true);
}

/* Whether a reader of files knows the text: then it was piped in, not typed. */
static bool is_file(const struct read_input *in)
{
    static const struct reader *const readers[] = {&ofx_reader, &qif_reader, &amazon_reader,
                                                   &statement_reader};

    for (size_t i = 0; i < sizeof(readers) / sizeof(readers[0]); i++)
        if (readers[i]->claims(in))
            return true;
    return false;
}

/* Read ${bytes} as typed lines; false where they are none. */
static bool read_lines(struct mioboe *m, struct slice path, struct slice account,
                       struct slice bytes)
{
    struct arena *arena = arena_new(&m->allocator);
    struct read_input in = {.env = &m->env};
    enum charset charset;
    struct err err;
    bool typed = !kind_is_archive(bytes) && !(m->env.is_mail && m->env.is_mail(bytes)) &&
                 charset_decode(bytes, arena, &in.text, &charset, &err) == 0 && !is_file(&in) &&
                 slice_find_byte(in.text, '\0') == in.text.len;

    if (typed) {
        struct source *source = add_source(m, path, account, true);

        source->digest = hash_bytes(bytes, 0);
        source->is_text = true;
        source->charset = charset;
        typed_read(&in, &m->records);
    }
    arena_free(arena);
    return typed;
}

void mioboe_read(struct mioboe *m, const struct mioboe_input *input)
{
    struct slice path = {input->path, input->path_len};
    struct slice account = {input->account, input->account_len};
    struct slice bytes = {input->bytes, input->len};

    door_catalog(m);
    if (input->kind == MIOBOE_LINES && read_lines(m, path, account, bytes))
        return;
    read_file(&m->env, path, account, input->named != 0, bytes, &m->records);
}

int mioboe_problem(struct mioboe *m, size_t i, struct mioboe_problem *ret)
{
    const struct sources *sources = &m->records.sources;

    for (size_t s = 0; s < sources->len; s++) {
        const struct source *source = &sources->at[s];
        const struct problem *problem = &source->problems.at[i];

        if (i >= source->problems.len) {
            i -= source->problems.len;
            continue;
        }
        *ret = (struct mioboe_problem){.path = source->path.ptr,
                                       .path_len = source->path.len,
                                       .code = problem->err.code,
                                       .line = problem->err.line,
                                       .detail = problem->err.detail,
                                       .fatal = problem->fatal};
        return 1;
    }
    return 0;
}

/* ------------------------------------------------------------------ explaining */

const struct report *door_report(struct mioboe *m)
{
    struct explain_opts opts = {.catalog = door_catalog(m),
                                .decisions = m->decisions.at,
                                .decisions_len = m->decisions.len,
                                .as_of = m->env.as_of};

    if (!m->report) {
        m->report = explain_run(&opts, &m->records, m->work);
        door_mail_report(m, m->report);
    }
    return m->report;
}

int door_status(struct mioboe *m)
{
    const struct sources *sources = &m->records.sources;
    const uint32_t *counts = m->report ? m->report->counts : NULL;

    for (size_t s = 0; s < sources->len; s++)
        for (size_t i = 0; i < sources->at[s].problems.len; i++)
            if (sources->at[s].problems.at[i].fatal)
                return 2;
    return counts &&
           counts[VERDICT_PROBABLE] + counts[VERDICT_AMBIGUOUS] + counts[VERDICT_UNEXPLAINED] > 0;
}

struct pipe {
    void (*write)(void *ctx, const char *bytes, size_t len);
    void *ctx;
};

static void pass_on(void *ctx, struct slice bytes)
{
    const struct pipe *pipe = ctx;

    pipe->write(pipe->ctx, bytes.ptr, bytes.len);
}

int mioboe_explain(struct mioboe *m, void (*write)(void *ctx, const char *bytes, size_t len),
                   void *ctx)
{
    struct pipe pipe = {write, ctx};
    struct output out;
    struct printer printer;

    output_init(&out, &m->allocator, pass_on, &pipe);
    printer = printer_json(&out);
    report_json_write(&printer, door_report(m), &(struct report_json_opts){0}, m->work);
    output_done(&out);
    return door_status(m);
}
