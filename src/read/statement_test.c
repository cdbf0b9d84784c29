#include "read/statement.h"

#include "read/read_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

/* The layouts themselves are tested by the golden pairs; here is what all of them share. */

#define VPASS "試験　太郎　様,4980-03**-****-****,三井住友カード\r\n"
#define RAKUTEN \
    "利用日,利用店名・商品名,利用者,支払方法,利用金額,手数料/利息,支払総額,7月支払金額,8月繰越残高,新規サイン\n"

static struct reading_test read_text(const char *text)
{
    return read_test(SLICE("x.csv"), slice_of(text));
}

static struct source *only_source(struct reading_test *t)
{
    assert_int_equal(t->records.sources.len, 1);
    return &t->records.sources.at[0];
}

static const struct problem *find_problem(struct reading_test *t, enum err_code code)
{
    struct source *s = only_source(t);

    for (size_t i = 0; i < s->problems.len; i++)
        if (s->problems.at[i].err.code == code)
            return &s->problems.at[i];
    return NULL;
}

struct format_case {
    const char *name; /* what is special */
    const char *text;
    const char *format; /* NULL = not understood */
    uint32_t records;
};

static const struct format_case formats[] = {
    {"seven columns", VPASS "2026/08/02,店,100,１,１,100,\r\n,,,,,100,\r\n", "vpass-7", 1},
    {"empty cells at the end taken off", VPASS "2026/08/02,店,100\r\n,,,,,100\r\n", "vpass-7", 1},
    {"empty cells at the end added", VPASS "2026/8/2,店,100,1,1,100,,,,\r\n,,,,,100,,,,\r\n",
     "vpass-7", 1},
    {"thirteen columns", "2026/9/28,店,ご本人,１回払い,,'26/10,1500,1500,,,,,\n", "vpass-13", 1},
    {"an unknown header is no layout without header", "日付X,品名X,値X\n2026/9/28,店,1500\n", NULL,
     0},
    {"unknown columns between",
     "利用日,新しい列,利用店名・商品名,利用者,支払方法,利用金額,手数料/利息,支払総額,"
     "7月支払金額,新規サイン\n2026/6/1,x,店,本人,1回払い,100,0,100,100,*\n",
     "rakuten-b", 1},
    {"a preamble of many rows",
     "a\nb\nc\nd\ne\nf\ng\nh\n" RAKUTEN "2026/6/1,店,本人,1回払い,100,0,100,100,0,*\n", "rakuten-b",
     1},
    {"days as Excel counts them", RAKUTEN "46174,店,本人,1回払い,100,0,100,100,0,*\n", "rakuten-b",
     1},
    {"half-width header", "\"ｺﾞ利用日\",\"ご利用内容\"\n", NULL, 0},
    {"only words", "hello, world\n", NULL, 0},
};

struct month_case {
    const char *text;
    int32_t month; /* source.bill_month */
};

#define VPASS_13 "2026/9/28,店,ご本人,１回払い,,"

static void the_month_of_payment_stands_in_rows_or_in_the_header(void **state)
{
    static const struct month_case months[] = {
        {VPASS_13 "'26/10,1500,1500,,,,,\n", 2026 * 12 + 10},
        {VPASS_13 "2026/1/26,1500,1500,,,,,\n", 2026 * 12 + 1},
        {VPASS_13 "2026年12月10日,1500,1500,,,,,\n", 2026 * 12 + 12},
        {VPASS_13 "'26/10,1500,1500,,,,,\n" VPASS_13 "'26/11,700,700,,,,,\n", 0},
        {VPASS_13 "'26/13,1500,1500,,,,,\n", 0},
        {VPASS_13 "26年,1500,1500,,,,,\n", 0},
        {RAKUTEN "2026/6/1,店,本人,1回払い,100,0,100,100,0,*\n", 7},
        {VPASS "2026/08/02,店,100,１,１,100,\r\n,,,,,100,\r\n", 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(months) / sizeof(months[0]); i++) {
        struct reading_test t = read_text(months[i].text);

        if (only_source(&t)->bill_month != months[i].month)
            print_error("%s\n", months[i].text);
        assert_int_equal(only_source(&t)->bill_month, months[i].month);
        read_test_done(&t);
    }
}

static void layouts_are_told_by_their_content(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
        struct reading_test t = read_text(formats[i].text);
        struct source *s = only_source(&t);

        if (!slice_eq(s->format, formats[i].format ? slice_of(formats[i].format) : SLICE("")))
            fail_msg("%s: got %.*s", formats[i].name, SLICE_ARG(s->format));
        if (s->records != formats[i].records)
            fail_msg("%s: %u records", formats[i].name, s->records);
        read_test_done(&t);
    }
}

static void a_column_that_is_gone_is_named_and_nothing_is_guessed(void **state)
{
    struct reading_test t =
        read_text("利用日,利用店名・商品名,利用者,支払方法,ご利用金額,手数料/利息,支払総額,"
                  "7月支払金額,新規サイン\n2026/6/1,店,本人,1回払い,100,0,100,100,*\n\n");
    const struct problem *p = find_problem(&t, ERR_HEADER_CHANGED);

    (void)state;
    assert_non_null(p);
    assert_true(p->fatal);
    assert_string_equal(p->err.detail, "利用金額");
    assert_int_equal(p->err.line, 1);
    assert_true(slice_eq(only_source(&t)->format, SLICE("rakuten-b")));
    assert_int_equal(t.records.charges.len, 0);
    assert_int_equal(only_source(&t)->asides.len, 3);
    read_test_done(&t);
}

static void of_two_layouts_that_a_changed_header_resembles_the_nearer_is_named(void **state)
{
    struct reading_test t = read_text(
        "利用日,利用店名・商品名,利用者,支払方法,金額,手数料/利息,支払総額,支払月,10月支払金額,"
        "当月請求額,11月繰越残高,11月以降請求額\n");

    (void)state;
    assert_true(slice_eq(only_source(&t)->format, SLICE("rakuten-a")));
    assert_string_equal(find_problem(&t, ERR_HEADER_CHANGED)->err.detail, "利用金額");
    read_test_done(&t);
}

static void a_file_without_its_total_is_cut_and_its_rows_stay(void **state)
{
    struct reading_test t = read_text(VPASS "2026/08/02,店,100,１,１,100,\r\n");
    const struct problem *p = find_problem(&t, ERR_TRUNCATED);

    (void)state;
    assert_non_null(p);
    assert_true(p->fatal);
    assert_true(only_source(&t)->is_cut);
    assert_int_equal(t.records.charges.len, 1);
    read_test_done(&t);
}

static void rows_that_fall_short_of_the_stated_total_are_cut_where_the_file_just_stops(void **state)
{
    static const char view[] =
        "今回お支払金額,200\nご利用年月日,ご利用箇所,ご利用額,払戻額,支払区分（回数）,今回回数,"
        "今回ご請求額・弁済金（うち手数料・利息）\n2026/03/21,駅,100,,１回払,,100\n";
    struct reading_test whole = read_text(view);
    struct reading_test cut = read_test(SLICE("x.csv"), (struct slice){view, sizeof(view) - 2});

    (void)state;
    assert_false(only_source(&whole)->is_cut);
    assert_non_null(find_problem(&whole, ERR_TOTAL));
    assert_true(only_source(&cut)->is_cut);
    assert_non_null(find_problem(&cut, ERR_TRUNCATED));
    read_test_done(&whole);
    read_test_done(&cut);
}

static void a_row_that_stops_before_its_amount_is_cut(void **state)
{
    struct reading_test t =
        read_text(RAKUTEN "2026/6/2,店,本人,1回払い,100,0,100,100,0,*\n2026/6/1,店,本人,1回");

    (void)state;
    assert_non_null(find_problem(&t, ERR_TRUNCATED));
    assert_true(only_source(&t)->is_cut);
    assert_int_equal(t.records.charges.len, 1);
    read_test_done(&t);
}

struct cut_case {
    const char *name, *text;
    uint32_t records;
    bool is_cut;
};

static const struct cut_case cuts[] = {
    {"within an amount: the first row", RAKUTEN "2026/6/1,店,本人,1回払い,26", 0, true},
    {"behind an amount, fewer cells than the row before",
     RAKUTEN "2026/6/2,店,本人,1回払い,100,0,100,100,0,*\n2026/6/1,店,本人,1回払い,26", 1, true},
    {"within a date", RAKUTEN "2026/6/2,店,本人,1回払い,100,0,100,100,0,*\n2026/0", 1, true},
    {"a short row with its line end was written so",
     RAKUTEN "2026/6/2,店,本人,1回払い,100,0,100,100,0,*\n2026/6/1,店,本人,1回払い,26\n", 2, false},
    {"as many cells as the row before, no line end",
     RAKUTEN "2026/6/2,店,本人,1回払い,100,0,100\n2026/6/1,店,本人,1回払い,26,0,26", 2, false},
    {"a note without a line end", RAKUTEN "2026/6/2,店,本人,1回払い,100,0,100,100,0,*\n※１回", 1,
     false},
};

static void a_last_row_that_stops_within_is_no_charge(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cuts); i++) {
        struct reading_test t = read_text(cuts[i].text);
        const struct problem *cut = find_problem(&t, ERR_TRUNCATED);

        if (only_source(&t)->records != cuts[i].records || (cut != NULL) != cuts[i].is_cut ||
            only_source(&t)->is_cut != cuts[i].is_cut || (cut && !cut->fatal))
            fail_msg("%s", cuts[i].name);
        read_test_done(&t);
    }
}

static void a_header_that_ends_the_file_is_remarked(void **state)
{
    struct reading_test t =
        read_text("利用日,利用店名・商品名,利用者,支払方法,利用金額,手数料/利息,"
                  "支払総額,7月支払金額,8月繰越残高,新規");

    (void)state;
    assert_non_null(find_problem(&t, ERR_TRUNCATED));
    assert_false(find_problem(&t, ERR_TRUNCATED)->fatal);
    assert_true(only_source(&t)->is_cut);
    read_test_done(&t);
}

static void damaged_characters_are_counted(void **state)
{
    struct reading_test t = read_text(RAKUTEN "2026/6/1,店\xff,本人,1回払い,100,0,100,100,0,*\n");
    const struct problem *damage = find_problem(&t, ERR_ENCODING);

    (void)state;
    assert_non_null(damage);
    assert_int_equal(damage->err.line, 2);
    assert_string_equal(damage->err.detail, "1");
    assert_false(damage->fatal);
    assert_int_equal(only_source(&t)->records, 1);
    read_test_done(&t);
}

static void a_cell_that_is_quoted_in_a_problem_tells_no_card_number(void **state)
{
    struct reading_test t =
        read_text(RAKUTEN "2026/6/1,店,本人,1回払い,4111111111111111,0,100,100,0,*\n");

    (void)state;
    assert_non_null(find_problem(&t, ERR_AMOUNT));
    assert_string_equal(find_problem(&t, ERR_AMOUNT)->err.detail, "************1111");
    read_test_done(&t);
}

static void a_quote_that_never_closes_is_told_with_its_line(void **state)
{
    struct reading_test t = read_text(
        RAKUTEN "2026/6/2,店,本人,1回払い,100,0,100,100,0,*\n2026/6/1,\"店,本人\n2026/6/1,店\n");
    const struct problem *p = find_problem(&t, ERR_QUOTE);

    (void)state;
    assert_non_null(p);
    assert_int_equal(p->err.line, 3);
    assert_true(p->fatal);
    assert_int_equal(t.records.charges.len, 1);
    read_test_done(&t);
}

static void a_total_that_does_not_add_up_is_remarked(void **state)
{
    struct reading_test t = read_text(VPASS "2026/08/02,店,100,１,１,100,\r\n,,,,,99,\r\n");
    const struct problem *p = find_problem(&t, ERR_TOTAL);

    (void)state;
    assert_non_null(p);
    assert_false(p->fatal);
    assert_int_equal(only_source(&t)->stated, 99);
    assert_int_equal(only_source(&t)->summed, 100);
    read_test_done(&t);
}

static void totals_of_each_card_add_up_where_there_is_none_of_all(void **state)
{
    struct reading_test t = read_text(VPASS "2026/08/02,店,100,１,１,100,\r\n,,,,,100,\r\n" VPASS
                                            "2026/08/02,店,70,１,１,70,\r\n,,,,,70,\r\n");

    (void)state;
    assert_null(find_problem(&t, ERR_TOTAL));
    assert_int_equal(only_source(&t)->stated, 170);
    assert_int_equal(only_source(&t)->summed, 170);
    read_test_done(&t);
}

static void an_amount_over_the_limit_is_a_fault(void **state)
{
    struct reading_test t =
        read_text(RAKUTEN "2026/6/2,店,本人,1回払い,10000000000000000000,0,100,100,0,*\n");
    const struct problem *p = find_problem(&t, ERR_AMOUNT);

    (void)state;
    assert_non_null(p);
    assert_true(p->fatal);
    assert_int_equal(p->err.line, 2);
    assert_int_equal(only_source(&t)->asides.at[1].reason, ASIDE_UNREADABLE);
    read_test_done(&t);
}

static void rows_that_cannot_be_read_are_counted(void **state)
{
    struct reading_test t = read_text(RAKUTEN "2026/13/2,店,本人,1回払い,100,0,100,100,0,*\n"
                                              "2026/6/2,店,本人,1回払い,百円,0,100,100,0,*\n"
                                              ",注記,,,,,,,,\n");
    const struct problem *p = find_problem(&t, ERR_ROWS);

    (void)state;
    assert_non_null(p);
    assert_false(p->fatal);
    assert_string_equal(p->err.detail, "2");
    assert_int_equal(p->err.line, 2);
    assert_int_equal(only_source(&t)->asides.at[3].reason, ASIDE_NOTE);
    read_test_done(&t);
}

static void a_header_that_comes_again_is_a_header(void **state)
{
    struct reading_test t = read_text(RAKUTEN "2026/6/2,店,本人,1回払い,100,0,100,100,0,*\n" RAKUTEN
                                              "2026/6/1,店,本人,1回払い,100,0,100,100,0,*\n");

    (void)state;
    assert_int_equal(only_source(&t)->records, 2);
    assert_int_equal(only_source(&t)->asides.at[1].reason, ASIDE_HEADER);
    read_test_done(&t);
}

static void card_numbers_are_cut_and_like_texts_kept_once(void **state)
{
    struct reading_test t =
        read_text(RAKUTEN "2026/6/2,店 4111111111111111,本人,1回払い,100,0,100,100,0,*\n"
                          "2026/6/1,店 4111111111111111,本人,1回払い,100,0,100,100,0,*\n");

    (void)state;
    assert_int_equal(t.records.texts.len, 1);
    assert_true(slice_eq(t.records.texts.at[0].raw, SLICE("店 ************1111")));
    read_test_done(&t);
}

struct shop_case {
    const char *printed, *folded;
};

static const struct shop_case shops[] = {
    {"ＶＩＳＡ国内利用　VS ＡＭＡＺＯＮ．ＣＯ．ＪＰ", "AMAZON.CO.JP"},
    {"AMAZON.CO.JP利用国USA", "AMAZON.CO.JP"},
    {"海外利用　１　AMAZON.COM", "AMAZON.COM"},
    {"返済方法変更ＷＥＢ　102649ｱﾏｿﾞﾝ ﾏ-ｹﾂﾄ ﾌﾟ", "アマゾン マ-ケツト プ"},
    {"楽天ＳＰ　すき家", "すき家"},
};

static void what_the_issuer_glues_to_a_name_is_not_part_of_it(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(shops) / sizeof(shops[0]); i++) {
        char text[512];
        struct reading_test t;

        snprintf(text, sizeof(text), RAKUTEN "2026/6/2,%s,本人,1回払い,100,0,100,100,0,*\n",
                 shops[i].printed);
        t = read_text(text);
        assert_int_equal(t.records.texts.len, 1);
        if (!slice_eq(t.records.texts.at[0].folded, slice_of(shops[i].folded)))
            fail_msg("%s: got %.*s", shops[i].printed, SLICE_ARG(t.records.texts.at[0].folded));
        assert_true(slice_eq(t.records.texts.at[0].raw, slice_of(shops[i].printed)));
        read_test_done(&t);
    }
}

static void the_holders_card_has_the_same_label_in_every_file(void **state)
{
    struct reading_test a = read_text(VPASS "2026/08/02,店,100,１,１,100,\r\n,,,,,100,\r\n");
    struct reading_test b = read_text("試験　太郎　様,4980-03**-****-****,三井住友カード,,,,\r\n"
                                      "2026/07/02,店,100,１,１,100,\r\n,,,,,100,\r\n");
    const struct charge_card *one = &a.records.cards.at[a.records.charges.at[0].card];
    const struct charge_card *two = &b.records.cards.at[b.records.charges.at[0].card];

    (void)state;
    assert_true(one->label.len > 0);
    assert_true(slice_eq(one->label, two->label));
    assert_string_equal(one->last4, "");
    read_test_done(&a);
    read_test_done(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(layouts_are_told_by_their_content),
        cmocka_unit_test(the_month_of_payment_stands_in_rows_or_in_the_header),
        cmocka_unit_test(a_column_that_is_gone_is_named_and_nothing_is_guessed),
        cmocka_unit_test(of_two_layouts_that_a_changed_header_resembles_the_nearer_is_named),
        cmocka_unit_test(
            rows_that_fall_short_of_the_stated_total_are_cut_where_the_file_just_stops),
        cmocka_unit_test(a_file_without_its_total_is_cut_and_its_rows_stay),
        cmocka_unit_test(a_row_that_stops_before_its_amount_is_cut),
        cmocka_unit_test(a_last_row_that_stops_within_is_no_charge),
        cmocka_unit_test(a_header_that_ends_the_file_is_remarked),
        cmocka_unit_test(damaged_characters_are_counted),
        cmocka_unit_test(a_cell_that_is_quoted_in_a_problem_tells_no_card_number),
        cmocka_unit_test(a_quote_that_never_closes_is_told_with_its_line),
        cmocka_unit_test(a_total_that_does_not_add_up_is_remarked),
        cmocka_unit_test(totals_of_each_card_add_up_where_there_is_none_of_all),
        cmocka_unit_test(an_amount_over_the_limit_is_a_fault),
        cmocka_unit_test(rows_that_cannot_be_read_are_counted),
        cmocka_unit_test(a_header_that_comes_again_is_a_header),
        cmocka_unit_test(card_numbers_are_cut_and_like_texts_kept_once),
        cmocka_unit_test(what_the_issuer_glues_to_a_name_is_not_part_of_it),
        cmocka_unit_test(the_holders_card_has_the_same_label_in_every_file),
    };

    return cmocka_run_group_tests_name("statement", tests, NULL, NULL);
}
