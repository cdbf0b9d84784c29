/* Any bytes, as text: what is not refused is well-formed UTF-8. */

#include "base/charset.h"

#include "base/base_test.h"
#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct slice in = {(const char *)bytes, len}, text = {NULL, 0}, again = {NULL, 0};
    struct arena *arena = arena_new(&base_test_allocator);
    enum charset charset;
    struct err err = {0};

    PROPERTY(text_is_utf8(charset_from_cp932(in, arena)));
    if (charset_decode(in, arena, &text, &charset, &err) < 0) {
        PROPERTY(err.code == ERR_ENCODING && err.line > 0 && !text.ptr);
    } else {
        PROPERTY(text_is_utf8(text));
        PROPERTY(charset_name(charset).len > 0);
        if (!slice_starts(text, SLICE("\xef\xbb\xbf"))) {
            PROPERTY(charset_decode(text, arena, &again, &charset, &err) == 0);
            PROPERTY(charset == CHARSET_UTF8 && slice_eq(again, text));
        }
    }
    arena_free(arena);
    return 0;
}
