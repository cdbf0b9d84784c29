#include "watch/reply_word.h"

#include "base/base_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define QUOTED                                                                                                    \
    "\n\n2026年11月22日(日) 12:00 mioboe <watch@example.org>:\n> 注文がありました。\n> いいえ、" \
    "私ではありません\n"

static const struct {
    const char *text;
    enum reply_word word;
} rows[] = {
    {"はい", REPLY_YES},
    {"はい。", REPLY_YES},
    {"ハイ！", REPLY_YES},
    {"ﾊｲ", REPLY_YES},
    {"はい、私です。" QUOTED, REPLY_YES},
    {"はい私です", REPLY_YES},
    {"お疲れ様です。\nはい、そうです。よろしくお願いします。", REPLY_YES},
    {"YES", REPLY_YES},
    {"Ｙｅｓ．", REPLY_YES},
    {"yes, it was me. Thanks!\n\n-- \nHanako\nNo. 5, Not Street", REPLY_YES},
    {"\n\n  y  \n", REPLY_YES},
    {"はい\n\n見本 花子\n090-0000-0000", REPLY_YES},
    {"はい\n見本 花子", REPLY_YES},
    {"はい\n\niPhoneから送信\n\n> いいえ", REPLY_YES},
    {"Yes\n\nOn Sun, 22 Nov 2026 at 12:00, <watch@example.org> wrote:\n\n> no", REPLY_YES},
    {"いいえ", REPLY_NO},
    {"いいえ、違います", REPLY_NO},
    {"いいえ、違います。" QUOTED, REPLY_NO},
    {"no.", REPLY_NO},
    {"Ｎｏ", REPLY_NO},
    {"No, it wasn't me", REPLY_NO},
    {"No, that wasn\xE2\x80\x99t me!\n\n________________________________\nFrom: mioboe", REPLY_NO},
    {"身に覚えがありません。", REPLY_NO},
    {"私ではありません" QUOTED, REPLY_NO},
    /* nothing is guessed */
    {"", REPLY_UNCLEAR},
    {"\n\n> はい", REPLY_UNCLEAR},
    {"-- \nはい", REPLY_UNCLEAR},
    {"はい？", REPLY_UNCLEAR},
    {"はいけい", REPLY_UNCLEAR},
    {"違いますか", REPLY_UNCLEAR},
    {"はい、いいえ", REPLY_UNCLEAR},
    {"yes and no", REPLY_UNCLEAR},
    {"yesterday", REPLY_UNCLEAR},
    {"no idea", REPLY_UNCLEAR},
    {"note", REPLY_UNCLEAR},
    {"はい、でも金額が違います", REPLY_UNCLEAR},
    {"はい\n金額が違います", REPLY_UNCLEAR},
    {"yes\n\nbut not the second one", REPLY_UNCLEAR},
    {"いいえ\n\nやっぱり私です、はい", REPLY_UNCLEAR},
    {"私は旅行中です。", REPLY_UNCLEAR},
    {"ただいま不在にしております。", REPLY_UNCLEAR},
    {"ok", REPLY_UNCLEAR},
    {"ありがとうございます", REPLY_UNCLEAR},
    {"\xFF\xFE", REPLY_UNCLEAR},
};

static void what_stands_on_top_is_the_answer_and_nothing_is_guessed(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        if (reply_word_read(slice_of(rows[i].text), arena) != rows[i].word)
            fail_msg("row %zu: %s", i, rows[i].text);
    arena_free(arena);
}

#define MAC "0123456789abcdef0123456789abcdef"

static void signed_answers_are_found_where_they_stand(void **state)
{
    static const struct {
        const char *text, *token; /* NULL = none */
    } all[] = {
        {"<mioboe.k3n5x2qa.r.6b2f0000." MAC "@example.org>", "k3n5x2qa.r.6b2f0000." MAC},
        {"> mailto:a@b?subject=mioboe%20k3n5x2qa.y.6b2f0000." MAC, "k3n5x2qa.y.6b2f0000." MAC},
        {"k3n5x2qa.n.1." MAC "ff", "k3n5x2qa.n.1." MAC},
        {"k3n5x2qa.x.6b2f0000." MAC, NULL},
        {"k3n5x2qa.y.6b2f0000.0123", NULL},
        {"k3n5x2qa.y..", NULL},
        {"k3n5x2qa.y.0123456789abc." MAC, NULL},
        {"k3n5x2qa.", NULL},
        {"", NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
        struct slice token = {"", 0};
        size_t at = 0;

        assert_int_equal(reply_token_next(slice_of(all[i].text), &at, &token),
                         all[i].token != NULL);
        if (all[i].token)
            assert_true(slice_eq(token, slice_of(all[i].token)));
        assert_false(reply_token_next(slice_of(all[i].text), &at, &token));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_stands_on_top_is_the_answer_and_nothing_is_guessed),
        cmocka_unit_test(signed_answers_are_found_where_they_stand),
    };

    return cmocka_run_group_tests_name("reply_word", tests, NULL, NULL);
}
