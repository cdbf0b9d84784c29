/*
 * notice_print FILE: the kind of the one message in FILE on the first line, then its records as
 * `mioboe records --format json` prints them.  For tests/golden/run-notices; no verdict is made.
 */

#include "catalog/catalog.h"
#include "mail/notice.h"
#include "render/printer.h"
#include "render/records_json.h"

#include "base/base_test.h"

static struct slice load(struct arena *arena, const char *path)
{
    FILE *file = fopen(path, "rb");
    size_t cap = 1u << 20; /* no pair is larger */
    char *bytes = arena_alloc(arena, cap);
    size_t len;

    if (!file) {
        perror(path);
        exit(2);
    }
    len = fread(bytes, 1, cap, file);
    fclose(file);
    return (struct slice){bytes, len};
}

static void put(void *ctx, struct slice bytes)
{
    (void)ctx;
    fwrite(bytes.ptr, 1, bytes.len, stdout);
}

int main(int argc, char **argv)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct records records;
    struct mime_message message;
    struct raw_message raw;
    struct output out;
    struct printer printer;
    struct source *source;
    struct slice bytes, kind;

    if (argc != 2) {
        fputs("usage: notice_print FILE\n", stderr);
        return 64;
    }
    bytes = load(arena, argv[1]);
    records_init(&records, arena);
    source = array_push(arena, &records.sources);
    source->path = slice_of(argv[1]);
    source->from = source->until = DAY_NONE;
    header_read(bytes, arena, &raw);
    mime_read(bytes, &raw, arena, &message);
    kind = mail_kind_name(notice_read(catalog_builtin(), &message, arena, &records));
    printf("%.*s\n", SLICE_ARG(kind));
    output_init(&out, &base_test_allocator, put, NULL);
    printer = printer_json(&out);
    records_json_write(&printer, &records);
    output_done(&out);
    arena_free(arena);
    return 0;
}
