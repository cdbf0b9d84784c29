#include "catalog/catalog.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct slice billers[] = {{"amazon.membership", 17}};
static const struct plan_price prices[] = {
    {DAY_NONE, 100, 400, {"JPY"}, {{"", 0}, {"", 0}, 'H'}},
    {101, 200, 500, {"JPY"}, {{"", 0}, {"", 0}, 'H'}},
    {201, DAY_NONE, 600, {"JPY"}, {{"", 0}, {"", 0}, 'H'}},
};
static const struct plan prime = {
    .merchants = billers,
    .merchants_len = 1,
    .prices = prices,
    .prices_len = 3,
};

struct price_case {
    int32_t day;
    int64_t amount;
    const char *currency;
    int row; /* -1 = none */
};

static const struct price_case cases[] = {
    {100, 400, "JPY", 0},      {101, 400, "JPY", -1}, {101, 500, "JPY", 1},
    {200, 500, "JPY", 1},      {201, 500, "JPY", -1}, {9999, 600, "JPY", 2},
    {DAY_NONE, 400, "JPY", 0}, {201, 600, "USD", -1}, {201, 601, "JPY", -1},
};

static void a_price_fits_on_the_days_it_was_asked_and_no_others(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct plan_price *p = plan_price_at(&prime, cases[i].day, cases[i].amount,
                                                   currency_of(slice_of(cases[i].currency)));

        assert_int_equal(p ? (int)(p - prices) : -1, cases[i].row);
    }
}

static void a_plan_is_billed_by_the_merchants_it_names(void **state)
{
    const struct merchant yes = {.id = {"amazon.membership", 17}},
                          no = {.id = {"amazon.retail", 13}};

    (void)state;
    assert_true(plan_is_billed_by(&prime, &yes));
    assert_false(plan_is_billed_by(&prime, &no));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_price_fits_on_the_days_it_was_asked_and_no_others),
        cmocka_unit_test(a_plan_is_billed_by_the_merchants_it_names),
    };

    return cmocka_run_group_tests_name("plan", tests, NULL, NULL);
}
