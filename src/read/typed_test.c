#include "read/typed.h"

#include "read/read_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct typed_case {
    const char *line;
    const char *day; /* NULL = none */
    int64_t amount;
    const char *currency, *shop;
};

static const struct typed_case cases[] = {
    {"8/15 アマゾンサービシーズインターナショナル 1488", "2026-08-15", 1488, "JPY",
     "アマゾンサービシーズインターナショナル"},
    {"アマゾン 1488", NULL, 1488, "JPY", "アマゾン"},
    {"1488 アマゾン 8/15", "2026-08-15", 1488, "JPY", "アマゾン"},
    {"８／１５　ＡＭＡＺＯＮ．ＣＯ．ＪＰ　１，４８８円", "2026-08-15", 1488, "JPY",
     "ＡＭＡＺＯＮ．ＣＯ．ＪＰ"},
    {"2026/08/15 AMAZON CO JP ¥1,488", "2026-08-15", 1488, "JPY", "AMAZON CO JP"},
    {"2026年8月15日 アマゾン 1488 円", "2026-08-15", 1488, "JPY", "アマゾン"},
    {"8月15日\tアマゾン\t1488", "2026-08-15", 1488, "JPY", "アマゾン"},
    {"20260815 アマゾン 1488", "2026-08-15", 1488, "JPY", "アマゾン"},
    /* Tomorrow's day has not been yet: it is last year's. */
    {"11/23 アマゾン 600", "2025-11-23", 600, "JPY", "アマゾン"},
    {"8/15 SHOP 24 1488", "2026-08-15", 1488, "JPY", "SHOP 24"},  /* the last number */
    {"8/15 SHOP ¥1488 24", "2026-08-15", 1488, "JPY", "SHOP 24"}, /* but a marked one first */
    {"8/20 アマゾン -1488", "2026-08-20", -1488, "JPY", "アマゾン"},
    {"8/20 返金 アマゾン 1488", "2026-08-20", -1488, "JPY", "アマゾン"},
    {"8/20 アマゾン返品 1488", "2026-08-20", -1488, "JPY", "アマゾン返品"},
    {"8/20 AMAZON.COM $12.34", "2026-08-20", 1234, "USD", "AMAZON.COM"},
    {"8/20 AMAZON.COM 12.34 USD", "2026-08-20", 1234, "USD", "AMAZON.COM"},
    {"AMAZON.CO.JP ￥1,488-", NULL, 1488, "JPY", "AMAZON.CO.JP"}, /* a closing stroke */
    {"600", NULL, 600, "JPY", ""},
};

static struct reading_test read_typed(const char *text)
{
    static const uint8_t key[16] = {0};
    struct read_env env = {.allocator = &base_test_allocator, .label_key = key};
    struct read_input in = {&env, slice_of(text)};
    struct reading_test t = {.arena = arena_new(&base_test_allocator)};
    struct source *source;

    env.catalog = catalog_builtin();
    env.as_of = day_of(2026, 11, 22);
    records_init(&t.records, t.arena);
    source = array_push(t.arena, &t.records.sources);
    source->from = source->until = DAY_NONE;
    assert_int_equal(typed_read(&in, &t.records), 0);
    return t;
}

static void date_text_and_amount_are_told_apart_in_any_order(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct reading_test t = read_typed(cases[i].line);
        char day[DAY_TEXT_LEN + 1] = "";
        const struct charge *c;

        if (t.records.charges.len != 1)
            fail_msg("%s: no charge", cases[i].line);
        c = &t.records.charges.at[0];
        if (c->amount != cases[i].amount)
            fail_msg("%s: got %lld", cases[i].line, (long long)c->amount);
        if (c->day != DAY_NONE)
            day_write(c->day, day);
        assert_string_equal(day, cases[i].day ? cases[i].day : "");
        assert_string_equal(c->currency.code, cases[i].currency);
        if (!slice_eq(t.records.texts.at[c->text].raw, slice_of(cases[i].shop)))
            fail_msg("%s: got %.*s", cases[i].line, SLICE_ARG(t.records.texts.at[c->text].raw));
        read_test_done(&t);
    }
}

static void each_line_is_a_row_and_one_without_amount_is_told(void **state)
{
    struct reading_test t = read_typed("8/15 アマゾン 1488\r\n\r\n8/16 アマゾン\n8/17 アマゾン 2");
    const struct source *s = &t.records.sources.at[0];

    (void)state;
    assert_true(slice_eq(s->format, SLICE("typed")));
    assert_int_equal(t.records.charges.len, 2);
    assert_int_equal(t.records.charges.at[1].line, 4);
    assert_int_equal(s->asides.at[0].reason, ASIDE_BLANK);
    assert_int_equal(s->asides.at[1].reason, ASIDE_UNREADABLE);
    assert_int_equal(s->problems.at[0].err.code, ERR_ROWS);
    assert_int_equal(s->from, day_of(2026, 8, 15));
    assert_int_equal(s->until, day_of(2026, 8, 17));
    read_test_done(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(date_text_and_amount_are_told_apart_in_any_order),
        cmocka_unit_test(each_line_is_a_row_and_one_without_amount_is_told),
    };

    return cmocka_run_group_tests_name("typed", tests, NULL, NULL);
}
