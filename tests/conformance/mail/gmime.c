/*
 * What mioboe and what GMime read in the message of standard input: `mioboe` or `gmime` as
 * argument says whose reading is printed, in one form for both.  mime.py compares them.
 */

#include "base/base_test.h"
#include "mail/mime.h"

#include <gmime/gmime.h>

#define MAX_BYTES (4u << 20)

/* One line: a mark and texts apart by `|`, with line feeds and bars visible. */
static void print_text(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '\n')
            fputs("\\n", stdout);
        else if (text[i] != '\r')
            putchar(text[i]);
    }
}

static void print_slice(struct slice s)
{
    print_text(s.ptr, s.len);
}

static void print_string(const char *s)
{
    if (s)
        print_text(s, strlen(s));
}

static void own_reading(struct slice bytes)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct mime_message m;
    struct raw_message raw;

    header_read(bytes, arena, &raw);
    mime_read(bytes, &raw, arena, &m);
    printf("subject ");
    print_slice(m.subject);
    printf("\ndate %lld\n", (long long)m.date);
    for (size_t i = 0; i < m.from.len; i++) {
        printf("from ");
        print_slice(m.from.at[i].name);
        putchar('|');
        print_slice(m.from.at[i].address);
        putchar('\n');
    }
    for (size_t i = 0; i < m.parts.len; i++) {
        const struct mime_part *p = &m.parts.at[i];

        printf("part %u|", p->depth);
        print_slice(p->type);
        putchar('|');
        print_slice(p->filename);
        putchar('|');
        print_slice(p->text);
        putchar('\n');
    }
    arena_free(arena);
}

static void print_part(GMimeObject *object, unsigned depth)
{
    gchar *type = g_mime_content_type_get_mime_type(g_mime_object_get_content_type(object));
    const char *name = g_mime_object_get_content_disposition_parameter(object, "filename");
    gchar *lower = g_ascii_strdown(type, -1), *text = NULL;

    printf("part %u|%s|", depth, lower);
    print_string(name ? name : g_mime_object_get_content_type_parameter(object, "name"));
    putchar('|');
    if (GMIME_IS_TEXT_PART(object))
        text = g_mime_text_part_get_text(GMIME_TEXT_PART(object));
    print_string(text);
    putchar('\n');
    g_free(text);
    g_free(lower);
    g_free(type);
}

static void print_parts(GMimeObject *object, unsigned depth)
{
    if (GMIME_IS_MULTIPART(object)) {
        for (int i = 0; i < g_mime_multipart_get_count(GMIME_MULTIPART(object)); i++)
            print_parts(g_mime_multipart_get_part(GMIME_MULTIPART(object), i), depth);
        return;
    }
    print_part(object, depth);
    if (GMIME_IS_MESSAGE_PART(object)) {
        GMimeMessage *inner = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));

        if (inner && g_mime_message_get_mime_part(inner))
            print_parts(g_mime_message_get_mime_part(inner), depth + 1);
    }
}

static void print_addresses(InternetAddressList *list)
{
    for (int i = 0; i < internet_address_list_length(list); i++) {
        InternetAddress *address = internet_address_list_get_address(list, i);

        if (INTERNET_ADDRESS_IS_GROUP(address)) {
            print_addresses(internet_address_group_get_members(INTERNET_ADDRESS_GROUP(address)));
            continue;
        }
        printf("from ");
        print_string(internet_address_get_name(address));
        putchar('|');
        print_string(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address)));
        putchar('\n');
    }
}

static void gmime_reading(struct slice bytes)
{
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(bytes.ptr, bytes.len);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);

    printf("subject ");
    print_string(g_mime_message_get_subject(message));
    printf("\ndate %lld\n", (long long)g_date_time_to_unix(g_mime_message_get_date(message)));
    print_addresses(g_mime_message_get_from(message));
    print_parts(g_mime_message_get_mime_part(message), 0);
    g_object_unref(message);
    g_object_unref(parser);
    g_object_unref(stream);
}

int main(int argc, char **argv)
{
    char *bytes = malloc(MAX_BYTES);
    struct slice message = {bytes, bytes ? fread(bytes, 1, MAX_BYTES, stdin) : 0};

    g_mime_init();
    if (argc == 2 && slice_eq(slice_of(argv[1]), SLICE("gmime")))
        gmime_reading(message);
    else
        own_reading(message);
    free(bytes);
    return 0;
}
