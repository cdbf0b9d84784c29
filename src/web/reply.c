#include "web/reply.h"

#include "render/printer.h"

#include <stdio.h>
#include <unistd.h>
#include <zlib.h>

#define COMPRESS_FROM 1024 /* bytes; less is not worth it */
#define COMPRESS_LEVEL 3
#define COMPRESS_GZIP (15 + 16) /* zlib's way to ask for gzip */

/* On every answer, whatever it is. */
static const struct {
    const char *name, *value;
} always[] = {
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
     "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cache-Control", "no-cache, private"},
    {"Vary", "Accept-Encoding, Accept-Language, Accept, Cookie"},
};

void reply_header(struct request *request, const char *name, const char *value)
{
    if (request->response)
        MHD_add_response_header(request->response, name, value);
}

void reply_with(struct request *request, unsigned status, struct MHD_Response *response)
{
    if (request->response || !response) {
        if (response)
            MHD_destroy_response(response);
        return;
    }
    request->response = response;
    request->status = status;
    for (size_t i = 0; i < sizeof(always) / sizeof(always[0]); i++)
        reply_header(request, always[i].name, always[i].value);
    if (request->is_suspended) {
        request->is_suspended = false;
        MHD_resume_connection(request->connection);
    }
}

/* ------------------------------------------------------------------ bodies */

/* Malloc'd; NULL where it cannot be done. */
static char *compress_bytes(struct slice bytes, size_t *ret_len)
{
    z_stream z = {.zalloc = NULL};
    size_t room;
    char *to;

    if (deflateInit2(&z, COMPRESS_LEVEL, Z_DEFLATED, COMPRESS_GZIP, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return NULL;
    room = deflateBound(&z, bytes.len);
    to = malloc(room);
    z.next_in = (Bytef *)(uintptr_t)bytes.ptr;
    z.avail_in = (uInt)bytes.len;
    z.next_out = (Bytef *)to;
    z.avail_out = (uInt)room;
    if (to && deflate(&z, Z_FINISH) != Z_STREAM_END) {
        free(to);
        to = NULL;
    }
    *ret_len = z.total_out;
    deflateEnd(&z);
    return to;
}

static struct MHD_Response *response_of(struct request *request, struct slice bytes)
{
    struct MHD_Response *response = NULL;
    size_t len;
    char *packed;

    if (bytes.len >= COMPRESS_FROM && bytes.len < UINT32_MAX / 2 &&
        request_takes(request, "Accept-Encoding", SLICE("gzip"))) {
        packed = compress_bytes(bytes, &len);
        if (packed)
            response = MHD_create_response_from_buffer(len, packed, MHD_RESPMEM_MUST_FREE);
        if (response)
            MHD_add_response_header(response, "Content-Encoding", "gzip");
    }
    if (!response)
        response = MHD_create_response_from_buffer(bytes.len, (void *)(uintptr_t)bytes.ptr,
                                                   MHD_RESPMEM_MUST_COPY);
    return response;
}

void reply_output(struct request *request, unsigned status, const char *type, struct output *out)
{
    reply_with(request, status, response_of(request, (struct slice){out->at, out->len}));
    reply_header(request, "Content-Type", type);
    output_done(out);
}

void reply_json(struct request *request, unsigned status, struct slice json)
{
    reply_with(request, status, response_of(request, json));
    reply_header(request, "Content-Type", "application/json; charset=utf-8");
}

void reply_nothing(struct request *request)
{
    reply_with(request, MHD_HTTP_NO_CONTENT,
               MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT));
}

void reply_file(struct request *request, const char *type, const char *name, int fd, uint64_t len)
{
    struct MHD_Response *response = MHD_create_response_from_fd64(len, fd);
    char said[300];

    if (!response)
        close(fd);
    snprintf(said, sizeof(said), "attachment; filename=\"%s\"", name);
    reply_with(request, MHD_HTTP_OK, response);
    reply_header(request, "Content-Type", type);
    reply_header(request, "Content-Disposition", said);
}

/* ------------------------------------------------------------------ tags */

/* A strong tag names the bytes, so the compressed form has another. */
static struct slice tag_text(struct request *request, struct slice tag)
{
    bool is_packed = request_takes(request, "Accept-Encoding", SLICE("gzip"));

    return arena_join(
        request->arena,
        (struct slice[]){
            SLICE("\""), tag, is_packed ? SLICE("-gz") : SLICE(""), SLICE("\""), {"", 1}},
        5);
}

const char *reply_tag(struct request *request, struct slice tag)
{
    return tag_text(request, tag).ptr;
}

bool reply_is_known(struct request *request, struct slice tag)
{
    struct slice text = tag_text(request, tag);
    struct slice told = request_header(request, "If-None-Match");

    text.len--;
    if (!told.len || (!slice_has(told, text) && !slice_eq(told, SLICE("*"))))
        return false;
    reply_with(request, MHD_HTTP_NOT_MODIFIED,
               MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT));
    reply_header(request, "ETag", text.ptr);
    return true;
}

void reply_tagged(struct request *request, struct slice tag, const char *type, struct output *out)
{
    reply_output(request, MHD_HTTP_OK, type, out);
    reply_header(request, "ETag", reply_tag(request, tag));
}

/* ------------------------------------------------------------------ problems */

void reply_partial(struct request *request, enum problem problem, struct slice detail,
                   struct slice partial)
{
    const struct problem_row *row = &problem_rows[problem];
    const struct web_setup *setup = request->server->setup;
    struct slice title = slice_of(setup->translate(request->language, row->sentence));
    struct printer printer, *p = &printer;
    struct output out;

    output_init(&out, setup->allocator, NULL, NULL);
    printer = printer_json_line(&out);
    print_begin_map(p);
    print_string_of(p, "type", SLICE("about:blank"));
    print_string_of(p, "title", title);
    print_integer_of(p, "status", row->status);
    print_string_of(p, "detail", detail.len ? detail : title);
    print_string_of(p, "code", slice_of(row->code));
    if (partial.len) {
        print_key(p, "partial");
        printer_json_take(p, partial);
    }
    print_end(p);
    reply_output(request, row->status, "application/problem+json", &out);
    if (problem == PROBLEM_BUSY || problem == PROBLEM_TOO_MANY)
        reply_header(request, "Retry-After", "2");
}

void reply_problem_said(struct request *request, enum problem problem, struct slice detail)
{
    reply_partial(request, problem, detail, SLICE(""));
}

void reply_problem(struct request *request, enum problem problem)
{
    reply_partial(request, problem, SLICE(""), SLICE(""));
}
