/* Links and text of HTML, on any bytes. */

#include "mail/link.h"

#include "base/base_test.h"
#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void check_link(const struct link *link, bool is_utf8)
{
    PROPERTY(link->href.len > 0 && link->href.len <= LINK_MAX_URL);
    PROPERTY(link->text.len <= LINK_MAX_SHOWN);
    PROPERTY(!link->is_address || link->host.len > 0);
    for (size_t i = 0; i < link->href.len; i++)
        PROPERTY((unsigned char)link->href.ptr[i] > ' ' && link->href.ptr[i] != 0x7F);
    for (size_t i = 0; i < link->text.len; i++)
        PROPERTY((unsigned char)link->text.ptr[i] != '\n' && link->text.ptr[i] != '\t');
    PROPERTY(!is_utf8 || (text_is_utf8(link->text) && text_is_utf8(link->href)));
    PROPERTY(!link->acts || link->kind != LINK_IMAGE);
}

static void check_text(struct slice text, bool is_utf8)
{
    PROPERTY(!is_utf8 || text_is_utf8(text));
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool is_break = c == ' ' || c == '\n' || c == '\t';

        PROPERTY(c != '\0' && c != '\r' && c != '\f');
        PROPERTY(!is_break || (i > 0 && i + 1 < text.len && text.ptr[i - 1] != ' ' &&
                               text.ptr[i - 1] != '\n' && text.ptr[i - 1] != '\t'));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct slice html = {(const char *)bytes, len};
    struct arena *arena = arena_new(&base_test_allocator);
    struct mime_part part = {.kind = MIME_HTML, .text = html};
    struct mime_message message = {0};
    struct link_list list;
    bool is_utf8 = text_is_utf8(html);

    *array_push(arena, &message.parts) = part;
    link_read(&message, arena, &list);
    PROPERTY(list.links.len <= LINK_MAX);
    for (size_t i = 0; i < list.links.len; i++)
        check_link(&list.links.at[i], is_utf8);
    check_text(link_html_text(html, arena), is_utf8);
    arena_free(arena);
    return 0;
}
