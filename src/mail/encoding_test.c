#include "mail/encoding.h"

#include "base/base_test.h"

/* cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define FFFD "\xef\xbf\xbd"

static void letters_of_each_encoding_become_utf8(void **state)
{
    static const struct {
        const char *label, *bytes, *want;
    } cases[] = {
        {"us-ascii", "plain", "plain"},
        {"utf-8", "\346\227\245", "日"},
        {"utf-8*ja", "\346\227\245", "日"},
        {"\"UTF-8\"", "\346\227\245", "日"},
        /* ISO-2022-JP and what is sent under its name */
        {"iso-2022-jp", "\033$B$4MxMQ\033(B 5,000", "ご利用 5,000"},
        {"ISO-2022-JP", "\033$@$4MxMQ\033(J 5,000", "ご利用 5,000"},
        {"iso-2022-jp", "\033(I1O\077^]\033(B!", "ｱﾏｿﾞﾝ!"},
        {"cp50221", "\033(I1O\077^]\033(B!", "ｱﾏｿﾞﾝ!"},
        {"cp50222", "\0161O\077^]\017!", "ｱﾏｿﾞﾝ!"},
        {"iso-2022-jp", "\261\317\277\336\335", "ｱﾏｿﾞﾝ"},
        {"iso-2022-jp-ms", "\033$B-j-!!A!]\033(B", "㈱①～－"},
        {"iso-2022-jp", "\033$B|b66\033(B", "髙橋"},
        {"iso-2022-jp", "\033(J\\5,000\033(B", "¥5,000"},
        {"iso-2022-jp-1", "\033$(D0!\033(B", "丂"},
        {"iso-2022-jp", "\033$B$4MxMQ\nplain", "ご利用\nplain"},
        {"iso-2022-jp", "\033$B$4Mx", "ご利"},
        {"iso-2022-jp", "\033$B$4M", "ご" FFFD},
        {"iso-2022-jp", "\033$B/!$4\033(B", FFFD "ご"},
        /* CP932 under its many names */
        {"shift_jis", "\202\262\227\230\227p", "ご利用"},
        {"x-sjis", "\207\212\207\100\201`\201|\356\340", "㈱①～－髙"},
        {"windows-31j", "\261\317\277", "ｱﾏｿ"},
        /* EUC-JP */
        {"euc-jp", "\244\264\315\370\315\321", "ご利用"},
        {"eucjp-ms", "\255\352\255\241", "㈱①"},
        {"euc-jp", "\216\261\216\317", "ｱﾏ"},
        {"euc-jp", "\217\260\241", "丂"},
        {"euc-jp", "\244", FFFD},
        /* ICU's */
        {"gb18030", "\326\320\271\372\2252\2026", "中国𠀀"},
        {"gb2312", "\326\320\271\372", "中国"},
        {"iso-8859-1", "caf\351 \200", "café €"},
        {"windows-1251", "\341", "б"},
        {"big5", "\244\244", "中"},
        {"euc-kr", "\261\271", "국"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena *arena = arena_new(&base_test_allocator);

        assert_text(encoding_decode(slice_of(cases[i].bytes), slice_of(cases[i].label), arena),
                    cases[i].want, cases[i].label);
        arena_free(arena);
    }
}

static void labels_that_lie_are_not_believed(void **state)
{
    static const struct {
        const char *about, *label, *bytes, *want;
    } cases[] = {
        {"UTF-8 as ASCII", "us-ascii", "\343\201\224", "ご"},
        {"UTF-8 as Latin 1", "iso-8859-1", "\343\201\224\345\210\251", "ご利"},
        {"UTF-8 as Shift JIS", "shift_jis", "\343\201\224\345\210\251\347\224\250", "ご利用"},
        {"UTF-8 as ISO-2022-JP", "iso-2022-jp", "\343\201\224", "ご"},
        {"ISO-2022-JP without a label", "", "\033$B$4MxMQ\033(B", "ご利用"},
        {"ISO-2022-JP as ASCII", "us-ascii", "\033$B$4MxMQ\033(B", "ご利用"},
        {"ISO-2022-JP as UTF-8", "utf-8", "\033$B$4MxMQ\033(B", "ご利用"},
        {"CP932 as UTF-8", "utf-8", "\202\262\227\230\227p", "ご利用"},
        {"CP932 as ISO-2022-JP", "iso-2022-jp", "\202\262\227\230\227p", "ご利用"},
        {"EUC-JP without a label", "", "\244\264\315\370\315\321", "ご利用"},
        {"CP932 without a label", "", "\202\262\227\230\227p", "ご利用"},
        {"a label that is none", "x-user-defined!", "\202\262\227\230\227p", "ご利用"},
        {"a label nobody knows", "unknown-8bit", "\202\262\227\230\227p", "ご利用"},
        {"a path for a label", "../../etc/passwd", "\343\201\224", "ご"},
        {"UTF-8 cut in a character", "utf-8", "\343\201\224\345\210\251\347\224", "ご利" FFFD FFFD},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena *arena = arena_new(&base_test_allocator);

        assert_text(encoding_decode(slice_of(cases[i].bytes), slice_of(cases[i].label), arena),
                    cases[i].want, cases[i].about);
        arena_free(arena);
    }
}

static void utf16_is_read_by_its_label_only(void **state)
{
    static const char wide[] = {0x30, 0x54, 0x00, 0x35};
    struct arena *arena = arena_new(&base_test_allocator);

    (void)state;
    assert_text(encoding_decode((struct slice){wide, 4}, SLICE("utf-16be"), arena), "ご5",
                "utf-16be");
    arena_free(arena);
}

static void two_names_of_one_encoding_are_the_same(void **state)
{
    (void)state;
    assert_true(encoding_is_same(SLICE("UTF-8"), SLICE("utf8*ja")));
    assert_true(encoding_is_same(SLICE("iso-2022-jp"), SLICE("cp50221")));
    assert_true(encoding_is_same(SLICE("KOI8-R"), SLICE("koi8-r")));
    assert_false(encoding_is_same(SLICE("gb2312"), SLICE("iso-8859-1")));
    assert_false(encoding_is_same(SLICE("utf-8"), SLICE("shift_jis")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_of_each_encoding_become_utf8),
        cmocka_unit_test(labels_that_lie_are_not_believed),
        cmocka_unit_test(utf16_is_read_by_its_label_only),
        cmocka_unit_test(two_names_of_one_encoding_are_the_same),
    };

    return cmocka_run_group_tests_name("encoding", tests, NULL, NULL);
}
