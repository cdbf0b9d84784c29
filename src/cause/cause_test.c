#include "cause/cause.h"

#include "base/base_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define BIT(kind) (1u << (kind))

static struct ranked_causes rank(struct arena *arena, const struct catalog *catalog, uint32_t held,
                                 enum merchant_class class)
{
    struct clues clues = {held, class};
    struct ranked_causes ret = {0};

    cause_rank(catalog, &clues, arena, &ret);
    return ret;
}

static const char *first_id(const struct catalog *catalog, const struct ranked_causes *ranked)
{
    return catalog->causes[ranked->at[0].cause].id.ptr;
}

static void probabilities_follow_from_priors_and_ratios(void **state)
{
    static const struct cause_clue doubles[] = {{CLUE_CREDIT, 0, 2},
                                                {CLUE_CLASS_IS, MERCHANT_PAY, 10}};
    static const struct cause causes[] = {
        {.id = {"a", 1}, .prior = 0.5},
        {.id = {"b", 1}, .prior = 0.25, .clues = doubles, .clues_len = 2},
        {.id = {"c", 1}, .prior = 0.25},
    };
    const struct catalog catalog = {.causes = causes, .causes_len = 3};
    struct arena *arena = arena_new(&base_test_allocator);
    struct ranked_causes r = rank(arena, &catalog, 0, MERCHANT_CLASSES);

    (void)state;
    assert_int_equal(r.len, 3);
    assert_float_equal(r.at[0].probability, 0.5, 1e-12);
    assert_int_equal(r.at[1].cause, 1); /* a tie keeps the order of the catalogue */
    r = rank(arena, &catalog, BIT(CLUE_CREDIT), MERCHANT_RETAIL);
    assert_float_equal(r.at[0].probability, 0.4, 1e-12);
    assert_int_equal(r.at[0].cause, 0);
    assert_int_equal(r.at[1].cause, 1);
    assert_float_equal(r.at[1].probability, 0.4, 1e-12);
    r = rank(arena, &catalog, BIT(CLUE_CREDIT), MERCHANT_PAY);
    assert_int_equal(r.at[0].cause, 1);
    assert_float_equal(r.at[0].probability, 5 / 5.75, 1e-12);
    arena_free(arena);
}

static void a_catalogue_without_causes_gives_none(void **state)
{
    const struct catalog catalog = {0};
    struct arena *arena = arena_new(&base_test_allocator);

    (void)state;
    assert_int_equal(rank(arena, &catalog, ~0u, MERCHANT_RETAIL).len, 0);
    arena_free(arena);
}

struct case_of {
    uint32_t held;
    enum merchant_class class;
    const char *cause;
};

static const struct case_of cases[] = {
    {BIT(CLUE_AMOUNT_IS_PLAN_PRICE) | BIT(CLUE_AMOUNT_ROUND_HUNDRED) | BIT(CLUE_REPEATS_MONTHLY),
     MERCHANT_MEMBERSHIP, "subscription_renewal"},
    {BIT(CLUE_AMOUNT_IS_PLAN_PRICE) | BIT(CLUE_REPEATS_MONTHLY), MERCHANT_DIGITAL,
     "digital_subscription"},
    {BIT(CLUE_EXPORT_MISSING), MERCHANT_RETAIL, "missing_export"},
    {BIT(CLUE_EXPORT_ENDS_BEFORE), MERCHANT_RETAIL, "missing_export"},
    {BIT(CLUE_AFTER_SMALL_TEST) | BIT(CLUE_SEVERAL_SAME_DAY) | BIT(CLUE_FIRST_OF_MERCHANT),
     MERCHANT_RETAIL, "card_number_stolen"},
    {BIT(CLUE_AMOUNT_TINY) | BIT(CLUE_AMOUNT_SMALL) | BIT(CLUE_LAST_DAYS_PENDING), MERCHANT_RETAIL,
     "hold_or_check"},
    {BIT(CLUE_CREDIT), MERCHANT_RETAIL, "refund_or_instalment"},
    {BIT(CLUE_ORDER_CANCELLED), MERCHANT_RETAIL, "refund_or_instalment"},
    {BIT(CLUE_GIFT_CARD_AMOUNT) | BIT(CLUE_SEVERAL_SAME_DAY) | BIT(CLUE_AMOUNT_ROUND_HUNDRED),
     MERCHANT_GIFT_CARD, "account_takeover"},
    {0, MERCHANT_PAY, "amazon_pay"},
    {BIT(CLUE_FOREIGN_CURRENCY), MERCHANT_WEB_SERVICES, "web_services"},
    {BIT(CLUE_FOREIGN_CURRENCY), MERCHANT_OTHER_STORE, "other_store"},
};

static void the_shipped_causes_rank_as_a_person_who_knows_them_would(void **state)
{
    const struct catalog *catalog = catalog_builtin();

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct arena *arena = arena_new(&base_test_allocator);
        struct ranked_causes r = rank(arena, catalog, cases[i].held, cases[i].class);

        assert_string_equal(first_id(catalog, &r), cases[i].cause);
        arena_free(arena);
    }
}

/* The report promises it for the merchants whose purchases can be proved. */
static void without_any_source_the_missing_export_is_first_whatever_else_holds(void **state)
{
    static const enum merchant_class provable[] = {
        MERCHANT_RETAIL,     MERCHANT_MARKETPLACE, MERCHANT_DIGITAL,
        MERCHANT_MEMBERSHIP, MERCHANT_AUDIBLE,     MERCHANT_AMAZON,
    };
    const struct catalog *catalog = catalog_builtin();

    (void)state;
    for (size_t c = 0; c < sizeof(provable) / sizeof(provable[0]); c++) {
        struct arena *arena = arena_new(&base_test_allocator);

        for (uint32_t held = 0; held < BIT(CLUES); held += 2) {
            struct ranked_causes r;

            if (!(held & BIT(CLUE_EXPORT_MISSING)))
                continue;
            if (held % 8192 == BIT(CLUE_EXPORT_MISSING)) {
                arena_free(arena);
                arena = arena_new(&base_test_allocator);
            }
            r = rank(arena, catalog, held, provable[c]);
            assert_string_equal(first_id(catalog, &r), "missing_export");
        }
        arena_free(arena);
    }
}

static void every_ranking_of_the_shipped_causes_sums_to_one_in_falling_order(void **state)
{
    const struct catalog *catalog = catalog_builtin();
    struct arena *arena = arena_new(&base_test_allocator);

    (void)state;
    for (uint32_t held = 0; held < BIT(CLUES); held += 97) {
        struct ranked_causes r = rank(arena, catalog, held, (enum merchant_class)(held % 12));
        double sum = 0;

        assert_int_equal(r.len, catalog->causes_len);
        for (size_t i = 0; i < r.len; i++) {
            sum += r.at[i].probability;
            assert_true(i == 0 || r.at[i].probability <= r.at[i - 1].probability);
        }
        assert_float_equal(sum, 1, 1e-9);
    }
    arena_free(arena);
}

static void every_shipped_cause_has_a_next_step_and_the_priors_sum_to_one(void **state)
{
    const struct catalog *catalog = catalog_builtin();
    double sum = 0;

    (void)state;
    assert_true(catalog->causes_len > 0);
    for (size_t i = 0; i < catalog->causes_len; i++) {
        sum += catalog->causes[i].prior;
        assert_non_null(catalog_next_step(catalog, catalog->causes[i].next));
    }
    assert_float_equal(sum, 1, 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(probabilities_follow_from_priors_and_ratios),
        cmocka_unit_test(a_catalogue_without_causes_gives_none),
        cmocka_unit_test(the_shipped_causes_rank_as_a_person_who_knows_them_would),
        cmocka_unit_test(without_any_source_the_missing_export_is_first_whatever_else_holds),
        cmocka_unit_test(every_ranking_of_the_shipped_causes_sums_to_one_in_falling_order),
        cmocka_unit_test(every_shipped_cause_has_a_next_step_and_the_priors_sum_to_one),
    };

    return cmocka_run_group_tests_name("cause", tests, NULL, NULL);
}
