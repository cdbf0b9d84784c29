#include "mail/mbox.h"

#include "base/base_test.h"

/* cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void the_kind_of_a_file_is_told_by_its_content(void **state)
{
    static const struct {
        const char *about, *bytes;
        enum mail_file want;
    } cases[] = {
        {"a mail", "From: a@b.example\nSubject: x\n\nhello\n", MAIL_FILE_ONE},
        {"CRLF", "Return-Path: <a@b>\r\nReceived: by x;\r\n\tFri\r\n\r\nhello", MAIL_FILE_ONE},
        {"CR only", "From: a@b.example\rSubject: x\r\rhello\r", MAIL_FILE_ONE},
        {"byte order mark and empty lines", "\xef\xbb\xbf\r\n\nFrom: a@b\nTo: c@d\n\n",
         MAIL_FILE_ONE},
        {"a line that is no field is forgiven", "From: a@b\njunk\nTo: c@d\n\n", MAIL_FILE_ONE},
        {"an mbox", "From a@b Fri Aug 15 01:02:03 2026\nFrom: a@b\n\n", MAIL_FILE_MBOX},
        {"a CSV with a colon", "date:,sum\n2026/08/15,100\n", MAIL_FILE_NONE},
        {"a CSV whose heads are words of mails", "From,To,Subject\na,b,c\n", MAIL_FILE_NONE},
        {"YAML", "from: a\nname: b\nto_pay: 3\n", MAIL_FILE_NONE},
        {"text", "Dear customer,\n\nFrom: me\nTo: you\n", MAIL_FILE_NONE},
        {"text with colons", "order: 250-1\nsum: 300\n\n", MAIL_FILE_NONE},
        {"OFX", "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\n\n<OFX>", MAIL_FILE_NONE},
        {"nothing", "", MAIL_FILE_NONE},
        {"a page", "<html><body>From: x\nTo: y</body></html>", MAIL_FILE_NONE},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        if (mbox_kind(slice_of(cases[i].bytes)) != cases[i].want) {
            print_error("%s\n", cases[i].about);
            fail();
        }
}

static void what_was_put_before_a_message_is_skipped(void **state)
{
    (void)state;
    assert_text(mbox_message(SLICE("\xef\xbb\xbf\r\n\nFrom: a")), "From: a", "mark and lines");
    assert_text(mbox_message(SLICE("From x Fri Aug 15 01:02:03 2026\r\nTo: a")), "To: a", "From_");
    assert_text(mbox_message(SLICE("To: a")), "To: a", "nothing");
    assert_text(mbox_message(SLICE("\r\n")), "", "only a line end");
}

/* The messages of ${bytes}, each in brackets. */
static struct slice split(const char *bytes, struct arena *arena)
{
    struct slice rest = slice_of(bytes), message, all = SLICE("");

    while (mbox_next(&rest, arena, &message)) {
        struct slice parts[] = {all, SLICE("["), message, SLICE("]")};

        all = arena_join(arena, parts, COUNT(parts));
    }
    return all;
}

#define F "From a@b.example Fri Aug 15 01:02:03 2026\n"

static void an_mbox_is_cut_at_its_from_lines(void **state)
{
    static const struct {
        const char *about, *bytes, *want;
    } cases[] = {
        {"two", F "To: a\n\none\n\n" F "To: b\n\ntwo\n", "[To: a\n\none\n][To: b\n\ntwo\n]"},
        {"no empty line between", F "To: a\n\none\n" F "To: b\n\ntwo\n",
         "[To: a\n\none\n][To: b\n\ntwo\n]"},
        {"CRLF",
         "From a Fri Aug 15 01:02:03 2026\r\nTo: a\r\n\r\none\r\n\r\nFrom a Fri Aug 15 01:02:03 "
         "2026\r\nTo: b\r\n\r\n",
         "[To: a\r\n\r\none\r\n][To: b\r\n]"},
        {"a zone in the line",
         F "To: a\n\nx\n\nFrom 12@xxx Thu Aug 15 01:02:03 +0000 2026\nTo: b\n\n",
         "[To: a\n\nx\n][To: b\n]"},
        {"a sentence parts nothing", F "To: a\n\n\nFrom here on: all 2026 at home\n",
         "[To: a\n\n\nFrom here on: all 2026 at home\n]"},
        {"a quoted From", F "To: a\n\n>From here\n>>From there\n> From\n",
         "[To: a\n\nFrom here\n>From there\n> From\n]"},
        {"a quoted separator parts nothing", F "To: a\n\n>" F "To: b\n", "[To: a\n\n" F "To: b\n]"},
        {"a second mark under the first", F ">From x Fri Aug 15 01:02:03 2026\nTo: a\n\n",
         "[To: a\n]"},
        {"Content-Length is not believed", F "Content-Length: 9999\n\none\n\n" F "To: b\n\n",
         "[Content-Length: 9999\n\none\n][To: b\n]"},
        {"an empty message", F F "To: b\n\n", "[][To: b\n]"},
        {"no end of line", F "To: a\n\nx", "[To: a\n\nx]"},
        {"only the line", "From a@b.example", "[]"},
        {"nothing", "\n\n", ""},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena *arena = arena_new(&base_test_allocator);

        assert_text(split(cases[i].bytes, arena), cases[i].want, cases[i].about);
        arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_kind_of_a_file_is_told_by_its_content),
        cmocka_unit_test(what_was_put_before_a_message_is_skipped),
        cmocka_unit_test(an_mbox_is_cut_at_its_from_lines),
    };

    return cmocka_run_group_tests_name("mbox", tests, NULL, NULL);
}
