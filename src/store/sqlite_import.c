#include "store/sqlite_inside.h"

#include "base/moment.h"
#include "record/charge_row.h"

#include <string.h>

/* Imported files and their records, decisions and keys in SQLite. */

static void bind_moment(sqlite3_stmt *stmt, int i, int64_t moment)
{
    char text[MOMENT_TEXT_LEN];

    moment_write(moment, text);
    sqlite_bind(stmt, i, (struct slice){text, sizeof(text)});
}

/* The text of a column, good until the next step. */
static struct slice borrowed(sqlite3_stmt *stmt, int i)
{
    const void *at = sqlite3_column_blob(stmt, i);
    size_t len = (size_t)sqlite3_column_bytes(stmt, i);

    return (struct slice){at ? at : "", at ? len : 0};
}

/* A value that none of ours is: somebody wrote into the file by hand. */
static int damaged(struct err *reterr, struct slice what)
{
    return err_set(reterr, (enum err_code)STORE_DAMAGED, 0, what);
}

/* ------------------------------------------------------------------ files */

int sqlite_source_put(struct store *store, const struct store_source *source, int64_t now,
                      struct err *reterr)
{
    struct sqlite_store *s = sqlite_inside(store);
    sqlite3_stmt *stmt = sqlite_prepare(s, SQL_SOURCE_PUT);

    if (stmt) {
        sqlite_bind(stmt, 2, source->id);
        sqlite_bind(stmt, 3, source->path);
        sqlite_bind(stmt, 4, source->account);
        sqlite_bind(stmt, 5, source->format);
        sqlite_bind(stmt, 6, source->digest);
        bind_moment(stmt, 7, now);
        sqlite_bind(stmt, 8, source->body);
    }
    return sqlite_run(s, stmt, reterr);
}

int sqlite_source_find(struct store *store, struct slice digest, struct arena *arena,
                       struct slice *ret_path, struct err *reterr)
{
    struct sqlite_store *s = sqlite_inside(store);
    sqlite3_stmt *stmt = sqlite_prepare(s, SQL_SOURCE_FIND);
    int step;

    if (stmt)
        sqlite_bind(stmt, 2, digest);
    step = sqlite_step(stmt);
    if (step == SQLITE_ROW)
        *ret_path = sqlite_column(stmt, 0, arena);
    return sqlite_found(s, stmt, step, reterr);
}

int sqlite_source_list(struct store *store, struct arena *arena, struct store_sources *ret,
                       struct err *reterr)
{
    struct sqlite_store *s = sqlite_inside(store);
    sqlite3_stmt *stmt = sqlite_prepare(s, SQL_SOURCE_LIST);
    struct store_sources found = {NULL, 0, 0};
    int step = SQLITE_ERROR, r;

    while ((step = sqlite_step(stmt)) == SQLITE_ROW)
        *array_push(arena, &found) =
            (struct store_source){sqlite_column(stmt, 0, arena), sqlite_column(stmt, 1, arena),
                                  sqlite_column(stmt, 2, arena), sqlite_column(stmt, 3, arena),
                                  sqlite_column(stmt, 4, arena), sqlite_column(stmt, 5, arena)};
    r = sqlite_done(s, stmt, step, reterr);
    if (r == 0)
        *ret = found;
    return r;
}

/* ------------------------------------------------------------------ charges */

static void bind_day(sqlite3_stmt *stmt, int i, int32_t day)
{
    char text[DAY_TEXT_LEN];

    if (day != DAY_NONE)
        day_write(day, text);
    sqlite_bind(stmt, i, (struct slice){text, day == DAY_NONE ? 0 : sizeof(text)});
}

int sqlite_charge_put(struct store *store, struct slice source, uint64_t seq, uint64_t occurrence,
                      const struct charge_row *row, struct err *reterr)
{
    struct sqlite_store *s = sqlite_inside(store);
    sqlite3_stmt *stmt = sqlite_prepare(s, SQL_CHARGE_PUT);
    struct arena *arena = row->has_extra ? arena_like(s->arena) : NULL;
    struct pairs extra = {.arena = arena};
    int r;

    if (row->has_extra)
        shape_write(charge_row_extra_fields, row, &extra);
    if (stmt) {
        sqlite_bind(stmt, 2, source);
        sqlite3_bind_int64(stmt, 3, (int64_t)seq);
        sqlite3_bind_int64(stmt, 4, row->origin.line);
        bind_day(stmt, 5, row->day);
        sqlite3_bind_int64(stmt, 6, row->amount);
        sqlite_bind(stmt, 7, slice_of(row->currency.code));
        sqlite_bind(stmt, 8, row->raw);
        sqlite_bind(stmt, 9, row->folded);
        sqlite_bind(stmt, 10, slice_of(row->last4));
        sqlite_bind(stmt, 11, row->label);
        sqlite3_bind_int(stmt, 12, row->state);
        sqlite_bind(stmt, 13, pairs_text(&extra));
        sqlite3_bind_int64(stmt, 14, (int64_t)occurrence);
    }
    r = sqlite_run(s, stmt, reterr);
    arena_free(arena);
    return r;
}

static bool read_day(struct slice text, int32_t *ret)
{
    *ret = DAY_NONE;
    return !text.len || (text.len == DAY_TEXT_LEN && day_read(text, DAY_YMD, DAY_NONE, ret) == 1);
}

static int read_row(sqlite3_stmt *stmt, struct arena *arena, struct charge_row *row,
                    struct err *reterr)
{
    int64_t line = sqlite3_column_int64(stmt, 0), state = sqlite3_column_int64(stmt, 8);
    struct slice currency = borrowed(stmt, 3), last4 = borrowed(stmt, 6), extra = borrowed(stmt, 9);

    charge_row_clear(row);
    row->origin.line = (uint32_t)line;
    row->amount = sqlite3_column_int64(stmt, 2);
    row->raw = borrowed(stmt, 4);
    row->folded = borrowed(stmt, 5);
    row->label = borrowed(stmt, 7);
    row->state = (uint8_t)state;
    if (!read_day(borrowed(stmt, 1), &row->day) || currency.len > 3 || last4.len > 4 || line < 0 ||
        line > UINT32_MAX || state < 0 || state > CHARGE_PENDING || row->amount > MONEY_MAX ||
        row->amount < -MONEY_MAX)
        return damaged(reterr, SLICE("charge"));
    memcpy(row->currency.code, currency.ptr, currency.len);
    memcpy(row->last4, last4.ptr, last4.len);
    if (extra.len &&
        shape_read(charge_row_extra_fields, arena_copy(arena, extra), arena, row, reterr) < 0)
        return damaged(reterr, SLICE("charge extra"));
    return 0;
}

int sqlite_charge_each(struct store *store, struct slice source, store_charge_fn *fn, void *ctx,
                       struct err *reterr)
{
    struct sqlite_store *s = sqlite_inside(store);
    sqlite3_stmt *stmt = sqlite_prepare(s, SQL_CHARGE_EACH);
    struct arena *arena = arena_like(s->arena);
    struct charge_row row;
    int step = SQLITE_ERROR, r = 0, done;

    if (stmt)
        sqlite_bind(stmt, 2, source);
    while (r == 0 && (step = sqlite_step(stmt)) == SQLITE_ROW) {
        r = read_row(stmt, arena, &row, reterr);
        if (r == 0)
            r = fn(ctx, &row, reterr);
    }
    done = sqlite_done(s, stmt, step, r == 0 ? reterr : NULL);
    arena_free(arena);
    return r < 0 ? r : done;
}

/* ------------------------------------------------------------------ other records */

int sqlite_record_put(struct store *store, struct slice source, uint64_t seq, struct slice kind,
                      struct slice body, struct err *reterr)
{
    struct sqlite_store *s = sqlite_inside(store);
    sqlite3_stmt *stmt = sqlite_prepare(s, SQL_RECORD_PUT);

    if (stmt) {
        sqlite_bind(stmt, 2, source);
        sqlite3_bind_int64(stmt, 3, (int64_t)seq);
        sqlite_bind(stmt, 4, kind);
        sqlite_bind(stmt, 5, body);
    }
    return sqlite_run(s, stmt, reterr);
}

int sqlite_record_each(struct store *store, struct slice source, store_record_fn *fn, void *ctx,
                       struct err *reterr)
{
    struct sqlite_store *s = sqlite_inside(store);
    sqlite3_stmt *stmt = sqlite_prepare(s, SQL_RECORD_EACH);
    int step = SQLITE_ERROR, r = 0, done;

    if (stmt)
        sqlite_bind(stmt, 2, source);
    while (r == 0 && (step = sqlite_step(stmt)) == SQLITE_ROW)
        r = fn(ctx, borrowed(stmt, 0), borrowed(stmt, 1), reterr);
    done = sqlite_done(s, stmt, step, r == 0 ? reterr : NULL);
    return r < 0 ? r : done;
}

/* ------------------------------------------------------------------ decisions and keys */

int sqlite_decision_put(struct store *store, const struct store_decision *decision, int64_t now,
                        struct err *reterr)
{
    struct sqlite_store *s = sqlite_inside(store);
    sqlite3_stmt *stmt = sqlite_prepare(s, SQL_DECISION_PUT);

    if (stmt) {
        sqlite_bind(stmt, 2, decision->charge);
        sqlite_bind(stmt, 3, decision->order_id);
        sqlite3_bind_int(stmt, 4, decision->pin);
        bind_moment(stmt, 5, now);
    }
    return sqlite_run(s, stmt, reterr);
}

int sqlite_decision_list(struct store *store, struct arena *arena, struct store_decisions *ret,
                         struct err *reterr)
{
    struct sqlite_store *s = sqlite_inside(store);
    sqlite3_stmt *stmt = sqlite_prepare(s, SQL_DECISION_LIST);
    struct store_decisions found = {NULL, 0, 0};
    int step = SQLITE_ERROR, r;

    while ((step = sqlite_step(stmt)) == SQLITE_ROW)
        *array_push(arena, &found) =
            (struct store_decision){sqlite_column(stmt, 0, arena), sqlite_column(stmt, 1, arena),
                                    sqlite3_column_int(stmt, 2) != 0};
    r = sqlite_done(s, stmt, step, reterr);
    if (r == 0)
        *ret = found;
    return r;
}

int sqlite_key_put(struct store *store, const struct store_key *key, struct err *reterr)
{
    return sqlite_tell(store, SQL_KEY_PUT,
                       (struct slice[]){key->name, key->txt, key->first_seen, key->last_seen}, 4,
                       reterr);
}

int sqlite_key_list(struct store *store, struct arena *arena, struct store_keys *ret,
                    struct err *reterr)
{
    struct sqlite_store *s = sqlite_inside(store);
    sqlite3_stmt *stmt = sqlite_prepare(s, SQL_KEY_LIST);
    struct store_keys found = {NULL, 0, 0};
    int step = SQLITE_ERROR, r;

    while ((step = sqlite_step(stmt)) == SQLITE_ROW)
        *array_push(arena, &found) =
            (struct store_key){sqlite_column(stmt, 0, arena), sqlite_column(stmt, 1, arena),
                               sqlite_column(stmt, 2, arena), sqlite_column(stmt, 3, arena)};
    r = sqlite_done(s, stmt, step, reterr);
    if (r == 0)
        *ret = found;
    return r;
}

/* ------------------------------------------------------------------ forgetting */

int sqlite_erase(struct store *store, struct err *reterr)
{
    struct sqlite_store *s = sqlite_inside(store);
    static const char *const tables[] = {"charge",        "record",   "source",   "case_event",
                                         "evidence_file", "decision", "mail_key", "outbox",
                                         "setting",       "watch_row"};
    int r = 0;

    for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]) && r == 0; i++) {
        char sql[80];
        sqlite3_stmt *stmt = NULL;

        snprintf(sql, sizeof(sql), "DELETE FROM %s WHERE household = ?", tables[i]);
        sqlite3_prepare_v2(s->db, sql, -1, &stmt, NULL);
        if (stmt)
            sqlite_bind(stmt, 1, s->household);
        r = sqlite_run(s, stmt, reterr);
        sqlite3_finalize(stmt);
    }
    return r;
}

/* secure_delete has overwritten what was removed; the log that still holds it goes, too. */
int sqlite_sweep(struct store *store, struct err *reterr)
{
    return sqlite_execute(sqlite_inside(store),
                          "PRAGMA wal_checkpoint(TRUNCATE); VACUUM; "
                          "PRAGMA wal_checkpoint(TRUNCATE)",
                          reterr);
}
