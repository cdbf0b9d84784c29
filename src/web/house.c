#include "web/house.h"

#include "web/importing.h"
#include "web/reply.h"
#include "web/scan.h"

#include "base/day.h"
#include "base/hash.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static const char empty_report[] =
    "{\"schema\":\"mioboe.explain/1\",\"as_of\":null,\"sources\":[],\"charges\":[],\"recurring\":[],"
    "\"expected\":[],\"warnings\":[],\"summary\":{\"charges\":0,\"explained\":0,\"probable\":0,"
    "\"ambiguous\":0,\"unexplained\":0,\"out_of_scope\":0,\"amount_unexplained\":{}}}";

static struct report *make_empty(const struct allocator *allocator)
{
    int fd = memfd_create("mioboe", MFD_CLOEXEC);

    if (fd < 0 || write(fd, empty_report, sizeof(empty_report) - 1) != sizeof(empty_report) - 1)
        return NULL;
    return report_read(fd, allocator);
}

static int32_t today(const struct server *server)
{
    int64_t set = server->setup->now;
    time_t now = set == WEB_CLOCK ? time(NULL) : (time_t)set;
    struct tm tm;

    return localtime_r(&now, &tm) ? day_of(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday) : 0;
}

int house_init(struct server *server)
{
    const struct web_setup *setup = server->setup;
    static char sample[PATH_MAX], sample_locked[PATH_MAX];

    snprintf(sample, sizeof(sample), "%s/sample.sqlite", setup->folder);
    snprintf(sample_locked, sizeof(sample_locked), "%s/sample.sqlite.locked", setup->folder);
    server->houses[HOUSE_OWN] =
        (struct house){.name = "", .store = setup->store, .locked = setup->locked};
    server->houses[HOUSE_SAMPLE] = (struct house){
        .name = "sample", .store = sample, .locked = sample_locked, .as_of = SAMPLE_DAY};
    if (pipe2(server->done, O_CLOEXEC | O_NONBLOCK) != 0)
        return -1;
    for (int i = 0; i < HOUSES; i++) {
        server->houses[i].is_first = true;
        server->houses[i].report = make_empty(setup->allocator);
        if (!server->houses[i].report)
            return -1;
    }
    house_look(server);
    return 0;
}

void house_done(struct server *server)
{
    for (int i = 0; i < HOUSES; i++) {
        struct house *house = &server->houses[i];

        report_free(house->report);
        free((void *)(uintptr_t)house->cases.ptr);
        free((void *)(uintptr_t)house->trouble.ptr);
    }
}

struct house *house_named(struct server *server, struct slice name)
{
    for (int i = 0; i < HOUSES; i++)
        if (slice_eq(name, slice_of(server->houses[i].name)))
            return &server->houses[i];
    return NULL;
}

/* A malloc'd copy in the place of what stood there. */
static void keep(struct slice *to, struct slice text)
{
    char *copy = text.len ? malloc(text.len) : NULL;

    free((void *)(uintptr_t)to->ptr);
    if (copy)
        memcpy(copy, text.ptr, text.len);
    *to = (struct slice){copy, copy ? text.len : 0};
}

/* ------------------------------------------------------------------ telling */

void house_tell(struct house *house, struct server *server)
{
    char text[128];
    int n = snprintf(text, sizeof(text),
                     "{\"house\":\"%s\",\"version\":\"%.*s\",\"store\":%llu,\"is_computing\":%s}",
                     house->name, REPORT_VERSION_LEN, house->report->version,
                     (unsigned long long)house->serial, house->is_computing ? "true" : "false");

    event_tell(server, house->is_computing ? "computing" : "changed",
               (struct slice){text, (size_t)n});
}

static void wake(struct house *house)
{
    struct request *request = house->waiting;

    house->waiting = NULL;
    while (request) {
        struct request *next = request->next;

        request->next = NULL;
        request->route->handle(request);
        request = next;
    }
}

void house_when_ready(struct request *request, void (*handle)(struct request *request))
{
    struct house *house = request->house;

    if (!house->is_first || !house->is_computing) {
        handle(request);
        return;
    }
    request->next = house->waiting;
    house->waiting = request;
    if (!request->is_suspended)
        request_wait(request);
}

void house_leave(struct request *request)
{
    struct house *house = request->house;

    for (struct request **at = house ? &house->waiting : NULL; at && *at; at = &(*at)->next)
        if (*at == request) {
            *at = request->next;
            return;
        }
}

void house_end_all(struct server *server)
{
    for (int i = 0; i < HOUSES; i++) {
        server->houses[i].is_computing = false;
        wake(&server->houses[i]);
    }
}

/* ------------------------------------------------------------------ cases */

/* How many of the list are open. */
static size_t count_open(struct slice list)
{
    struct scan scan = scan_of(scan_member(list, SLICE("cases")));
    size_t n = 0;

    for (bool is_list = scan_enter(&scan, '['); is_list && scan_item(&scan);)
        n += slice_eq(scan_member(scan_value(&scan), SLICE("open")), SLICE("true"));
    return n;
}

struct making {
    struct server *server;
    struct house *house;
    int fd; /* of the report */
    struct report *report;
};

static void take_cases(void *ctx, const struct call_end *end)
{
    struct making *making = ctx;
    struct arena *arena = arena_new(making->server->setup->allocator);

    if (end->fate == CALL_ENDED && end->status == 0) {
        keep(&making->house->cases, clerk_read(end->out, CLERK_MAX_ANSWER, arena));
        making->house->open_cases = count_open(making->house->cases);
        if (!making->house->is_computing) /* else it is told at its end */
            house_tell(making->house, making->server);
    }
    arena_free(arena);
    free(making);
}

static struct making *make(struct server *server, struct house *house)
{
    struct making *making = calloc(1, sizeof(*making));

    if (making)
        *making = (struct making){.server = server, .house = house, .fd = -1};
    return making;
}

static void list_cases(struct server *server, struct house *house)
{
    struct making *making = make(server, house);
    struct words words = {.arena = arena_new(server->setup->allocator)};
    struct call_opts opts = {.folder = server->setup->folder,
                             .seconds = HOUSE_LIST_SECONDS,
                             .out = -1,
                             .done = take_cases,
                             .ctx = making};

    words_add_all(&words, "case list --format=json");
    words_add_option(&words, SLICE("store"), slice_of(house->store));
    if (making && !clerk_send(&server->clerk, &words, &opts))
        free(making);
    arena_free(words.arena);
}

/* ------------------------------------------------------------------ the report */

/* What the thread sends through the pipe: the making that is done. */
struct made {
    struct making *making;
};

/* In a thread of its own: only ${making} is touched. */
static void *index_report(void *ctx)
{
    struct making *making = ctx;
    struct made made = {making};

    making->report = report_read(making->fd, making->server->setup->allocator);
    while (write(making->server->done[1], &made, sizeof(made)) < 0 && errno == EINTR)
        continue;
    return NULL;
}

static void begin_index(struct making *making)
{
    pthread_attr_t attributes;
    pthread_t thread;
    bool is_begun;

    pthread_attr_init(&attributes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    is_begun = pthread_create(&thread, &attributes, index_report, making) == 0;
    pthread_attr_destroy(&attributes);
    if (!is_begun)
        index_report(making);
}

static void set_computing(struct server *server, struct house *house, bool is_computing)
{
    house->is_computing = is_computing;
    house_tell(house, server);
}

/* There is no new report; the former one stays. */
static void fail(struct making *making, struct slice why)
{
    struct house *house = making->house;

    keep(&house->trouble, why.len ? why : SLICE("-"));
    set_computing(making->server, house, false);
    wake(house);
    if (making->fd >= 0)
        close(making->fd);
    free(making);
}

/* Status 0, 1 and 2 come with a report; any other end without. */
static void take_explained(void *ctx, const struct call_end *end)
{
    struct making *making = ctx;
    struct arena *arena;
    struct stat st;

    if (end->fate == CALL_ENDED && end->status <= 2 && fstat(end->out, &st) == 0 && st.st_size) {
        making->fd = fcntl(end->out, F_DUPFD_CLOEXEC, 0);
        begin_index(making);
        return;
    }
    arena = arena_new(making->server->setup->allocator);
    fail(making, end->fate == CALL_ENDED ? clerk_read(end->err, 1 << 16, arena) : SLICE(""));
    arena_free(arena);
}

void house_receive(struct server *server)
{
    struct made made;

    while (read(server->done[0], &made, sizeof(made)) == (ssize_t)sizeof(made)) {
        struct making *making = made.making;
        struct house *house = making->house;

        if (!making->report) {
            making->fd = -1; /* closed with it */
            fail(making, SLICE(""));
            continue;
        }
        report_free(house->report);
        house->report = making->report;
        house->is_first = false;
        keep(&house->trouble, SLICE(""));
        set_computing(server, house, false);
        wake(house);
        free(making);
    }
}

/* A file without a name: the report of a large store is larger than what memory should hold. */
static int nameless(const char *folder)
{
    int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

    return fd >= 0 ? fd : memfd_create("mioboe", MFD_CLOEXEC);
}

static void compute(struct server *server, struct house *house)
{
    struct making *making = make(server, house);
    struct words words = {.arena = arena_new(server->setup->allocator)};
    struct call_opts opts = {.folder = server->setup->folder,
                             .seconds = HOUSE_EXPLAIN_SECONDS,
                             .memory = HOUSE_EXPLAIN_MEMORY,
                             .out = nameless(server->setup->folder),
                             .done = take_explained,
                             .ctx = making};

    words_add_all(&words, "explain --format=json");
    words_add_option(&words, SLICE("store"), slice_of(house->store));
    if (house->as_of)
        words_add_option(&words, SLICE("as-of"), slice_of(house->as_of));
    house->day = today(server);
    house->is_stale = false;
    if (making && clerk_send(&server->clerk, &words, &opts))
        set_computing(server, house, true);
    else
        free(making);
    arena_free(words.arena);
    list_cases(server, house);
}

/* ------------------------------------------------------------------ looking */

/*
 * SQLite's index of the write-ahead log begins with two copies of a header of 48 bytes, which
 * change with each commit (https://sqlite.org/walformat.html, section 2.1); at 16 is the number of
 * frames.  The log itself also grows by what is not committed, and may never be.  Return false
 * while it is being written.
 */
static bool read_log(const char *store, uint64_t *ret)
{
    char path[PATH_MAX], header[2][48] = {{0}};
    uint32_t frames;
    int fd;

    *ret = 0;
    snprintf(path, sizeof(path), "%s-shm", store);
    fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0)
        return true;
    if (pread(fd, header, sizeof(header), 0) != (ssize_t)sizeof(header))
        memset(header, 0, sizeof(header));
    close(fd);
    memcpy(&frames, &header[0][16], sizeof(frames));
    if (frames)
        *ret = hash_bytes((struct slice){header[0], sizeof(header[0])}, 0) | 1;
    return memcmp(header[0], header[1], sizeof(header[0])) == 0;
}

/* False where it cannot be told now. */
static bool read_mark(const char *store, struct house_mark *ret)
{
    struct stat st;

    *ret = (struct house_mark){.size = 0};
    if (stat(store, &st) != 0 || !st.st_size)
        return true;
    ret->changed = st.st_mtim;
    ret->size = (uint64_t)st.st_size;
    ret->inode = (uint64_t)st.st_ino;
    return read_log(store, &ret->log);
}

static bool is_same(const struct house_mark *a, const struct house_mark *b)
{
    return a->size == b->size && a->inode == b->inode && a->log == b->log &&
           a->changed.tv_sec == b->changed.tv_sec && a->changed.tv_nsec == b->changed.tv_nsec;
}

static void forget_report(struct server *server, struct house *house)
{
    struct report *empty = make_empty(server->setup->allocator);

    if (!empty)
        return;
    report_free(house->report);
    house->report = empty;
    house->is_first = true;
    house->open_cases = 0;
    keep(&house->cases, SLICE(""));
}

static void look_at(struct server *server, struct house *house)
{
    bool had_store = house->has_store, was_locked = house->is_locked, is_changed;
    struct house_mark mark;

    if (!read_mark(house->store, &mark))
        return;
    is_changed = !is_same(&mark, &house->mark);
    house->has_store = mark.size > 0;
    house->is_locked = !house->has_store && access(house->locked, F_OK) == 0;
    house->mark = mark;
    if (is_changed)
        house->serial++;
    if ((is_changed || house->day != today(server)) && house->has_store)
        house->is_stale = true;
    if (had_store && !house->has_store)
        forget_report(server, house);
    if (house->is_locked != was_locked || had_store != house->has_store)
        house_tell(house, server);
    if (house->is_stale && !house->is_computing)
        compute(server, house);
}

void house_look(struct server *server)
{
    for (int i = 0; i < HOUSES; i++)
        look_at(server, &server->houses[i]);
}
