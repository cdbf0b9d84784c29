/* A template and a text, divided by a line feed; the template itself as text. */

#include "base/pattern.h"

#include "base/base_test.h"
#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void check_match(struct slice pattern, struct slice text)
{
    struct pattern_match match = {.len = 0};

    if (!pattern_match(pattern, text, &match))
        return;
    PROPERTY(text.len <= PATTERN_TEXT_MAX);
    PROPERTY(match.len <= PATTERN_CAPTURES);
    for (size_t i = 0; i < match.len; i++) {
        const struct pattern_capture *c = &match.at[i];

        PROPERTY(c->value.len == 0 ||
                 (c->value.ptr >= text.ptr && c->value.ptr + c->value.len <= text.ptr + text.len));
        PROPERTY(pattern_get(&match, c->name).ptr);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct slice pattern, text;
    struct arena *arena = arena_new(&base_test_allocator);

    slice_cut((struct slice){(const char *)bytes, len}, SLICE("\n"), &pattern, &text);
    text = text.ptr ? text : SLICE("");
    check_match(pattern, text);
    check_match(pattern_fold(arena, pattern), text_fold(arena, text));
    PROPERTY(text_is_utf8(pattern_fold(arena, pattern)) || !text_is_utf8(pattern));
    PROPERTY(pattern_match(SLICE("*"), text, NULL) == (text.len <= PATTERN_TEXT_MAX));
    arena_free(arena);
    return 0;
}
