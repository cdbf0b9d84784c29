#include "explain/report_test.h"

#include "explain/expected.h"

static void expect(struct made *m)
{
    explain_expected(&m->report, history_of(&m->report, m->arena), m->arena);
}

struct refund_case {
    const char *what;
    int told, as_of, statements; /* days of the refund, of today, of the last statement line */
    bool open, posted;
    enum expected_status status;
    int due_by;
};

static const struct refund_case refunds[] = {
    {"a refund on a statement is posted", 20260801, 20261122, 20260901, false, true,
     EXPECTED_POSTED, 20260915},
    {"a refund of last week is pending", 20261115, 20261122, 20261120, false, false,
     EXPECTED_PENDING, 20261230},
    {"one that statements would show is overdue", 20260801, 20261122, 20261001, false, false,
     EXPECTED_OVERDUE, 20260915},
    {"one that no statement could show yet is pending", 20260901, 20261122, 20260910, false, false,
     EXPECTED_PENDING, 20261016},
    {"so it is after months", 20260601, 20261122, 20260605, false, false, EXPECTED_PENDING,
     20260716},
    {"an announced one that never was sent is overdue", 20260901, 20261122, 20261101, true, false,
     EXPECTED_OVERDUE, 20261001},
};

static void the_status_of_a_refund_depends_on_days_and_statements(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(refunds) / sizeof(refunds[0]); i++) {
        const struct refund_case *c = &refunds[i];
        struct made *m = made_new();
        uint32_t unit;

        made_charge(m, made_day(20260515), "SHOP", 100);
        made_charge(m, made_day(c->statements), "SHOP", 100);
        unit = made_unit(m, UNIT_REFUND, made_day(c->told), -1980);
        m->report.units.list.at[unit].open = c->open;
        m->report.as_of = made_day(c->as_of);
        if (c->posted)
            made_explain(m, made_charge(m, made_day(c->told) + 9, "AMAZON.CO.JP", -1980), unit);
        expect(m);
        print_message("# %s\n", c->what);
        assert_int_equal(m->report.expected.len, 1);
        assert_int_equal(m->report.expected.at[0].status, c->status);
        assert_int_equal(m->report.expected.at[0].due_by, made_day(c->due_by));
        assert_true(m->report.expected.at[0].is_refund);
        made_free(m);
    }
}

static void a_refund_before_all_statements_is_not_told(void **state)
{
    struct made *m = made_new();

    (void)state;
    made_charge(m, made_day(20260901), "SHOP", 100);
    made_charge(m, made_day(20261101), "SHOP", 100);
    made_unit(m, UNIT_REFUND, made_day(20260601), -1980);
    expect(m);
    assert_int_equal(m->report.expected.len, 0);
    made_free(m);
}

struct purchase_case {
    const char *what;
    int day, statements; /* when it shipped; the last statement line */
    bool shipped, gift, told;
    int due_by; /* 0 = none */
};

static const struct purchase_case purchases[] = {
    {"shipped yesterday", 20261121, 20261120, true, false, true, 20261128},
    {"shipped before statements that would show it", 20261101, 20261120, true, false, false, 0},
    {"shipped long after the last statement", 20260901, 20260820, true, false, false, 0},
    {"ordered, not shipped", 20261110, 20261120, false, false, true, 0},
    {"ordered long ago", 20260810, 20261120, false, false, false, 0},
    {"paid by the gift balance alone", 20261121, 20261120, true, true, false, 0},
};

static void purchases_that_no_statement_can_show_yet_are_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(purchases) / sizeof(purchases[0]); i++) {
        const struct purchase_case *c = &purchases[i];
        struct made *m = made_new();
        struct unit *u;

        made_charge(m, made_day(20260801), "SHOP", 100);
        made_charge(m, made_day(c->statements), "SHOP", 100);
        made_unit(m, c->shipped ? UNIT_SHIPMENT : UNIT_ORDER, made_day(c->day), 1980);
        u = &m->report.units.list.at[0];
        u->shipped = c->shipped;
        u->ordered = made_day(c->day);
        u->payment.gift = c->gift;
        expect(m);
        print_message("# %s\n", c->what);
        assert_int_equal(m->report.expected.len, c->told);
        if (c->told) {
            assert_int_equal(m->report.expected.at[0].status, EXPECTED_PENDING);
            assert_int_equal(m->report.expected.at[0].due_by,
                             c->due_by ? made_day(c->due_by) : DAY_NONE);
        }
        made_free(m);
    }
}

static void statements_of_another_member_do_not_make_a_refund_overdue(void **state)
{
    struct made *m = made_new();
    uint32_t unit, e = made_charge(m, made_day(20261101), "SHOP", 100);

    (void)state;
    m->records.sources.at[made_row(m, e)->source].account = SLICE("taro");
    unit = made_unit(m, UNIT_REFUND, made_day(20260901), -1980);
    m->report.units.list.at[unit].origin.source = made_source(m, "export.csv", "hanako", false);
    expect(m);
    assert_int_equal(m->report.expected.at[0].status, EXPECTED_PENDING);
    made_free(m);
}

static struct subscription *made_subscription(struct made *m, const char *id, int next_bill)
{
    struct subscription *s = array_push(m->arena, &m->records.subscriptions);

    *s = (struct subscription){.id = slice_of(id),
                               .title = SLICE("Amazon Music Unlimited"),
                               .started = made_day(20250110),
                               .next_bill = made_day(next_bill),
                               .ended = DAY_NONE,
                               .next_amount = 1080,
                               .has_amount = true,
                               .renews = true,
                               .currency = CURRENCY_JPY};
    return s;
}

static void the_next_bill_of_a_running_subscription_is_expected_once(void **state)
{
    struct made *m = made_new();

    (void)state;
    made_charge(m, made_day(20261101), "SHOP", 100);
    made_subscription(m, "S-1", 20261210);
    made_subscription(m, "S-1", 20261210); /* told again by a second export */
    made_subscription(m, "S-2", 20261212)->renews = false;
    made_subscription(m, "S-3", 20260101); /* an old export */
    expect(m);
    assert_int_equal(m->report.expected.len, 1);
    assert_false(m->report.expected.at[0].is_refund);
    assert_int_equal(m->report.expected.at[0].status, EXPECTED_PENDING);
    assert_int_equal(m->report.expected.at[0].due_by, made_day(20261210));
    assert_int_equal(m->report.units.list.at[m->report.expected.at[0].unit].amount, 1080);
    made_free(m);
}

static void a_bill_that_stands_on_a_statement_is_posted(void **state)
{
    struct made *m = made_new();

    (void)state;
    made_charge(m, made_day(20261111), "AMAZON DOWNLOADS", 1080);
    made_subscription(m, "S-1", 20261110);
    expect(m);
    assert_int_equal(m->report.expected.at[0].status, EXPECTED_POSTED);
    made_free(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_status_of_a_refund_depends_on_days_and_statements),
        cmocka_unit_test(a_refund_before_all_statements_is_not_told),
        cmocka_unit_test(purchases_that_no_statement_can_show_yet_are_told),
        cmocka_unit_test(statements_of_another_member_do_not_make_a_refund_overdue),
        cmocka_unit_test(the_next_bill_of_a_running_subscription_is_expected_once),
        cmocka_unit_test(a_bill_that_stands_on_a_statement_is_posted),
    };

    return cmocka_run_group_tests_name("expected", tests, NULL, NULL);
}
