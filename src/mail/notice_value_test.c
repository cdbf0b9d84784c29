#include "mail/notice_value.h"

#include "base/base_test.h"
#include "base/text.h"

/* cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define NO_AMOUNT INT64_MIN

struct price_case {
    const char *text;
    int64_t amount; /* NO_AMOUNT = it is none */
    const char *currency;
};

static const struct price_case price_cases[] = {
    {"433 円", 433, "JPY"},
    {"4,950円", 4950, "JPY"},
    {"４，９５０円", 4950, "JPY"},
    {"-264円", -264, "JPY"},
    {"- 430円", -430, "JPY"},
    {"−264円", -264, "JPY"},
    {"610", 610, "JPY"},
    {"-610", -610, "JPY"},
    {"0円", 0, "JPY"},
    {"￥ 2,420", 2420, "JPY"},
    {"-￥ 480", -480, "JPY"},
    {"¥-480", -480, "JPY"},
    {"2420 JPY", 2420, "JPY"},
    {"JPY 2420", 2420, "JPY"},
    {"990.00 JPY", 990, "JPY"},
    {"10,950.00KRW", 10950, "KRW"},
    {"12.50USD", 1250, "USD"},
    {"$12.50", 1250, "USD"},
    {"12.5 usd", 1250, "USD"},
    {"", NO_AMOUNT, ""},
    {"円", NO_AMOUNT, ""},
    {"---", NO_AMOUNT, ""},
    {"--264円", NO_AMOUNT, ""},
    {"990.50 JPY", NO_AMOUNT, ""},
    {"5,900円 → アマゾン 5,900円", NO_AMOUNT, ""},
    {"約500円", NO_AMOUNT, ""},
    {"500円(税込)", NO_AMOUNT, ""},
    {"12 ABCD", NO_AMOUNT, ""},
    {"USD 12 JPY", NO_AMOUNT, ""},
    {"99999999999999999999円", NO_AMOUNT, ""},
    {"1111111111111111111111111111111111111111111円", NO_AMOUNT, ""},
};

static void an_amount_is_read_with_its_currency(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(price_cases); i++) {
        const struct price_case *c = &price_cases[i];
        struct arena *arena = arena_new(&base_test_allocator);
        struct currency currency = {""};
        int64_t amount = NO_AMOUNT;
        bool is_price = notice_price_read(text_fold(arena, slice_of(c->text)), CURRENCY_JPY,
                                          &amount, &currency);

        if (is_price != (c->amount != NO_AMOUNT) || amount != c->amount)
            print_error("%s: have %lld\n", c->text, (long long)amount);
        assert_int_equal(amount, c->amount);
        assert_text(slice_of(currency.code), c->currency, c->text);
        arena_free(arena);
    }
}

struct moment_case {
    const char *text;
    const char *day; /* NULL = it is none */
    int32_t minute;
};

static const struct moment_case moment_cases[] = {
    {"2026/07/08 16:22", "2026-07-08", 982},
    {"2026/08/09 21:30:41", "2026-08-09", 1290},
    {"2026/07/08", "2026-07-08", -1},
    {"2026年3月2日 14:03", "2026-03-02", 843},
    {"2026年02月02日 17:14", "2026-02-02", 1034},
    {"2026年3月2日14時03分", "2026-03-02", 843},
    {"2026年3月2日 午後2時3分", "2026-03-02", 843},
    {"2026年3月2日 午前12時05分", "2026-03-02", 5},
    {"2026年3月2日 9時", "2026-03-02", 540},
    {"2026年7月8日(水) 16:22", "2026-07-08", 982},
    {"7月8日 16:22", "2026-07-08", 982},
    {"12月31日 23:58", "2025-12-31", 1438},
    {"July 8, 2026 4:22 PM", "2026-07-08", 982},
    {"Wednesday, July 8, 2026 12:05 AM", "2026-07-08", 5},
    {"2026/07/08 25:00", "2026-07-08", -1},
    {"2026/07/08 10:75", "2026-07-08", -1},
    {"2026/13/45 16:22", NULL, 0},
    {"16:22", NULL, 0},
    {"", NULL, 0},
    {"日", NULL, 0},
    {"後日お知らせします", NULL, 0},
};

static void a_moment_is_read_in_all_its_forms(void **state)
{
    const int32_t as_of = day_of(2026, 7, 9);

    (void)state;
    for (size_t i = 0; i < COUNT(moment_cases); i++) {
        const struct moment_case *c = &moment_cases[i];
        struct arena *arena = arena_new(&base_test_allocator);
        int32_t day = DAY_NONE, minute = 0;
        char text[DAY_TEXT_LEN] = "";
        bool is_day = notice_moment_read(text_fold(arena, slice_of(c->text)), as_of, &day, &minute);

        assert_true(is_day == (c->day != NULL));
        if (is_day)
            day_write(day, text);
        assert_text(((struct slice){text, is_day ? DAY_TEXT_LEN : 0}), c->day ? c->day : "",
                    c->text);
        assert_int_equal(minute, c->minute);
        arena_free(arena);
    }
}

static void an_order_number_is_told_from_other_numbers(void **state)
{
    static const struct {
        const char *text, *order; /* NULL = it is none */
    } cases[] = {
        {"250-1234567-1234567", "250-1234567-1234567"},
        {" # 250-1234567-1234567 ", "250-1234567-1234567"},
        {"D01-1234567-1234567", "D01-1234567-1234567"},
        {"12-34", NULL},
        {"250-1234567-123456", NULL},
        {"250-1234567-1234567-1", NULL},
        {"E01-1234567-1234567", NULL},
        {"250-1234567-123456x", NULL},
        {"", NULL},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct slice order = SLICE("");

        assert_true(notice_order_read(slice_of(cases[i].text), &order) == (cases[i].order != NULL));
        assert_text(order, cases[i].order ? cases[i].order : "", cases[i].text);
    }
}

static void neither_card_numbers_nor_persons_are_kept(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    char long_text[999];

    (void)state;
    assert_text(notice_shown(arena, SLICE(" SHOP 4111111111111111 ")), "SHOP ************1111",
                "card");
    assert_text(notice_shown(arena, SLICE("甲野花子 様")), "", "person");
    assert_text(notice_shown(arena, SLICE("模様替えの店")), "模様替えの店", "shop");
    for (size_t i = 0; i < sizeof(long_text); i++)
        long_text[i] = "店"[i % 3];
    assert_int_equal(notice_shown(arena, (struct slice){long_text, sizeof(long_text)}).len,
                     NOTICE_MAX_SHOWN);
    assert_true(text_is_utf8(notice_shown(arena, (struct slice){long_text, sizeof(long_text)})));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_amount_is_read_with_its_currency),
        cmocka_unit_test(a_moment_is_read_in_all_its_forms),
        cmocka_unit_test(an_order_number_is_told_from_other_numbers),
        cmocka_unit_test(neither_card_numbers_nor_persons_are_kept),
    };

    return cmocka_run_group_tests_name("notice_value", tests, NULL, NULL);
}
