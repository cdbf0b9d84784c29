#include "mail/link_look.h"

#include "base/base_test.h"
#include "mail/link_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Texts as they stand between two links, with what makes one word of two, or two of one. */
static const char *const gaps[] = {
    "Please sign in to your account now",
    "\n Your order\nUpdate your card details here",
    "ログインして本人確認を\nお願いします",
    "x verify9 verify, unverify verifylogin login",
    "sign\nin  sign in\tlog in",
    "¥1,234 お支払い方法の更新 Cancel",
    "caf\xc3\xa9 login \xef\xbc\xac\xef\xbd\x8f\xef\xbd\x87\xef\xbd\x89\xef\xbd\x8e",
    "パスワ\xe3\x83\xbcト\xe3\x82\x99",
    "",
    " ",
};

static void a_line_between_links_is_looked_at_like_any(void **state)
{
    struct link_look with, without;

    (void)state;
    link_look_init(&with);
    link_look_init(&without);
    for (size_t i = 0; i < COUNT(gaps); i++) {
        struct slice text = slice_of(gaps[i]);

        for (size_t from = 0; from <= text.len; from++)
            for (size_t to = from; to <= text.len; to++) {
                struct slice line = slice_sub(text, from, to);

                if ((from < text.len && (text.ptr[from] & 0xC0) == 0x80) ||
                    (to < text.len && (text.ptr[to] & 0xC0) == 0x80))
                    continue;
                link_look_between(&with, text);
                if (link_look_at_line(&with, line) != link_look_at(&without, line))
                    fail_msg("'%.*s' of '%s'", SLICE_ARG(line), gaps[i]);
            }
    }
}

/* Sixteen bytes are looked at at once: a word counts wherever it stands, and in a text of any
 * length. */
static void a_word_counts_at_any_place_of_a_text_of_any_length(void **state)
{
    char text[120];
    struct link_look look;

    (void)state;
    link_look_init(&look);
    memset(text, '.', sizeof(text));
    for (size_t len = 5; len < sizeof(text); len++)
        for (size_t at = 0; at + 5 <= len; at++) {
            memcpy(text + at, "login", 5);
            link_look_forget(&look);
            if (link_look_at(&look, (struct slice){text, len}) != WORD_ASK)
                fail_msg("at %zu of %zu", at, len);
            memset(text + at, '.', 5);
        }
}

static void what_is_no_whole_word_does_not_count(void **state)
{
    static const char *const texts[] = {"alogin",  "logins",   "verify1",
                                        "9verify", "sign  in", "LOGI"};
    struct link_look look;

    (void)state;
    link_look_init(&look);
    for (size_t i = 0; i < COUNT(texts); i++)
        if (link_look_at(&look, slice_of(texts[i])) != (i == 4 ? WORD_ASK : 0))
            fail_msg("%s", texts[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_between_links_is_looked_at_like_any),
        cmocka_unit_test(a_word_counts_at_any_place_of_a_text_of_any_length),
        cmocka_unit_test(what_is_no_whole_word_does_not_count),
    };

    return cmocka_run_group_tests_name("link_look", tests, NULL, NULL);
}
