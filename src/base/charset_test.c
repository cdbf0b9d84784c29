#include "base/charset.h"

#include "base/base_test.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* What Python's codec "cp932" makes of all 9,604 pairs that it knows, as one FNV-1a hash. */
#define PYTHON_PAIRS 9604
#define PYTHON_HASH 0xd95df611610920ccu

static uint64_t fnv(uint64_t hash, uint32_t cp)
{
    hash = (hash ^ (cp & 0xFF)) * 0x100000001b3u;
    return (hash ^ (cp >> 8)) * 0x100000001b3u;
}

static uint32_t pair_at(struct arena *arena, int lead, int trail)
{
    char bytes[2] = {(char)lead, (char)trail};
    struct slice out = charset_from_cp932((struct slice){bytes, 2}, arena);
    uint32_t cp = 0;
    size_t n = text_next(out, &cp);

    return n == out.len ? cp : 0xFFFD; /* two characters: the pair is none */
}

static void every_pair_is_what_pythons_codec_says(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    uint64_t hash = 0xcbf29ce484222325u;
    int pairs = 0;

    (void)state;
    for (int lead = 0x81; lead <= 0xFC; lead++) {
        if (lead >= 0xA0 && lead <= 0xDF)
            continue;
        for (int trail = 0x40; trail <= 0xFC; trail++) {
            uint32_t cp = trail == 0x7F ? 0 : pair_at(arena, lead, trail);

            if (trail == 0x7F)
                continue;
            pairs += cp != 0xFFFD;
            hash = fnv(hash, cp);
        }
    }
    assert_int_equal(pairs, PYTHON_PAIRS);
    assert_true(hash == PYTHON_HASH);
    arena_free(arena);
}

static void every_single_byte_is_ascii_or_half_width_kana(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);

    (void)state;
    for (int b = 0; b < 256; b++) {
        char byte = (char)b;
        struct slice out = charset_from_cp932((struct slice){&byte, 1}, arena);
        uint32_t cp = 0, want = 0xFFFD;

        if (b < 0x80)
            want = (uint32_t)b;
        else if (b >= 0xA1 && b <= 0xDF)
            want = 0xFF61u + (uint32_t)(b - 0xA1);
        assert_int_equal(text_next(out, &cp), out.len);
        assert_int_equal(cp, want);
    }
    arena_free(arena);
}

struct sample {
    const char *bytes, *text;
};

static const struct sample samples[] = {
    {"\x87\x40", "①"},
    {"\x87\x8a", "㈱"},
    {"\xee\xe0", "髙"},
    {"\xfb\xfc", "髙"},
    {"\x81\x60", "～"},
    {"\x81\x7c", "－"},
    {"\x81\x5c", "―"},
    {"\x5c", "\\"},
    {"\x7e", "~"},
    {"\x95\x5c\x8e\xa6", "表示"}, /* the second byte is a backslash */
    {"\xb1\xcf\xbf\xde\xdd", "ｱﾏｿﾞﾝ"},
    {"\x83\x41\x83\x7d\x83\x5d\x83\x93", "アマゾン"},
    {"\x81", "\xef\xbf\xbd"},
    {"\x81\x20", "\xef\xbf\xbd "},
    {"\xff"
     "A",
     "\xef\xbf\xbd"
     "A"},
};

static void names_are_decoded_and_bad_bytes_replaced(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);

    (void)state;
    for (size_t i = 0; i < COUNT(samples); i++)
        assert_text(charset_from_cp932(slice_of(samples[i].bytes), arena), samples[i].text,
                    "cp932");
    arena_free(arena);
}

struct decoding {
    const char *bytes;
    size_t len;
    enum charset charset;
    const char *text;
};

#define BYTES(lit) (lit), sizeof(lit) - 1

static const struct decoding decodings[] = {
    {BYTES(""), CHARSET_UTF8, ""},
    {BYTES("abc\n"), CHARSET_UTF8, "abc\n"},
    {BYTES("利用日\n"), CHARSET_UTF8, "利用日\n"},
    {BYTES("\xef\xbb\xbf利用日\n"), CHARSET_UTF8, "利用日\n"},
    {BYTES("\x97\x98\x97\x70\x93\xfa\x0d\x0a"), CHARSET_CP932, "利用日\r\n"},
    {BYTES("\xb1\xcf\xbf\xde\xdd\x0a"), CHARSET_CP932, "ｱﾏｿﾞﾝ\n"},
    {BYTES("\xff\xfe\x2c\x00\x42\x30"), CHARSET_UTF16LE, ",あ"},
    {BYTES("\xfe\xff\x00\x2c\x30\x42"), CHARSET_UTF16BE, ",あ"},
    {BYTES("\xff\xfe\x3d\xd8\x00\xde"), CHARSET_UTF16LE, "😀"},
    {BYTES("\xff\xfe\x3d\xd8"), CHARSET_UTF16LE, "\xef\xbf\xbd"},
    {BYTES("\xff\xfe\x42\x30\x41"), CHARSET_UTF16LE, "あ"},
    /* cut in the middle of the last character */
    {BYTES("利用日,アマ\xe3\x82"), CHARSET_UTF8, "利用日,アマ"},
    {BYTES("\x97\x98\x97\x70\x93"), CHARSET_CP932, "利用"},
    /* one damaged byte is no reason to refuse */
    {BYTES("アマゾン\xff アマゾン\n"), CHARSET_UTF8, "アマゾン\xef\xbf\xbd アマゾン\n"},
};

static void the_encoding_is_told_from_the_bytes(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);

    (void)state;
    for (size_t i = 0; i < COUNT(decodings); i++) {
        const struct decoding *d = &decodings[i];
        struct slice text;
        enum charset charset;

        assert_int_equal(
            charset_decode((struct slice){d->bytes, d->len}, arena, &text, &charset, NULL), 0);
        assert_int_equal(charset, d->charset);
        assert_text(text, d->text, "decode");
    }
    arena_free(arena);
}

static void utf8_is_not_copied(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct slice in = SLICE("利用日\n"), text;
    enum charset charset;

    (void)state;
    assert_int_equal(charset_decode(in, arena, &text, &charset, NULL), 0);
    assert_ptr_equal(text.ptr, in.ptr);
    arena_free(arena);
}

static void what_is_no_text_is_refused_with_its_line(void **state)
{
    static const char bytes[] =
        "line one\nline two\n\xff\xfe\xff\xff\xfd\xff\xfe\xff\xff\x80\xff\xff\xfd\xfe\n";
    struct arena *arena = arena_new(&base_test_allocator);
    struct slice text = SLICE("untouched");
    enum charset charset = CHARSET_UTF16BE;
    struct err err = {0};

    (void)state;
    assert_int_equal(
        charset_decode((struct slice){bytes, sizeof(bytes) - 1}, arena, &text, &charset, &err),
        ERR_ENCODING);
    assert_int_equal(err.line, 3);
    assert_text(text, "untouched", "text");
    assert_int_equal(charset, CHARSET_UTF16BE);
    arena_free(arena);
}

static void encodings_have_names(void **state)
{
    (void)state;
    assert_text(charset_name(CHARSET_UTF8), "utf-8", "name");
    assert_text(charset_name(CHARSET_CP932), "cp932", "name");
    assert_text(charset_name(CHARSET_UTF16LE), "utf-16le", "name");
    assert_text(charset_name(CHARSET_UTF16BE), "utf-16be", "name");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_pair_is_what_pythons_codec_says),
        cmocka_unit_test(every_single_byte_is_ascii_or_half_width_kana),
        cmocka_unit_test(names_are_decoded_and_bad_bytes_replaced),
        cmocka_unit_test(the_encoding_is_told_from_the_bytes),
        cmocka_unit_test(utf8_is_not_copied),
        cmocka_unit_test(what_is_no_text_is_refused_with_its_line),
        cmocka_unit_test(encodings_have_names),
    };

    return cmocka_run_group_tests_name("charset", tests, NULL, NULL);
}
