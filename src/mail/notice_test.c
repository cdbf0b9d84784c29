#include "mail/notice.h"

#include "mail/notice_text.h"

#include "base/base_test.h"

/* cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* Messages made of parts by hand, read by the shipped forms; whole messages with their encodings
 * are in tests/golden/notices/. */

struct reading_test {
    struct arena *arena;
    struct records records;
    struct mime_message message;
    enum mail_kind kind;
};

static struct reading_test *start(const char *from, const char *subject)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct reading_test *t = arena_make(arena, struct reading_test);

    t->arena = arena;
    records_init(&t->records, arena);
    array_push(arena, &t->records.sources);
    array_push(arena, &t->message.from)->address = slice_of(from);
    t->message.from_fields = 1;
    t->message.subject = slice_of(subject);
    t->message.date = INT64_C(1783495390); /* 2026-07-08 16:23:10 in Japan */
    t->message.received = MAIL_NO_TIME;
    return t;
}

static struct mime_part *add_part(struct reading_test *t, enum mime_kind kind, struct slice text)
{
    struct mime_part *part = array_push(t->arena, &t->message.parts);

    part->kind = kind;
    part->text = text;
    return part;
}

static void read(struct reading_test *t)
{
    t->kind = notice_read(catalog_builtin(), &t->message, t->arena, &t->records);
}

#define SMBC "statement@vpass.ne.jp"
#define USED "ご利用のお知らせ【三井住友カード】"
#define BLOCK "◇利用日：2026/07/08 16:22\n◇利用先：店\n◇利用取引：買物\n◇利用金額：433 円\n"

static void parts_that_are_not_the_text_are_passed_over(void **state)
{
    struct reading_test *t = start(SMBC, USED);

    (void)state;
    add_part(t, MIME_TEXT, SLICE(BLOCK))->is_attachment = true;
    add_part(t, MIME_TEXT, SLICE(BLOCK))->depth = 1;
    add_part(t, MIME_OTHER, SLICE(BLOCK));
    read(t);
    assert_int_equal(t->kind, MAIL_USAGE);
    assert_int_equal(t->records.notices.len, 0);
    assert_int_equal(records_source(&t->records)->asides.len, 1);
    add_part(t, MIME_TEXT, SLICE(BLOCK));
    read(t);
    assert_int_equal(t->records.notices.len, 1);
    arena_free(t->arena);
}

static void the_kind_is_told_without_records(void **state)
{
    struct reading_test *t = start(SMBC, USED);

    (void)state;
    add_part(t, MIME_TEXT, SLICE(BLOCK));
    assert_int_equal(notice_read(catalog_builtin(), &t->message, t->arena, NULL), MAIL_USAGE);
    t->message.from.len = 0;
    assert_int_equal(notice_read(catalog_builtin(), &t->message, t->arena, NULL), MAIL_OTHER);
    arena_free(t->arena);
}

static void lines_may_end_in_any_way(void **state)
{
    static const char *const texts[] = {
        "◇利用日：2026/07/08\r\n◇利用金額：433 円\r\n",
        "◇利用日：2026/07/08\r◇利用金額：433 円\r",
        "◇利用日：2026/07/08\n\n\n  ◇利用金額：433 円",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct reading_test *t = start(SMBC, USED);

        add_part(t, MIME_TEXT, slice_of(texts[i]));
        read(t);
        assert_int_equal(t->records.notices.len, 1);
        assert_int_equal(t->records.notices.at[0].amount, 433);
        arena_free(t->arena);
    }
}

static void blocks_lines_and_their_length_have_limits(void **state)
{
    struct reading_test *t = start(SMBC, USED);
    struct slice text = SLICE(BLOCK), parts[2];

    (void)state;
    for (int i = 0; i < 10; i++) { /* 1024 blocks */
        parts[0] = parts[1] = text;
        text = arena_join(t->arena, parts, 2);
    }
    add_part(t, MIME_TEXT, text);
    read(t);
    assert_int_equal(t->records.notices.len, NOTICE_MAX_RECORDS);
    assert_int_equal(records_source(&t->records)->records, NOTICE_MAX_RECORDS);
    arena_free(t->arena);
}

static void titles_of_one_order_are_joined_up_to_a_limit(void **state)
{
    struct reading_test *t = start("auto-confirm@amazon.co.jp", "注文済み: 「本」");
    struct slice item = SLICE("* 本\n数量: 1\n"), text = SLICE("注文番号: 250-1234567-1234567\n");

    (void)state;
    for (int i = 0; i < 100; i++)
        text = arena_join(t->arena, (struct slice[]){text, item}, 2);
    add_part(t, MIME_TEXT, arena_join(t->arena, (struct slice[]){text, SLICE("合計 100 JPY")}, 2));
    read(t);
    assert_int_equal(t->records.orders.len, 1);
    assert_true(slice_starts(t->records.orders.at[0].title, SLICE("本 / 本 / 本")));
    assert_int_equal(t->records.orders.at[0].title.len, NOTICE_MAX_TITLES * 6 - 3);
    assert_int_equal(t->records.orders.at[0].total, 100);
    arena_free(t->arena);
}

static void a_silly_date_of_the_message_is_none(void **state)
{
    static const int64_t dates[] = {-1, INT64_MAX, INT64_MIN, INT64_C(99999999999)};

    (void)state;
    for (size_t i = 0; i < COUNT(dates); i++) {
        struct reading_test *t =
            start("mail@debit.bk.mufg.jp", "【三菱ＵＦＪ‐ＶＩＳＡデビット】ご利用のお知らせ");

        t->message.date = dates[i];
        add_part(t, MIME_TEXT, SLICE("ご利用金額（円）: 610"));
        read(t);
        assert_int_equal(t->records.notices.len, 1);
        assert_int_equal(t->records.notices.at[0].day, DAY_NONE);
        assert_int_equal(t->records.notices.at[0].minute, -1);
        arena_free(t->arena);
    }
}

static void what_was_captured_is_kept_as_written(void **state)
{
    static const struct {
        const char *raw, *before, *written;
    } cases[] = {
        {"◇利用先：ﾊﾞｲｸ ｼﾖﾂﾌﾟ ", "◇利用先:", "ﾊﾞｲｸ ｼﾖﾂﾌﾟ"},
        {"◇利用先  ：  ＡＭＡＺＯＮ．ＣＯ．ＪＰ", "◇利用先:", "ＡＭＡＺＯＮ．ＣＯ．ＪＰ"},
        {"◇利用先：Café  Ｎｏｉｒ", "◇利用先:", "Café  Ｎｏｉｒ"},
        {"【ご利用先】　ｱﾏｿﾞﾝ", "【ご利用先】 ", "ｱﾏｿﾞﾝ"},
        {"店：a : b", "店:", "a : b"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena *arena = arena_new(&base_test_allocator);
        struct slice raw = slice_of(cases[i].raw), folded = notice_fold(arena, raw);
        struct slice before = notice_fold(arena, slice_of(cases[i].before));
        size_t from = before.len + (folded.ptr[before.len] == ' ');

        assert_true(slice_starts(folded, before));
        assert_text(notice_text_written(arena, raw, folded, from, folded.len), cases[i].written,
                    cases[i].raw);
        arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_that_are_not_the_text_are_passed_over),
        cmocka_unit_test(the_kind_is_told_without_records),
        cmocka_unit_test(lines_may_end_in_any_way),
        cmocka_unit_test(blocks_lines_and_their_length_have_limits),
        cmocka_unit_test(titles_of_one_order_are_joined_up_to_a_limit),
        cmocka_unit_test(a_silly_date_of_the_message_is_none),
        cmocka_unit_test(what_was_captured_is_kept_as_written),
    };

    return cmocka_run_group_tests_name("notice", tests, NULL, NULL);
}
