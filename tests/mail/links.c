/*
 * What link_read() finds, for scripts:  links < DOCUMENTS     links --time N FILE...
 *
 * DOCUMENTS: for each a line with its length in bytes and its kind (html, text or read), then its
 * bytes.  For each, one line per link: kind, acts (0 or 1), host, href, text, apart by tabs; or for
 * "read" the text that a reader sees; then a line of one dot.  --time reads each FILE (HTML) N
 * times and tells bytes, links and the CPU time of one reading, in microseconds.
 */

#include "mail/link.h"

#include "base/base_test.h"

#include <malloc.h>

static const char *const kinds[] = {"anchor", "form", "meta", "image"};

static void print(struct slice s)
{
    for (size_t i = 0; i < s.len; i++)
        putchar((unsigned char)s.ptr[i] < ' ' ? ' ' : s.ptr[i]);
}

static void find(struct slice bytes, bool is_html, struct arena *arena, struct link_list *ret)
{
    struct mime_part part = {.kind = is_html ? MIME_HTML : MIME_TEXT, .text = bytes};
    struct mime_message message = {0};

    *array_push(arena, &message.parts) = part;
    link_read(&message, arena, ret);
}

static void print_links(struct slice bytes, bool is_html, struct arena *arena)
{
    struct link_list list;

    find(bytes, is_html, arena, &list);
    for (size_t i = 0; i < list.links.len; i++) {
        const struct link *link = &list.links.at[i];

        printf("%s\t%d\t", kinds[link->kind], link->acts);
        print(link->host);
        putchar('\t');
        print(link->href);
        putchar('\t');
        print(link->text);
        putchar('\n');
    }
}

static int documents(void)
{
    size_t len;
    char kind[16];

    while (scanf("%zu %15s", &len, kind) == 2) {
        struct arena *arena = arena_new(&base_test_allocator);
        char *bytes = arena_alloc(arena, len + 1);
        struct slice s = {bytes, len};

        if (getchar() != '\n' || fread(bytes, 1, len, stdin) != len)
            return 1;
        if (strcmp(kind, "read") == 0) {
            struct slice text = link_html_text(s, arena);

            fwrite(text.ptr, 1, text.len, stdout);
            putchar('\n');
        } else {
            print_links(s, strcmp(kind, "html") == 0, arena);
        }
        puts(".");
        fflush(stdout);
        arena_free(arena);
    }
    return 0;
}

static struct slice read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    char *bytes = malloc(1 << 20);
    size_t len = file && bytes ? fread(bytes, 1, 1 << 20, file) : 0;

    if (file)
        fclose(file);
    return (struct slice){bytes, len};
}

static void measure(const char *path, long times)
{
    struct slice bytes = read_file(path);
    struct timespec from, to;
    struct link_list list = {0};
    double spent;

    mallopt(M_TRIM_THRESHOLD, 64 << 20); /* memory is kept from one mail to the next */
    mallopt(M_TOP_PAD, 16 << 20);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
    for (long i = 0; i < times; i++) {
        struct arena *arena = arena_new(&base_test_allocator);

        find(bytes, true, arena, &list);
        arena_free(arena);
    }
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
    spent = (double)(to.tv_sec - from.tv_sec) * 1e6 + (double)(to.tv_nsec - from.tv_nsec) / 1e3;
    printf("%s\t%zu\t%zu\t%.1f\n", path, bytes.len, list.links.len, spent / (double)times);
}

int main(int argc, char **argv)
{
    if (argc < 4 || strcmp(argv[1], "--time") != 0)
        return documents();
    for (int i = 3; i < argc; i++)
        measure(argv[i], strtol(argv[2], NULL, 10));
    return 0;
}
