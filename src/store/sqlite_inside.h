#ifndef MIOBOE_STORE_SQLITE_INSIDE_H
#define MIOBOE_STORE_SQLITE_INSIDE_H

/* Inside the SQLite store: what its parts share. */

#include "store/store.h"

#include <sqlite3.h>

/* Statements that are kept ready; their first value is the household. */
enum sqlite_sql {
    SQL_SETTING_GET,
    SQL_SETTING_PUT,
    SQL_EVENT_APPEND,
    SQL_EVENT_HEAD,
    SQL_EVENT_LIST,
    SQL_CASE_LIST,
    SQL_CASE_DROP,
    SQL_FILE_PUT,
    SQL_FILE_GET,
    SQL_FILE_DROP,
    SQL_SOURCE_PUT,
    SQL_SOURCE_FIND,
    SQL_SOURCE_LIST,
    SQL_CHARGE_PUT,
    SQL_CHARGE_EACH,
    SQL_RECORD_PUT,
    SQL_RECORD_EACH,
    SQL_DECISION_PUT,
    SQL_DECISION_LIST,
    SQL_KEY_PUT,
    SQL_KEY_LIST,
    SQL_ROW_PUT,
    SQL_ROW_GET,
    SQL_ROW_LIST,
    SQL_ROW_DROP,
    SQL_LETTER_PUT,
    SQL_LETTER_SET,
    SQL_LETTER_DUE,
    SQL_LETTER_TRIM,
    SQLITE_SQLS
};

struct sqlite_store {
    struct store store; /* first: a struct store is one of these */
    struct arena *arena;
    sqlite3 *db;
    struct slice household;
    int version; /* of the schema of the file: older than ours where it is only read */
    sqlite3_stmt *prepared[SQLITE_SQLS];
};

static inline struct sqlite_store *sqlite_inside(struct store *store)
{
    return (struct sqlite_store *)store;
}

/* The text of a statement; the schema's step to ${version}. */
const char *sqlite_sql_text(enum sqlite_sql sql);
const char *sqlite_schema(int version);

/* What SQLite last complained about, as a negative enum store_code. */
int sqlite_fault(struct sqlite_store *s, struct err *reterr);

/* The statement with the household bound; NULL = it could not be prepared (then sqlite_run() and
 * sqlite_done() say why). */
sqlite3_stmt *sqlite_prepare(struct sqlite_store *s, enum sqlite_sql sql);
void sqlite_bind(sqlite3_stmt *stmt, int i, struct slice text);
void sqlite_bind_bytes(sqlite3_stmt *stmt, int i, struct slice bytes);
struct slice sqlite_column(sqlite3_stmt *stmt, int i, struct arena *arena);

/* Statements without values. */
int sqlite_execute(struct sqlite_store *s, const char *sql, struct err *reterr);

/* Ready for the next use; 0, or the fault that ${result} of sqlite3_step() was. */
int sqlite_done(struct sqlite_store *s, sqlite3_stmt *stmt, int result, struct err *reterr);
int sqlite_run(struct sqlite_store *s, sqlite3_stmt *stmt, struct err *reterr);

/* sqlite3_step(), which a statement that could not be prepared fails. */
int sqlite_step(sqlite3_stmt *stmt);

/* sqlite_done() of a query for one row: 1 it was found, 0 it was not. */
int sqlite_found(struct sqlite_store *s, sqlite3_stmt *stmt, int result, struct err *reterr);

/* Run a statement whose values behind the household are the ${len} texts of ${values}. */
int sqlite_tell(struct store *store, enum sqlite_sql sql, const struct slice *values, size_t len,
                struct err *reterr);

/* struct store_ops */
int sqlite_setting_get(struct store *store, struct slice name, struct arena *arena,
                       struct slice *ret, struct err *reterr);
int sqlite_setting_put(struct store *store, struct slice name, struct slice value,
                       struct err *reterr);
int sqlite_event_append(struct store *store, struct slice case_id, const struct store_event *event,
                        struct err *reterr);
int sqlite_event_head(struct store *store, struct slice case_id, struct arena *arena,
                      uint64_t *ret_seq, struct slice *ret_sha256, struct err *reterr);
int sqlite_event_each(struct store *store, struct slice case_id, store_event_fn *fn, void *ctx,
                      struct err *reterr);
int sqlite_event_list(struct store *store, struct slice case_id, struct arena *arena,
                      struct store_events *ret, struct err *reterr);
int sqlite_case_list(struct store *store, struct arena *arena, struct store_names *ret,
                     struct err *reterr);
int sqlite_case_drop(struct store *store, struct slice case_id, struct err *reterr);
int sqlite_file_put(struct store *store, struct slice sha256, struct slice form, struct slice bytes,
                    struct err *reterr);
int sqlite_file_get(struct store *store, struct slice sha256, struct arena *arena,
                    struct slice *ret_form, struct slice *ret_bytes, struct err *reterr);
int sqlite_file_drop(struct store *store, struct slice sha256, struct err *reterr);
int sqlite_source_put(struct store *store, const struct store_source *source, int64_t now,
                      struct err *reterr);
int sqlite_source_find(struct store *store, struct slice digest, struct arena *arena,
                       struct slice *ret_path, struct err *reterr);
int sqlite_source_list(struct store *store, struct arena *arena, struct store_sources *ret,
                       struct err *reterr);
int sqlite_charge_put(struct store *store, struct slice source, uint64_t seq, uint64_t occurrence,
                      const struct charge_row *row, struct err *reterr);
int sqlite_charge_each(struct store *store, struct slice source, store_charge_fn *fn, void *ctx,
                       struct err *reterr);
int sqlite_record_put(struct store *store, struct slice source, uint64_t seq, struct slice kind,
                      struct slice body, struct err *reterr);
int sqlite_record_each(struct store *store, struct slice source, store_record_fn *fn, void *ctx,
                       struct err *reterr);
int sqlite_decision_put(struct store *store, const struct store_decision *decision, int64_t now,
                        struct err *reterr);
int sqlite_decision_list(struct store *store, struct arena *arena, struct store_decisions *ret,
                         struct err *reterr);
int sqlite_key_put(struct store *store, const struct store_key *key, struct err *reterr);
int sqlite_key_list(struct store *store, struct arena *arena, struct store_keys *ret,
                    struct err *reterr);
int sqlite_row_put(struct store *store, struct slice kind, struct slice id, struct slice body,
                   struct err *reterr);
int sqlite_row_get(struct store *store, struct slice kind, struct slice id, struct arena *arena,
                   struct slice *ret_body, struct err *reterr);
int sqlite_row_list(struct store *store, struct slice kind, struct arena *arena,
                    struct store_rows *ret, struct err *reterr);
int sqlite_row_drop(struct store *store, struct slice kind, struct slice id, struct err *reterr);
int sqlite_letter_put(struct store *store, const struct store_letter *letter, struct err *reterr);
int sqlite_letter_set(struct store *store, const struct store_letter *letter, struct err *reterr);
int sqlite_letter_due(struct store *store, int64_t until, size_t max, struct arena *arena,
                      struct store_letters *ret, struct err *reterr);
int sqlite_letter_trim(struct store *store, int64_t before, struct err *reterr);
int sqlite_erase(struct store *store, struct err *reterr);
int sqlite_sweep(struct store *store, struct err *reterr);

#endif
