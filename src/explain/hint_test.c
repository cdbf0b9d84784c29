#include "explain/hint.h"

#include "match/match_test_data.h"

/* cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define D(n) (day_of(2026, 8, 1) + (n))

static const struct currency yen = {"JPY"};

struct hint_test {
    struct match_test shown;    /* statements */
    struct match_test unproven; /* mails */
    struct report report;
    struct hint_list hints;
};

static int setup(void **state)
{
    static struct hint_test t;

    t = (struct hint_test){0};
    match_test_init(&t.shown);
    match_test_init(&t.unproven);
    match_test_statement(&t.shown, "card.csv");
    *state = &t;
    return 0;
}

static int teardown(void **state)
{
    struct hint_test *t = *state;

    arena_free(t->shown.arena);
    arena_free(t->unproven.arena);
    return 0;
}

static void add_mail(struct hint_test *t, const char *path, enum trust trust)
{
    uint32_t source = match_test_source(&t->unproven, path);

    t->unproven.records.sources.at[source].trust = (uint8_t)trust;
}

static void add_notice(struct hint_test *t, int32_t day, int64_t amount)
{
    *array_push(t->unproven.arena, &t->unproven.records.notices) =
        (struct notice){.origin = match_test_origin(&t->unproven),
                        .day = day,
                        .amount = amount,
                        .has_amount = true,
                        .currency = yen};
}

static void find(struct hint_test *t)
{
    match_test_entries(&t->shown);
    t->report.records = &t->shown.records;
    t->report.entries = t->shown.entries;
    hint_find(&t->report, &t->unproven.records, t->shown.arena, &t->hints);
}

static void a_mail_about_the_sum_of_a_charge_is_a_hint(void **state)
{
    struct hint_test *t = *state;

    match_test_charge(&t->shown, D(1), "SHOP", 500);
    match_test_charge(&t->shown, D(3), "SHOP", 700);
    add_mail(t, "a.eml", TRUST_UNKNOWN);
    add_notice(t, D(2), 700);
    find(t);
    assert_int_equal(t->hints.len, 1);
    assert_int_equal(
        t->shown.records.charges.at[t->report.entries.list.at[t->hints.at[0].entry].row].amount,
        700);
}

static void forged_and_proven_mails_are_no_hints(void **state)
{
    struct hint_test *t = *state;

    match_test_charge(&t->shown, D(3), "SHOP", 700);
    add_mail(t, "fake.eml", TRUST_FAKE);
    add_notice(t, D(3), 700);
    add_mail(t, "genuine.eml", TRUST_GENUINE);
    add_notice(t, D(3), 700);
    find(t);
    assert_int_equal(t->hints.len, 0);
}

static void a_mail_of_another_time_or_sum_is_none(void **state)
{
    struct hint_test *t = *state;

    match_test_charge(&t->shown, D(20), "SHOP", 700);
    add_mail(t, "a.eml", TRUST_UNKNOWN);
    add_notice(t, D(3), 700);
    add_notice(t, D(20), 701);
    find(t);
    assert_int_equal(t->hints.len, 0);
}

static void one_mail_is_one_hint_and_five_are_enough(void **state)
{
    struct hint_test *t = *state;
    static const char *const paths[] = {"a", "b", "c", "d", "e", "f", "g"};

    match_test_charge(&t->shown, D(3), "SHOP", 700);
    for (size_t i = 0; i < COUNT(paths); i++) {
        add_mail(t, paths[i], TRUST_UNKNOWN);
        add_notice(t, D(3), 700);
        add_notice(t, D(3), 700);
    }
    find(t);
    assert_int_equal(t->hints.len, HINT_MAX_OF_CHARGE);
    assert_int_not_equal(t->hints.at[0].origin.source, t->hints.at[1].origin.source);
}

static void an_order_hints_at_a_later_charge_and_a_refund_at_a_credit(void **state)
{
    struct hint_test *t = *state;
    uint32_t credit;

    match_test_charge(&t->shown, D(10), "AMAZON.CO.JP", 1488);
    credit = match_test_charge(&t->shown, D(20), "AMAZON.CO.JP", -1488);
    add_mail(t, "a.eml", TRUST_UNKNOWN);
    *array_push(t->unproven.arena, &t->unproven.records.orders) =
        (struct order){.origin = match_test_origin(&t->unproven),
                       .ordered = D(1),
                       .total = 1488,
                       .has_amount = true,
                       .currency = yen};
    add_mail(t, "b.eml", TRUST_UNKNOWN);
    *array_push(t->unproven.arena, &t->unproven.records.refunds) =
        (struct refund){.origin = match_test_origin(&t->unproven),
                        .created = D(12),
                        .day = DAY_NONE,
                        .amount = 1488,
                        .has_amount = true,
                        .currency = yen};
    find(t);
    assert_int_equal(t->hints.len, 2);
    assert_int_equal(t->report.entries.list.at[t->hints.at[1].entry].row, credit);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_mail_about_the_sum_of_a_charge_is_a_hint),
        TEST(forged_and_proven_mails_are_no_hints),
        TEST(a_mail_of_another_time_or_sum_is_none),
        TEST(one_mail_is_one_hint_and_five_are_enough),
        TEST(an_order_hints_at_a_later_charge_and_a_refund_at_a_credit),
    };

    return cmocka_run_group_tests_name("hint", tests, NULL, NULL);
}
