#include "cli/input.h"

#include "base/sort.h"
#include "base/text.h"
#include "render/words.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* ------------------------------------------------------------------ paths */

/* ${s} with what is not UTF-8 as U+FFFD. */
static struct slice as_utf8(struct arena *arena, struct slice s)
{
    char *at = arena_alloc(arena, s.len * 3 + 1);
    size_t len = 0, n;
    uint32_t cp;

    if (text_is_utf8(s))
        return s;
    for (; (n = text_next(s, &cp)) > 0; s = slice_skip(s, n)) {
        bool bad = n == 1 && (unsigned char)s.ptr[0] >= 0x80;

        memcpy(at + len, bad ? "\xef\xbf\xbd" : s.ptr, bad ? 3 : n);
        len += bad ? 3 : n;
    }
    return (struct slice){at, len};
}

struct slice input_shown(struct arena *arena, struct slice path)
{
    while (path.len && path.ptr[path.len - 1] == '/')
        path.len--;
    while (slice_starts(path, SLICE("./"))) {
        path = slice_skip(path, 2);
        while (slice_starts(path, SLICE("/")))
            path = slice_skip(path, 1);
    }
    return text_cut_numbers(arena, as_utf8(arena, path));
}

static struct slice below(struct arena *arena, struct slice folder, const char *name)
{
    struct slice parts[] = {folder, SLICE("/"),
                            text_cut_numbers(arena, as_utf8(arena, slice_of(name)))};

    return arena_join(arena, parts, 3);
}

/* ------------------------------------------------------------------ opening */

/* Why the system refused, in the reader's language where it is one of the usual reasons. */
static const char *reason(int number)
{
    static const struct {
        int number;
        const char *words;
    } usual[] = {
        {ENOENT, N_("there is no such file")},
        {EACCES, N_("you have no permission to read it")},
        {ELOOP, N_("its links lead in a circle")},
        {ENOTDIR, N_("there is no such file")},
        {ENOTSUP, N_("it is neither a file nor a folder")},
        {ENXIO, N_("it is neither a file nor a folder")},
        {EISDIR, N_("it is a folder")},
        {ENOTBLK, N_("it is no folder")}, /* said by input_open_members() and input_list() alone */
        {EMFILE, N_("too many files are open at once")},
        {ENAMETOOLONG, N_("its name is too long")},
    };

    for (size_t i = 0; i < sizeof(usual) / sizeof(usual[0]); i++)
        if (usual[i].number == number)
            return _(usual[i].words);
    return strerror(number);
}

/* A name in a folder, with its NUL, and what readdir() tells of it. */
struct name {
    struct slice text;
    unsigned char type;
};
ARRAY_TYPE(names, struct name);

struct opening {
    struct inputs *inputs;
    struct arena *arena;
    struct slice account;
    bool members; /* each folder directly in the one that was named is an account */
    bool may_wait;
    bool is_full; /* no more may be open: what comes waits */
};

/* Where a thing is: as it is shown, and as it is opened (with its NUL; empty where none may wait).
 */
struct spot {
    struct slice shown, real;
};

static struct input *add(struct opening *o, struct slice path, bool named)
{
    struct input *input = array_push(o->arena, o->inputs);

    *input = (struct input){.path = path, .account = o->account, .fd = -1, .named = named};
    return input;
}

static void add_failed(struct opening *o, struct slice path, bool named, int number)
{
    err_set(&add(o, path, named)->err, ERR_IO, 0, slice_of(reason(number)));
}

/* As many open files as the system allows: all are opened before the first is read. */
static void raise_limit(void)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

static int open_retrying(int at, const char *name, int flags)
{
    /* O_NONBLOCK: a pipe without a writer would wait for ever. */
    int fd = openat(at, name, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK | flags);

    if (fd < 0 && errno == EMFILE) {
        raise_limit();
        fd = openat(at, name, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK | flags);
    }
    return fd;
}

static bool name_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct names *names = ctx;

    return slice_cmp(names->at[a].text, names->at[b].text) < 0;
}

static uint32_t *read_names(struct opening *o, DIR *dir, struct names *ret)
{
    uint32_t *order;

    for (const struct dirent *entry; (entry = readdir(dir));) {
        struct slice name = slice_of(entry->d_name);

        if (slice_eq(name, SLICE(".")) || slice_eq(name, SLICE("..")))
            continue;
        name = arena_copy(o->arena, (struct slice){name.ptr, name.len + 1});
        *array_push(o->arena, ret) = (struct name){slice_sub(name, 0, name.len - 1), entry->d_type};
    }
    order = sort_order(ret->len, name_before, ret, o->arena);
    return order;
}

static void take(struct opening *o, int fd, struct spot at, bool named, unsigned depth);

/* Whether ${name} in the folder may be opened: to open a device may already do something. */
static bool is_worth_opening(int folder, const struct name *name)
{
    struct stat st;

    if (name->type != DT_UNKNOWN) /* not every file system tells */
        return name->type == DT_REG || name->type == DT_DIR;
    return fstatat(folder, name->text.ptr, &st, AT_SYMLINK_NOFOLLOW) != 0 || S_ISREG(st.st_mode) ||
           S_ISDIR(st.st_mode);
}

static struct slice last_of(struct slice path)
{
    size_t at = path.len;

    while (at > 0 && path.ptr[at - 1] != '/')
        at--;
    return slice_skip(path, at);
}

static void take_folder(struct opening *o, int fd, struct spot at, unsigned depth);

static void take_member(struct opening *o, int fd, struct spot at)
{
    struct opening member = *o;

    member.account = last_of(at.shown);
    member.members = false;
    take_folder(&member, fd, at, 1);
    o->is_full = member.is_full;
}

static void add_regular(struct opening *o, int fd, struct spot at, bool named,
                        const struct stat *st)
{
    struct input *input = add(o, at.shown, named);

    input->fd = fd;
    input->place = at.real.len ? at.real.ptr : NULL;
    input->device = st->st_dev;
    input->inode = st->st_ino;
    input->regular = true;
    input->size = (size_t)st->st_size;
}

/* Have half of the files that are open wait, so that folders can be opened, and those that are read
 * later.  False where none can. */
static bool make_room(struct opening *o)
{
    size_t open = 0, closed = 0;

    for (size_t i = 0; i < o->inputs->len; i++)
        open += o->inputs->at[i].fd >= 0 && o->inputs->at[i].place;
    for (size_t i = o->inputs->len; i-- > 0 && closed < (open + 1) / 2;) {
        struct input *input = &o->inputs->at[i];

        if (input->fd < 0 || !input->place)
            continue;
        close(input->fd);
        input->fd = -1;
        closed++;
    }
    return closed > 0;
}

/* Whether ${name}, which openat() refused, can be opened after all. */
static bool is_room_made(struct opening *o)
{
    if (errno != EMFILE || !o->may_wait || o->is_full || !make_room(o))
        return false;
    o->is_full = true;
    return true;
}

/* A thing in the folder that is open as ${folder}. */
static void take_name(struct opening *o, int folder, const char *name, struct spot at,
                      unsigned depth)
{
    struct stat st;
    int fd;

    if (o->is_full && fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(st.st_mode)) {
        add_regular(o, -1, at, false, &st);
        return;
    }
    fd = open_retrying(folder, name, O_NOFOLLOW);
    if (fd >= 0)
        take(o, fd, at, false, depth);
    else if (is_room_made(o))
        take_name(o, folder, name, at, depth);
    else if (errno != ELOOP && errno != ENXIO) /* a link, a socket: nothing to read */
        add_failed(o, at.shown, false, errno);
}

/* Everything in the folder that is open as ${fd}, which is closed. */
static void take_folder(struct opening *o, int fd, struct spot at, unsigned depth)
{
    DIR *dir = depth < INPUT_MAX_DEPTH ? fdopendir(fd) : NULL;
    struct names names = {0};
    uint32_t *order;

    if (!dir) {
        add_failed(o, at.shown, depth == 0, depth < INPUT_MAX_DEPTH ? errno : ENAMETOOLONG);
        close(fd);
        return;
    }
    order = read_names(o, dir, &names);
    for (size_t i = 0; i < names.len; i++) {
        const struct name *name = &names.at[order[i]];
        struct slice parts[] = {at.real, SLICE("/"), {name->text.ptr, name->text.len + 1}};
        struct spot inner = {.real = {"", 0}};

        if (!is_worth_opening(dirfd(dir), name))
            continue;
        inner.shown = below(o->arena, at.shown, name->text.ptr);
        if (at.real.len) {
            parts[0].len--; /* its NUL */
            inner.real = arena_join(o->arena, parts, 3);
        }
        take_name(o, dirfd(dir), name->text.ptr, inner, depth + 1);
    }
    closedir(dir);
}

/* What is open as ${fd}. */
static void take(struct opening *o, int fd, struct spot at, bool named, unsigned depth)
{
    struct stat st;

    if (fstat(fd, &st) != 0) {
        add_failed(o, at.shown, named, errno);
        close(fd);
    } else if (S_ISDIR(st.st_mode) && o->members && depth == 1) {
        take_member(o, fd, at);
    } else if (S_ISDIR(st.st_mode)) {
        take_folder(o, fd, at, depth);
    } else if (o->members && depth == 0) {
        add_failed(o, at.shown, named, ENOTBLK);
        close(fd);
    } else if (S_ISREG(st.st_mode)) {
        add_regular(o, fd, at, named, &st);
    } else {
        close(fd);
        if (named)
            add_failed(o, at.shown, true, ENOTSUP);
    }
}

static void open_standard_input(struct opening *o)
{
    struct stat st = {0};
    struct input *input;

    if (fstat(STDIN_FILENO, &st) == 0 && S_ISDIR(st.st_mode)) {
        add_failed(o, SLICE("-"), true, EISDIR);
        return;
    }
    input = add(o, SLICE("-"), true);
    input->fd = STDIN_FILENO;
    input->typed = true;
    input->regular = S_ISREG(st.st_mode);
    input->size = (size_t)st.st_size;
}

static void open_path(struct opening *o, const char *path)
{
    struct spot at = {.shown = input_shown(o->arena, slice_of(path)), .real = {"", 0}};
    bool is_known;
    struct stat st;
    int fd;

    if (o->may_wait)
        at.real = arena_copy(o->arena, (struct slice){path, strlen(path) + 1});
    is_known = stat(path, &st) == 0;
    if (is_known && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode)) {
        add_failed(o, at.shown, true, ENOTSUP);
        return;
    }
    if (o->is_full && is_known && S_ISREG(st.st_mode) && !o->members) {
        add_regular(o, -1, at, true, &st);
        return;
    }
    fd = open_retrying(AT_FDCWD, path, 0);
    if (fd >= 0)
        take(o, fd, at, true, 0);
    else if (is_room_made(o))
        open_path(o, path);
    else
        add_failed(o, at.shown, true, errno);
}

/* Whether one of the files that were opened before has to wait: then the last one has. */
static bool are_full(const struct inputs *inputs)
{
    for (size_t i = inputs->len; i-- > 0;)
        if (inputs->at[i].place)
            return inputs->at[i].fd < 0;
    return false;
}

void input_open_as(struct inputs *inputs, struct arena *arena, const char *path,
                   const struct input_manner *manner)
{
    struct opening o = {.inputs = inputs,
                        .arena = arena,
                        .account = manner->account,
                        .members = manner->members,
                        .may_wait = manner->may_wait,
                        .is_full = are_full(inputs)};

    if (!o.members && slice_eq(slice_of(path), SLICE("-")))
        open_standard_input(&o);
    else
        open_path(&o, path);
}

void input_open(struct inputs *inputs, struct arena *arena, const char *path, struct slice account)
{
    input_open_as(inputs, arena, path, &(struct input_manner){.account = account});
}

void input_open_members(struct inputs *inputs, struct arena *arena, const char *path)
{
    input_open_as(inputs, arena, path, &(struct input_manner){.members = true});
}

static bool is_folder(int folder, const struct name *name)
{
    struct stat st;

    if (name->type != DT_UNKNOWN)
        return name->type == DT_DIR;
    return fstatat(folder, name->text.ptr, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(st.st_mode);
}

int input_list(const char *path, struct arena *arena, struct input_folders *ret, size_t *ret_others,
               struct err *reterr)
{
    struct opening o = {.arena = arena};
    DIR *dir = opendir(path);
    struct names names = {0};
    uint32_t *order;

    if (!dir)
        return err_set(reterr, ERR_IO, 0, slice_of(reason(errno == ENOTDIR ? ENOTBLK : errno)));
    order = read_names(&o, dir, &names);
    *ret_others = 0;
    for (size_t i = 0; i < names.len; i++) {
        struct slice name = names.at[order[i]].text;
        struct slice parts[] = {slice_of(path), SLICE("/"), name, {"", 1}};

        if (is_folder(dirfd(dir), &names.at[order[i]]))
            *array_push(arena, ret) = (struct input_folder){
                text_cut_numbers(arena, as_utf8(arena, name)), arena_join(arena, parts, 4).ptr};
        else
            *ret_others += 1;
    }
    closedir(dir);
    return 0;
}

/* ------------------------------------------------------------------ order */

static bool input_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct inputs *inputs = ctx;
    const struct input *ia = &inputs->at[a], *ib = &inputs->at[b];
    int c = slice_cmp(ia->path, ib->path);

    if (c == 0)
        c = slice_cmp(ib->account, ia->account); /* one that tells whose it is first */
    if (c == 0)
        return ia->named && !ib->named;
    return c < 0;
}

static bool is_again(const struct input *a, const struct input *b)
{
    return slice_eq(a->path, b->path) && input_is_readable(a) == input_is_readable(b) &&
           a->device == b->device && a->inode == b->inode;
}

void input_sort(struct inputs *inputs, struct arena *arena)
{
    uint32_t *order = sort_order(inputs->len, input_before, inputs, arena);
    struct inputs sorted = {0};

    for (size_t i = 0; i < inputs->len; i++) {
        struct input *input = &inputs->at[order[i]];
        struct input *last = sorted.len ? &sorted.at[sorted.len - 1] : NULL;

        if (!last || !is_again(last, input)) {
            *array_push(arena, &sorted) = *input;
            continue;
        }
        last->named = last->named || input->named;
        if (input->fd > STDERR_FILENO)
            close(input->fd);
    }
    *inputs = sorted;
}

/* ------------------------------------------------------------------ reading */

/* By pread(): wherever a child that fell over has left off. */
int input_read_at(const struct input *input, char *to, size_t len, size_t at)
{
    ssize_t n;

    if (len > 1u << 30)
        len = 1u << 30;
    if (input->fd < 0 && input->reader) {
        n = input->reader->read(input->reader->ctx, input->number, to, len, at);
        errno = n < 0 ? (int)-n : errno;
        return n < 0 ? -1 : (int)n;
    }
    do
        n = input->regular ? pread(input->fd, to, len, (off_t)at) : read(input->fd, to, len);
    while (n < 0 && errno == EINTR);
    return (int)n;
}

void input_close(struct input *input)
{
    if (input->fd >= 0 && input->fd != STDIN_FILENO)
        close(input->fd);
    input->fd = -1;
    input->place = NULL;
}

int input_cannot_read(int number, struct err *reterr)
{
    return err_set(reterr, ERR_IO, 0, slice_of(reason(number)));
}

/* Whether all has been read: a regular file gives as much as it has, but those that the kernel
 * makes up while they are read are said to have nothing. */
static bool is_all(const struct input *input, size_t len, size_t cap)
{
    return input->regular && len > 0 && len == input->size && len < cap;
}

int input_read(struct input *input, size_t max, struct arena *arena, struct slice *ret,
               struct err *reterr)
{
    size_t cap = input->regular ? input->size + 1 : 1u << 16, len = 0;
    bool too_large = input->regular && input->size > max;
    char *at = too_large ? NULL : arena_buffer(arena, cap);
    int n = 0, r = 0;

    while (!too_large && !is_all(input, len, cap) &&
           (n = input_read_at(input, at + len, cap - len, len)) > 0) {
        len += (size_t)n;
        too_large = len > max;
        if (len < cap)
            continue;
        at = arena_resize(arena, at, cap, 2 * cap);
        cap *= 2;
    }
    if (n < 0)
        r = input_cannot_read(errno, reterr);
    else if (too_large)
        r = err_set(reterr, ERR_TOO_LARGE, 0, SLICE("READ_MAX_BYTES"));
    else
        *ret = (struct slice){at, len};
    input_close(input);
    return r;
}
