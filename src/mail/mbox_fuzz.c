/* Any bytes are an mbox: every message moves on, none is longer than what was left. */

#include "mail/mbox.h"

#include "base/base_test.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct slice in = {(const char *)bytes, len}, rest = in, message;

    (void)mbox_kind(in);
    message = mbox_message(in);
    PROPERTY(message.len <= in.len);
    for (size_t left = rest.len; mbox_next(&rest, arena, &message); left = rest.len) {
        PROPERTY(rest.len < left);
        PROPERTY(message.len <= left - rest.len);
    }
    PROPERTY(rest.len == 0);
    arena_free(arena);
    return 0;
}
