#include "match/news.h"

#include "match/match_test_data.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define MARCH 20513 /* 2026-03-01 */

static void window(struct match_test *t, int32_t from, int32_t until)
{
    struct source *source = records_source(&t->records);

    source->from = from;
    source->until = until;
}

static void the_same_month_again_has_no_news(void **state)
{
    struct match_test t;
    struct news news[1] = {{0}};

    (void)state;
    match_test_init(&t);
    for (int i = 0; i < 2; i++) {
        match_test_statement(&t, i ? "b.csv" : "a.csv");
        match_test_charge(&t, MARCH, "amazon", 1488);
        match_test_charge(&t, MARCH, "amazon", 1488);
        window(&t, MARCH, MARCH);
    }
    news_find(&t.records, 1, t.arena, news);
    assert_int_equal(news[0].again, 2);
    assert_int_equal(news[0].fresh + news[0].reworded + news[0].posted + news[0].vanished, 0);
    match_test_done(&t);
}

static void a_charge_is_new_in_the_first_file_that_shows_it(void **state)
{
    struct match_test t;
    struct news news[2] = {{0}};

    (void)state;
    match_test_init(&t);
    for (int i = 0; i < 2; i++) {
        match_test_statement(&t, i ? "b.csv" : "a.csv");
        match_test_charge(&t, MARCH, "amazon", 1488);
        if (i)
            match_test_charge(&t, MARCH + 1, "rail", 200);
        window(&t, MARCH, MARCH + i);
    }
    news_find(&t.records, 0, t.arena, news);
    assert_int_equal(news[0].fresh, 1);
    assert_int_equal(news[1].fresh, 1);
    assert_int_equal(news[1].again, 1);
    match_test_done(&t);
}

static void pending_then_posted_and_what_vanished(void **state)
{
    struct match_test t;
    struct news news[1] = {{0}};
    uint32_t row;

    (void)state;
    match_test_init(&t);
    match_test_statement(&t, "a.csv");
    row = match_test_charge(&t, MARCH + 2, "amazon", 1488);
    t.records.charges.at[row].state = CHARGE_PENDING;
    match_test_charge(&t, MARCH + 3, "hotel", 9000);
    match_test_charge(&t, MARCH + 4, "book shop", 700);
    match_test_charge(&t, MARCH + 5, "rail", 200);
    window(&t, MARCH, MARCH + 10);
    match_test_statement(&t, "b.csv");
    match_test_charge(&t, MARCH + 2, "amazon", 1488);
    match_test_charge(&t, MARCH + 5, "book store", 700);
    match_test_charge(&t, MARCH + 5, "rail", 200);
    window(&t, MARCH, MARCH + 10);
    news_find(&t.records, 1, t.arena, news);
    assert_int_equal(news[0].posted, 1);
    assert_int_equal(news[0].reworded, 1);
    assert_int_equal(news[0].again, 1);
    assert_int_equal(news[0].vanished, 1);
    assert_int_equal(news[0].fresh, 0);
    match_test_done(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_month_again_has_no_news),
        cmocka_unit_test(a_charge_is_new_in_the_first_file_that_shows_it),
        cmocka_unit_test(pending_then_posted_and_what_vanished),
    };

    return cmocka_run_group_tests_name("news", tests, NULL, NULL);
}
