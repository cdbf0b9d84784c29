#include "read/archive.h"

#include "base/charset.h"
#include "base/text.h"
#include "read/kind.h"
#include "read/read.h"

#include <string.h>
#include <zip.h>

#define CHUNK (256u << 10) /* first room for a member of unknown size */

struct entry {
    struct slice name; /* as stored */
    uint64_t index;
};

/* One open archive. */
struct archive {
    const struct allocator *allocator;
    zip_t *zip;
    struct arena *arena;
    struct slice path;
    struct entry *entries;
    size_t len;
    struct archive_use *use;
    const struct archive_sink *sink;
};

static void fault(const struct archive *a, struct slice path, enum err_code code,
                  struct slice detail)
{
    a->sink->fault(a->sink->ctx, path, code, detail);
}

static bool is_no_file(struct slice name)
{
    static const struct slice ends[] = {{"/", 1}, {"\\", 1}, {".DS_Store", 9}};

    for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
        if (slice_ends(name, ends[i]))
            return true;
    return slice_starts(name, SLICE("__MACOSX/")) || slice_has(name, SLICE("/__MACOSX/"));
}

/* Byte order of the names; equal names stay in the order of the zip. */
static bool comes_before(const struct entry *a, const struct entry *b)
{
    int c = slice_cmp(a->name, b->name);

    return c < 0 || (c == 0 && a->index < b->index);
}

static void sift_down(struct entry *heap, size_t at, size_t len)
{
    for (size_t child; (child = 2 * at + 1) < len; at = child) {
        struct entry moved = heap[at];

        if (child + 1 < len && comes_before(&heap[child], &heap[child + 1]))
            child++;
        if (!comes_before(&moved, &heap[child]))
            return;
        heap[at] = heap[child];
        heap[child] = moved;
    }
}

static void sort_entries(struct entry *entries, size_t len)
{
    for (size_t at = len / 2; at-- > 0;)
        sift_down(entries, at, len);
    for (size_t last = len; last-- > 1;) {
        struct entry largest = entries[0];

        entries[0] = entries[last];
        entries[last] = largest;
        sift_down(entries, 0, last);
    }
}

/* List the files; false when there are too many. */
static bool list_entries(struct archive *a)
{
    zip_int64_t count = zip_get_num_entries(a->zip, 0);

    if (count < 0 || (uint64_t)count > READ_MAX_MEMBERS - a->use->members)
        return false;
    a->use->members += (uint32_t)count;
    a->entries = arena_make_n(a->arena, struct entry, (size_t)count + 1);
    for (zip_uint64_t i = 0; i < (zip_uint64_t)count; i++) {
        struct slice name = slice_of(zip_get_name(a->zip, i, ZIP_FL_ENC_RAW));

        if (name.len > 0 && !is_no_file(name))
            a->entries[a->len++] = (struct entry){name, i};
    }
    sort_entries(a->entries, a->len);
    return true;
}

/* The path that the report shows. */
static struct slice member_path(const struct archive *a, struct slice name)
{
    struct slice shown = text_is_utf8(name) ? name : charset_from_cp932(name, a->arena);
    struct slice parts[] = {a->path, SLICE("!"), shown};
    struct slice path = arena_join(a->arena, parts, 3);
    char *at = arena_alloc(a->arena, path.len + 1);

    memcpy(at, path.ptr, path.len);
    for (size_t i = a->path.len; i < path.len; i++)
        if (at[i] == '\\')
            at[i] = '/';
    return (struct slice){at, path.len};
}

/* The limit that ${len} bytes unpacked from ${packed}, the newest of all, pass; or an empty slice.
 */
static struct slice passed_limit(const struct archive *a, uint64_t len, uint64_t packed)
{
    a->use->stopped = a->use->bytes > READ_MAX_UNPACKED;
    if (a->use->stopped)
        return SLICE("READ_MAX_UNPACKED");
    if (len > READ_MAX_BYTES)
        return SLICE("READ_MAX_BYTES");
    if (len > ARCHIVE_RATIO_FROM && len / ARCHIVE_MAX_RATIO > packed)
        return SLICE("ARCHIVE_MAX_RATIO");
    return (struct slice){"", 0};
}

/*
 * Unpack an open member into ${arena}.  Return 0; else ERR_TOO_LARGE with the limit, or ERR_MEMBER
 * with the library's reason, in ${ret}.
 */
static int unpack(const struct archive *a, zip_file_t *file, const zip_stat_t *stat,
                  struct arena *arena, struct slice *ret)
{
    uint64_t hint = stat->size < CHUNK ? stat->size + 1 : CHUNK;
    size_t room = (size_t)hint, len = 0;
    char *at = arena_resize(arena, NULL, 0, room);
    zip_int64_t n;

    while ((n = zip_fread(file, at + len, room - len)) > 0) {
        struct slice limit;

        len += (size_t)n;
        a->use->bytes += (uint64_t)n;
        limit = passed_limit(a, len, stat->comp_size);
        if (limit.len) {
            *ret = limit;
            return ERR_TOO_LARGE;
        }
        if (len == room) {
            at = arena_resize(arena, at, room, room * 2);
            room *= 2;
        }
    }
    if (n < 0) {
        *ret = arena_copy(arena, slice_of(zip_error_strerror(zip_file_get_error(file))));
        return ERR_MEMBER;
    }
    *ret = (struct slice){at, len};
    return 0;
}

static void unpack_member(struct archive *a, const struct entry *entry, struct slice path,
                          const zip_stat_t *stat)
{
    zip_file_t *file = zip_fopen_index(a->zip, entry->index, 0);
    struct arena *arena;
    struct slice bytes;
    int r;

    if (!file) {
        fault(a, path, ERR_MEMBER, slice_of(zip_strerror(a->zip)));
        return;
    }
    arena = arena_new(a->allocator);
    r = unpack(a, file, stat, arena, &bytes);
    zip_fclose(file);
    if (r == 0)
        a->sink->member(a->sink->ctx, path, bytes);
    else
        fault(a, path, (enum err_code)r, bytes);
    arena_free(arena);
}

static void read_member(struct archive *a, const struct entry *entry)
{
    struct slice path = text_cut_numbers(a->arena, member_path(a, entry->name));
    zip_stat_t stat;

    zip_stat_init(&stat);
    if (zip_stat_index(a->zip, entry->index, 0, &stat) != 0)
        fault(a, path, ERR_MEMBER, slice_of(zip_strerror(a->zip)));
    else if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE)
        fault(a, path, ERR_ZIP_ENCRYPTED, slice_skip(path, a->path.len + 1));
    else
        unpack_member(a, entry, path, &stat);
}

/* What the zip file is by its members: a file of an office program, or an empty slice. */
static struct slice kind_of_archive(const struct archive *a)
{
    struct slice kind = {"", 0};

    for (size_t i = 0; i < a->len && !kind.len; i++)
        kind = kind_of_member(a->entries[i].name);
    return kind;
}

static void read_members(struct archive *a)
{
    struct slice kind;

    if (!list_entries(a)) {
        a->use->stopped = true;
        fault(a, a->path, ERR_TOO_LARGE, SLICE("READ_MAX_MEMBERS"));
        return;
    }
    kind = kind_of_archive(a);
    if (kind.len)
        fault(a, a->path, ERR_UNKNOWN_FORMAT, kind);
    for (size_t i = 0; !kind.len && i < a->len && !a->use->stopped; i++)
        read_member(a, &a->entries[i]);
}

void archive_read(const struct allocator *allocator, struct slice path, struct slice bytes,
                  struct archive_use *use, const struct archive_sink *sink)
{
    struct archive a = {.allocator = allocator, .path = path, .use = use, .sink = sink};
    zip_source_t *source;
    zip_error_t error;

    zip_error_init(&error);
    source = zip_source_buffer_create(bytes.ptr, bytes.len, 0, &error);
    a.zip = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
    if (a.zip) {
        a.arena = arena_new(allocator);
        read_members(&a);
        zip_discard(a.zip);
        arena_free(a.arena);
    } else {
        zip_source_free(source);
        fault(&a, path, ERR_ZIP_DAMAGED, slice_of(zip_error_strerror(&error)));
    }
    zip_error_fini(&error);
}
