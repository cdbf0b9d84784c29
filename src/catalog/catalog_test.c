#include "catalog/catalog.h"

#include "base/base_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static const struct slice old_text[] = {{"OLD SHOP", 8}}, new_text[] = {{"NEW SHOP", 8}},
                          other_text[] = {{"OTHER", 5}};

static void a_row_of_ones_own_replaces_the_shipped_row_of_its_id(void **state)
{
    const struct merchant shipped[] = {{.id = {"a", 1}, .texts = old_text, .texts_len = 1},
                                       {.id = {"b", 1}, .texts = other_text, .texts_len = 1}};
    const struct merchant mine[] = {{.id = {"a", 1}, .texts = new_text, .texts_len = 1}};
    const struct profile base_profiles[] = {{.id = {"p", 1}}, {.id = {"q", 1}}};
    const struct profile own_profiles[] = {{.id = {"q", 1}, .pending = true}};
    const struct plan base_plans[] = {{.id = {"x", 1}}, {.id = {"y", 1}}};
    const struct plan own_plans[] = {{.id = {"z", 1}}, {.id = {"x", 1}, .months = 12}};
    const struct catalog base = {.profiles = base_profiles,
                                 .profiles_len = 2,
                                 .merchants = shipped,
                                 .merchants_len = 2,
                                 .plans = base_plans,
                                 .plans_len = 2};
    const struct catalog own = {.profiles = own_profiles,
                                .profiles_len = 1,
                                .merchants = mine,
                                .merchants_len = 1,
                                .plans = own_plans,
                                .plans_len = 2};
    struct arena *arena = arena_new(&base_test_allocator);
    struct catalog c = catalog_merge(arena, &own, &base);

    (void)state;
    assert_int_equal(c.profiles_len, 2);
    assert_true(c.profiles[0].pending);
    assert_int_equal(c.plans_len, 3);
    assert_int_equal(c.plans[1].months, 12);
    assert_int_equal(c.merchants_len, 2);
    assert_non_null(merchant_find(&c, SLICE("NEW SHOP")));
    assert_null(merchant_find(&c, SLICE("OLD SHOP")));
    assert_non_null(merchant_find(&c, SLICE("OTHER")));
    assert_ptr_equal(catalog_merchant(&c, SLICE("a")), &c.merchants[0]);
    assert_null(catalog_profile(&c, SLICE("none")));
    arena_free(arena);
}

static void names_of_fields_are_read_back(void **state)
{
    (void)state;
    for (unsigned f = FIELD_NONE + 1; f < FIELDS; f++) {
        assert_int_equal(field_of(field_name((enum field)f)), f);
        assert_int_equal(field_of_capture(field_name((enum field)f)), f);
    }
    assert_int_equal(field_of(SLICE("")), FIELDS);
    assert_int_equal(field_of(SLICE("n")), FIELDS);
    assert_int_equal(field_of_capture(SLICE("n")), FIELD_NUMBER);
    assert_int_equal(profile_kind_of(SLICE("bank")), PROFILE_BANK);
    assert_int_equal(profile_sign_of(SLICE("two_columns")), SIGN_TWO_COLUMNS);
    assert_int_equal(profile_sum_of(SLICE("amount")), SUM_AMOUNT);
    assert_int_equal(profile_basis_of(SLICE("description")), BASIS_DESCRIPTION);
    assert_int_equal(profile_dates_of(SLICE("dmy")), DAY_DMY);
    assert_int_equal(profile_dates_of(SLICE("dym")), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_of_ones_own_replaces_the_shipped_row_of_its_id),
        cmocka_unit_test(names_of_fields_are_read_back),
    };

    return cmocka_run_group_tests_name("catalog", tests, NULL, NULL);
}
