#include "explain/report_test.h"

#include "explain/expected.h"
#include "explain/flag.h"
#include "explain/recurring.h"

#define RETAIL "AMAZON.CO.JP"

static void flag(struct made *m)
{
    const struct history *history = history_of(&m->report, m->arena);

    explain_recurring(&m->report, history, m->arena);
    explain_expected(&m->report, history, m->arena);
    explain_flags(&m->report, history, m->arena);
}

/* An order export that covers the year. */
static void give_export(struct made *m)
{
    uint32_t source = made_source(m, "orders.csv", "", false);

    for (int i = 0; i < 2; i++) {
        struct order_line *line = array_push(m->arena, &m->records.order_lines);

        line->origin.source = source;
        line->ordered = i ? made_day(20261231) : made_day(20260101);
    }
}

struct twin_case {
    const char *what;
    enum verdict_kind first, second;
    int days;
    bool flag_first, flag_second, alarm;
};

static const struct twin_case twins[] = {
    {"one order pays for one of two", VERDICT_PROBABLE, VERDICT_UNEXPLAINED, 0, false, true, true},
    {"the older one may be the odd one", VERDICT_UNEXPLAINED, VERDICT_EXPLAINED, 3, true, false,
     true},
    {"neither is likelier", VERDICT_AMBIGUOUS, VERDICT_AMBIGUOUS, 1, true, true, true},
    {"two orders pay for two", VERDICT_EXPLAINED, VERDICT_EXPLAINED, 0, false, false, false},
    {"nothing pays for either", VERDICT_UNEXPLAINED, VERDICT_UNEXPLAINED, 0, false, true, false},
    {"four days apart", VERDICT_EXPLAINED, VERDICT_UNEXPLAINED, 4, false, false, false},
};

static void like_charges_are_doubled_when_one_is_not_accounted_for(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(twins) / sizeof(twins[0]); i++) {
        const struct twin_case *c = &twins[i];
        struct made *m = made_new();
        uint32_t a = made_charge(m, made_day(20260815), RETAIL, 3980);
        uint32_t b = made_charge(m, made_day(20260815) + c->days, RETAIL, 3980);

        made_verdict(m, a, c->first);
        made_verdict(m, b, c->second);
        flag(m);
        print_message("# %s\n", c->what);
        assert_int_equal(made_has(m, a, FLAG_DUPLICATE_CHARGE), c->flag_first);
        assert_int_equal(made_has(m, b, FLAG_DUPLICATE_CHARGE), c->flag_second);
        assert_int_equal(made_alarms(m, b, FLAG_DUPLICATE_CHARGE), c->flag_second && c->alarm);
        made_free(m);
    }
}

static void other_cards_other_amounts_and_pending_lines_are_no_twins(void **state)
{
    struct made *m = made_new();
    int32_t day = made_day(20260815);
    uint32_t first = made_charge(m, day, RETAIL, 3980), card = made_charge(m, day, RETAIL, 3980);
    uint32_t amount = made_charge(m, day, RETAIL, 3981), wait = made_charge(m, day, RETAIL, 3980);

    (void)state;
    made_verdict(m, first, VERDICT_EXPLAINED);
    made_verdict(m, card, VERDICT_UNEXPLAINED);
    made_verdict(m, amount, VERDICT_UNEXPLAINED);
    made_verdict(m, wait, VERDICT_UNEXPLAINED);
    made_card(m, card, "1111");
    made_row(m, wait)->state = CHARGE_PENDING;
    flag(m);
    for (uint32_t e = 0; e < 4; e++)
        assert_false(made_has(m, e, FLAG_DUPLICATE_CHARGE));
    made_free(m);
}

static void at_other_shops_only_large_odd_twins_are_asked_about(void **state)
{
    static const struct {
        int64_t amount;
        bool alarm;
    } cases[] = {{150, false}, {3000, false}, {10000, false}, {12870, true}};

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct made *m = made_new();
        uint32_t a = made_charge(m, made_day(20260815), "GARDEN CENTRE", cases[i].amount);
        uint32_t b = made_charge(m, made_day(20260815), "GARDEN CENTRE", cases[i].amount);

        flag(m);
        assert_false(made_has(m, a, FLAG_DUPLICATE_CHARGE));
        assert_true(made_has(m, b, FLAG_DUPLICATE_CHARGE));
        assert_int_equal(made_alarms(m, b, FLAG_DUPLICATE_CHARGE), cases[i].alarm);
        made_free(m);
    }
}

static void twins_at_a_vending_machine_are_a_habit(void **state)
{
    struct made *m = made_new();

    (void)state;
    for (int k = 0; k < 10; k++)
        for (int i = 0; i < 2; i++)
            made_charge(m, made_day(20260801) + 5 * k, "DRINKS", 150);
    flag(m);
    for (uint32_t e = 0; e < 20; e++)
        assert_false(made_has(m, e, FLAG_DUPLICATE_CHARGE));
    made_free(m);
}

static void a_bill_that_comes_twice_is_asked_about(void **state)
{
    struct made *m = made_new();
    uint32_t twice = 0;

    (void)state;
    for (int k = 0; k < 8; k++) {
        made_charge(m, day_add_months(made_day(20260103), k), "STREAMING.EXAMPLE", 990);
        if (k == 5)
            twice = made_charge(m, day_add_months(made_day(20260103), k), "STREAMING.EXAMPLE", 990);
    }
    flag(m);
    assert_true(made_alarms(m, twice, FLAG_DUPLICATE_CHARGE) ||
                made_alarms(m, twice - 1, FLAG_DUPLICATE_CHARGE));
    made_free(m);
}

static void a_small_unknown_charge_before_a_large_one_is_a_card_test(void **state)
{
    struct made *m = made_new();
    uint32_t test = made_charge(m, made_day(20260815), RETAIL, 120);
    uint32_t large = made_charge(m, made_day(20260817), RETAIL, 49800);
    uint32_t late = made_charge(m, made_day(20260825), RETAIL, 39800);

    (void)state;
    give_export(m);
    made_verdict(m, test, VERDICT_UNEXPLAINED);
    made_verdict(m, large, VERDICT_UNEXPLAINED);
    made_verdict(m, late, VERDICT_UNEXPLAINED);
    flag(m);
    assert_true(made_alarms(m, test, FLAG_CARD_TESTING));
    assert_true(made_alarms(m, large, FLAG_CARD_TESTING));
    assert_false(made_has(m, late, FLAG_CARD_TESTING));
    made_free(m);
}

static void without_an_export_or_with_a_known_small_charge_there_is_no_card_test(void **state)
{
    for (int given = 0; given < 2; given++) {
        struct made *m = made_new();
        uint32_t test = made_charge(m, made_day(20260815), RETAIL, 120);
        uint32_t large = made_charge(m, made_day(20260817), RETAIL, 49800);

        (void)state;
        if (given)
            give_export(m);
        made_verdict(m, test, given ? VERDICT_EXPLAINED : VERDICT_UNEXPLAINED);
        made_verdict(m, large, VERDICT_UNEXPLAINED);
        flag(m);
        assert_false(made_has(m, large, FLAG_CARD_TESTING));
        made_free(m);
    }
}

static void a_shop_is_new_once_the_card_is_known_and_that_is_no_alarm(void **state)
{
    struct made *m = made_new();
    uint32_t early, late, known, again;

    (void)state;
    early = made_charge(m, made_day(20260110), "FIRST SHOP", 700);
    for (int k = 0; k < 12; k++)
        made_charge(m, made_day(20260101) + 10 * k, "GROCER", 1000 + 7 * k);
    late = made_charge(m, made_day(20260510), "SECOND SHOP", 52345);
    again = made_charge(m, made_day(20260511), "SECOND SHOP", 700);
    known = made_charge(m, made_day(20260512), "FIRST SHOP", 700);
    flag(m);
    assert_false(made_has(m, early, FLAG_NEW_MERCHANT));
    assert_true(made_has(m, late, FLAG_NEW_MERCHANT));
    assert_false(made_alarms(m, late, FLAG_NEW_MERCHANT));
    assert_false(made_has(m, again, FLAG_NEW_MERCHANT));
    assert_false(made_has(m, known, FLAG_NEW_MERCHANT));
    made_free(m);
}

static void the_first_large_purchase_abroad_is_asked_about(void **state)
{
    struct made *m = made_new();
    uint32_t abroad;

    (void)state;
    for (int k = 0; k < 12; k++)
        made_charge(m, made_day(20260101) + 10 * k, "GROCER", 1000 + 7 * k);
    abroad = made_charge(m, made_day(20260510), "FAR SHOP", 52345);
    made_row(m, abroad)->extra = (uint32_t)m->records.extras.len;
    array_push(m->arena, &m->records.extras)->original_currency = (struct currency){"USD"};
    flag(m);
    assert_true(made_alarms(m, abroad, FLAG_NEW_MERCHANT));
    made_free(m);
}

static void amounts_far_above_the_usual_are_flagged(void **state)
{
    static const struct {
        int64_t amount;
        bool flag, alarm;
    } cases[] = {{2600, false, false}, {9000, true, false}, {98000, true, true}};

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct made *m = made_new();
        uint32_t odd;

        for (int k = 0; k < 15; k++)
            made_charge(m, made_day(20260101) + 9 * k, "GROCER", 2000 + 331 * k % 900);
        odd = made_charge(m, made_day(20260630), "GROCER", cases[i].amount);
        flag(m);
        assert_int_equal(made_has(m, odd, FLAG_UNUSUAL_AMOUNT), cases[i].flag);
        assert_int_equal(made_alarms(m, odd, FLAG_UNUSUAL_AMOUNT), cases[i].alarm);
        made_free(m);
    }
}

static void a_refund_that_is_late_is_flagged_at_its_purchase(void **state)
{
    struct made *m = made_new();
    uint32_t bought = made_unit(m, UNIT_SHIPMENT, made_day(20260710), 1980);
    uint32_t refund = made_unit(m, UNIT_REFUND, made_day(20260801), -1980);
    uint32_t charge = made_charge(m, made_day(20260711), RETAIL, 1980);

    (void)state;
    made_charge(m, made_day(20261101), "SHOP", 100);
    made_purchase(m, bought, "250-0000000-0000001");
    made_purchase(m, refund, "250-0000000-0000001");
    made_explain(m, charge, bought);
    flag(m);
    assert_true(made_alarms(m, charge, FLAG_REFUND_LATE));
    made_free(m);
}

static void a_credit_smaller_than_the_refund_is_short(void **state)
{
    struct made *m = made_new();
    uint32_t bought = made_unit(m, UNIT_SHIPMENT, made_day(20260710), 1980);
    uint32_t refund = made_unit(m, UNIT_REFUND, made_day(20260801), -1980);
    uint32_t charge = made_charge(m, made_day(20260711), RETAIL, 1980);
    uint32_t credit = made_charge(m, made_day(20260805), RETAIL, -1480);

    (void)state;
    made_charge(m, made_day(20261101), "SHOP", 100);
    made_purchase(m, bought, "250-0000000-0000001");
    made_purchase(m, refund, "250-0000000-0000001");
    made_explain(m, charge, bought);
    made_verdict(m, credit, VERDICT_UNEXPLAINED);
    flag(m);
    assert_true(made_alarms(m, credit, FLAG_REFUND_SHORT));
    assert_false(made_has(m, charge, FLAG_REFUND_LATE));
    made_free(m);
}

/* A year of an ordinary household at other shops: how many of its lines would be asked about? */
static void an_honest_year_raises_next_to_no_alarms(void **state)
{
    uint32_t seed = 4711, alarms = 0, lines = 0;

    (void)state;
    for (int household = 0; household < 20; household++) {
        struct made *m = made_new();

        for (int i = 0; i < 600; i++) {
            char *name = arena_alloc(m->arena, 16);
            uint32_t shop, amount;

            seed = seed * 1664525u + 1013904223u;
            shop = (seed >> 8) % 60 * ((seed >> 16) % 60) / 60; /* some shops are visited often */
            seed = seed * 1664525u + 1013904223u;
            amount = 100 + (seed >> 8) % 900 * (1 + shop % 7) * ((seed >> 20) % 10 == 0 ? 6 : 1);
            for (int k = 0; k < 6; k++)
                name[k] = (char)('A' + (shop * 7 + (uint32_t)k * shop) % 26);
            made_charge(m, made_day(20260101) + i * 365 / 600, name, amount);
        }
        flag(m);
        for (size_t e = 0; e < m->report.entries.list.len; e++)
            alarms += m->report.verdicts[e].alarms != 0;
        lines += 600;
        made_free(m);
    }
    print_message("# %u alarms on %u honest lines\n", alarms, lines);
    assert_true(alarms * 200 <= lines);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(like_charges_are_doubled_when_one_is_not_accounted_for),
        cmocka_unit_test(other_cards_other_amounts_and_pending_lines_are_no_twins),
        cmocka_unit_test(at_other_shops_only_large_odd_twins_are_asked_about),
        cmocka_unit_test(twins_at_a_vending_machine_are_a_habit),
        cmocka_unit_test(a_bill_that_comes_twice_is_asked_about),
        cmocka_unit_test(a_small_unknown_charge_before_a_large_one_is_a_card_test),
        cmocka_unit_test(without_an_export_or_with_a_known_small_charge_there_is_no_card_test),
        cmocka_unit_test(a_shop_is_new_once_the_card_is_known_and_that_is_no_alarm),
        cmocka_unit_test(the_first_large_purchase_abroad_is_asked_about),
        cmocka_unit_test(amounts_far_above_the_usual_are_flagged),
        cmocka_unit_test(a_refund_that_is_late_is_flagged_at_its_purchase),
        cmocka_unit_test(a_credit_smaller_than_the_refund_is_short),
        cmocka_unit_test(an_honest_year_raises_next_to_no_alarms),
    };

    return cmocka_run_group_tests_name("flag", tests, NULL, NULL);
}
