#include "store/backup.h"

#include "store/disk.h"
#include "store/store_sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <unistd.h>

/* Whether the file is a whole store. */
static int check(const char *path, int64_t now, const struct allocator *allocator,
                 struct err *reterr)
{
    struct store *store = NULL;
    int r = store_sqlite_open(path, STORE_COPY, now, allocator, &store, reterr);

    if (r == 0)
        store_close(store);
    return r;
}

static int fault(sqlite3 *db, int result, struct err *reterr)
{
    int code = result == SQLITE_FULL                                    ? STORE_FULL
               : result == SQLITE_BUSY || result == SQLITE_LOCKED       ? STORE_BUSY
               : result == SQLITE_READONLY || result == SQLITE_CANTOPEN ? STORE_READ_ONLY
                                                                        : STORE_IO;

    return err_set(reterr, (enum err_code)code, 0, slice_of(sqlite3_errmsg(db)));
}

/* Page by page, by SQLite's own means: right also while others write. */
static int copy_pages(sqlite3 *from, sqlite3 *to, struct err *reterr)
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
    int result = backup ? sqlite3_backup_step(backup, -1) : sqlite3_errcode(to);

    if (backup)
        sqlite3_backup_finish(backup);
    if (result != SQLITE_DONE)
        return fault(to, result, reterr);
    /* one file, without a log beside it */
    result = sqlite3_exec(to, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
    return result == SQLITE_OK ? 0 : fault(to, result, reterr);
}

static int copy(const char *from, const char *to, struct err *reterr)
{
    sqlite3 *a = NULL, *b = NULL;
    int r = sqlite3_open_v2(from, &a, SQLITE_OPEN_READWRITE, NULL);

    if (r == SQLITE_OK)
        r = sqlite3_open_v2(to, &b, SQLITE_OPEN_READWRITE, NULL);
    if (r != SQLITE_OK) {
        r = fault(b ? b : a, r, reterr);
    } else {
        sqlite3_busy_timeout(a, STORE_WAIT_MS);
        r = copy_pages(a, b, reterr);
    }
    sqlite3_close(a);
    sqlite3_close(b);
    return r;
}

/* A copy of ${from} as the new file ${beside}, on the disk and read again. */
static int copy_beside(const char *from, const char *beside, int64_t now,
                       const struct allocator *allocator, struct err *reterr)
{
    int fd, r;

    unlink(beside);
    fd = open(beside, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return disk_fault(reterr);
    close(fd);
    r = copy(from, beside, reterr);
    if (r == 0)
        r = check(beside, now, allocator, reterr);
    if (r < 0)
        unlink(beside);
    return r;
}

int backup_write(const char *from, const char *to, int64_t now, const struct allocator *allocator,
                 struct err *reterr)
{
    struct arena *arena = arena_new(allocator);
    const char *beside = disk_beside(arena, to, ".copying");
    int r = check(from, now, allocator, reterr);

    if (r == 0)
        r = copy_beside(from, beside, now, allocator, reterr);
    if (r == 0 && rename(beside, to) != 0) {
        r = disk_fault(reterr);
        unlink(beside);
    }
    if (r == 0)
        r = disk_sync_folder(to, arena, reterr);
    arena_free(arena);
    return r;
}

/* ------------------------------------------------------------------ restoring */

static bool is_there(const char *path)
{
    return access(path, F_OK) == 0;
}

/* Write the log of the store back into it; where it is damaged it goes aside with its log. */
static int settle(const char *path, struct err *reterr)
{
    sqlite3 *db = NULL;
    int r = sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL);

    if (r == SQLITE_OK) {
        sqlite3_busy_timeout(db, STORE_WAIT_MS);
        r = sqlite3_exec(db, "PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE; COMMIT", NULL, NULL,
                         NULL);
    }
    if (r == SQLITE_BUSY || r == SQLITE_LOCKED)
        r = err_set(reterr, (enum err_code)STORE_BUSY, 0, slice_of(sqlite3_errmsg(db)));
    else
        r = 0;
    sqlite3_close(db);
    return r;
}

/* A second name for what is at ${path}, so that the copy can take its place at once. */
static int keep(const char *path, struct arena *arena, struct err *reterr)
{
    const char *kept = disk_beside(arena, path, ".before-restore");
    const char *log = disk_beside(arena, path, "-wal");

    unlink(kept);
    if (link(path, kept) != 0)
        return disk_fault(reterr);
    if (is_there(log) && rename(log, disk_beside(arena, kept, "-wal")) != 0)
        return disk_fault(reterr);
    unlink(disk_beside(arena, path, "-shm"));
    return 0;
}

int backup_restore(const char *from, const char *to, int64_t now, const struct allocator *allocator,
                   struct err *reterr)
{
    struct arena *arena = arena_new(allocator);
    const char *beside = disk_beside(arena, to, ".restoring");
    int r = check(from, now, allocator, reterr);

    if (r == 0 && is_there(to))
        r = settle(to, reterr);
    if (r == 0)
        r = copy_beside(from, beside, now, allocator, reterr);
    if (r == 0 && is_there(to))
        r = keep(to, arena, reterr);
    if (r == 0 && rename(beside, to) != 0)
        r = disk_fault(reterr);
    if (r == 0)
        r = disk_sync_folder(to, arena, reterr);
    arena_free(arena);
    return r;
}
