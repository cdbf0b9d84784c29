#include "read/kind.h"

#include "base/base_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct kind_case {
    struct slice in;
    const char *kind;
};

#define CASE(in, kind)             \
    {                              \
        {in, sizeof(in) - 1}, kind \
    }

static const struct kind_case binaries[] = {
    CASE("%PDF-1.4\n", "KIND_PDF"),
    CASE("\xff\xd8\xff\xe0", "KIND_PICTURE"),
    CASE("\0\0\0\x18"
         "ftypheic",
         "KIND_PICTURE"),
    CASE("\xd0\xcf\x11\xe0\xa1\xb1", "KIND_SPREADSHEET"),
    CASE("\x1f\x8b\x08", "KIND_PACKED"),
    CASE("a,b\0\n", "KIND_BINARY"),
};

static const struct kind_case texts[] = {
    CASE("\n <!DOCTYPE html><html>", "KIND_WEB_PAGE"),
    CASE("<HTML><BODY>", "KIND_WEB_PAGE"),
    CASE("<?xml version=\"1.0\"?><a/>", ""),
    CASE("From: a@example.com\nTo: b@example.com\n", "KIND_MAIL"),
    CASE("Return-Path: <a@example.com>\r\nFrom: a@example.com\r\n\r\n", "KIND_MAIL"),
    CASE("From a@example.com Mon Jan  1\nFrom: a@example.com\n", "KIND_MAIL"),
    CASE("Dear diary,\nFrom: here\n", ""),
    CASE("{\"a\": 1}", "KIND_JSON"),
    CASE("{\\rtf1 a}", "KIND_DOCUMENT"),
    CASE("a,b\n", ""),
    CASE("", ""),
};

static void what_is_no_text_is_told_by_its_first_bytes(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(binaries); i++) {
        assert_true(kind_is_binary(binaries[i].in));
        assert_text(kind_of_binary(binaries[i].in), binaries[i].kind, binaries[i].kind);
    }
    assert_false(kind_is_binary(SLICE("a,b\n")));
    assert_false(kind_is_binary(SLICE("\xff\xfe"
                                      "a\0")));
}

static void a_text_is_told_by_what_it_begins_with(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++)
        assert_text(kind_of_text(texts[i].in), texts[i].kind, texts[i].in.ptr);
}

static void a_mark_is_missed_in_utf_16_only(void **state)
{
    struct slice mark;

    (void)state;
    assert_true(kind_lacks_mark(SLICE("a\0,\0b\0\r\0\n\0"), &mark));
    assert_text(mark, "\xff\xfe", "little end first");
    assert_true(kind_lacks_mark(SLICE("\0a\0,\0b\0\r\0\n"), &mark));
    assert_text(mark, "\xfe\xff", "big end first");
    /* U+3000 among them */
    assert_true(kind_lacks_mark(SLICE("a\0,\0\0\x30"
                                      "b\0\r\0\n\0"),
                                &mark));
    assert_false(kind_lacks_mark(SLICE("a,b\r\n"), &mark));
    assert_false(kind_lacks_mark(SLICE("a,b\0\0\0\0\0\0\0\0"), &mark));
    assert_false(kind_lacks_mark(SLICE("\xff\xfe"
                                       "a\0,\0b\0c\0d\0"),
                                 &mark));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_no_text_is_told_by_its_first_bytes),
        cmocka_unit_test(a_text_is_told_by_what_it_begins_with),
        cmocka_unit_test(a_mark_is_missed_in_utf_16_only),
    };

    return cmocka_run_group_tests_name("kind", tests, NULL, NULL);
}
