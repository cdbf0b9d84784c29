#include "base/money.h"

#include "base/base_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct money_case {
    const char *cell;
    int digits;
    int result; /* of money_read() */
    int64_t amount;
};

static const struct money_case reads[] = {
    /* the cells that statements are seen to hold */
    {"1234", 0, 1, 1234},
    {"1,234", 0, 1, 1234},
    {"\\1,444", 0, 1, 1444},
    {"¥1,000", 0, 1, 1000},
    {"￥1,000", 0, 1, 1000},
    {"-1970", 0, 1, -1970},
    {"△1,970", 0, 1, -1970},
    {"▲1970", 0, 1, -1970},
    {"−1970", 0, 1, -1970},
    {"－１９７０", 0, 1, -1970},
    {"+1,019", 0, 1, 1019},
    {"129円", 0, 1, 129},
    {"１２９円", 0, 1, 129},
    {"0000192265", 0, 1, 192265},
    {"１", 0, 1, 1},
    {"１２，３４５", 0, 1, 12345},
    {"'1,495'", 0, 1, 1495},
    {"'-1.6'", 2, 1, -160},
    {"1234-", 0, 1, -1234},
    {"(1,234)", 0, 1, -1234},
    {"¥-500", 0, 1, -500},
    {"-¥500", 0, 1, -500},
    {" 500 ", 0, 1, 500},
    {"　500　", 0, 1, 500},
    {"29800.00", 0, 1, 29800},
    {"-0", 0, 1, 0},
    /* other currencies */
    {"$11.95", 2, 1, 1195},
    {"11.9", 2, 1, 1190},
    {"11", 2, 1, 1100},
    {"1,234.56", 2, 1, 123456},
    {".5", 2, 1, 50},
    {"12.340", 2, 1, 1234},
    {"1.234", 3, 1, 1234},
    {"€ 7", 2, 1, 700},
    /* nothing there */
    {"", 0, 0, 0},
    {"   ", 0, 0, 0},
    {"-", 0, 0, 0},
    {"－", 0, 0, 0},
    {"　", 0, 0, 0},
    {"¥", 0, 0, 0},
    /* no amounts */
    {"abc", 0, -1, 0},
    {"12x", 0, -1, 0},
    {"1.5", 0, -1, 0},
    {"1.234", 2, -1, 0},
    {"1.2.3", 2, -1, 0},
    {"1 2", 0, -1, 0},
    {"--5", 0, -1, 0},
    {".", 2, -1, 0},
    {",5", 0, -1, 0},
    {"2026/08/02", 0, -1, 0},
    {"Not Available", 2, -1, 0},
    {"1e5", 0, -1, 0},
    {"0x10", 0, -1, 0},
    {"1回", 0, -1, 0},
    /* the limit */
    {"1000000000000000", 0, 1, MONEY_MAX},
    {"-1000000000000000", 0, 1, -MONEY_MAX},
    {"1,000,000,000,000,000", 0, 1, MONEY_MAX},
    {"1000000000000001", 0, -1, 0},
    {"10000000000000", 2, 1, MONEY_MAX},
    {"10000000000000.01", 2, -1, 0},
    {"10000000000001", 2, -1, 0},
    {"99999999999999999999", 0, -1, 0},
    {"9223372036854775808", 0, -1, 0},
    {"18446744073709551617", 0, -1, 0},
    {"00000000000000000000000000000000000000000000000000000000000000001", 0, 1, 1},
};

static void cells_are_read_as_statements_write_them(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(reads); i++) {
        const struct money_case *c = &reads[i];
        int64_t amount = 4711;
        int result = money_read(slice_of(c->cell), c->digits, &amount);

        if (result != c->result || amount != (c->result == 1 ? c->amount : 4711)) {
            print_error("\"%s\": %d, %lld\n", c->cell, result, (long long)amount);
            fail();
        }
    }
}

struct written {
    int64_t amount;
    int digits;
    const char *text;
};

static const struct written writes[] = {
    {0, 0, "0"},
    {0, 2, "0.00"},
    {5, 2, "0.05"},
    {-5, 2, "-0.05"},
    {999, 0, "999"},
    {1000, 0, "1,000"},
    {-1234567, 0, "-1,234,567"},
    {123456, 2, "1,234.56"},
    {1234567, 3, "1,234.567"},
    {MONEY_MAX, 0, "1,000,000,000,000,000"},
    {INT64_MIN, 0, "-9,223,372,036,854,775,808"},
};

static void amounts_are_written_with_separators(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);

    (void)state;
    for (size_t i = 0; i < COUNT(writes); i++)
        assert_text(money_write(arena, writes[i].amount, writes[i].digits), writes[i].text,
                    "write");
    arena_free(arena);
}

static void what_is_written_is_read_back(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);

    (void)state;
    for (int digits = 0; digits <= 3; digits++)
        for (int64_t x = 1; x <= MONEY_MAX; x = x * 7 + 3)
            for (int sign = -1; sign <= 1; sign += 2) {
                int64_t back = 0;

                assert_int_equal(money_read(money_write(arena, sign * x, digits), digits, &back),
                                 1);
                assert_true(back == sign * x);
            }
    arena_free(arena);
}

static void currencies_are_told_by_code_or_sign(void **state)
{
    static const char *const cases[][2] = {
        {"JPY", "JPY"}, {" jpy ", "JPY"}, {"円", "JPY"}, {"¥", "JPY"}, {"￥", "JPY"},
        {"yen", "JPY"}, {"usd", "USD"},   {"$", "USD"},  {"", ""},     {"US", ""},
        {"USDX", ""},   {"U5D", ""},      {"ドル", ""},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_string_equal(currency_of(slice_of(cases[i][0])).code, cases[i][1]);
    assert_true(currency_eq(CURRENCY_JPY, currency_of(SLICE("yen"))));
    assert_false(currency_eq(CURRENCY_JPY, currency_of(SLICE(""))));
}

static void currencies_have_their_digits(void **state)
{
    static const struct {
        const char *code;
        int digits;
    } cases[] = {{"JPY", 0}, {"KRW", 0}, {"USD", 2}, {"EUR", 2}, {"KWD", 3}, {"", 2}};

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(currency_digits(currency_of(slice_of(cases[i].code))), cases[i].digits);
}

static void sums_that_overflow_are_refused(void **state)
{
    int64_t sum = 0;

    (void)state;
    assert_true(money_add(INT64_MAX - 1, 1, &sum));
    assert_true(sum == INT64_MAX);
    assert_false(money_add(INT64_MAX, 1, &sum));
    assert_false(money_add(INT64_MIN, -1, &sum));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_read_as_statements_write_them),
        cmocka_unit_test(amounts_are_written_with_separators),
        cmocka_unit_test(what_is_written_is_read_back),
        cmocka_unit_test(currencies_are_told_by_code_or_sign),
        cmocka_unit_test(currencies_have_their_digits),
        cmocka_unit_test(sums_that_overflow_are_refused),
    };

    return cmocka_run_group_tests_name("money", tests, NULL, NULL);
}
