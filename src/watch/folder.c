#include "watch/folder.h"

#include "base/hash.h"
#include "base/map.h"
#include "watch/credential.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#define PATH_BYTES 4096

struct folders {
    const struct allocator *allocator;
    struct arena *arena;
    struct folder_paths paths;
    struct map seen; /* path and state of files that were given */
    int fd;
    int64_t look_ms, settle_ms; /* when to look again; 0 = nothing moved */
};

struct folders *folders_new(const struct config_texts *texts, const struct allocator *allocator)
{
    struct arena *arena = arena_new(allocator);
    struct folders *f = arena_make(arena, struct folders);

    *f = (struct folders){.allocator = allocator, .arena = arena, .fd = -1};
    if (texts->len)
        f->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    for (size_t i = 0; i < texts->len; i++) {
        const char *path = credential_path(texts->at[i], arena);

        *array_push(arena, &f->paths) = path;
        if (f->fd >= 0)
            inotify_add_watch(f->fd, path, IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE);
    }
    return f;
}

void folders_free(struct folders *f)
{
    if (!f)
        return;
    if (f->fd >= 0)
        close(f->fd);
    arena_free(f->arena);
}

int folders_fd(const struct folders *f)
{
    return f->fd;
}

void folders_step(struct folders *f, int64_t ms)
{
    char bytes[8192];

    while (f->fd >= 0 && read(f->fd, bytes, sizeof(bytes)) > 0)
        f->settle_ms = ms + FOLDER_SETTLE_MS;
    if (f->settle_ms && ms >= f->settle_ms)
        f->look_ms = ms;
}

int64_t folders_patience(const struct folders *f, int64_t ms)
{
    int64_t at = f->settle_ms ? f->settle_ms : f->look_ms;

    if (!f->paths.len)
        return INT64_MAX;
    return at > ms ? at - ms : 0;
}

/* ------------------------------------------------------------------ looking */

/* Whether the file is new in this state, and lies still. */
static bool is_news(struct folders *f, const char *path, bool *ret_moves)
{
    struct stat st;
    struct timespec now;
    uint64_t state;

    if (stat(path, &st) < 0 || !S_ISREG(st.st_mode) || st.st_size == 0)
        return false;
    clock_gettime(CLOCK_REALTIME, &now);
    if (now.tv_sec >= st.st_mtim.tv_sec &&
        now.tv_sec - st.st_mtim.tv_sec < FOLDER_SETTLE_MS / 1000) {
        *ret_moves = true;
        return false;
    }
    state = hash_mix(hash_bytes(slice_of(path), (uint64_t)st.st_size),
                     (uint64_t)st.st_mtim.tv_sec * 1000000000u + (uint64_t)st.st_mtim.tv_nsec);
    if (map_find(&f->seen, state, NULL, NULL) != MAP_NONE)
        return false;
    map_set(&f->seen, f->arena, state, 1);
    return true;
}

static bool is_unfinished(struct slice name)
{
    static const struct slice ends[] = {
        {".part", 5}, {".crdownload", 11}, {".tmp", 4}, {".download", 9}, {"~", 1}};

    for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
        if (slice_ends(name, ends[i]))
            return true;
    return slice_starts(name, SLICE("."));
}

static void look(struct folders *f, const char *folder, struct arena *arena,
                 struct folder_paths *ret, bool *ret_moves)
{
    DIR *dir = opendir(folder);
    struct dirent *entry;
    size_t n = 0;

    while (dir && (entry = readdir(dir)) && n++ < FOLDER_FILES_MAX) {
        char path[PATH_BYTES];
        int len = snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);

        if (len < (int)sizeof(path) && !is_unfinished(slice_of(entry->d_name)) &&
            is_news(f, path, ret_moves))
            *array_push(arena, ret) = arena_copy(arena, (struct slice){path, (size_t)len + 1}).ptr;
    }
    if (dir)
        closedir(dir);
}

void folders_take(struct folders *f, int64_t ms, struct arena *arena, struct folder_paths *ret)
{
    bool moves = false;

    if (ms < f->look_ms)
        return;
    for (size_t i = 0; i < f->paths.len; i++)
        look(f, f->paths.at[i], arena, ret, &moves);
    f->look_ms = ms + FOLDER_RESCAN_MS;
    f->settle_ms = moves ? ms + FOLDER_SETTLE_MS : 0;
}
