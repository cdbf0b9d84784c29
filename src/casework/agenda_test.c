#include "casework/agenda.h"
#include "casework/casework_test_journal.h"

#include "base/day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

/* Counted by hand on a wall calendar. */
static void last_days_are_those_counted_by_hand(void **unused)
{
    static const struct {
        int from[3];
        enum deadline_unit unit;
        int count;
        bool first;
        int last[3];
    } rows[] = {
        {{2026, 10, 3}, DEADLINE_DAYS, 60, false, {2026, 12, 2}},
        {{2026, 10, 3}, DEADLINE_DAYS, 61, true, {2026, 12, 2}}, /* Epos: 61 days with the first */
        {{2027, 12, 31}, DEADLINE_DAYS, 60, false, {2028, 2, 29}}, /* leap year */
        {{2026, 12, 31}, DEADLINE_DAYS, 60, false, {2027, 3, 1}},
        {{2028, 2, 29}, DEADLINE_DAYS, 365, false, {2029, 2, 28}},
        {{2026, 1, 31}, DEADLINE_MONTHS, 1, false, {2026, 2, 28}},
        {{2024, 1, 31}, DEADLINE_MONTHS, 1, false, {2024, 2, 29}},
        {{2026, 8, 31}, DEADLINE_MONTHS, 13, false, {2027, 9, 30}},
        {{2028, 2, 29}, DEADLINE_MONTHS, 12, false, {2029, 2, 28}},
        {{2026, 11, 20}, DEADLINE_BUSINESS_DAYS, 2, false, {2026, 11, 24}}, /* Friday */
        {{2026, 11, 21}, DEADLINE_BUSINESS_DAYS, 1, false, {2026, 11, 23}}, /* Saturday */
        {{2026, 11, 16}, DEADLINE_BUSINESS_DAYS, 10, false, {2026, 11, 30}},
        {{2026, 11, 22}, DEADLINE_DAYS, 0, false, {2026, 11, 22}},
        {{2025, 1, 14},
         DEADLINE_MONTH_ENDS,
         2,
         false,
         {2025, 3, 31}}, /* the issuer's own example */
        {{2027, 12, 31}, DEADLINE_MONTH_ENDS, 2, false, {2028, 2, 29}},
        {{2026, 11, 30}, DEADLINE_MONTH_ENDS, 1, false, {2026, 12, 31}},
    };

    (void)unused;
    for (size_t i = 0; i < COUNT(rows); i++) {
        int32_t from = day_of(rows[i].from[0], rows[i].from[1], rows[i].from[2]);
        int32_t have = agenda_last_day(from, rows[i].unit, rows[i].count, rows[i].first);
        int32_t want = day_of(rows[i].last[0], rows[i].last[1], rows[i].last[2]);

        if (have != want)
            print_error("row %zu: off by %d\n", i, have - want);
        assert_int_equal(have, want);
    }
}

#define RULE(name, len, card, card_len, about, about_len, from, kind)                   \
    {                                                                                   \
        .id = {name, len}, .jurisdiction = {"jp", 2}, .issuer = {card, card_len},       \
        .topic = {about, about_len}, .clock = from, .unit = DEADLINE_DAYS, .count = 60, \
        .side = DEADLINE_OURS, .per_charge = kind                                       \
    }
static const struct deadline_rule rules[] = {
    RULE("general", 7, "", 0, "report", 6, CLOCK_USED, true),
    RULE("own", 3, "jcb", 3, "report", 6, CLOCK_STATEMENT_NOTIFIED, true),
    RULE("own-2", 5, "jcb", 3, "report", 6, CLOCK_USED, true),
    RULE("papers", 6, "", 0, "papers", 6, CLOCK_REPORTED, false),
};
static const struct catalog catalog = {.deadlines = rules, .deadlines_len = COUNT(rules)};

static struct agenda_items agenda_of(const char *const *lines, size_t n, int32_t today,
                                     struct arena *arena)
{
    struct case_state s;
    struct agenda_items items;

    state_init(&s, arena);
    test_journal(&s, lines, n, arena);
    agenda_make(&catalog, &s, today, arena, &items);
    return items;
}

static void an_issuers_own_rules_replace_the_general_one(void **unused)
{
    static const char *const lines[] = {
        "opened ground=charge; jurisdiction=jp",
        "charge charge=a; amount=1000; currency=JPY; date=2026-10-03; issuer=jcb; notified_on=2026-11-10",
        "charge charge=b; amount=500; currency=JPY; date=2026-10-01; issuer=view"};
    struct arena *arena = arena_new(&base_test_allocator);
    struct agenda_items items = agenda_of(lines, COUNT(lines), day_of(2026, 12, 1), arena);

    (void)unused;
    assert_int_equal(items.len, 3);
    assert_text(items.at[0].rule->id, "general", "the oldest use is lost first");
    assert_text(items.at[0].charge, "b", "charge");
    assert_int_equal(items.at[0].day, day_of(2026, 11, 30));
    assert_int_equal(items.at[0].warn, day_of(2026, 10, 31)); /* day 30 */
    assert_int_equal(items.at[0].urge, day_of(2026, 11, 15)); /* day 45 */
    assert_true(items.at[0].is_over);
    assert_int_equal(items.at[0].amount, 500);
    assert_text(items.at[1].rule->id, "own-2", "both clocks are listed");
    assert_int_equal(items.at[1].day, day_of(2026, 12, 2));
    assert_false(items.at[1].is_over);
    assert_text(items.at[2].rule->id, "own", "the later clock");
    assert_int_equal(items.at[2].day, day_of(2027, 1, 9));
    arena_free(arena);
}

static void what_is_closed_or_elsewhere_has_no_time_limit(void **unused)
{
    static const char
        *const abroad[] = {"opened ground=charge; jurisdiction=us",
                           "charge charge=a; amount=1; currency=USD; date=2026-10-03"},
               *const closed[] = {"opened ground=charge; jurisdiction=jp",
                                  "charge charge=a; amount=1000; currency=JPY; date=2026-10-03",
                                  "money charge=a; move=accepted; amount=1000; date=2026-11-01"};
    struct arena *arena = arena_new(&base_test_allocator);

    (void)unused;
    assert_int_equal(agenda_of(abroad, COUNT(abroad), day_of(2026, 11, 1), arena).len, 0);
    assert_int_equal(agenda_of(closed, COUNT(closed), day_of(2026, 11, 1), arena).len, 0);
    arena_free(arena);
}

static void a_day_that_is_not_known_is_assumed_and_said_to_be(void **unused)
{
    static const char *const lines[] = {
        "opened ground=charge; jurisdiction=jp",
        "charge charge=a; amount=1000; currency=JPY; posted_on=2026-10-31; issuer=jcb"};
    struct arena *arena = arena_new(&base_test_allocator);
    struct agenda_items items = agenda_of(lines, COUNT(lines), day_of(2026, 11, 1), arena);

    (void)unused;
    assert_int_equal(items.len, 2);
    assert_true(items.at[0].is_assumed && items.at[1].is_assumed);
    arena_free(arena);
}

static void promises_and_reports_have_their_days(void **unused)
{
    static const char *const lines[] = {
        "opened ground=takeover; jurisdiction=jp",
        "contact party=issuer; channel=phone",
        "promise party=amazon; what=refund; due=2026-12-06; amount=1980; currency=JPY",
        "promise party=issuer; what=letter; due=2026-11-30",
        "promise_kept promise=4",
        "inquiry party=issuer; state=open; due=2026-12-15"};
    struct arena *arena = arena_new(&base_test_allocator);
    struct agenda_items items = agenda_of(lines, COUNT(lines), day_of(2026, 12, 10), arena);

    (void)unused;
    assert_int_equal(items.len, 3);
    assert_int_equal(items.at[0].kind, AGENDA_PROMISE);
    assert_true(items.at[0].is_over);
    assert_int_equal(items.at[0].amount, 1980);
    assert_int_equal(items.at[1].kind, AGENDA_INQUIRY);
    assert_text(items.at[2].rule->id, "papers", "from the report of 2026-11-22 on");
    assert_int_equal(items.at[2].day, day_of(2027, 1, 21));
    assert_true(items.at[2].is_assumed); /* a call may not have been a report */
    arena_free(arena);
}

static const struct fact_term plan_term = {{"payment_plan", 12}, {"revolving", 9}, FACT_IS};
static const struct fact_clause plan_clause = {&plan_term, 1};
static const struct deadline_rule report_rules[] = {
    {.id = {"report", 6},
     .topic = {"report", 6},
     .clock = CLOCK_USED,
     .count = 60,
     .per_charge = true,
     .is_met_by_report = true},
    {.id = {"promised", 8},
     .topic = {"promised", 8},
     .clock = CLOCK_REPORTED,
     .unit = DEADLINE_MONTH_ENDS,
     .count = 2,
     .side = DEADLINE_THEIRS},
    {.id = {"right", 5},
     .topic = {"right", 5},
     .clock = CLOCK_EXPECTED,
     .unit = DEADLINE_NO_LIMIT,
     .when = {&plan_clause, 1}},
};
static const struct catalog report_catalog = {.deadlines = report_rules,
                                              .deadlines_len = COUNT(report_rules)};

#define TWO_CHARGES                                                    \
    "opened ground=charge; jurisdiction=jp",                           \
        "charge charge=a; amount=1000; currency=JPY; date=2026-09-01", \
        "charge charge=b; amount=500; currency=JPY; date=2026-10-03"

static struct agenda_items report_agenda(const char *const *lines, size_t n, struct case_state *s,
                                         struct arena *arena)
{
    struct agenda_items items;

    state_init(s, arena);
    test_journal(s, lines, n, arena);
    agenda_make(&report_catalog, s, day_of(2026, 10, 20), arena, &items);
    return items;
}

static void a_report_in_time_meets_the_limit_a_late_one_loses_the_charge(void **unused)
{
    static const char *const lines[] = {TWO_CHARGES, "answer fact=reported_on; value=2026-11-10"};
    struct arena *arena = arena_new(&base_test_allocator);
    struct case_state s;
    struct agenda_items items = report_agenda(lines, COUNT(lines), &s, arena);

    (void)unused;
    assert_int_equal(items.len, 2);
    assert_text(items.at[0].charge, "a", "used 70 days before the report: lost");
    assert_true(items.at[0].is_over && items.at[0].is_late);
    assert_text(items.at[1].rule->id, "promised", "the other charge was reported in time");
    assert_int_equal(items.at[1].day, day_of(2027, 1, 31));
    assert_false(items.at[1].is_assumed);
    arena_free(arena);
}

static void a_call_alone_meets_nothing(void **unused)
{
    static const char *const lines[] = {TWO_CHARGES, "contact party=issuer; channel=phone"};
    struct arena *arena = arena_new(&base_test_allocator);
    struct case_state s;
    struct agenda_items items = report_agenda(lines, COUNT(lines), &s, arena);

    (void)unused;
    assert_int_equal(items.len, 3);
    assert_text(items.at[0].charge, "a", "first charge");
    assert_text(items.at[1].charge, "b", "second charge");
    arena_free(arena);
}

static void a_right_without_a_last_day_is_listed_apart(void **unused)
{
    static const char *const single[] = {TWO_CHARGES, "answer fact=payment_plan; value=single"},
                             *const revolving[] = {TWO_CHARGES,
                                                   "answer fact=payment_plan; value=revolving"};
    struct arena *arena = arena_new(&base_test_allocator);
    struct agenda_rights rights;
    struct case_state s;

    (void)unused;
    report_agenda(single, COUNT(single), &s, arena);
    agenda_rights_find(&report_catalog, &s, arena, &rights);
    assert_int_equal(rights.len, 0);
    assert_int_equal(report_agenda(revolving, COUNT(revolving), &s, arena).len, 2);
    agenda_rights_find(&report_catalog, &s, arena, &rights);
    assert_int_equal(rights.len, 1);
    assert_text(rights.at[0]->id, "right", "right");
    arena_free(arena);
}

static void the_money_at_risk_grows_from_day_to_day(void **unused)
{
    static const char *const lines[] = {
        TWO_CHARGES, "charge charge=c; amount=70; currency=USD; date=2026-10-03",
        "charge charge=d; amount=30; currency=JPY; date=2026-10-03"};
    struct arena *arena = arena_new(&base_test_allocator);
    struct case_state s;
    struct agenda_items items = report_agenda(lines, COUNT(lines), &s, arena);
    struct agenda_losses losses;

    (void)unused;
    agenda_losses_find(&items, arena, &losses);
    assert_int_equal(losses.len, 3);
    assert_int_equal(losses.at[0].day, day_of(2026, 10, 31));
    assert_int_equal(losses.at[0].amount, 1000);
    assert_int_equal(losses.at[1].day, day_of(2026, 12, 2));
    assert_int_equal(losses.at[1].amount, 530);
    assert_int_equal(losses.at[1].total, 1530);
    assert_int_equal(losses.at[2].total, 70); /* dollars apart */
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(last_days_are_those_counted_by_hand),
        cmocka_unit_test(an_issuers_own_rules_replace_the_general_one),
        cmocka_unit_test(what_is_closed_or_elsewhere_has_no_time_limit),
        cmocka_unit_test(a_day_that_is_not_known_is_assumed_and_said_to_be),
        cmocka_unit_test(promises_and_reports_have_their_days),
        cmocka_unit_test(a_report_in_time_meets_the_limit_a_late_one_loses_the_charge),
        cmocka_unit_test(a_call_alone_meets_nothing),
        cmocka_unit_test(a_right_without_a_last_day_is_listed_apart),
        cmocka_unit_test(the_money_at_risk_grows_from_day_to_day),
    };

    return cmocka_run_group_tests_name("agenda", tests, NULL, NULL);
}
