#include "cli/key_file.h"

#include "cli/input.h"
#include "cli/message.h"
#include "io/whole.h"
#include "render/words.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <string.h>
#include <unistd.h>

static struct slice joined(struct arena *arena, struct slice a, struct slice b)
{
    return arena_join(arena, (struct slice[]){a, b, {"", 1}}, 3);
}

/* The folder, with a NUL behind it; empty when the environment names none. */
static struct slice folder(struct arena *arena)
{
    const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");

    /* A relative path is to be ignored (XDG Base Directory Specification). */
    if (data && data[0] == '/')
        return joined(arena, slice_of(data), SLICE("/mioboe"));
    if (home && home[0] == '/')
        return joined(arena, slice_of(home), SLICE("/.local/share/mioboe"));
    return (struct slice){"", 0};
}

static struct slice in_folder(struct arena *arena, const char *name)
{
    struct slice f = folder(arena);

    return f.len ? joined(arena, slice_of(f.ptr), slice_of(name)) : f;
}

static int read_silently(struct arena *arena, struct dns_records *ret, struct slice *ret_path,
                         struct err *reterr)
{
    struct slice path = in_folder(arena, "/keys"), text;
    struct inputs inputs = {0};

    if (!path.len || access(path.ptr, F_OK) != 0)
        return 0;
    input_open(&inputs, arena, path.ptr, SLICE(""));
    for (size_t i = 0; i < inputs.len; i++) {
        *reterr = inputs.at[i].err;
        if (inputs.at[i].fd >= 0 &&
            input_read(&inputs.at[i], DNS_FILE_MAX_BYTES, arena, &text, reterr) == 0 &&
            dns_file_read(text, arena, ret, reterr) == 0)
            return 0;
        *ret_path = inputs.at[i].path;
    }
    return -1;
}

int key_file_read(struct arena *arena, struct dns_records *ret)
{
    struct slice path = {"", 0};
    struct err err;
    int r = read_silently(arena, ret, &path, &err);

    if (r < 0 && path.len)
        message_err(path, &err);
    return r;
}

/* ------------------------------------------------------------------ writing */

static bool make_folders(char *path)
{
    for (char *at = path + 1; *at; at++)
        if (*at == '/') {
            *at = '\0';
            mkdir(path, 0700);
            *at = '/';
        }
    return mkdir(path, 0700) == 0 || errno == EEXIST;
}

/* Whole or not at all: another file takes the old one's place when it is complete. */
static bool replace(const char *path, char *beside, struct slice bytes)
{
    int fd = mkostemp(beside, O_CLOEXEC); /* mode 0600 */
    bool written;

    if (fd < 0)
        return false;
    written = whole_write(fd, bytes) && fsync(fd) == 0;
    if (close(fd) == 0 && written && rename(beside, path) == 0)
        return true;
    unlink(beside);
    return false;
}

/* ${s} and a NUL, to be written into. */
static char *writable(struct arena *arena, struct slice s)
{
    char *copy = arena_alloc(arena, s.len + 1);

    if (s.len)
        memcpy(copy, s.ptr, s.len);
    return copy;
}

int key_file_add(const struct dns_records *fresh, struct arena *arena)
{
    struct slice dir = folder(arena), path = in_folder(arena, "/keys");
    char *beside = writable(arena, in_folder(arena, "/keys.XXXXXX"));
    struct dns_records all = {0};
    struct slice told;
    struct err err;

    if (!dir.len || !fresh->len)
        return 0;
    if (read_silently(arena, &all, &told, &err) != 0) /* not ours to overwrite; said before */
        return -1;
    for (size_t i = 0; i < fresh->len && all.len < KEY_FILE_MAX_RECORDS; i++)
        dns_records_add(&all, arena, &fresh->at[i]);
    if (make_folders(writable(arena, dir)) &&
        replace(path.ptr, beside, dns_file_write(&all, arena)))
        return 0;
    message_say(slice_of(path.ptr), 0, _("The keys that were seen could not be remembered."));
    return -1;
}

void key_file_remove(struct arena *arena)
{
    struct slice path = in_folder(arena, "/keys");

    if (path.len)
        unlink(path.ptr);
}
