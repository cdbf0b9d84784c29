#include "web/importing.h"

#include "io/whole.h"
#include "render/printer.h"
#include "web/asset.h"
#include "web/command.h"
#include "web/folder.h"
#include "web/scan.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define IMPORT_MEMORY (8ull << 30)

enum import_status { IMPORT_RUNS, IMPORT_DONE, IMPORT_FAILED };
static const char *const status_names[] = {"running", "done", "failed"};

struct import {
    struct import *next;
    struct server *server;
    struct house *house;
    char id[24];
    uint64_t call; /* of the clerk, while it runs */
    char *folder;
    struct slice *uploads; /* their ids */
    size_t uploads_len;
    bool is_dry;
    int progress; /* a file that it appends lines to; -1 = none */
    off_t progress_read;
    enum import_status status;
    int exit;
    enum problem problem; /* of one that failed */
    struct arena *arena;
    struct slice result, said;
};

/* ------------------------------------------------------------------ the list */

static void forget(struct import *import)
{
    if (import->folder) {
        folder_remove(import->folder);
        free(import->folder);
    }
    if (import->progress >= 0)
        close(import->progress);
    arena_free(import->arena);
    free(import);
}

/* The oldest that is over makes room. */
static bool make_room(struct imports *imports)
{
    struct import **last = NULL;

    for (struct import **at = &imports->first; *at; at = &(*at)->next)
        if ((*at)->status != IMPORT_RUNS)
            last = at;
    if (imports->len < IMPORT_MAX)
        return true;
    if (!last)
        return false;
    struct import *gone = *last;

    *last = gone->next;
    imports->len--;
    forget(gone);
    return true;
}

void import_done_all(struct server *server)
{
    while (server->imports.first) {
        struct import *import = server->imports.first;

        server->imports.first = import->next;
        forget(import);
    }
}

static struct import *import_new(struct request *request)
{
    struct server *server = request->server;
    struct import *import = make_room(&server->imports) ? calloc(1, sizeof(*import)) : NULL;
    char path[PATH_MAX];

    if (!import) {
        reply_problem(request, PROBLEM_TOO_MANY);
        return NULL;
    }
    import->server = server;
    import->house = request->house;
    import->progress = memfd_create("mioboe", MFD_CLOEXEC);
    import->arena = arena_new(server->setup->allocator);
    snprintf(import->id, sizeof(import->id), "%llu", (unsigned long long)++server->imports.number);
    snprintf(path, sizeof(path), "%s/import-%s", server->setup->folder, import->id);
    if (mkdir(path, 0700) == 0)
        import->folder = strdup(path);
    if (import->folder)
        return import;
    reply_problem(request, PROBLEM_BUSY);
    forget(import);
    return NULL;
}

/* ------------------------------------------------------------------ telling */

static void print_problem(struct import *import, struct printer *p)
{
    print_begin_map(p);
    print_string_of(p, "code", slice_of(problem_rows[import->problem].code));
    print_string_of(p, "detail", import->said);
    print_end(p);
}

static void print(struct import *import, struct printer *p, bool is_whole)
{
    print_begin_map(p);
    print_string_of(p, "house", slice_of(import->house->name));
    print_string_of(p, "import", slice_of(import->id));
    print_string_of(p, "status", slice_of(status_names[import->status]));
    if (is_whole) {
        print_key(p, "result");
        if (import->result.len)
            printer_json_take(p, import->result);
        else
            p->type->null(p);
        print_text_of(p, "said", import->said);
        print_key(p, "problem");
        if (import->status == IMPORT_FAILED)
            print_problem(import, p);
        else
            p->type->null(p);
    }
    print_end(p);
}

static void tell(struct import *import)
{
    struct server *server = import->server;
    struct output out;
    struct printer printer;

    output_init(&out, server->setup->allocator, NULL, NULL);
    printer = printer_json_line(&out);
    print(import, &printer, false);
    event_tell(server, "import", slice_trim((struct slice){out.at, out.len}));
    output_done(&out);
}

/* The newest whole line that it has written, which is `{"file", "of", "path"}`. */
static void tell_progress(struct import *import)
{
    struct arena *arena = arena_new(import->server->setup->allocator);
    struct slice text = clerk_read(import->progress, CLERK_MAX_ANSWER, arena), line = {"", 0}, rest;
    struct slice fresh = slice_skip(text, (size_t)import->progress_read), data;

    while (slice_cut(fresh, SLICE("\n"), &data, &rest)) {
        line = data;
        fresh = rest;
    }
    if (slice_starts(line, SLICE("{"))) {
        import->progress_read = (off_t)(line.ptr + line.len + 1 - text.ptr);
        data = arena_join(arena,
                          (struct slice[]){SLICE("{\"house\":\""), slice_of(import->house->name),
                                           SLICE("\",\"import\":\""), slice_of(import->id),
                                           SLICE("\","), slice_skip(line, 1)},
                          6);
        event_tell(import->server, "progress", data);
    }
    arena_free(arena);
}

void import_tell_progress(struct server *server)
{
    for (struct import *import = server->imports.first; import; import = import->next)
        if (import->status == IMPORT_RUNS && import->progress >= 0)
            tell_progress(import);
}

/* ------------------------------------------------------------------ the end */

static enum problem problem_of(const struct call_end *end)
{
    if (end->fate == CALL_LATE)
        return PROBLEM_TOO_SLOW;
    if (end->fate != CALL_ENDED || end->status > 64)
        return PROBLEM_CRASHED;
    return end->status == 64 ? PROBLEM_BAD_REQUEST : PROBLEM_UNREADABLE;
}

/* What was taken in need not lie here any longer. */
static void drop_uploads(struct import *import)
{
    for (size_t i = 0; i < import->uploads_len; i++) {
        struct upload *upload = upload_find(import->server, import->uploads[i]);

        if (upload)
            upload_remove(import->server, upload);
    }
}

static void take_end(void *ctx, const struct call_end *end)
{
    struct import *import = ctx;
    bool is_answer = end->fate == CALL_ENDED && end->status <= 2;

    import->exit = end->status;
    import->result = slice_trim(clerk_read(end->out, CLERK_MAX_ANSWER, import->arena));
    import->said = slice_trim(clerk_read(end->err, 1 << 16, import->arena));
    if (!slice_starts(import->result, SLICE("{")))
        import->result = (struct slice){"", 0};
    import->status = is_answer && import->result.len ? IMPORT_DONE : IMPORT_FAILED;
    import->problem = problem_of(end);
    if (import->status == IMPORT_DONE && !import->is_dry)
        drop_uploads(import);
    folder_remove(import->folder);
    free(import->folder);
    import->folder = NULL;
    tell(import);
    house_look(import->server);
}

/* ------------------------------------------------------------------ the beginning */

static void send_import(struct request *request, struct import *import, const struct words *words)
{
    struct server *server = request->server;
    struct call_opts opts = {.folder = import->folder,
                             .seconds = IMPORT_SECONDS,
                             .memory = IMPORT_MEMORY,
                             .out = -1,
                             .progress = import->progress,
                             .done = take_end,
                             .ctx = import};
    struct output out;
    struct printer printer;

    import->call = clerk_send(&server->clerk, words, &opts);
    if (!import->call) {
        reply_problem(request, PROBLEM_BUSY);
        forget(import);
        return;
    }
    import->next = server->imports.first;
    server->imports.first = import;
    server->imports.len++;
    tell(import);
    output_init(&out, server->setup->allocator, NULL, NULL);
    printer = printer_json_line(&out);
    print(import, &printer, false);
    reply_output(request, MHD_HTTP_ACCEPTED, "application/json; charset=utf-8", &out);
    reply_header(request, "Location",
                 arena_join(request->arena,
                            (struct slice[]){SLICE("/api/imports/"), slice_of(import->id), {"", 1}},
                            3)
                     .ptr);
}

static void begin_words(struct request *request, struct words *words)
{
    words_add_all(words, "import --format=json");
    words_add_option(words, SLICE("store"), slice_of(request->house->store));
    words_add_option(words, SLICE("lang"), request_lang(request));
}

/* `NAME=./path` belongs to that account, a path alone to nobody's. */
static bool add_file(struct request *request, struct import *import, struct slice id,
                     struct words *options, struct words *operands)
{
    struct upload *upload = upload_find(request->server, id);
    struct slice account = params_get(&request->said, "account");
    char path[UPLOAD_NAME + 16];

    if (!upload) {
        reply_problem(request, PROBLEM_NOT_FOUND);
        return false;
    }
    if (!upload_place(request->server, upload, import->folder, path)) {
        reply_problem(request, PROBLEM_BUSY);
        return false;
    }
    if (account.len)
        words_add_option(
            options, SLICE("account"),
            arena_join(request->arena, (struct slice[]){account, SLICE("="), slice_of(path)}, 3));
    else
        words_add(operands, slice_of(path));
    import->uploads[import->uploads_len++] = arena_copy(import->arena, id);
    return true;
}

static bool add_files(struct request *request, struct import *import, struct words *words)
{
    struct words operands = {.arena = request->arena};

    import->uploads = arena_make_n(import->arena, struct slice, request->said.len + 1);
    for (size_t i = 0; i < request->said.len; i++)
        if (slice_eq(request->said.at[i].name, SLICE("uploads")) &&
            !add_file(request, import, request->said.at[i].value, words, &operands))
            return false;
    words_add(words, SLICE("--"));
    for (size_t i = 0; i < operands.len; i++)
        words_add(words, operands.at[i]);
    return true;
}

void import_begin(struct request *request)
{
    struct slice account = params_get(&request->said, "account");
    struct words words = {.arena = request->arena};
    struct import *import;

    if (!params_has(&request->said, "uploads") || slice_find_byte(account, '=') < account.len) {
        reply_problem(request, PROBLEM_BAD_REQUEST);
        return;
    }
    if (request->house->is_locked) {
        reply_problem(request, PROBLEM_LOCKED);
        return;
    }
    import = import_new(request);
    if (!import)
        return;
    begin_words(request, &words);
    import->is_dry = params_has(&request->said, "dry_run");
    if (import->is_dry)
        words_add_mark(&words, SLICE("dry_run"));
    if (add_files(request, import, &words))
        send_import(request, import, &words);
    else
        forget(import);
}

/* ------------------------------------------------------------------ the made-up household */

static bool write_sample(const struct import *import)
{
    struct slice zip = asset_sample();
    char path[PATH_MAX];

    snprintf(path, sizeof(path), "%s/household.zip", import->folder);
    return whole_create(path, zip);
}

void import_sample(struct request *request)
{
    struct words words = {.arena = request->arena};
    struct import *import;

    request->house = &request->server->houses[HOUSE_SAMPLE];
    import = import_new(request);
    if (!import)
        return;
    if (!write_sample(import)) {
        reply_problem(request, PROBLEM_BUSY);
        forget(import);
        return;
    }
    begin_words(request, &words);
    words_add_option(&words, SLICE("as_of"), SLICE(SAMPLE_DAY));
    words_add_all(&words, "-- ./household.zip");
    send_import(request, import, &words);
}

/* ------------------------------------------------------------------ looking */

static struct import *find(const struct request *request)
{
    struct import *import = request->server->imports.first;

    while (import && !slice_eq(slice_of(import->id), request->args[0]))
        import = import->next;
    return import;
}

void import_get(struct request *request)
{
    struct import *import = find(request);
    struct output out;
    struct printer printer;

    if (!import) {
        reply_problem(request, PROBLEM_NOT_FOUND);
        return;
    }
    output_init(&out, request->server->setup->allocator, NULL, NULL);
    printer = printer_json_line(&out);
    print(import, &printer, true);
    reply_output(request, MHD_HTTP_OK, "application/json; charset=utf-8", &out);
}

/* All of it is stored or nothing, so it can be ended at any moment. */
void import_stop(struct request *request)
{
    struct import *import = find(request);

    if (!import) {
        reply_problem(request, PROBLEM_NOT_FOUND);
        return;
    }
    if (import->status == IMPORT_RUNS)
        clerk_stop(&request->server->clerk, import->call);
    reply_nothing(request);
}
