#include "store/vault.h"

#include "io/whole.h"
#include "store/disk.h"

#include <fcntl.h>
#include <sodium.h>
#include <sqlite3.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

/*
 * The file: MAGIC, salt, the costs of Argon2id (two 64-bit numbers, little-endian), the header of
 * the stream, then pieces of PIECE bytes, each sealed; the last one is marked as such.
 */
#define MAGIC "mioboe locked 1\n"
#define MAGIC_LEN 16u
#define PIECE 65536u
#define SEALED (PIECE + crypto_secretstream_xchacha20poly1305_ABYTES)
#define COSTS_LEN 16u
#define MOST_OPS 20u /* of a file's head: more is none of ours */
#define MOST_MEMORY (2u << 30)

struct head {
    unsigned char magic[MAGIC_LEN];
    unsigned char salt[crypto_pwhash_SALTBYTES];
    unsigned char costs[COSTS_LEN];
    unsigned char stream[crypto_secretstream_xchacha20poly1305_HEADERBYTES];
};

/* Two open files, and the key that stands between them. */
struct work {
    int from, to;
    unsigned char key[crypto_secretstream_xchacha20poly1305_KEYBYTES];
    crypto_secretstream_xchacha20poly1305_state state;
    unsigned char plain[PIECE], sealed[SEALED];
};

const char *vault_path(const char *path, struct arena *arena)
{
    return disk_beside(arena, path, VAULT_ENDING);
}

void vault_wipe(void *at, size_t len)
{
    sodium_memzero(at, len);
}

/* ------------------------------------------------------------------ key */

static void put_number(unsigned char *to, uint64_t n)
{
    for (int i = 0; i < 8; i++)
        to[i] = (unsigned char)(n >> (8 * i));
}

static uint64_t get_number(const unsigned char *from)
{
    uint64_t n = 0;

    for (int i = 0; i < 8; i++)
        n |= (uint64_t)from[i] << (8 * i);
    return n;
}

static int make_key(struct work *w, const struct head *head, struct slice passphrase,
                    struct err *reterr)
{
    uint64_t ops = get_number(head->costs), memory = get_number(head->costs + 8);

    if (ops > MOST_OPS || memory > MOST_MEMORY)
        return err_set(reterr, (enum err_code)STORE_FOREIGN, 0, SLICE(""));
    if (crypto_pwhash(w->key, sizeof(w->key), passphrase.ptr, passphrase.len, head->salt, ops,
                      (size_t)memory, crypto_pwhash_ALG_ARGON2ID13) != 0)
        return err_set(reterr, (enum err_code)STORE_IO, 0, SLICE("Argon2id: 256 MiB of memory"));
    return 0;
}

/* ------------------------------------------------------------------ sealing */

static int seal_all(struct work *w, struct err *reterr)
{
    ssize_t n = whole_read(w->from, w->plain, PIECE), next;

    for (; n >= 0; n = next) {
        unsigned char ahead;
        unsigned long long len;
        uint8_t tag;

        next = n == PIECE ? pread(w->from, &ahead, 1, lseek(w->from, 0, SEEK_CUR)) : 0;
        if (next < 0)
            break;
        tag = next > 0 ? 0 : crypto_secretstream_xchacha20poly1305_TAG_FINAL;
        crypto_secretstream_xchacha20poly1305_push(&w->state, w->sealed, &len, w->plain,
                                                   (unsigned long long)n, NULL, 0, tag);
        if (!whole_write(w->to, (struct slice){(const char *)w->sealed, (size_t)len}))
            return disk_fault(reterr);
        if (tag)
            return 0;
        next = whole_read(w->from, w->plain, PIECE);
    }
    return disk_fault(reterr);
}

static int seal(struct work *w, struct slice passphrase, struct err *reterr)
{
    struct head head;
    int r;

    memcpy(head.magic, MAGIC, MAGIC_LEN);
    randombytes_buf(head.salt, sizeof(head.salt));
    put_number(head.costs, crypto_pwhash_OPSLIMIT_MODERATE);
    put_number(head.costs + 8, crypto_pwhash_MEMLIMIT_MODERATE);
    r = make_key(w, &head, passphrase, reterr);
    if (r < 0)
        return r;
    crypto_secretstream_xchacha20poly1305_init_push(&w->state, head.stream, w->key);
    if (!whole_write(w->to, (struct slice){(const char *)&head, sizeof(head)}))
        return disk_fault(reterr);
    r = seal_all(w, reterr);
    return r < 0 ? r : fsync(w->to) == 0 ? 0 : disk_fault(reterr);
}

static int wrong(struct err *reterr)
{
    return err_set(reterr, (enum err_code)STORE_PASSPHRASE, 0, SLICE(""));
}

/* ${is_check}: only whether all of it opens. */
static int open_all(struct work *w, bool is_check, struct err *reterr)
{
    for (;;) {
        ssize_t n = whole_read(w->from, w->sealed, SEALED);
        unsigned long long len;
        unsigned char tag, more;

        if (n < 0)
            return disk_fault(reterr);
        if (crypto_secretstream_xchacha20poly1305_pull(&w->state, w->plain, &len, &tag, w->sealed,
                                                       (unsigned long long)n, NULL, 0) != 0)
            return wrong(reterr);
        if (!is_check && !whole_write(w->to, (struct slice){(const char *)w->plain, (size_t)len}))
            return disk_fault(reterr);
        if (tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL)
            return whole_read(w->from, &more, 1) == 0 ? 0 : wrong(reterr);
    }
}

static int open_sealed(struct work *w, struct slice passphrase, bool is_check, struct err *reterr)
{
    struct head head;
    int r;

    if (lseek(w->from, 0, SEEK_SET) != 0 ||
        whole_read(w->from, &head, sizeof(head)) != sizeof(head))
        return err_set(reterr, (enum err_code)STORE_FOREIGN, 0, SLICE(""));
    if (memcmp(head.magic, MAGIC, MAGIC_LEN) != 0)
        return err_set(reterr, (enum err_code)STORE_FOREIGN, 0, SLICE(""));
    r = make_key(w, &head, passphrase, reterr);
    if (r == 0 && crypto_secretstream_xchacha20poly1305_init_pull(&w->state, head.stream, w->key))
        r = wrong(reterr);
    if (r == 0)
        r = open_all(w, is_check, reterr);
    if (r == 0 && !is_check && fsync(w->to) != 0)
        r = disk_fault(reterr);
    return r;
}

/* ------------------------------------------------------------------ locking */

/* Alone with the store, its log written back into it; close the connection to let it go. */
static int take_alone(const char *path, sqlite3 **ret, struct err *reterr)
{
    sqlite3 *db = NULL;
    bool is_alone = sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
                    sqlite3_busy_timeout(db, STORE_WAIT_MS) == SQLITE_OK &&
                    sqlite3_exec(db, "PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE", NULL, NULL,
                                 NULL) == SQLITE_OK;

    *ret = db;
    if (is_alone)
        return 0;
    err_set(reterr, (enum err_code)STORE_BUSY, 0, slice_of(sqlite3_errmsg(db)));
    return STORE_BUSY;
}

/* Write ${beside} from ${path}, and read it again. */
static int write_locked(const char *path, const char *beside, struct slice passphrase,
                        struct work *w, struct err *reterr)
{
    int r;

    w->from = open(path, O_RDONLY | O_CLOEXEC);
    w->to = open(beside, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (w->from < 0 || w->to < 0)
        return disk_fault(reterr);
    r = seal(w, passphrase, reterr);
    if (r == 0) {
        struct work again = {.from = w->to, .to = -1};

        r = open_sealed(&again, passphrase, true, reterr);
        sodium_memzero(&again, sizeof(again));
    }
    return r;
}

int vault_lock(const char *path, struct slice passphrase, const struct allocator *allocator,
               struct err *reterr)
{
    struct arena *arena = arena_new(allocator);
    const char *beside = disk_beside(arena, path, ".locking");
    struct work *w = arena_make(arena, struct work);
    sqlite3 *db = NULL;
    int r = sodium_init() < 0 ? err_set(reterr, (enum err_code)STORE_IO, 0, SLICE("libsodium"))
                              : take_alone(path, &db, reterr);

    w->from = w->to = -1;
    if (r == 0)
        r = write_locked(path, beside, passphrase, w, reterr);
    if (r == 0 && rename(beside, vault_path(path, arena)) != 0)
        r = disk_fault(reterr);
    if (r == 0)
        r = disk_sync_folder(path, arena, reterr);
    if (r == 0)
        r = disk_erase(path, arena, reterr);
    else
        unlink(beside);
    disk_close(w->from); /* not before: closing drops the locks that SQLite has on the file */
    disk_close(w->to);
    sqlite3_close(db);
    sodium_memzero(w, sizeof(*w));
    arena_free(arena);
    return r;
}

int vault_unlock(const char *path, struct slice passphrase, const struct allocator *allocator,
                 struct err *reterr)
{
    struct arena *arena = arena_new(allocator);
    const char *beside = disk_beside(arena, path, ".unlocking");
    const char *locked = vault_path(path, arena);
    struct work *w = arena_make(arena, struct work);
    int r = sodium_init() < 0 ? err_set(reterr, (enum err_code)STORE_IO, 0, SLICE("libsodium")) : 0;

    w->to = -1;
    w->from = open(locked, O_RDONLY | O_CLOEXEC);
    if (r == 0 && w->from < 0)
        r = disk_fault(reterr);
    if (r == 0 && (w->to = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)) < 0)
        r = disk_fault(reterr);
    if (r == 0)
        r = open_sealed(w, passphrase, false, reterr);
    if (r == 0 && rename(beside, path) != 0)
        r = disk_fault(reterr);
    if (r == 0)
        r = disk_sync_folder(path, arena, reterr);
    if (r == 0)
        unlink(locked);
    else if (w->to >= 0)
        unlink(beside);
    disk_close(w->from);
    disk_close(w->to);
    sodium_memzero(w, sizeof(*w));
    arena_free(arena);
    return r;
}

/* ------------------------------------------------------------------ a file in memory */

/* A file without a name that holds ${bytes}, at its beginning. */
static int memory_file(struct slice bytes)
{
    int fd = memfd_create("mioboe", MFD_CLOEXEC);

    if (fd >= 0 && (!whole_write(fd, bytes) || lseek(fd, 0, SEEK_SET) != 0)) {
        close(fd);
        return -1;
    }
    return fd;
}

/* All of ${fd}. */
static int take(int fd, struct arena *arena, struct slice *ret, struct err *reterr)
{
    off_t len = lseek(fd, 0, SEEK_END);
    char *bytes;

    if (len < 0 || lseek(fd, 0, SEEK_SET) != 0)
        return disk_fault(reterr);
    bytes = arena_alloc(arena, (size_t)len + 1);
    if (whole_read(fd, bytes, (size_t)len) != (ssize_t)len)
        return disk_fault(reterr);
    *ret = (struct slice){bytes, (size_t)len};
    return 0;
}

static int turn(struct slice from, bool is_sealing, struct slice passphrase, struct arena *arena,
                struct slice *ret, struct err *reterr)
{
    struct work *w = arena_make(arena, struct work);
    int r = sodium_init() < 0 ? err_set(reterr, (enum err_code)STORE_IO, 0, SLICE("libsodium")) : 0;

    w->from = memory_file(from);
    w->to = memory_file(SLICE(""));
    if (r == 0 && (w->from < 0 || w->to < 0))
        r = disk_fault(reterr);
    if (r == 0)
        r = is_sealing ? seal(w, passphrase, reterr) : open_sealed(w, passphrase, false, reterr);
    if (r == 0)
        r = take(w->to, arena, ret, reterr);
    disk_close(w->from);
    disk_close(w->to);
    sodium_memzero(w, sizeof(*w));
    return r;
}

int vault_seal(struct slice plain, struct slice passphrase, struct arena *arena, struct slice *ret,
               struct err *reterr)
{
    return turn(plain, true, passphrase, arena, ret, reterr);
}

int vault_open(struct slice sealed, struct slice passphrase, struct arena *arena, struct slice *ret,
               struct err *reterr)
{
    return turn(sealed, false, passphrase, arena, ret, reterr);
}
