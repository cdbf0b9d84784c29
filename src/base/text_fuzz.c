/* Folding, widths and the cutting of card numbers, on any bytes. */

#include "base/text.h"

#include "base/base_test.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

/* Reckoned in another way than text.c does it: from the front. */
static bool is_luhn(const unsigned *digits, size_t len)
{
    unsigned sum = 0;

    for (size_t i = 0; i < len; i++) {
        unsigned d = digits[i] * ((len - i) % 2 ? 1 : 2);

        sum += d / 10 + d % 10;
    }
    return sum % 10 == 0;
}

static void check_no_card_number(struct slice s)
{
    unsigned run[20];
    size_t len = 0, n;
    uint32_t cp = 0;

    for (bool more = true; more; s = slice_skip(s, n)) {
        more = (n = text_next(s, &cp)) > 0;
        cp = cp >= 0xFF10 && cp <= 0xFF19 ? cp - 0xFF10 + '0' : cp;
        if (more && cp >= '0' && cp <= '9') {
            run[len < 19 ? len : 19] = cp - '0';
            len++;
            continue;
        }
        PROPERTY(len < 14 || len > 19 || !is_luhn(run, len));
        len = 0;
    }
}

static void check_fold(struct arena *arena, struct slice s)
{
    struct slice once = text_fold(arena, s), tight = text_fold_tight(arena, s);

    PROPERTY(text_is_utf8(once));
    PROPERTY(text_is_utf8(tight));
    PROPERTY(slice_find_byte(tight, ' ') == tight.len);
    PROPERTY(slice_find(once, SLICE("  ")) == once.len);
    if (once.len <= TEXT_FOLD_MAX)
        PROPERTY(slice_eq(text_fold(arena, once), once));
}

static void check_width(struct slice s)
{
    size_t width = text_width(s);

    PROPERTY(width <= 2 * s.len);
    PROPERTY(slice_eq(text_head(s, width), s));
    for (size_t w = 0; w < 8; w++) {
        struct slice head = text_head(s, w);

        PROPERTY(text_width(head) <= w);
        PROPERTY(slice_starts(s, head));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct slice s = {(const char *)bytes, len};
    struct arena *arena = arena_new(&base_test_allocator);

    check_fold(arena, s);
    check_width(s);
    check_no_card_number(text_cut_numbers(arena, s));
    arena_free(arena);
    return 0;
}
