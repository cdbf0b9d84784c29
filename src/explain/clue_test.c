#include "explain/report_test.h"

#include "explain/afterwards.h"

#define RETAIL "AMAZON.CO.JP"

static const char *first_cause(const struct made *m, uint32_t entry)
{
    const struct verdict *v = &m->report.verdicts[entry];

    assert_true(v->causes_len > 0 && v->causes_len <= CAUSES_MAX);
    return m->report.catalog->causes[m->report.causes.at[v->causes_from].cause].id.ptr;
}

static void give_orders(struct made *m, const char *account, int from, int until)
{
    uint32_t source = made_source(m, "orders.csv", account, false);

    for (int i = 0; i < 2; i++) {
        struct order_line *line = array_push(m->arena, &m->records.order_lines);

        line->origin.source = source;
        line->ordered = made_day(i ? until : from);
    }
}

static uint32_t unexplained(struct made *m, int day, const char *text, int64_t amount)
{
    uint32_t e = made_charge(m, made_day(day), text, amount);

    made_verdict(m, e, VERDICT_UNEXPLAINED);
    return e;
}

static void without_any_source_the_missing_export_comes_first(void **state)
{
    struct made *m = made_new();
    uint32_t retail = unexplained(m, 20260815, RETAIL, 3480);
    uint32_t prime = unexplained(m, 20260816, "AMAZON PRIME", 600);

    (void)state;
    explain_afterwards(&m->report, m->arena);
    assert_string_equal(first_cause(m, retail), "missing_export");
    assert_string_equal(first_cause(m, prime), "missing_export");
    made_free(m);
}

static void a_source_that_ends_before_the_charge_is_to_be_fetched_anew(void **state)
{
    struct made *m = made_new();
    uint32_t inside, after, before;

    (void)state;
    inside = unexplained(m, 20260815, RETAIL, 3480);
    after = unexplained(m, 20261005, RETAIL, 3480);
    before = unexplained(m, 20251201, RETAIL, 2480);
    give_orders(m, "", 20260101, 20260930);
    explain_afterwards(&m->report, m->arena);
    assert_string_not_equal(first_cause(m, inside), "missing_export");
    assert_string_equal(first_cause(m, after), "missing_export");
    assert_string_equal(first_cause(m, before), "missing_export");
    made_free(m);
}

static void the_export_of_one_member_is_none_for_another(void **state)
{
    struct made *m = made_new();
    uint32_t taro, hanako;

    (void)state;
    made_source(m, "taro.csv", "taro", true);
    made_source(m, "hanako.csv", "hanako", true);
    taro = unexplained(m, 20260815, RETAIL, 3480);
    hanako = unexplained(m, 20260815, RETAIL, 3480);
    made_row(m, hanako)->source = 1;
    give_orders(m, "taro", 20260101, 20261231);
    explain_afterwards(&m->report, m->arena);
    assert_string_not_equal(first_cause(m, taro), "missing_export");
    assert_string_equal(first_cause(m, hanako), "missing_export");
    made_free(m);
}

static void an_order_export_says_nothing_of_digital_purchases(void **state)
{
    struct made *m = made_new();
    uint32_t digital = unexplained(m, 20260815, "AMAZON DOWNLOADS", 499);

    (void)state;
    give_orders(m, "", 20260101, 20261231);
    explain_afterwards(&m->report, m->arena);
    assert_string_equal(first_cause(m, digital), "missing_export");
    made_free(m);
}

static void a_stolen_card_shows_by_its_test_and_its_run_of_charges(void **state)
{
    struct made *m = made_new();
    uint32_t last;

    (void)state;
    give_orders(m, "", 20260101, 20261231);
    m->records.sources.at[0].is_statement = true;
    for (int k = 0; k < 12; k++)
        made_charge(m, made_day(20260401) + 10 * k, "GROCER", 1000 + 7 * k);
    unexplained(m, 20260815, RETAIL, 110);
    unexplained(m, 20260816, RETAIL, 24800);
    unexplained(m, 20260816, RETAIL, 31200);
    last = unexplained(m, 20260816, RETAIL, 9870);
    explain_afterwards(&m->report, m->arena);
    assert_string_equal(first_cause(m, last), "card_number_stolen");
    made_free(m);
}

static void a_card_that_the_account_does_not_know_points_elsewhere(void **state)
{
    struct made *m = made_new();
    uint32_t known, unknown, unit;

    (void)state;
    give_orders(m, "", 20260101, 20261231);
    known = unexplained(m, 20260815, RETAIL, 3480);
    unknown = unexplained(m, 20260902, RETAIL, 3480);
    made_card(m, known, "1111");
    made_card(m, unknown, "2222");
    unit = made_unit(m, UNIT_SHIPMENT, made_day(20260701), 500);
    m->report.units.list.at[unit].payment = (struct payment){.last4 = {"1111"}, .card = true};
    explain_afterwards(&m->report, m->arena);
    assert_string_not_equal(first_cause(m, known), first_cause(m, unknown));
    assert_string_equal(first_cause(m, unknown), "family_member");
    made_free(m);
}

static void only_unexplained_charges_have_causes_and_like_ones_share_them(void **state)
{
    struct made *m = made_new();
    uint32_t a = unexplained(m, 20260815, RETAIL, 3481), b = unexplained(m, 20260925, RETAIL, 5123);
    uint32_t probable = made_charge(m, made_day(20260816), RETAIL, 3480);
    double sum = 0;

    (void)state;
    made_verdict(m, probable, VERDICT_PROBABLE);
    explain_afterwards(&m->report, m->arena);
    assert_int_equal(m->report.verdicts[probable].causes_len, 0);
    assert_int_equal(m->report.verdicts[a].causes_from, m->report.verdicts[b].causes_from);
    for (uint32_t i = 0; i < m->report.verdicts[a].causes_len; i++)
        sum += m->report.causes.at[m->report.verdicts[a].causes_from + i].probability;
    assert_float_equal(sum, 1, 1e-9);
    made_free(m);
}

/* Everything together in bounded time: one price, one day, one text, and nothing accounts for it.
 */
static void ten_thousand_like_charges_are_quickly_done(void **state)
{
    struct made *m = made_new();

    (void)state;
    give_orders(m, "", 20260101, 20261231);
    for (int i = 0; i < 10000; i++)
        unexplained(m, 20260815, i % 2 ? "AMAZON PRIME" : RETAIL, 600);
    explain_afterwards(&m->report, m->arena);
    assert_true(m->report.recurring.len <= 8);
    made_free(m);
}

static void a_report_without_charges_stays_empty(void **state)
{
    struct made *m = made_new();

    (void)state;
    explain_afterwards(&m->report, m->arena);
    assert_int_equal(m->report.recurring.len + m->report.expected.len + m->report.causes.len, 0);
    made_free(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_any_source_the_missing_export_comes_first),
        cmocka_unit_test(a_source_that_ends_before_the_charge_is_to_be_fetched_anew),
        cmocka_unit_test(the_export_of_one_member_is_none_for_another),
        cmocka_unit_test(an_order_export_says_nothing_of_digital_purchases),
        cmocka_unit_test(a_stolen_card_shows_by_its_test_and_its_run_of_charges),
        cmocka_unit_test(a_card_that_the_account_does_not_know_points_elsewhere),
        cmocka_unit_test(only_unexplained_charges_have_causes_and_like_ones_share_them),
        cmocka_unit_test(ten_thousand_like_charges_are_quickly_done),
        cmocka_unit_test(a_report_without_charges_stays_empty),
    };

    return cmocka_run_group_tests_name("clue", tests, NULL, NULL);
}
