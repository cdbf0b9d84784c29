#include "mail/word.h"

#include "base/base_test.h"

/* cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void encoded_words_are_decoded(void **state)
{
    static const struct {
        const char *about, *text, *want;
    } cases[] = {
        {"nothing to do", "Your order", "Your order"},
        {"base64", "=?UTF-8?B?44GU5Yip55So?=", "ご利用"},
        {"Q", "=?utf-8?q?caf=C3=A9_1=5F2?= x", "café 1_2 x"},
        {"blanks between words go", "=?utf-8?q?a?=   =?utf-8?q?b?= c", "ab c"},
        {"text between words stays", "=?utf-8?q?a?= x =?utf-8?q?b?=", "a x b"},
        {"cut in a character", "=?UTF-8?B?56K66A==?= =?UTF-8?B?qo0=?=", "確認"},
        {"base64 cut anywhere", "=?UTF-8?B?56K6?= =?UTF-8?B?6K?= =?UTF-8?B?qN?=", "確認"},
        {"base64 and Q", "=?UTF-8?B?56K66A==?= =?UTF-8?Q?=AA=8D?=", "確認"},
        {"two encodings", "=?UTF-8?B?56K6?= =?iso-2022-jp?B?GyRCRycbKEI=?=", "確認"},
        {"ISO-2022-JP", "=?ISO-2022-JP?B?GyRCJDRDbUo4JE4zTkcnGyhC?=", "ご注文の確認"},
        {"language of RFC 2231", "=?UTF-8*ja?B?44GU?=", "ご"},
        {"touching other text", "[Amazon]=?utf-8?q?x?=y", "[Amazon]xy"},
        {"in quotes", "\"=?utf-8?q?x?=\"", "\"x\""},
        {"blanks inside", "=?utf-8?q?a b?=", "a b"},
        {"no end", "=?utf-8?q?abc", "=?utf-8?q?abc"},
        {"no encoding", "=?utf-8?x?abc?=", "=?utf-8?x?abc?="},
        {"a lone mark", "1 =? 2", "1 =? 2"},
        {"empty word",
         "a =?utf-8?q?"
         "?= b",
         "a  b"},
        {"raw UTF-8", "\343\201\224", "ご"},
        {"raw CP932", "\202\262\227\230\227p", "ご利用"},
        {"raw ISO-2022-JP", "\033$B$4MxMQ\033(B", "ご利用"},
        {"raw letters beside a word", "\343\201\224=?utf-8?q?x?=", "ごx"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena *arena = arena_new(&base_test_allocator);

        assert_text(word_decode(slice_of(cases[i].text), arena), cases[i].want, cases[i].about);
        arena_free(arena);
    }
}

static void parameters_are_found_and_decoded(void **state)
{
    static const struct {
        const char *about, *value, *name, *want;
    } cases[] = {
        {"plain", "text/plain; charset=utf-8", "charset", "utf-8"},
        {"quoted", "text/plain; CharSet = \"utf-8\" ; format=flowed", "charset", "utf-8"},
        {"after another", "text/plain; charset=utf-8; format=flowed", "format", "flowed"},
        {"comment", "text/plain (x; charset=no); charset=utf-8 (yes)", "charset", "utf-8"},
        {"a semicolon in quotes", "a/b; x=\"; name=no\"; name=\"a;\\\"b\"", "name", "a;\"b"},
        {"the first wins", "a/b; name=one; name=two", "name", "one"},
        {"blanks without quotes", "a/b; name=my file.pdf", "name", "my file.pdf"},
        {"RFC 2231", "attachment; filename*=utf-8'ja'%E8%AB%8B%E6%B1%82.pdf", "filename",
         "請求.pdf"},
        {"RFC 2231 in pieces",
         "a; filename*1*=%B1%82; filename*0*=UTF-8''%E8%AB%8B%E6; filename*2=\".pdf\"", "filename",
         "請求.pdf"},
        {"RFC 2231 before the plain form", "a; filename=x.pdf; filename*=utf-8''%E3%81%94",
         "filename", "ご"},
        {"ISO-2022-JP in RFC 2231", "a; filename*=iso-2022-jp''%1B%24B%244%1B%28B", "filename",
         "ご"},
        {"an encoded word", "a; name=\"=?UTF-8?B?44GU?=\"", "name", "ご"},
        {"raw CP932", "a; name=\"\202\262\227\230\227p\"", "name", "ご利用"},
        {"no end of the quotes", "a; name=\"abc", "name", "abc"},
        {"not there", "a; filename=x", "name", ""},
        {"only a head", "text/plain", "charset", ""},
        {"nothing", "", "charset", ""},
        {"a gap in the pieces", "a; n*0=x; n*2=z", "n", "x"},
        {"a number too large", "a; n*99=x; n=y", "n", "y"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena *arena = arena_new(&base_test_allocator);

        assert_text(word_parameter(slice_of(cases[i].value), slice_of(cases[i].name), arena),
                    cases[i].want, cases[i].about);
        arena_free(arena);
    }
}

static void the_head_is_in_lower_case(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);

    (void)state;
    assert_text(word_head(SLICE(" Text/HTML (x) ; charset=a"), arena), "text/html", "head");
    assert_text(word_head(SLICE(""), arena), "", "nothing");
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(encoded_words_are_decoded),
        cmocka_unit_test(parameters_are_found_and_decoded),
        cmocka_unit_test(the_head_is_in_lower_case),
    };

    return cmocka_run_group_tests_name("word", tests, NULL, NULL);
}
