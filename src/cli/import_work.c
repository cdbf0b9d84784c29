#include "cli/import_work.h"

#include "cli/memory.h"
#include "job/child.h"
#include "render/door_mail.h"
#include "store/imported.h"

#include "base/hash.h"

#include <assert.h>

#define PIECE_BYTES (64u << 20) /* below CHILD_MAX_PIECE */

/* The first byte of a piece. */
enum piece { PIECE_BEGIN = 'B', PIECE_FILE = 'F', PIECE_MORE = 'M', PIECE_END = 'E' };

/* ------------------------------------------------------------------ in the child */

static void send(struct job *job, enum piece kind, struct slice bytes, struct arena *arena)
{
    char first = (char)kind;

    child_piece(job->child, arena_join(arena, (struct slice[]){{&first, 1}, bytes}, 2));
}

static void send_file(struct job *job, struct slice text, struct arena *arena)
{
    enum piece kind = PIECE_FILE;

    for (; text.len; kind = PIECE_MORE, text = slice_skip(text, PIECE_BYTES))
        send(job, kind, slice_sub(text, 0, PIECE_BYTES), arena);
}

/* Without what mioboe does not know (that was complained of); of ${hints} without what says
 * nothing. */
static void send_all(struct job *job, const struct records *records, bool hints)
{
    struct file_text_at at = {0};

    for (uint32_t s = 0; s < records->sources.len; s++) {
        struct arena *arena = arena_new(&memory);
        struct pairs text = {.arena = arena};

        file_text_write(records, s, &at, &text);
        if (records->sources.at[s].format.len && (!hints || records->sources.at[s].records))
            send_file(job, pairs_text(&text), arena);
        arena_free(arena);
    }
    assert(file_text_is_all(records, &at));
}

int import_hand_over(struct job *job)
{
    job_complain(job);
    send(job, PIECE_BEGIN, SLICE(""), job->arena);
    send_all(job, &job->mioboe->records, false);
    send_all(job, door_mail_unproven(job->mioboe), true);
    send(job, PIECE_END, SLICE(""), job->arena);
    return job_status(job);
}

/* ------------------------------------------------------------------ in the parent */

static void append(struct pairs *to, struct slice bytes)
{
    to->at = arena_resize(to->arena, to->at, to->cap, to->len + bytes.len);
    to->cap = to->len + bytes.len;
    memcpy(to->at + to->len, bytes.ptr, bytes.len);
    to->len += bytes.len;
}

/* A child that falls over is followed by one that begins anew. */
static void take_piece(void *ctx, struct slice bytes)
{
    struct import_texts *texts = ctx;
    struct slice rest = slice_skip(bytes, 1);

    if (!bytes.len)
        return;
    texts->is_whole = bytes.ptr[0] == PIECE_END;
    if (bytes.ptr[0] == PIECE_BEGIN)
        texts->list.len = 0;
    else if (bytes.ptr[0] == PIECE_FILE)
        array_push(texts->arena, &texts->list)->arena = texts->arena;
    if (rest.len && texts->list.len)
        append(&texts->list.at[texts->list.len - 1], rest);
}

void import_take(struct job *job, struct import_texts *texts, struct arena *arena)
{
    *texts = (struct import_texts){.arena = arena};
    job->piece = take_piece;
    job->piece_ctx = texts;
}

struct work {
    struct store *store; /* NULL: none */
    const struct import_texts *texts;
    const struct catalog *catalog;
    struct arena *arena;
    struct records all;
    struct map seen; /* digests of this run */
    struct import_files files;
    uint32_t stored; /* sources of the store */
};

/* The source that a text begins with. */
static int read_head(struct slice text, struct arena *arena, struct source *ret, struct err *reterr)
{
    struct slice name, body;

    if (pairs_next(&text, arena, &name, &body) != 1 || !slice_eq(name, SLICE("source")))
        return err_set(reterr, ERR_SYNTAX, 0, SLICE("source"));
    return file_text_read_source(body, arena, ret, reterr);
}

/* 1 when the file's bytes are in the store or came before in this run. */
static int is_known(struct work *w, const struct source *source, struct err *reterr)
{
    uint32_t number = (uint32_t)w->files.len;
    char digest[HASH_TEXT_LEN];
    struct slice path;

    if (map_add(&w->seen, w->arena, source->digest, number, NULL, NULL) != number)
        return 1;
    imported_digest(source, digest);
    return w->store ? w->store->ops->source_find(w->store, (struct slice){digest, sizeof(digest)},
                                                 w->arena, &path, reterr)
                    : 0;
}

/* What could not be read has been said; it is no imported file. */
static bool is_unread(const struct source *source)
{
    for (size_t i = 0; i < source->problems.len; i++)
        if (source->problems.at[i].fatal)
            return source->records == 0;
    return false;
}

static int take_file(struct work *w, struct slice text, struct err *reterr)
{
    struct import_file file = {.is_known = false};
    struct source source = {.records = 0};
    int r = read_head(text, w->arena, &source, reterr);

    if (r == 0)
        r = is_known(w, &source, reterr);
    if (r < 0)
        return r;
    file.path = source.path;
    file.format = source.format;
    file.is_statement = source.is_statement;
    file.records = source.records;
    file.is_known = r == 1;
    file.is_unread = !file.is_known && is_unread(&source);
    file.is_hint = source.trust == TRUST_UNKNOWN && source.records > 0;
    *array_push(w->arena, &w->files) = file;
    return file.is_known || file.is_unread ? 0 : file_text_read(text, &w->all, reterr);
}

static int take_all(struct work *w, struct err *reterr)
{
    size_t texts = w->all.texts.len;
    int r = 0;

    for (size_t i = 0; r == 0 && i < w->texts->list.len; i++)
        r = take_file(w, pairs_text(&w->texts->list.at[i]), reterr);
    imported_merchants(w->catalog, &w->all, texts);
    return r;
}

static void find_news(struct work *w)
{
    struct news *news = arena_make_n(w->arena, struct news, w->all.sources.len + 1);
    size_t n = 0;

    news_find(&w->all, w->stored, w->arena, news);
    for (size_t i = 0; i < w->files.len; i++)
        if (!w->files.at[i].is_known && !w->files.at[i].is_unread)
            w->files.at[i].news = news[n++];
}

static int write_all(struct work *w, struct file_text_at at, int64_t now, struct err *reterr)
{
    int r = 0;

    for (uint32_t s = w->stored; r == 0 && s < w->all.sources.len; s++)
        r = imported_write(w->store, &w->all, s, &at, now, reterr);
    return r;
}

static struct file_text_at end_of(const struct records *records)
{
    struct file_text_at at = {.charges = records->charges.len};

    for (size_t i = 0; i < SHAPES; i++)
        at.of[i] = shape_len(&shapes[i], records);
    return at;
}

/* Within a transaction, so that no other process imports in between. */
static int work(struct work *w, int64_t now, bool is_trial, struct err *reterr)
{
    struct file_text_at at;
    int r = w->store ? imported_read(w->store, w->catalog, &w->all, reterr) : 0;

    if (r < 0)
        return r;
    at = end_of(&w->all);
    w->stored = (uint32_t)w->all.sources.len;
    r = take_all(w, reterr);
    if (r < 0)
        return r;
    find_news(w);
    return is_trial ? 0 : write_all(w, at, now, reterr);
}

int import_store(struct store *store, const struct import_texts *texts,
                 const struct catalog *catalog, int64_t now, bool is_trial, struct arena *arena,
                 struct import_files *ret, struct err *reterr)
{
    struct work w = {.store = store, .texts = texts, .catalog = catalog, .arena = arena};
    int r = 0;

    records_init(&w.all, arena);
    if (!is_trial)
        r = store->ops->begin(store, reterr);
    if (r < 0)
        return r;
    r = work(&w, now, is_trial, reterr);
    if (r == 0 && !is_trial)
        r = store->ops->commit(store, reterr);
    if (r < 0 && !is_trial)
        store->ops->rollback(store);
    if (r == 0)
        *ret = w.files;
    return r;
}
