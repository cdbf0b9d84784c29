#include "explain/chain.h"

#include "base/base_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

ARRAY_TYPE(line_list, struct chain_line);

/* Lines are added in any order and sorted by day before chains are looked for. */
struct text {
    struct arena *arena;
    struct line_list lines;
    struct chains chains;
};

static struct text text_new(void)
{
    return (struct text){.arena = arena_new(&base_test_allocator)};
}

static void text_done(struct text *t)
{
    arena_free(t->arena);
}

static struct chain_line *add(struct text *t, int32_t day, int64_t amount)
{
    struct chain_line *line = array_push(t->arena, &t->lines);

    line->day = day;
    line->amount = amount;
    return line;
}

static void find(struct text *t, int32_t until)
{
    struct line_list *l = &t->lines;

    for (size_t i = 1; i < l->len; i++)
        for (size_t k = i; k > 0 && l->at[k - 1].day > l->at[k].day; k--) {
            struct chain_line other = l->at[k];

            l->at[k] = l->at[k - 1];
            l->at[k - 1] = other;
        }
    chain_find(l->at, l->len, until, t->arena, &t->chains);
}

static int32_t start(void)
{
    return day_of(2024, 1, 15);
}

/* xorshift: the tests are the same on every machine. */
static uint32_t roll(uint32_t *seed, uint32_t n)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed % n;
}

struct period_case {
    int months, days, charges, jitter;
};

static const struct period_case periods[] = {
    {1, 0, 3, 0},  {1, 0, 24, 3},  {2, 0, 8, 2},   {3, 0, 5, 3},  {6, 0, 4, 4},
    {12, 0, 2, 4}, {0, 28, 13, 1}, {0, 14, 12, 1}, {0, 7, 30, 0},
};

static void charges_of_one_amount_are_a_series_in_every_period(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(periods) / sizeof(periods[0]); i++) {
        const struct period_case *c = &periods[i];
        struct text t = text_new();
        uint32_t seed = 7;

        for (int k = 0; k < c->charges; k++)
            add(&t,
                (c->months ? day_add_months(start(), k * c->months) : start() + k * c->days) +
                    (k % 3 == 2 ? (int32_t)roll(&seed, (uint32_t)c->jitter + 1) : 0),
                980);
        find(&t, t.lines.at[t.lines.len - 1].day);
        assert_int_equal(t.chains.list.len, 1);
        assert_int_equal(t.chains.list.at[0].months, c->months);
        assert_int_equal(t.chains.list.at[0].days, c->days);
        assert_int_equal(t.chains.list.at[0].len, c->charges);
        text_done(&t);
    }
}

static void the_next_charge_is_due_one_period_after_the_last(void **state)
{
    struct text t = text_new();

    (void)state;
    for (int k = 0; k < 5; k++)
        add(&t, day_add_months(day_of(2026, 1, 31), k), 1200);
    find(&t, day_of(2026, 6, 2));
    assert_int_equal(t.chains.list.len, 1);
    assert_int_equal(t.chains.list.at[0].next_due, day_of(2026, 6, 30));
    text_done(&t);
}

static void a_price_step_stays_in_its_series(void **state)
{
    struct text t = text_new();

    (void)state;
    for (int k = 0; k < 12; k++)
        add(&t, day_add_months(start(), k), k < 7 ? 500 : 600);
    find(&t, day_add_months(start(), 11));
    assert_int_equal(t.chains.list.len, 1);
    assert_int_equal(t.chains.list.at[0].len, 12);
    assert_true(t.chains.list.at[0].steady);
    text_done(&t);
}

static void a_price_step_is_found_at_its_first_charge(void **state)
{
    struct text t = text_new();

    (void)state;
    for (int k = 0; k < 8; k++)
        add(&t, day_add_months(start(), k), k < 7 ? 500 : 600);
    find(&t, day_add_months(start(), 7) + 3);
    assert_int_equal(t.chains.list.len, 1);
    assert_int_equal(t.chains.list.at[0].len, 8);
    text_done(&t);
}

static void bills_that_vary_are_one_series(void **state)
{
    static const int64_t power[] = {9800, 11200, 10400, 7600, 5900, 5200,
                                    6900, 9400,  9100,  6200, 5600, 8000};
    struct text t = text_new();

    (void)state;
    for (int k = 0; k < 24; k++)
        add(&t, day_add_months(start(), k) + k % 4, power[k % 12]);
    find(&t, day_add_months(start(), 24));
    assert_int_equal(t.chains.list.len, 1);
    assert_int_equal(t.chains.list.at[0].len, 24);
    assert_int_equal(t.chains.list.at[0].months, 1);
    assert_false(t.chains.list.at[0].steady);
    text_done(&t);
}

static void several_series_under_one_text_are_told_apart(void **state)
{
    struct text t = text_new();

    (void)state;
    for (int k = 0; k < 12; k++) {
        add(&t, day_add_months(start(), k), 130);
        add(&t, day_add_months(start() + 9, k), 1480);
        add(&t, day_add_months(start() + 2, k), 980);
    }
    add(&t, start() + 100, 610);
    add(&t, start() + 222, 370);
    find(&t, day_add_months(start(), 12));
    assert_int_equal(t.chains.list.len, 3);
    for (size_t c = 0; c < 3; c++)
        assert_int_equal(t.chains.list.at[c].len, 12);
    text_done(&t);
}

static void a_missing_month_does_not_end_a_series(void **state)
{
    struct text t = text_new();

    (void)state;
    for (int k = 0; k < 12; k++)
        if (k != 6)
            add(&t, day_add_months(start(), k), 980);
    find(&t, day_add_months(start(), 11));
    assert_int_equal(t.chains.list.len, 1);
    assert_int_equal(t.chains.list.at[0].len, 11);
    text_done(&t);
}

static void a_series_goes_on_over_a_new_card(void **state)
{
    struct text t = text_new();

    (void)state;
    for (int k = 0; k < 12; k++)
        add(&t, day_add_months(start(), k), 980)->card = k < 6 ? 1 : 2;
    find(&t, day_add_months(start(), 11));
    assert_int_equal(t.chains.list.len, 1);
    text_done(&t);
}

static void a_bill_among_many_purchases_of_the_text_is_not_told(void **state)
{
    struct text t = text_new();
    uint32_t seed = 3;

    (void)state;
    for (int k = 0; k < 12; k++)
        add(&t, day_add_months(start(), k), 600);
    for (int k = 0; k < 90; k++)
        add(&t, start() + (int32_t)roll(&seed, 360), 300 + roll(&seed, 9000));
    find(&t, start() + 360);
    assert_int_equal(t.chains.list.len, 0);
    text_done(&t);
}

static void workday_lunches_of_one_price_are_a_habit(void **state)
{
    struct text t = text_new();

    (void)state;
    for (int32_t day = start(); day < start() + 200; day++)
        if (day_weekday(day) < 5)
            add(&t, day, 850);
    find(&t, start() + 200);
    assert_int_equal(t.chains.list.len, 0);
    text_done(&t);
}

/* Shops as people use them: every so many days, more or less, for some of a few prices or any sum.
 */
static void habits_of_shopping_are_next_to_never_a_series(void **state)
{
    uint32_t seed = 20261122, false_series = 0, texts = 0;

    (void)state;
    for (int round = 0; round < 600; round++) {
        struct text t = text_new();
        uint32_t every = 1 + roll(&seed, 60), price = 300 + roll(&seed, 5000);
        uint32_t kind = roll(&seed, 3);
        int32_t day = start();

        while (day < start() + 730) {
            add(&t, day,
                kind == 0   ? price + 100 * roll(&seed, 3)
                : kind == 1 ? price / 2 + roll(&seed, price)
                            : price + roll(&seed, price / 4));
            day += 1 + (int32_t)roll(&seed, 2 * every);
        }
        find(&t, start() + 730);
        false_series += t.chains.list.len > 0;
        texts++;
        text_done(&t);
    }
    print_message("# %u of %u texts of habit are taken for a series\n", false_series, texts);
    assert_true(false_series * 100 <= texts * 2);
}

/* Bills come on a day of the month or some days later, and vary by so many percent. */
static void bills_are_nearly_always_found(void **state)
{
    static const uint32_t vary[] = {0, 10, 40};
    uint32_t seed = 99;

    (void)state;
    for (size_t v = 0; v < 3; v++) {
        uint32_t found = 0;

        for (int round = 0; round < 300; round++) {
            struct text t = text_new();
            uint32_t bills = 6 + roll(&seed, 19), price = 500 + roll(&seed, 9000);
            int months = roll(&seed, 4) == 0 ? 2 : 1;

            for (uint32_t k = 0; k < bills; k++)
                add(&t, day_add_months(start(), (int)k * months) + (int32_t)roll(&seed, 4),
                    price + (vary[v] ? price * roll(&seed, vary[v] * 2) / 100 : 0));
            find(&t, t.lines.at[t.lines.len - 1].day);
            found += t.chains.list.len == 1 && t.chains.list.at[0].len * 10 >= bills * 9;
            text_done(&t);
        }
        print_message("# %u of 300 bills that vary by %u %% are found\n", found, vary[v]);
        assert_true(found >= 285);
    }
}

static void what_a_membership_bills_is_a_series_from_its_first_charge(void **state)
{
    struct text t = text_new();
    struct chain_line *line = add(&t, start(), 5900);

    (void)state;
    line->plan_months = 12;
    line->plan_alone = true;
    find(&t, start() + 10);
    assert_int_equal(t.chains.list.len, 1);
    assert_int_equal(t.chains.list.at[0].months, 12);
    assert_int_equal(t.chains.list.at[0].next_due, day_add_months(start(), 12));
    text_done(&t);
}

static void two_charges_are_a_series_at_the_price_of_a_plan_only(void **state)
{
    for (int plan = 0; plan < 2; plan++) {
        struct text t = text_new();

        (void)state;
        for (int k = 0; k < 2; k++)
            add(&t, day_add_months(start(), k), 980)->plan_months = (uint8_t)plan;
        find(&t, day_add_months(start(), 1));
        assert_int_equal(t.chains.list.len, plan);
        text_done(&t);
    }
}

/* Bounded work: the time limit of the test program would tell. */
static void ten_thousand_charges_under_one_text_are_quickly_done(void **state)
{
    static const struct {
        int per_day, prices;
    } cases[] = {{10000, 1}, {170, 1}, {14, 40}, {3, 40}, {1, 1}, {1, 40}};
    uint32_t seed = 5;

    (void)state;
    for (size_t c = 0; c < sizeof(cases) / sizeof(cases[0]); c++) {
        struct text t = text_new();

        for (int i = 0; i < 10000; i++) {
            struct chain_line *line =
                add(&t, start() + i / cases[c].per_day,
                    100 + 100 * (int64_t)roll(&seed, (uint32_t)cases[c].prices));

            line->plan_months = 1;
            line->plan_alone = c == 0;
        }
        find(&t, start() + 10000);
        assert_true(t.chains.list.len <= CHAINS_MAX);
        text_done(&t);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(charges_of_one_amount_are_a_series_in_every_period),
        cmocka_unit_test(the_next_charge_is_due_one_period_after_the_last),
        cmocka_unit_test(a_price_step_stays_in_its_series),
        cmocka_unit_test(a_price_step_is_found_at_its_first_charge),
        cmocka_unit_test(bills_that_vary_are_one_series),
        cmocka_unit_test(several_series_under_one_text_are_told_apart),
        cmocka_unit_test(a_missing_month_does_not_end_a_series),
        cmocka_unit_test(a_series_goes_on_over_a_new_card),
        cmocka_unit_test(a_bill_among_many_purchases_of_the_text_is_not_told),
        cmocka_unit_test(workday_lunches_of_one_price_are_a_habit),
        cmocka_unit_test(habits_of_shopping_are_next_to_never_a_series),
        cmocka_unit_test(bills_are_nearly_always_found),
        cmocka_unit_test(what_a_membership_bills_is_a_series_from_its_first_charge),
        cmocka_unit_test(two_charges_are_a_series_at_the_price_of_a_plan_only),
        cmocka_unit_test(ten_thousand_charges_under_one_text_are_quickly_done),
    };

    return cmocka_run_group_tests_name("chain", tests, NULL, NULL);
}
