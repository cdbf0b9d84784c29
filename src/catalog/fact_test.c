#include "catalog/catalog.h"

#include "base/base_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

/* The only known fact: stopped = yes. */
static struct slice value(const void *ctx, struct slice fact)
{
    (void)ctx;
    return slice_eq(fact, SLICE("stopped")) ? SLICE("yes") : (struct slice){"", 0};
}

static const struct fact_reader facts = {value, NULL};

#define TERM(fact, test, value)                                      \
    {                                                                \
        {fact, sizeof(fact) - 1}, {value, sizeof(value) - 1}, (test) \
    }

static void a_term_over_an_unknown_fact_is_never_equal(void **state)
{
    static const struct {
        struct fact_term term;
        bool holds;
    } rows[] = {
        {TERM("stopped", FACT_IS, "yes"), true},      {TERM("stopped", FACT_IS, "no"), false},
        {TERM("stopped", FACT_IS_NOT, "yes"), false}, {TERM("stopped", FACT_IS_NOT, "no"), true},
        {TERM("stopped", FACT_KNOWN, ""), true},      {TERM("stopped", FACT_NOT_KNOWN, ""), false},
        {TERM("other", FACT_IS, "yes"), false},       {TERM("other", FACT_IS, ""), false},
        {TERM("other", FACT_IS_NOT, "yes"), true},    {TERM("other", FACT_KNOWN, ""), false},
        {TERM("other", FACT_NOT_KNOWN, ""), true},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct fact_clause clause = {&rows[i].term, 1};
        struct condition condition = {&clause, 1};

        if (condition_holds(&condition, &facts) != rows[i].holds)
            print_error("row %zu\n", i);
        assert_int_equal(condition_holds(&condition, &facts), rows[i].holds);
    }
}

static void all_clauses_must_hold_and_one_term_of_each(void **state)
{
    static const struct fact_term yes = TERM("stopped", FACT_IS, "yes"),
                                  either[] = {TERM("other", FACT_IS, "x"),
                                              TERM("stopped", FACT_IS, "yes")},
                                  no = TERM("stopped", FACT_IS, "no");
    const struct fact_clause both[] = {{&yes, 1}, {either, 2}}, one[] = {{&yes, 1}, {&no, 1}};

    (void)state;
    assert_true(condition_holds(&(struct condition){NULL, 0}, &facts));
    assert_true(condition_holds(&(struct condition){both, 2}, &facts));
    assert_false(condition_holds(&(struct condition){one, 2}, &facts));
}

static void the_words_of_playbooks_are_read_back(void **state)
{
    (void)state;
    for (int i = 0; i < PARTIES; i++)
        assert_int_equal(party_of(party_name((enum party)i)), i);
    for (int i = 0; i < CHANNELS; i++)
        assert_int_equal(channel_of(channel_name((enum channel)i)), i);
    for (int i = 0; i < URGENCIES; i++)
        assert_int_equal(urgency_of(urgency_name((enum urgency)i)), i);
    for (int i = 0; i < CLOCKS; i++)
        assert_int_equal(clock_of(clock_name((enum clock)i)), i);
    assert_int_equal(party_of(SLICE("nobody")), PARTIES);
    assert_int_equal(clock_of(SLICE("")), CLOCKS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_term_over_an_unknown_fact_is_never_equal),
        cmocka_unit_test(all_clauses_must_hold_and_one_term_of_each),
        cmocka_unit_test(the_words_of_playbooks_are_read_back),
    };

    return cmocka_run_group_tests_name("fact", tests, NULL, NULL);
}
