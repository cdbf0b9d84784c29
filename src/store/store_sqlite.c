#include "store/store_sqlite.h"

#include "store/sqlite_inside.h"

#include "store/disk.h"
#include "store/vault.h"

#include "base/moment.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define WAIT_STEP_MS 20

/* ------------------------------------------------------------------ faults */

/* A write, also one to the index of the log, that runs into a limit of the file system is an I/O
 * error to SQLite, which keeps no reason of it; the system's is still there. */
static bool is_full(int extended, int system)
{
    return (extended == SQLITE_IOERR_WRITE || extended == SQLITE_IOERR_SHMSIZE) &&
           (system == ENOSPC || system == EDQUOT || system == EFBIG);
}

int sqlite_fault(struct sqlite_store *s, struct err *reterr)
{
    static const struct {
        int sqlite;
        enum store_code code;
    } codes[] = {
        {SQLITE_FULL, STORE_FULL},          {SQLITE_READONLY, STORE_READ_ONLY},
        {SQLITE_PERM, STORE_READ_ONLY},     {SQLITE_BUSY, STORE_BUSY},
        {SQLITE_LOCKED, STORE_BUSY},        {SQLITE_NOTADB, STORE_FOREIGN},
        {SQLITE_CORRUPT, STORE_DAMAGED},    {SQLITE_CONSTRAINT, STORE_TAKEN},
        {SQLITE_CANTOPEN, STORE_READ_ONLY},
    };
    int code = STORE_IO;

    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
        if ((sqlite3_errcode(s->db) & 0xFF) == codes[i].sqlite)
            code = codes[i].code;
    if (code == STORE_IO && is_full(sqlite3_extended_errcode(s->db), errno))
        code = STORE_FULL;
    return err_set(reterr, (enum err_code)code, 0, slice_of(sqlite3_errmsg(s->db)));
}

/* ------------------------------------------------------------------ statements */

sqlite3_stmt *sqlite_prepare(struct sqlite_store *s, enum sqlite_sql sql)
{
    if (!s->prepared[sql])
        sqlite3_prepare_v3(s->db, sqlite_sql_text(sql), -1, SQLITE_PREPARE_PERSISTENT,
                           &s->prepared[sql], NULL);
    if (s->prepared[sql])
        sqlite_bind(s->prepared[sql], 1, s->household);
    return s->prepared[sql];
}

void sqlite_bind(sqlite3_stmt *stmt, int i, struct slice text)
{
    sqlite3_bind_text(stmt, i, text.len ? text.ptr : "", (int)text.len, SQLITE_TRANSIENT);
}

void sqlite_bind_bytes(sqlite3_stmt *stmt, int i, struct slice bytes)
{
    sqlite3_bind_blob64(stmt, i, bytes.len ? bytes.ptr : "", bytes.len, SQLITE_TRANSIENT);
}

struct slice sqlite_column(sqlite3_stmt *stmt, int i, struct arena *arena)
{
    const void *at = sqlite3_column_blob(stmt, i);
    size_t len = (size_t)sqlite3_column_bytes(stmt, i);

    return arena_copy(arena, (struct slice){at ? at : "", at ? len : 0});
}

int sqlite_done(struct sqlite_store *s, sqlite3_stmt *stmt, int result, struct err *reterr)
{
    int r = result == SQLITE_DONE || result == SQLITE_ROW ? 0 : sqlite_fault(s, reterr);

    if (stmt) {
        sqlite3_reset(stmt);
        sqlite3_clear_bindings(stmt);
    }
    return r;
}

int sqlite_run(struct sqlite_store *s, sqlite3_stmt *stmt, struct err *reterr)
{
    return sqlite_done(s, stmt, sqlite_step(stmt), reterr);
}

int sqlite_step(sqlite3_stmt *stmt)
{
    return stmt ? sqlite3_step(stmt) : SQLITE_ERROR;
}

int sqlite_found(struct sqlite_store *s, sqlite3_stmt *stmt, int result, struct err *reterr)
{
    int r = sqlite_done(s, stmt, result, reterr);

    return r < 0 ? r : result == SQLITE_ROW;
}

int sqlite_tell(struct store *store, enum sqlite_sql sql, const struct slice *values, size_t len,
                struct err *reterr)
{
    struct sqlite_store *s = sqlite_inside(store);
    sqlite3_stmt *stmt = sqlite_prepare(s, sql);

    for (size_t i = 0; stmt && i < len; i++)
        sqlite_bind(stmt, (int)i + 2, values[i]);
    return sqlite_run(s, stmt, reterr);
}

int sqlite_execute(struct sqlite_store *s, const char *sql, struct err *reterr)
{
    return sqlite3_exec(s->db, sql, NULL, NULL, NULL) == SQLITE_OK ? 0 : sqlite_fault(s, reterr);
}

/* ------------------------------------------------------------------ transactions */

static int begin(struct store *store, struct err *reterr)
{
    return sqlite_execute(sqlite_inside(store), "BEGIN IMMEDIATE", reterr);
}

static int commit(struct store *store, struct err *reterr)
{
    return sqlite_execute(sqlite_inside(store), "COMMIT", reterr);
}

static void rollback(struct store *store)
{
    sqlite_execute(sqlite_inside(store), "ROLLBACK", NULL);
}

static void close_store(struct store *store)
{
    struct sqlite_store *s = sqlite_inside(store);

    for (size_t i = 0; i < SQLITE_SQLS; i++)
        sqlite3_finalize(s->prepared[i]);
    sqlite3_close(s->db);
    arena_free(s->arena);
}

static const struct store_ops ops = {
    .close = close_store,
    .begin = begin,
    .commit = commit,
    .rollback = rollback,
    .setting_get = sqlite_setting_get,
    .setting_put = sqlite_setting_put,
    .event_append = sqlite_event_append,
    .event_head = sqlite_event_head,
    .event_list = sqlite_event_list,
    .event_each = sqlite_event_each,
    .case_list = sqlite_case_list,
    .case_drop = sqlite_case_drop,
    .file_put = sqlite_file_put,
    .file_get = sqlite_file_get,
    .file_drop = sqlite_file_drop,
    .source_put = sqlite_source_put,
    .source_find = sqlite_source_find,
    .source_list = sqlite_source_list,
    .charge_put = sqlite_charge_put,
    .charge_each = sqlite_charge_each,
    .record_put = sqlite_record_put,
    .record_each = sqlite_record_each,
    .decision_put = sqlite_decision_put,
    .decision_list = sqlite_decision_list,
    .key_put = sqlite_key_put,
    .key_list = sqlite_key_list,
    .row_put = sqlite_row_put,
    .row_get = sqlite_row_get,
    .row_list = sqlite_row_list,
    .row_drop = sqlite_row_drop,
    .letter_put = sqlite_letter_put,
    .letter_set = sqlite_letter_set,
    .letter_due = sqlite_letter_due,
    .letter_trim = sqlite_letter_trim,
    .erase = sqlite_erase,
    .sweep = sqlite_sweep,
};

/* ------------------------------------------------------------------ opening */

/* The first column of the first row of ${sql}; empty = none. */
static struct slice ask(struct sqlite_store *s, const char *sql)
{
    struct slice answer = {"", 0};
    sqlite3_stmt *stmt = NULL;

    if (sqlite3_prepare_v2(s->db, sql, -1, &stmt, NULL) == SQLITE_OK &&
        sqlite3_step(stmt) == SQLITE_ROW)
        answer = sqlite_column(stmt, 0, s->arena);
    sqlite3_finalize(stmt);
    return answer;
}

/* A new household: its id is random. */
static int make_household(struct sqlite_store *s, int64_t now, struct err *reterr)
{
    sqlite3_stmt *stmt = NULL;
    char made[MOMENT_TEXT_LEN];
    int r;

    moment_write(now, made);
    sqlite3_prepare_v2(s->db,
                       "INSERT INTO household (household, made_at) "
                       "VALUES (lower(hex(randomblob(16))), ?)",
                       -1, &stmt, NULL);
    sqlite_bind(stmt, 1, (struct slice){made, sizeof(made)});
    r = sqlite_run(s, stmt, reterr);
    sqlite3_finalize(stmt);
    return r;
}

/* The version of the schema; 0 = none, 99 = beyond all of ours. */
static int version_of(struct sqlite_store *s)
{
    struct slice version = ask(s, "PRAGMA user_version");

    return version.len == 1 ? version.ptr[0] - '0' : version.len ? 99 : -1;
}

/* From the version that the file has to ours, in one transaction. */
static int migrate(struct sqlite_store *s, int64_t now, struct err *reterr)
{
    char pragma[40];
    int r = sqlite_execute(s, "BEGIN IMMEDIATE", reterr), version;

    version = version_of(s); /* another process may have been quicker */
    for (int v = version; r == 0 && v < STORE_SCHEMA; v++)
        r = sqlite_execute(s, sqlite_schema(v + 1), reterr);
    if (r == 0 && version == 0)
        r = make_household(s, now, reterr);
    snprintf(pragma, sizeof(pragma), "PRAGMA user_version = %d", STORE_SCHEMA);
    if (r == 0)
        r = sqlite_execute(s, pragma, reterr);
    if (r == 0)
        r = sqlite_execute(s, "COMMIT", reterr);
    if (r != 0)
        sqlite_execute(s, "ROLLBACK", NULL);
    return r;
}

/* Version and emptiness of one moment: another process may make the store between two looks. */
static int look(struct sqlite_store *s, int *ret_version, bool *ret_is_empty, struct err *reterr)
{
    int r = sqlite_execute(s, "BEGIN", reterr);

    if (r < 0)
        return r;
    *ret_version = version_of(s);
    *ret_is_empty = slice_eq(ask(s, "SELECT count(*) FROM sqlite_master"), SLICE("0"));
    if (sqlite3_errcode(s->db) != SQLITE_OK && sqlite3_errcode(s->db) != SQLITE_DONE &&
        sqlite3_errcode(s->db) != SQLITE_ROW)
        r = sqlite_fault(s, reterr);
    sqlite_execute(s, r < 0 ? "ROLLBACK" : "COMMIT", NULL);
    return r;
}

/* What is in the file: nothing yet, a store of some version, or something else. */
static int check_schema(struct sqlite_store *s, enum store_mode mode, int64_t now,
                        struct err *reterr)
{
    struct slice check;
    bool is_empty;
    int v;

    if (look(s, &v, &is_empty, reterr) < 0)
        return (int)reterr->code;
    if (v > STORE_SCHEMA)
        return err_set(reterr, (enum err_code)STORE_NEWER, 0, ask(s, "PRAGMA user_version"));
    if (v == 0 && (!is_empty || mode != STORE_CREATE))
        return err_set(reterr, (enum err_code)STORE_FOREIGN, 0, SLICE(""));
    if (v < STORE_SCHEMA && mode > STORE_COPY) {
        int r = migrate(s, now, reterr);

        if (r < 0)
            return r;
    }
    check = ask(s, "PRAGMA quick_check(1)");
    if (!slice_eq(check, SLICE("ok")))
        return err_set(reterr, (enum err_code)STORE_DAMAGED, 0, check);
    s->version = version_of(s);
    s->household = ask(s, "SELECT household FROM household ORDER BY household LIMIT 1");
    return s->household.len ? 0 : err_set(reterr, (enum err_code)STORE_FOREIGN, 0, SLICE(""));
}

/* The folders above ${path} that are not there yet, for nobody else to look into. */
static int make_folders(const char *path, struct arena *arena, struct err *reterr)
{
    char *copy = arena_alloc(arena, strlen(path) + 1);

    memcpy(copy, path, strlen(path));
    for (char *slash = strchr(copy + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(copy, 0700) < 0 && errno != EEXIST) {
            errno = errno == ENOENT ? EROFS : errno; /* no folder may be made here, as in /proc */
            return disk_fault(reterr);
        }
        *slash = '/';
    }
    return 0;
}

/*
 * The file to look at.  Not opened as such: where this process has the store open already, closing
 * another descriptor of it would drop the locks that SQLite holds (POSIX, fcntl).
 */
static int open_to_look(const char *path, enum store_mode mode)
{
    int wanted = mode <= STORE_COPY ? R_OK : R_OK | W_OK, fd = open(path, O_PATH | O_CLOEXEC);

    if (fd < 0 && errno == ENOENT && mode == STORE_CREATE) {
        int made = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

        if (made >= 0)
            close(made);
        else if (errno != EEXIST)
            return -1;
        fd = open(path, O_PATH | O_CLOEXEC);
    }
    if (fd >= 0 && access(path, wanted) < 0) {
        int why = errno;

        close(fd);
        errno = why;
        return -1;
    }
    return fd;
}

/* The file is there, a plain one, and nobody else's business. */
static int prepare_file(const char *path, enum store_mode mode, struct arena *arena,
                        struct err *reterr)
{
    struct stat st;
    int fd;

    if (access(path, F_OK) != 0 && access(vault_path(path, arena), F_OK) == 0)
        return err_set(reterr, (enum err_code)STORE_LOCKED, 0, SLICE(""));
    if (mode == STORE_CREATE && make_folders(path, arena, reterr) < 0)
        return (int)reterr->code;
    fd = open_to_look(path, mode);
    if (fd < 0)
        return disk_fault(reterr);
    if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode)) {
        close(fd);
        return err_set(reterr, (enum err_code)STORE_FOREIGN, 0, SLICE(""));
    }
    close(fd);
    if ((st.st_mode & 077) && mode != STORE_COPY) {
        char text[8];

        snprintf(text, sizeof(text), "%04o", (unsigned)(st.st_mode & 07777));
        return err_set(reterr, (enum err_code)STORE_OPEN_TO_OTHERS, 0, slice_of(text));
    }
    return 0;
}

static int open_database(struct sqlite_store *s, const char *path, enum store_mode mode,
                         struct err *reterr)
{
    /* after a kill even a reader must finish what was begun, so it opens for writing where it may
     */
    bool may_write = mode > STORE_COPY || access(path, W_OK) == 0;
    int flags = SQLITE_OPEN_NOMUTEX | (may_write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY);
    int waited = 0, r;

    if (sqlite3_open_v2(path, &s->db, flags, NULL) != SQLITE_OK)
        return sqlite_fault(s, reterr);
    sqlite3_busy_timeout(s->db, STORE_WAIT_MS);
    if (mode <= STORE_COPY)
        return sqlite_execute(s, "PRAGMA query_only = ON; PRAGMA cache_size = -512", reterr);
    /* of a file that is still empty: a long journal is read with a quarter of the calls */
    if ((r = sqlite_execute(s, "PRAGMA page_size = 16384", reterr)) < 0)
        return r;
    /* to become a store with a log it must be alone, and SQLite does not wait for that */
    do {
        r = sqlite_execute(s, "PRAGMA journal_mode = WAL", reterr);
        waited += WAIT_STEP_MS;
    } while (r == STORE_BUSY && waited < STORE_WAIT_MS && usleep(WAIT_STEP_MS * 1000) == 0);
    return r < 0 ? r
                 : sqlite_execute(s,
                                  "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; "
                                  "PRAGMA secure_delete = ON",
                                  reterr);
}

int store_sqlite_open(const char *path, enum store_mode mode, int64_t now,
                      const struct allocator *allocator, struct store **ret, struct err *reterr)
{
    struct arena *arena = arena_new(allocator);
    struct sqlite_store *s = arena_make(arena, struct sqlite_store);
    struct err err = {.line = 0};
    int r;

    s->store.ops = &ops;
    s->arena = arena;
    r = prepare_file(path, mode, arena, &err);
    if (r == 0)
        r = open_database(s, path, mode, &err);
    if (r == 0)
        r = check_schema(s, mode, now, &err);
    if (r < 0) {
        if (reterr)
            *reterr = err;
        close_store(&s->store);
        return r;
    }
    *ret = &s->store;
    return 0;
}
