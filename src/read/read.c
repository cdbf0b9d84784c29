#include "read/read.h"

#include "base/hash.h"
#include "read/amazon.h"
#include "read/archive.h"
#include "read/kind.h"
#include "read/ofx.h"
#include "read/qif.h"
#include "read/statement.h"

#include <string.h>

/* Asked in this order; the first that claims a text reads it.  What none of them claims may be a
 * statement: to tell that is most of the work of reading a small one, so it is not asked before. */
static const struct reader *const readers[] = {
    &ofx_reader,
    &qif_reader,
    &amazon_reader,
};

/* One call of read_file(): what all members of its archives share. */
struct reading {
    const struct read_env *env;
    struct slice account;
    struct records *records;
    struct slice path; /* of the file itself */
    bool named;
    struct archive_use use;
    unsigned depth;
};

static void read_bytes(struct reading *r, struct slice path, bool named, struct slice bytes);

static struct source *add_source(struct reading *r, struct slice path, bool named,
                                 struct slice bytes)
{
    struct source *source = array_push(r->records->arena, &r->records->sources);

    source->path = arena_copy(r->records->arena, path);
    source->account = arena_copy(r->records->arena, r->account);
    source->is_named = named;
    source->digest = hash_bytes(bytes, 0);
    source->from = source->until = DAY_NONE;
    return source;
}

static const struct reader *find_reader(const struct read_input *in)
{
    for (size_t i = 0; i < sizeof(readers) / sizeof(readers[0]); i++)
        if (readers[i]->claims(in))
            return readers[i];
    return &statement_reader;
}

static void read_text(struct reading *r, const struct read_input *in, bool named)
{
    const struct reader *reader = find_reader(in);

    records_source(r->records)->is_text = true;
    if (reader->read(in, r->records) == ERR_UNKNOWN_FORMAT)
        read_problem(r->records, ERR_UNKNOWN_FORMAT, 0, kind_of_text(in->text), named);
}

/* Bytes that are no character stand as U+FFFD: say how many, and where the first is. */
static void tell_damage(struct reading *r, struct slice text)
{
    static const struct slice sign = {"\xef\xbf\xbd", 3};
    size_t first = slice_find(text, sign);
    uint32_t line = 1, count = 0;

    if (first == text.len || !records_source(r->records)->format.len)
        return;
    for (size_t i = 0; i < first; i++)
        line += text.ptr[i] == '\n';
    for (size_t at; (at = slice_find(text, sign)) < text.len; text = slice_skip(text, at + 3))
        count++;
    read_problem(r->records, ERR_ENCODING, line, arena_number(r->records->arena, count), false);
}

/* A file that is neither empty nor an archive. */
static void read_plain(struct reading *r, bool named, struct slice bytes)
{
    struct arena *arena = arena_new(r->env->allocator);
    struct read_input in = {.env = r->env};
    enum charset charset;
    struct err err;
    struct slice mark;

    if (kind_lacks_mark(bytes, &mark))
        bytes = arena_join(arena, (struct slice[]){mark, bytes}, 2);
    if (charset_decode(bytes, arena, &in.text, &charset, &err) == 0) {
        records_source(r->records)->charset = charset;
        if (slice_trim(in.text).len > 0)
            read_text(r, &in, named);
        else
            read_problem(r->records, ERR_EMPTY, 0, SLICE(""), false);
        tell_damage(r, in.text);
    } else {
        read_problem(r->records, ERR_ENCODING, err.line, slice_of(err.detail), named);
    }
    arena_free(arena);
}

static void on_member(void *ctx, struct slice path, struct slice bytes)
{
    read_bytes(ctx, path, false, bytes);
}

static void on_fault(void *ctx, struct slice path, enum err_code code, struct slice detail)
{
    struct reading *r = ctx;
    bool is_whole = slice_eq(path, r->path);
    struct source *source = add_source(r, path, r->named && is_whole, path);

    if (code == ERR_UNKNOWN_FORMAT) {
        read_problem(r->records, code, 0, detail, r->named && is_whole);
        return;
    }
    source->format = is_whole || code == ERR_ZIP_DAMAGED ? SLICE("zip") : SLICE("");
    read_problem(r->records, code, 0, detail, true);
}

static bool is_of_amazon(struct slice format)
{
    return slice_starts(format, SLICE("amazon-"));
}

/* Whether all that was understood from source ${from} on is Amazon's, and something was. */
static bool is_amazon_export(const struct records *records, size_t from)
{
    bool any = false;

    for (size_t i = from; i < records->sources.len; i++) {
        struct slice format = records->sources.at[i].format;

        if (format.len > 0 && !is_of_amazon(format))
            return false;
        any = any || format.len > 0;
    }
    return any;
}

/* Invoices, pictures and tables without money inside one of Amazon's zips are known to be of no use
 * here. */
static void name_leftovers(struct records *records, size_t from)
{
    if (!is_amazon_export(records, from))
        return;
    for (size_t i = from; i < records->sources.len; i++) {
        struct source *source = &records->sources.at[i];

        if (source->format.len > 0 || source->problems.len != 1 ||
            source->problems.at[0].err.code != ERR_UNKNOWN_FORMAT)
            continue;
        source->format = SLICE("amazon-other");
        source->problems.len = 0;
    }
}

static bool is_understood(const struct records *records, size_t from)
{
    for (size_t i = from; i < records->sources.len; i++)
        if (records->sources.at[i].format.len > 0 || records->sources.at[i].problems.len > 1 ||
            (records->sources.at[i].problems.len == 1 &&
             records->sources.at[i].problems.at[0].err.code != ERR_UNKNOWN_FORMAT))
            return true;
    return false;
}

/* Nothing in the zip file is understood: one sentence for all of it. */
static void tell_archive(struct reading *r, size_t from, struct slice path, bool named,
                         struct slice bytes)
{
    struct sources *sources = &r->records->sources;
    bool is_empty = sources->len == from;

    if (!is_empty && slice_eq(sources->at[from].path, path))
        return; /* told by the archive itself */
    for (size_t i = from; named && i < sources->len; i++)
        sources->at[i].problems.len = 0;
    add_source(r, path, named, bytes);
    if (is_empty)
        read_problem(r->records, ERR_EMPTY, 0, SLICE(""), false);
    else
        read_problem(r->records, ERR_UNKNOWN_FORMAT, 0, SLICE("KIND_ZIP"), named);
}

/* A file whose part of mioboe is not loaded: somebody loads it and comes again, or it stays unread.
 */
static void read_lacking(struct reading *r, enum read_part part, struct slice path, bool named,
                         struct slice bytes)
{
    static const struct slice kinds[READ_PARTS] = {{"KIND_ZIP", 8}, {"KIND_MAIL", 9}};

    if (r->env->lacks && r->env->lacks(r->env->lacks_ctx, part))
        return;
    add_source(r, path, named, bytes);
    read_problem(r->records, ERR_UNKNOWN_FORMAT, 0, kinds[part], true);
}

static void read_archive(struct reading *r, struct slice path, bool named, struct slice bytes)
{
    struct archive_sink sink = {on_member, on_fault, r};
    size_t from = r->records->sources.len;

    if (!r->env->archive) {
        read_lacking(r, READ_ZIP, path, named, bytes);
        return;
    }
    if (r->depth == READ_MAX_DEPTH) {
        on_fault(r, path, ERR_TOO_LARGE, SLICE("READ_MAX_DEPTH"));
        return;
    }
    r->depth++;
    r->env->archive(r->env->allocator, path, bytes, &r->use, &sink);
    r->depth--;
    if (r->depth > 0)
        return;
    name_leftovers(r->records, from);
    if (!is_understood(r->records, from))
        tell_archive(r, from, path, named, bytes);
}

static bool is_mail(const struct reading *r, struct slice bytes)
{
    return r->env->is_mail && bytes.len && bytes.len <= READ_MAX_BYTES && r->env->is_mail(bytes);
}

static void read_mail(struct reading *r, struct slice path, bool named, struct slice bytes)
{
    struct read_mail file = {path, r->account, named, bytes};

    if (r->env->mail)
        r->env->mail(r->env->mail_ctx, &file, r->records);
    else
        read_lacking(r, READ_MAIL, path, named, bytes);
}

static void read_bytes(struct reading *r, struct slice path, bool named, struct slice bytes)
{
    struct slice mark;

    if (bytes.len <= READ_MAX_BYTES && kind_is_archive(bytes)) {
        read_archive(r, path, named, bytes);
        return;
    }
    if (is_mail(r, bytes)) {
        read_mail(r, path, named, bytes);
        return;
    }
    add_source(r, path, named, bytes);
    if (bytes.len > READ_MAX_BYTES)
        read_problem(r->records, ERR_TOO_LARGE, 0, SLICE("READ_MAX_BYTES"), true);
    else if (bytes.len == 0)
        read_problem(r->records, ERR_EMPTY, 0, SLICE(""), false);
    else if (kind_is_binary(bytes) && !kind_lacks_mark(bytes, &mark))
        read_problem(r->records, ERR_UNKNOWN_FORMAT, 0, kind_of_binary(bytes), named);
    else
        read_plain(r, named, bytes);
}

void read_file(const struct read_env *env, struct slice path, struct slice account, bool named,
               struct slice bytes, struct records *records)
{
    struct reading r = {
        .env = env, .account = account, .records = records, .path = path, .named = named};

    read_bytes(&r, path, named, bytes);
}
