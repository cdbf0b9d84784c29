#include "explain/report_test.h"

#include "explain/recurring.h"

#define PRIME "AMAZON PRIME"
#define DIGITAL "AMAZON DOWNLOADS"

static void find(struct made *m)
{
    explain_recurring(&m->report, history_of(&m->report, m->arena), m->arena);
}

static const struct recurring *series(const struct made *m, size_t i)
{
    return &m->report.recurring.at[i];
}

static void charges_that_come_monthly_are_told_with_what_comes_next(void **state)
{
    struct made *m = made_new();
    int32_t day = made_day(20260103);

    (void)state;
    for (int k = 0; k < 8; k++)
        made_charge(m, day_add_months(day, k), "STREAMING.EXAMPLE", 990);
    made_charge(m, made_day(20260515), "BOOKS", 2200);
    find(m);
    assert_int_equal(m->report.recurring.len, 1);
    assert_int_equal(series(m, 0)->months, 1);
    assert_int_equal(series(m, 0)->amount, 990);
    assert_int_equal(series(m, 0)->charges_len, 8);
    assert_int_equal(m->report.recurring_charges.at[series(m, 0)->charges_from], 0);
    assert_int_equal(series(m, 0)->next_due, made_day(20260903));
    made_free(m);
}

static void a_series_that_the_statements_would_show_has_stopped(void **state)
{
    struct made *m = made_new();

    (void)state;
    for (int k = 0; k < 8; k++)
        made_charge(m, day_add_months(made_day(20260103), k), "STREAMING.EXAMPLE", 990);
    made_charge(m, made_day(20260920), "BOOKS", 2200);
    find(m);
    assert_int_equal(m->report.recurring.len, 1);
    assert_int_equal(series(m, 0)->next_due, DAY_NONE);
    made_free(m);
}

static void a_new_price_is_flagged_once_and_is_no_alarm(void **state)
{
    struct made *m = made_new();

    (void)state;
    for (int k = 0; k < 8; k++)
        made_charge(m, day_add_months(made_day(20260103), k), "STREAMING.EXAMPLE",
                    k < 5 ? 990 : 1190);
    find(m);
    for (uint32_t e = 0; e < 8; e++)
        assert_int_equal(made_has(m, e, FLAG_PRICE_CHANGE), e == 5);
    assert_false(made_alarms(m, 5, FLAG_PRICE_CHANGE));
    assert_true(series(m, 0)->flags & 1u << FLAG_PRICE_CHANGE);
    made_free(m);
}

static void a_first_charge_after_a_card_check_is_a_trial_that_ended(void **state)
{
    struct made *m = made_new();
    uint32_t check = made_charge(m, made_day(20260103), "STREAMING.EXAMPLE", 1);

    (void)state;
    m->report.entries.list.at[check].vanished = true;
    for (int k = 1; k < 5; k++)
        made_charge(m, day_add_months(made_day(20260103), k), "STREAMING.EXAMPLE", 990);
    find(m);
    assert_int_equal(m->report.recurring.len, 1);
    assert_true(made_alarms(m, 1, FLAG_TRIAL_ENDED));
    assert_false(made_has(m, 2, FLAG_TRIAL_ENDED));
    made_free(m);
}

static void orders_instalments_and_credits_never_recur(void **state)
{
    struct made *m = made_new();

    (void)state;
    for (int k = 0; k < 6; k++) {
        int32_t day = day_add_months(made_day(20260103), k);
        struct charge_extra *x;

        made_explain(m, made_charge(m, day, "AMAZON.CO.JP", 3000),
                     made_unit(m, UNIT_SHIPMENT, day, 3000));
        made_charge(m, day, "RETURNS", -500);
        made_row(m, made_charge(m, day, "FURNITURE", 8000))->extra =
            (uint32_t)m->records.extras.len;
        x = array_push(m->arena, &m->records.extras);
        x->is_instalment = true;
    }
    find(m);
    assert_int_equal(m->report.recurring.len, 0);
    made_free(m);
}

static void the_fee_of_a_membership_is_a_series_at_once(void **state)
{
    struct made *m = made_new();

    (void)state;
    made_charge(m, made_day(20260401), PRIME, 5900);
    find(m);
    assert_int_equal(m->report.recurring.len, 1);
    assert_int_equal(series(m, 0)->months, 12);
    assert_int_equal(series(m, 0)->next_due, made_day(20270401));
    made_free(m);
}

static void two_plans_of_one_family_at_once_are_a_double_subscription(void **state)
{
    struct made *m = made_new();
    uint32_t second;

    (void)state;
    for (int k = 0; k < 3; k++)
        made_charge(m, day_add_months(made_day(20260105), k), PRIME, 600);
    second = made_charge(m, made_day(20260220), PRIME, 5900);
    find(m);
    assert_int_equal(m->report.recurring.len, 2);
    assert_true(made_alarms(m, second, FLAG_DOUBLE_SUBSCRIPTION));
    assert_false(made_has(m, 0, FLAG_DOUBLE_SUBSCRIPTION));
    assert_true(series(m, 0)->flags & 1u << FLAG_DOUBLE_SUBSCRIPTION);
    assert_true(series(m, 1)->flags & 1u << FLAG_DOUBLE_SUBSCRIPTION);
    made_free(m);
}

static void a_change_of_plan_is_no_double_subscription(void **state)
{
    struct made *m = made_new();

    (void)state;
    for (int k = 0; k < 3; k++)
        made_charge(m, day_add_months(made_day(20260105), k), PRIME, 600);
    made_charge(m, made_day(20260320), PRIME, 5900);
    find(m);
    assert_int_equal(m->report.recurring.len, 2);
    for (uint32_t e = 0; e < 4; e++)
        assert_false(made_has(m, e, FLAG_DOUBLE_SUBSCRIPTION));
    made_free(m);
}

/* 980 yen is the price of more than one family of plans: nothing tells that they are one. */
static void prices_of_several_families_are_not_called_double(void **state)
{
    struct made *m = made_new();

    (void)state;
    for (int k = 0; k < 6; k++) {
        made_charge(m, day_add_months(made_day(20220105), k), DIGITAL, 980);
        made_charge(m, day_add_months(made_day(20220118), k), DIGITAL, 980);
    }
    find(m);
    assert_int_equal(m->report.recurring.len, 2);
    for (uint32_t e = 0; e < 12; e++)
        assert_false(made_has(m, e, FLAG_DOUBLE_SUBSCRIPTION));
    made_free(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(charges_that_come_monthly_are_told_with_what_comes_next),
        cmocka_unit_test(a_series_that_the_statements_would_show_has_stopped),
        cmocka_unit_test(a_new_price_is_flagged_once_and_is_no_alarm),
        cmocka_unit_test(a_first_charge_after_a_card_check_is_a_trial_that_ended),
        cmocka_unit_test(orders_instalments_and_credits_never_recur),
        cmocka_unit_test(the_fee_of_a_membership_is_a_series_at_once),
        cmocka_unit_test(two_plans_of_one_family_at_once_are_a_double_subscription),
        cmocka_unit_test(a_change_of_plan_is_no_double_subscription),
        cmocka_unit_test(prices_of_several_families_are_not_called_double),
    };

    return cmocka_run_group_tests_name("recurring", tests, NULL, NULL);
}
