#include "store/sqlite_inside.h"

/* Journals, evidence files and settings in SQLite. */

/* ------------------------------------------------------------------ settings */

int sqlite_setting_get(struct store *store, struct slice name, struct arena *arena,
                       struct slice *ret, struct err *reterr)
{
    struct sqlite_store *s = sqlite_inside(store);
    sqlite3_stmt *stmt = sqlite_prepare(s, SQL_SETTING_GET);
    int step;

    if (stmt)
        sqlite_bind(stmt, 2, name);
    step = sqlite_step(stmt);
    if (step == SQLITE_ROW)
        *ret = sqlite_column(stmt, 0, arena);
    return sqlite_found(s, stmt, step, reterr);
}

int sqlite_setting_put(struct store *store, struct slice name, struct slice value,
                       struct err *reterr)
{
    struct sqlite_store *s = sqlite_inside(store);
    sqlite3_stmt *stmt = sqlite_prepare(s, SQL_SETTING_PUT);

    if (stmt) {
        sqlite_bind(stmt, 2, name);
        sqlite_bind_bytes(stmt, 3, value);
    }
    return sqlite_run(s, stmt, reterr);
}

/* ------------------------------------------------------------------ journals */

int sqlite_event_append(struct store *store, struct slice case_id, const struct store_event *event,
                        struct err *reterr)
{
    struct sqlite_store *s = sqlite_inside(store);
    sqlite3_stmt *stmt = sqlite_prepare(s, SQL_EVENT_APPEND);
    int r;

    if (stmt) {
        sqlite_bind(stmt, 2, case_id);
        sqlite3_bind_int64(stmt, 3, (sqlite3_int64)event->seq);
        sqlite_bind_bytes(stmt, 4, event->bytes);
        sqlite_bind(stmt, 5, event->sha256);
    }
    r = sqlite_run(s, stmt, reterr);
    if (r == 0 && sqlite3_changes(s->db) != 1) /* its number does not follow */
        return err_set(reterr, (enum err_code)STORE_TAKEN, 0, SLICE(""));
    return r;
}

int sqlite_event_head(struct store *store, struct slice case_id, struct arena *arena,
                      uint64_t *ret_seq, struct slice *ret_sha256, struct err *reterr)
{
    struct sqlite_store *s = sqlite_inside(store);
    sqlite3_stmt *stmt = sqlite_prepare(s, SQL_EVENT_HEAD);
    int step;

    if (stmt)
        sqlite_bind(stmt, 2, case_id);
    step = sqlite_step(stmt);
    if (step == SQLITE_ROW) {
        *ret_seq = (uint64_t)sqlite3_column_int64(stmt, 0);
        *ret_sha256 = sqlite_column(stmt, 1, arena);
    }
    return sqlite_found(s, stmt, step, reterr);
}

static struct slice borrowed(sqlite3_stmt *stmt, int i)
{
    const void *at = sqlite3_column_blob(stmt, i);
    size_t len = (size_t)sqlite3_column_bytes(stmt, i);

    return (struct slice){at ? at : "", at ? len : 0};
}

int sqlite_event_each(struct store *store, struct slice case_id, store_event_fn *fn, void *ctx,
                      struct err *reterr)
{
    struct sqlite_store *s = sqlite_inside(store);
    sqlite3_stmt *stmt = sqlite_prepare(s, SQL_EVENT_LIST);
    int step = SQLITE_ERROR, r = 0, done;

    if (stmt)
        sqlite_bind(stmt, 2, case_id);
    while (r == 0 && (step = sqlite_step(stmt)) == SQLITE_ROW) {
        struct store_event event = {(uint64_t)sqlite3_column_int64(stmt, 0), borrowed(stmt, 1),
                                    borrowed(stmt, 2)};

        r = fn(ctx, &event, reterr);
    }
    done = sqlite_done(s, stmt, step, r == 0 ? reterr : NULL);
    return r < 0 ? r : done;
}

struct listing {
    struct arena *arena;
    struct store_events events;
};

static int list_event(void *ctx, const struct store_event *event, struct err *reterr)
{
    struct listing *listing = ctx;

    (void)reterr;
    *array_push(listing->arena, &listing->events) =
        (struct store_event){event->seq, arena_copy(listing->arena, event->bytes),
                             arena_copy(listing->arena, event->sha256)};
    return 0;
}

int sqlite_event_list(struct store *store, struct slice case_id, struct arena *arena,
                      struct store_events *ret, struct err *reterr)
{
    struct listing listing = {arena, {NULL, 0, 0}};
    int r = sqlite_event_each(store, case_id, list_event, &listing, reterr);

    if (r == 0)
        *ret = listing.events;
    return r;
}

/* From one case to the next: its entries are many. */
int sqlite_case_list(struct store *store, struct arena *arena, struct store_names *ret,
                     struct err *reterr)
{
    struct sqlite_store *s = sqlite_inside(store);
    struct store_names names = {NULL, 0, 0};
    struct slice last = {"", 0};
    int step = SQLITE_ROW, r = 0;

    while (r == 0 && step == SQLITE_ROW) {
        sqlite3_stmt *stmt = sqlite_prepare(s, SQL_CASE_LIST);

        if (stmt)
            sqlite_bind(stmt, 2, last);
        step = sqlite_step(stmt);
        if (step == SQLITE_ROW) {
            last = sqlite_column(stmt, 0, arena);
            *array_push(arena, &names) = last;
        }
        r = sqlite_done(s, stmt, step, reterr);
    }
    if (r == 0)
        *ret = names;
    return r;
}

int sqlite_case_drop(struct store *store, struct slice case_id, struct err *reterr)
{
    return sqlite_tell(store, SQL_CASE_DROP, (struct slice[]){case_id}, 1, reterr);
}

/* ------------------------------------------------------------------ evidence files */

int sqlite_file_put(struct store *store, struct slice sha256, struct slice form, struct slice bytes,
                    struct err *reterr)
{
    struct sqlite_store *s = sqlite_inside(store);
    sqlite3_stmt *stmt;

    if (bytes.len > STORE_MAX_FILE)
        return err_set(reterr, ERR_TOO_LARGE, 0, SLICE("64 MiB"));
    stmt = sqlite_prepare(s, SQL_FILE_PUT);
    if (stmt) {
        sqlite_bind(stmt, 2, sha256);
        sqlite_bind(stmt, 3, form);
        sqlite_bind_bytes(stmt, 4, bytes);
    }
    return sqlite_run(s, stmt, reterr);
}

int sqlite_file_get(struct store *store, struct slice sha256, struct arena *arena,
                    struct slice *ret_form, struct slice *ret_bytes, struct err *reterr)
{
    struct sqlite_store *s = sqlite_inside(store);
    sqlite3_stmt *stmt = sqlite_prepare(s, SQL_FILE_GET);
    int step;

    if (stmt)
        sqlite_bind(stmt, 2, sha256);
    step = sqlite_step(stmt);
    if (step == SQLITE_ROW) {
        *ret_form = sqlite_column(stmt, 0, arena);
        *ret_bytes = sqlite_column(stmt, 1, arena);
    }
    return sqlite_found(s, stmt, step, reterr);
}

int sqlite_file_drop(struct store *store, struct slice sha256, struct err *reterr)
{
    return sqlite_tell(store, SQL_FILE_DROP, (struct slice[]){sha256}, 1, reterr);
}
