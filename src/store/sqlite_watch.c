#include "store/sqlite_inside.h"

/* What watch and review keep, in SQLite. */

#define ROWS_SCHEMA 2 /* the version of the schema that brought them; before, there are none */

int sqlite_row_put(struct store *store, struct slice kind, struct slice id, struct slice body,
                   struct err *reterr)
{
    return sqlite_tell(store, SQL_ROW_PUT, (struct slice[]){kind, id, body}, 3, reterr);
}

int sqlite_row_get(struct store *store, struct slice kind, struct slice id, struct arena *arena,
                   struct slice *ret_body, struct err *reterr)
{
    struct sqlite_store *s = sqlite_inside(store);
    sqlite3_stmt *stmt;
    int step = SQLITE_ERROR;

    if (s->version < ROWS_SCHEMA)
        return 0;
    stmt = sqlite_prepare(s, SQL_ROW_GET);
    if (stmt) {
        sqlite_bind(stmt, 2, kind);
        sqlite_bind(stmt, 3, id);
        step = sqlite3_step(stmt);
    }
    if (step == SQLITE_ROW)
        *ret_body = sqlite_column(stmt, 0, arena);
    return sqlite_found(s, stmt, step, reterr);
}

int sqlite_row_list(struct store *store, struct slice kind, struct arena *arena,
                    struct store_rows *ret, struct err *reterr)
{
    struct sqlite_store *s = sqlite_inside(store);
    sqlite3_stmt *stmt;
    struct store_rows found = {NULL, 0, 0};
    int step = SQLITE_ERROR, r;

    if (s->version < ROWS_SCHEMA) {
        *ret = found;
        return 0;
    }
    stmt = sqlite_prepare(s, SQL_ROW_LIST);
    if (stmt)
        sqlite_bind(stmt, 2, kind);
    while ((step = sqlite_step(stmt)) == SQLITE_ROW)
        *array_push(arena, &found) =
            (struct store_row){sqlite_column(stmt, 0, arena), sqlite_column(stmt, 1, arena)};
    r = sqlite_done(s, stmt, step, reterr);
    if (r == 0)
        *ret = found;
    return r;
}

int sqlite_row_drop(struct store *store, struct slice kind, struct slice id, struct err *reterr)
{
    return sqlite_tell(store, SQL_ROW_DROP, (struct slice[]){kind, id}, 2, reterr);
}

/* ------------------------------------------------------------------ letters */

int sqlite_letter_put(struct store *store, const struct store_letter *letter, struct err *reterr)
{
    struct sqlite_store *s = sqlite_inside(store);
    sqlite3_stmt *stmt = sqlite_prepare(s, SQL_LETTER_PUT);

    if (stmt) {
        sqlite_bind(stmt, 2, letter->id);
        sqlite_bind(stmt, 3, letter->channel);
        sqlite_bind(stmt, 4, letter->body);
        sqlite3_bind_int64(stmt, 5, letter->due);
        sqlite3_bind_int64(stmt, 6, letter->tries);
        sqlite3_bind_int(stmt, 7, letter->state);
        sqlite3_bind_int64(stmt, 8, letter->sent);
    }
    return sqlite_run(s, stmt, reterr);
}

int sqlite_letter_set(struct store *store, const struct store_letter *letter, struct err *reterr)
{
    struct sqlite_store *s = sqlite_inside(store);
    sqlite3_stmt *stmt = sqlite_prepare(s, SQL_LETTER_SET);

    if (stmt) {
        sqlite_bind(stmt, 2, letter->id);
        sqlite3_bind_int64(stmt, 3, letter->due);
        sqlite3_bind_int64(stmt, 4, letter->tries);
        sqlite3_bind_int(stmt, 5, letter->state);
        sqlite3_bind_int64(stmt, 6, letter->sent);
    }
    return sqlite_run(s, stmt, reterr);
}

int sqlite_letter_due(struct store *store, int64_t until, size_t max, struct arena *arena,
                      struct store_letters *ret, struct err *reterr)
{
    struct sqlite_store *s = sqlite_inside(store);
    sqlite3_stmt *stmt = sqlite_prepare(s, SQL_LETTER_DUE);
    struct store_letters found = {NULL, 0, 0};
    int step = SQLITE_ERROR, r;

    if (stmt) {
        sqlite3_bind_int64(stmt, 2, until);
        sqlite3_bind_int64(stmt, 3, (int64_t)max);
    }
    while ((step = sqlite_step(stmt)) == SQLITE_ROW)
        *array_push(arena, &found) = (struct store_letter){
            sqlite_column(stmt, 0, arena),       sqlite_column(stmt, 1, arena),
            sqlite_column(stmt, 2, arena),       sqlite3_column_int64(stmt, 3),
            sqlite3_column_int64(stmt, 6),       (uint32_t)sqlite3_column_int64(stmt, 4),
            (uint8_t)sqlite3_column_int(stmt, 5)};
    r = sqlite_done(s, stmt, step, reterr);
    if (r == 0)
        *ret = found;
    return r;
}

int sqlite_letter_trim(struct store *store, int64_t before, struct err *reterr)
{
    struct sqlite_store *s = sqlite_inside(store);
    sqlite3_stmt *stmt = sqlite_prepare(s, SQL_LETTER_TRIM);

    if (stmt)
        sqlite3_bind_int64(stmt, 2, before);
    return sqlite_run(s, stmt, reterr);
}
