/* Addresses in plain text, and their taking apart, on any bytes. */

#include "mail/link_text.h"

#include "mail/link_url.h"

#include "base/base_test.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void check_url(struct slice url, struct arena *arena)
{
    struct link_url once, again;

    link_url_read(url, NULL, arena, &once);
    PROPERTY(once.host.len > 0 || !once.is_address);
    PROPERTY(slice_find_byte(once.host, '/') == once.host.len);
    /* what was resolved is resolved */
    link_url_read(once.href, NULL, arena, &again);
    PROPERTY(slice_eq(once.href, again.href));
    PROPERTY(once.has_user == again.has_user && once.is_address == again.is_address);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct slice text = {(const char *)bytes, len}, url;
    struct arena *arena = arena_new(&base_test_allocator);
    struct link_text_cursor cursor = link_text_begin(text);
    struct link_url base, relative;
    size_t from, to, end = 0;

    while (link_text_next(&cursor, arena, &url, &from, &to)) {
        PROPERTY(from >= end && to > from && to <= len && url.len > 0);
        end = to;
        check_url(url, arena);
    }
    check_url(text, arena);
    link_url_read(SLICE("https://u@e.example/a/b?c#d"), NULL, arena, &base);
    link_url_read(text, &base, arena, &relative);
    PROPERTY(relative.href.len > 0);
    arena_free(arena);
    return 0;
}
