#include "match/notice_pair.h"

#include "match/match_test_data.h"

/* cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define D(n) (day_of(2026, 8, 1) + (n))

static const struct currency yen = {"JPY"};

static uint32_t add_notice(struct match_test *t, int32_t day, const char *shop, int64_t amount,
                           enum notice_kind kind)
{
    struct notice *notice = array_push(t->arena, &t->records.notices);

    *notice = (struct notice){.origin = match_test_origin(t),
                              .issuer = SLICE("bank"),
                              .shop = slice_of(shop),
                              .day = day,
                              .minute = -1,
                              .amount = amount,
                              .has_amount = true,
                              .currency = yen,
                              .kind = (uint8_t)kind};
    return (uint32_t)t->records.notices.len - 1;
}

static uint32_t add_used(struct match_test *t, int32_t day, const char *shop, int64_t amount)
{
    return add_notice(t, day, shop, amount, NOTICE_USED);
}

/* The row whose charge the notice tells of; MAP_NONE = none. */
static uint32_t row_of(const struct match_test *t, const struct notice_pairs *pairs, uint32_t n)
{
    uint32_t entry = pairs->fates[n].entry;

    return entry == MAP_NONE ? MAP_NONE : t->entries.list.at[entry].row;
}

static void pair(struct match_test *t, struct notice_pairs *ret)
{
    match_test_entries(t);
    notice_pair(&t->records, &t->entries, t->arena, ret);
}

static int setup(void **state)
{
    static struct match_test test;

    match_test_init(&test);
    match_test_statement(&test, "card.csv");
    *state = &test;
    return 0;
}

static int teardown(void **state)
{
    struct match_test *t = *state;

    arena_free(t->arena);
    return 0;
}

static void a_notice_finds_the_nearest_line_of_its_amount(void **state)
{
    struct match_test *t = *state;
    struct notice_pairs pairs;
    uint32_t far = match_test_charge(t, D(1), "SHOP A", 1000);
    uint32_t near = match_test_charge(t, D(5), "SHOP B", 1000);
    uint32_t n = add_used(t, D(4), "", 1000);

    pair(t, &pairs);
    assert_int_equal(row_of(t, &pairs, n), near);
    assert_int_equal(pairs.first[0], 0);
    (void)far;
}

static void beyond_five_days_and_off_by_one_yen_is_nothing(void **state)
{
    struct match_test *t = *state;
    struct notice_pairs pairs;
    uint32_t late, other;

    match_test_charge(t, D(10), "SHOP", 1000);
    match_test_charge(t, D(2), "ELSEWHERE", 501);
    late = add_used(t, D(4), "SHOP", 1000);
    other = add_used(t, D(2), "SHOP", 500);
    pair(t, &pairs);
    assert_int_equal(pairs.fates[late].end, NOTICE_OPEN);
    assert_int_equal(pairs.fates[other].end, NOTICE_OPEN);
}

static void on_one_day_the_shop_decides(void **state)
{
    struct match_test *t = *state;
    struct notice_pairs pairs;
    uint32_t a = match_test_charge(t, D(3), "BOOKSTORE", 700);
    uint32_t b = match_test_charge(t, D(3), "AMAZON.CO.JP", 700);
    uint32_t n = add_used(t, D(3), "AMAZON.CO.JP", 700);
    uint32_t m = add_used(t, D(3), "BOOKSTORE", 700);

    pair(t, &pairs);
    assert_int_equal(row_of(t, &pairs, n), b);
    assert_int_equal(row_of(t, &pairs, m), a);
}

static void each_line_takes_one_notice_of_each_stage(void **state)
{
    struct match_test *t = *state;
    struct notice_pairs pairs;
    uint32_t row = match_test_charge(t, D(3), "SHOP", 700);
    uint32_t n = add_used(t, D(3), "SHOP", 700), m = add_used(t, D(3), "SHOP", 700);
    uint32_t posted = add_used(t, D(3), "SHOP", 700);

    t->records.notices.at[posted].stage = NOTICE_POSTED;
    pair(t, &pairs);
    assert_int_equal(row_of(t, &pairs, n), row);
    assert_int_equal(row_of(t, &pairs, posted), row);
    assert_int_equal(pairs.fates[m].end, NOTICE_OPEN);
    assert_int_equal(pairs.first[0], n + 1);
    assert_int_equal(pairs.fates[n].next, posted + 1);
    assert_int_equal(pairs.fates[posted].next, 0);
}

static void a_declined_use_is_no_charge(void **state)
{
    struct match_test *t = *state;
    struct notice_pairs pairs;
    uint32_t n;

    match_test_charge(t, D(3), "SHOP", 700);
    n = add_notice(t, D(3), "SHOP", 700, NOTICE_DECLINED);
    pair(t, &pairs);
    assert_int_equal(pairs.fates[n].end, NOTICE_REFUSED);
    assert_int_equal(pairs.first[0], 0);
}

static void a_declined_use_stands_beside_the_next_attempt(void **state)
{
    struct match_test *t = *state;
    struct notice_pairs pairs;
    uint32_t row = match_test_charge(t, D(4), "SHOP", 700), n, m, before, other;

    match_test_charge(t, D(5), "SHOP", 700);
    match_test_charge(t, D(5), "OTHER", 800);
    n = add_notice(t, D(3), "SHOP", 700, NOTICE_DECLINED);
    m = add_notice(t, D(4), "SHOP", 700, NOTICE_DECLINED);
    before = add_notice(t, D(6), "SHOP", 700, NOTICE_DECLINED);
    other = add_notice(t, D(4), "SHOP", 800, NOTICE_DECLINED);
    pair(t, &pairs);
    assert_int_equal(row_of(t, &pairs, n), row);
    assert_int_equal(row_of(t, &pairs, m), row);
    assert_int_equal(pairs.refused[0], n + 1);
    assert_int_equal(pairs.fates[n].next, m + 1);
    assert_int_equal(pairs.fates[before].entry, MAP_NONE);
    assert_int_equal(pairs.fates[other].entry, MAP_NONE);
    assert_int_equal(pairs.first[0], 0);
}

static void a_pump_holds_another_amount_than_it_takes(void **state)
{
    static const struct {
        const char *shop;
        int64_t held;
        bool paired;
    } rows[] = {{"ENEOS SS", 1, true},       {"ENEOS SS", 15000, true},
                {"ENEOS SS", 3000, false},   {"BOOKSTORE", 1, false},
                {"BOOKSTORE", 15000, false}, {"ガソリンスタンド", 1, false}};
    struct match_test *t = *state;
    struct notice_pairs pairs;
    uint32_t n[COUNT(rows)];

    for (size_t i = 0; i < COUNT(rows); i++) {
        int32_t day = D(1) + 20 * (int32_t)i;

        match_test_charge(t, day + 1, i == 5 ? "BOOKSTORE" : rows[i].shop, 6543);
        n[i] = add_used(t, day, rows[i].shop, rows[i].held);
    }
    pair(t, &pairs);
    for (size_t i = 0; i < COUNT(rows); i++)
        if ((pairs.fates[n[i]].end == NOTICE_PAIRED) != rows[i].paired)
            fail_msg("%s %d", rows[i].shop, (int)rows[i].held);
    assert_true(pairs.fates[n[0]].changed);
}

static void two_fillings_of_one_pump_are_not_guessed(void **state)
{
    struct match_test *t = *state;
    struct notice_pairs pairs;
    uint32_t n;

    match_test_charge(t, D(4), "ENEOS", 4000);
    match_test_charge(t, D(5), "ENEOS", 5000);
    n = add_used(t, D(3), "ENEOS", 1);
    pair(t, &pairs);
    assert_int_equal(pairs.fates[n].end, NOTICE_OPEN);
}

static void a_reversed_use_is_awaited_no_more_and_its_repetition_is(void **state)
{
    struct match_test *t = *state;
    struct notice_pairs pairs;
    uint32_t row = match_test_charge(t, D(6), "SHOP", 900);
    uint32_t first = add_used(t, D(3), "SHOP", 900);
    uint32_t reversal = add_notice(t, D(4), "SHOP", -900, NOTICE_REVERSED);
    uint32_t again = add_used(t, D(5), "SHOP", 900);

    pair(t, &pairs);
    assert_int_equal(pairs.fates[first].end, NOTICE_CANCELLED);
    assert_int_equal(pairs.fates[reversal].end, NOTICE_CANCELLED);
    assert_int_equal(row_of(t, &pairs, again), row);
}

static void a_reversal_that_the_lines_show_is_paired_with_them(void **state)
{
    struct match_test *t = *state;
    struct notice_pairs pairs;
    uint32_t charge = match_test_charge(t, D(3), "SHOP", 900);
    uint32_t credit = match_test_charge(t, D(5), "SHOP", -900);
    uint32_t use = add_used(t, D(3), "SHOP", 900);
    uint32_t reversal = add_notice(t, D(4), "SHOP", -900, NOTICE_REVERSED);

    pair(t, &pairs);
    assert_int_equal(row_of(t, &pairs, use), charge);
    assert_int_equal(row_of(t, &pairs, reversal), credit);
}

static void another_card_is_another_charge(void **state)
{
    struct match_test *t = *state;
    struct notice_pairs pairs;
    uint32_t row = match_test_charge(t, D(3), "SHOP", 700), n, m;

    t->records.charges.at[row].card = records_card(&t->records, SLICE("1234"), SLICE(""));
    n = add_used(t, D(3), "SHOP", 700);
    memcpy(t->records.notices.at[n].last4, "9999", 5);
    m = add_used(t, D(4), "SHOP", 700);
    memcpy(t->records.notices.at[m].last4, "1234", 5);
    pair(t, &pairs);
    assert_int_equal(pairs.fates[n].end, NOTICE_OPEN);
    assert_int_equal(row_of(t, &pairs, m), row);
}

static void an_amount_in_the_currency_of_purchase_is_found(void **state)
{
    struct match_test *t = *state;
    struct notice_pairs pairs;
    uint32_t row = match_test_charge(t, D(3), "ABROAD", 1590), n;
    struct charge_extra *extra = match_test_extra(t, row);

    extra->original = 990;
    extra->original_currency = (struct currency){"USD"};
    n = add_used(t, D(3), "ABROAD", 990);
    t->records.notices.at[n].currency = (struct currency){"USD"};
    pair(t, &pairs);
    assert_int_equal(row_of(t, &pairs, n), row);
}

static void a_changed_amount_is_found_where_only_one_can_be_meant(void **state)
{
    struct match_test *t = *state;
    struct notice_pairs pairs;
    uint32_t row = match_test_charge(t, D(3), "PETROL STAND", 5200);
    uint32_t n = add_used(t, D(3), "PETROL STAND", 5000), far;

    match_test_charge(t, D(20), "HOTEL", 9000);
    far = add_used(t, D(20), "HOTEL", 5000);
    pair(t, &pairs);
    assert_int_equal(row_of(t, &pairs, n), row);
    assert_true(pairs.fates[n].changed);
    assert_int_equal(pairs.fates[far].end, NOTICE_OPEN);
}

static void a_changed_amount_is_left_alone_where_two_can_be_meant(void **state)
{
    struct match_test *t = *state;
    struct notice_pairs pairs;
    uint32_t n;

    match_test_charge(t, D(3), "PETROL STAND", 5200);
    match_test_charge(t, D(4), "PETROL STAND", 5100);
    n = add_used(t, D(3), "PETROL STAND", 5000);
    pair(t, &pairs);
    assert_int_equal(pairs.fates[n].end, NOTICE_OPEN);
}

static void what_is_told_twice_is_awaited_once(void **state)
{
    struct match_test *t = *state;
    struct notice_pairs pairs;
    uint32_t n = add_used(t, D(3), "SHOP", 700), posted = add_used(t, D(5), "SHOP", 700);

    t->records.notices.at[posted].stage = NOTICE_POSTED;
    pair(t, &pairs);
    assert_int_equal(pairs.fates[n].end, NOTICE_REPEATED);
    assert_int_equal(pairs.fates[posted].end, NOTICE_OPEN);
}

static void a_use_of_one_minute_is_awaited_once(void **state)
{
    struct match_test *t = *state;
    struct notice_pairs pairs;
    uint32_t n = add_used(t, D(3), "SHOP", 700), again = add_used(t, D(3), "SHOP", 700);
    uint32_t later = add_used(t, D(3), "SHOP", 700);

    t->records.notices.at[n].minute = t->records.notices.at[again].minute = 600;
    t->records.notices.at[later].minute = 601;
    pair(t, &pairs);
    assert_int_equal(pairs.fates[n].end, NOTICE_OPEN);
    assert_int_equal(pairs.fates[again].end, NOTICE_REPEATED);
    assert_int_equal(pairs.fates[later].end, NOTICE_OPEN);
}

static void a_copy_of_a_mail_is_no_second_use(void **state)
{
    struct match_test *t = *state;
    struct notice_pairs pairs;
    uint32_t n, copy, line = 0;

    match_test_charge(t, D(3), "SHOP", 700);
    match_test_charge(t, D(3), "SHOP", 700);
    match_test_source(t, "a.eml");
    n = add_used(t, D(3), "SHOP", 700);
    line = t->records.notices.at[n].origin.line;
    match_test_source(t, "copy.eml");
    copy = add_used(t, D(3), "SHOP", 700);
    t->records.notices.at[copy].origin.line = line;
    t->records.sources.at[2].digest = t->records.sources.at[1].digest;
    pair(t, &pairs);
    assert_int_equal(pairs.fates[n].end, NOTICE_PAIRED);
    assert_int_equal(pairs.fates[copy].end, NOTICE_REPEATED);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_notice_finds_the_nearest_line_of_its_amount),
        TEST(beyond_five_days_and_off_by_one_yen_is_nothing),
        TEST(on_one_day_the_shop_decides),
        TEST(each_line_takes_one_notice_of_each_stage),
        TEST(a_declined_use_is_no_charge),
        TEST(a_declined_use_stands_beside_the_next_attempt),
        TEST(a_pump_holds_another_amount_than_it_takes),
        TEST(two_fillings_of_one_pump_are_not_guessed),
        TEST(a_reversed_use_is_awaited_no_more_and_its_repetition_is),
        TEST(a_reversal_that_the_lines_show_is_paired_with_them),
        TEST(another_card_is_another_charge),
        TEST(an_amount_in_the_currency_of_purchase_is_found),
        TEST(a_changed_amount_is_found_where_only_one_can_be_meant),
        TEST(a_changed_amount_is_left_alone_where_two_can_be_meant),
        TEST(what_is_told_twice_is_awaited_once),
        TEST(a_use_of_one_minute_is_awaited_once),
        TEST(a_copy_of_a_mail_is_no_second_use),
    };

    return cmocka_run_group_tests_name("notice_pair", tests, NULL, NULL);
}
