/* Any bytes are a message: everything that it says is UTF-8, and its parts keep the limits. */

#include "mail/mime.h"

#include "base/base_test.h"
#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void addresses_hold(const struct mime_addresses *all)
{
    PROPERTY(all->len <= MIME_MAX_ADDRESSES);
    for (size_t i = 0; i < all->len; i++) {
        PROPERTY(text_is_utf8(all->at[i].name));
        PROPERTY(text_is_utf8(all->at[i].address));
        PROPERTY(slice_ends(all->at[i].address, all->at[i].domain));
        PROPERTY(slice_find_byte(all->at[i].domain, '@') == all->at[i].domain.len);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct slice in = {(const char *)bytes, len};
    struct mime_message m;
    struct raw_message raw;

    header_read(in, arena, &raw);
    mime_read(in, &raw, arena, &m);
    addresses_hold(&m.from);
    addresses_hold(&m.to);
    PROPERTY(text_is_utf8(m.subject));
    PROPERTY(m.parts.len <= MIME_MAX_PARTS);
    PROPERTY(m.is_malformed == (m.fault.len > 0));
    PROPERTY(m.from_fields == 1 || m.is_malformed);
    for (size_t i = 0; i < m.parts.len; i++) {
        PROPERTY(text_is_utf8(m.parts.at[i].text));
        PROPERTY(text_is_utf8(m.parts.at[i].filename));
        PROPERTY(slice_find_byte(m.parts.at[i].text, '\r') == m.parts.at[i].text.len);
        PROPERTY(m.parts.at[i].depth <= MIME_MAX_DEPTH);
        PROPERTY(m.parts.at[i].bytes.len <= MIME_MAX_TEXT);
    }
    arena_free(arena);
    return 0;
}
