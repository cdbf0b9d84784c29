#include "web/upload.h"

#include "base/text.h"
#include "io/whole.h"
#include "render/printer.h"
#include "web/reply.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sodium.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define TRIES 100 /* names for files of one name */

static void path_of(const struct server *server, const struct upload *upload, char ret[PATH_MAX])
{
    snprintf(ret, PATH_MAX, "%s/%s", server->setup->folder, upload->id);
}

/* ------------------------------------------------------------------ names */

static bool is_part(struct slice part)
{
    if (!part.len || part.len > NAME_MAX || slice_eq(part, SLICE(".")) ||
        slice_eq(part, SLICE("..")))
        return false;
    for (size_t i = 0; i < part.len; i++)
        if ((unsigned char)part.ptr[i] < 0x20 || part.ptr[i] == 0x7F || part.ptr[i] == '\\')
            return false;
    return true;
}

bool upload_is_name(struct slice name)
{
    struct slice rest = name, part;
    size_t depth = 0;
    bool more = true;

    if (name.len > UPLOAD_NAME || !text_is_utf8(name))
        return false;
    while (more) {
        more = slice_cut(rest, SLICE("/"), &part, &rest);
        if (!is_part(part) || ++depth > UPLOAD_DEPTH)
            return false;
    }
    return true;
}

/* ------------------------------------------------------------------ a file comes */

static void set_id(struct upload *upload)
{
    uint8_t bytes[UPLOAD_ID / 2];

    randombytes_buf(bytes, sizeof(bytes));
    sodium_bin2hex(upload->id, sizeof(upload->id), bytes, sizeof(bytes));
}

void upload_begin(struct request *request)
{
    struct server *server = request->server;
    struct slice name = params_get(&request->query, "name");
    struct upload *upload;
    char path[PATH_MAX];

    if (!upload_is_name(name)) {
        reply_problem(request, PROBLEM_BAD_REQUEST);
        return;
    }
    if (server->uploads.len >= UPLOAD_MAX || server->uploads.bytes >= UPLOAD_MAX_ALL) {
        reply_problem(request, PROBLEM_TOO_MANY);
        return;
    }
    upload = calloc(1, sizeof(*upload));
    if (upload)
        upload->hash = malloc(sizeof(crypto_hash_sha256_state));
    if (!upload || !upload->hash) {
        free(upload);
        reply_problem(request, PROBLEM_BUSY);
        return;
    }
    memcpy(upload->name, name.ptr, name.len);
    set_id(upload);
    crypto_hash_sha256_init(upload->hash);
    path_of(server, upload, path);
    upload->fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    request->upload = upload;
    if (upload->fd < 0)
        reply_problem(request, PROBLEM_BUSY);
}

void upload_take(struct request *request, struct slice bytes)
{
    struct uploads *uploads = &request->server->uploads;
    struct upload *upload = request->upload;

    if (!upload || upload->fd < 0)
        return;
    if (upload->bytes + bytes.len > UPLOAD_MAX_FILE ||
        uploads->bytes + bytes.len > UPLOAD_MAX_ALL) {
        reply_problem(request, PROBLEM_TOO_LARGE);
        return;
    }
    upload->bytes += bytes.len;
    uploads->bytes += bytes.len;
    crypto_hash_sha256_update(upload->hash, (const unsigned char *)bytes.ptr, bytes.len);
    if (!whole_write(upload->fd, bytes))
        reply_problem(request, PROBLEM_BUSY);
}

bool upload_end(struct request *request)
{
    struct upload *upload = request->upload;
    uint8_t digest[crypto_hash_sha256_BYTES];

    if (request->response || !upload)
        return false;
    crypto_hash_sha256_final(upload->hash, digest);
    sodium_bin2hex(upload->sha256, sizeof(upload->sha256), digest, sizeof(digest));
    close(upload->fd);
    upload->fd = -1;
    return true;
}

/* Its file and itself; it stands in no list. */
static void destroy(struct server *server, struct upload *upload)
{
    char path[PATH_MAX];

    path_of(server, upload, path);
    unlink(path);
    if (upload->fd >= 0)
        close(upload->fd);
    server->uploads.bytes -= upload->bytes;
    free(upload->hash);
    free(upload);
}

void upload_leave(struct request *request)
{
    if (request->upload)
        destroy(request->server, request->upload);
    request->upload = NULL;
}

/* ------------------------------------------------------------------ files that are there */

struct upload *upload_find(struct server *server, struct slice id)
{
    for (struct upload *upload = server->uploads.first; upload; upload = upload->next)
        if (slice_eq(slice_of(upload->id), id))
            return upload;
    return NULL;
}

void upload_remove(struct server *server, struct upload *upload)
{
    for (struct upload **at = &server->uploads.first; *at; at = &(*at)->next)
        if (*at == upload) {
            *at = upload->next;
            server->uploads.len--;
            destroy(server, upload);
            return;
        }
}

void upload_put(struct request *request)
{
    struct uploads *uploads = &request->server->uploads;
    struct upload *upload = request->upload;
    struct printer printer, *p = &printer;
    struct output out;

    upload->next = uploads->first;
    uploads->first = upload;
    uploads->len++;
    request->upload = NULL; /* kept */
    output_init(&out, request->server->setup->allocator, NULL, NULL);
    printer = printer_json_line(&out);
    print_begin_map(p);
    print_string_of(p, "upload", slice_of(upload->id));
    print_string_of(p, "name", slice_of(upload->name));
    print_integer_of(p, "bytes", (int64_t)upload->bytes);
    print_string_of(p, "sha256", slice_of(upload->sha256));
    print_end(p);
    reply_output(request, MHD_HTTP_CREATED, "application/json; charset=utf-8", &out);
}

void upload_delete(struct request *request)
{
    struct upload *upload = upload_find(request->server, request->args[0]);

    if (!upload) {
        reply_problem(request, PROBLEM_NOT_FOUND);
        return;
    }
    upload_remove(request->server, upload);
    reply_nothing(request);
}

/* ------------------------------------------------------------------ a place in a folder */

static bool make_folders(const char *folder, const char *name)
{
    char path[PATH_MAX];

    for (const char *slash = strchr(name, '/'); slash; slash = strchr(slash + 1, '/')) {
        snprintf(path, sizeof(path), "%s/%.*s", folder, (int)(slash - name), name);
        if (mkdir(path, 0700) != 0 && errno != EEXIST)
            return false;
    }
    return true;
}

bool upload_place(struct server *server, const struct upload *upload, const char *folder,
                  char ret[UPLOAD_NAME + 16])
{
    char from[PATH_MAX], to[PATH_MAX];

    path_of(server, upload, from);
    if (!make_folders(folder, upload->name))
        return false;
    for (int n = 1; n <= TRIES; n++) {
        const char *slash = strrchr(upload->name, '/'), *last = slash ? slash + 1 : upload->name;

        if (n == 1)
            snprintf(ret, UPLOAD_NAME + 16, "./%s", upload->name);
        else
            snprintf(ret, UPLOAD_NAME + 16, "./%.*s%d-%s", (int)(last - upload->name), upload->name,
                     n, last);
        snprintf(to, sizeof(to), "%s/%s", folder, ret);
        if (link(from, to) == 0)
            return true;
        if (errno != EEXIST)
            return false;
    }
    return false;
}
