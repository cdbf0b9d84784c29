#include "record/records.h"

#include "base/base_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static struct records records;

static int set_up(void **state)
{
    (void)state;
    records_init(&records, arena_new(&base_test_allocator));
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(records.arena);
    return 0;
}

static void index_nought_means_none(void **state)
{
    (void)state;
    assert_int_equal(records.extras.len, 1);
    assert_int_equal(records.cards.len, 1);
    assert_int_equal(records_card(&records, SLICE(""), SLICE("")), 0);
    assert_int_equal(records.cards.len, 1);
}

static void a_card_is_kept_once(void **state)
{
    uint32_t digits = records_card(&records, SLICE("1234"), SLICE(""));
    uint32_t label = records_card(&records, SLICE(""), SLICE("1234"));
    uint32_t both = records_card(&records, SLICE("1234"), SLICE("abc"));

    (void)state;
    assert_true(digits != label && label != both && digits != both);
    assert_int_equal(records_card(&records, SLICE("1234"), SLICE("")), digits);
    assert_int_equal(records_card(&records, SLICE(""), SLICE("1234")), label);
    assert_int_equal(records_card(&records, SLICE("1234"), SLICE("abc")), both);
    assert_int_equal(records.cards.len, 4);
    assert_string_equal(records.cards.at[both].last4, "1234");
    assert_text(records.cards.at[both].label, "abc", "label");
}

static void never_more_than_four_digits_are_kept(void **state)
{
    uint32_t card = records_card(&records, SLICE("123456789"), SLICE(""));

    (void)state;
    assert_string_equal(records.cards.at[card].last4, "1234");
    assert_int_equal(records_card(&records, SLICE("1234"), SLICE("")), card);
}

static void equal_strings_share_their_bytes(void **state)
{
    char text[] = "250-1234567-1234567";
    struct slice a = records_string(&records, slice_of(text)), b;

    (void)state;
    text[0] = '9';
    assert_text(a, "250-1234567-1234567", "a copy of its own");
    b = records_string(&records, SLICE("250-1234567-1234567"));
    assert_ptr_equal(a.ptr, b.ptr);
    assert_int_equal(records_string(&records, SLICE("")).len, 0);
    assert_int_equal(records.strings.len, 1);
}

static void many_strings_stay_apart(void **state)
{
    struct slice all[2000];

    (void)state;
    for (size_t i = 0; i < COUNT(all); i++)
        all[i] = records_string(&records, arena_number(records.arena, (int64_t)i));
    for (size_t i = 0; i < COUNT(all); i++)
        assert_ptr_equal(records_string(&records, arena_number(records.arena, (int64_t)i)).ptr,
                         all[i].ptr);
}

static void rows_are_set_aside_in_the_newest_source(void **state)
{
    (void)state;
    array_push(records.arena, &records.sources);
    records_set_aside(&records, 1, ASIDE_HEADER);
    array_push(records.arena, &records.sources);
    records_set_aside(&records, 7, ASIDE_TOTAL);
    records_set_aside(&records, 8, ASIDE_BLANK);
    assert_int_equal(records.sources.at[0].asides.len, 1);
    assert_int_equal(records_source(&records)->asides.len, 2);
    assert_int_equal(records_source(&records)->asides.at[0].line, 7);
    assert_int_equal(records_source(&records)->asides.at[0].reason, ASIDE_TOTAL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(index_nought_means_none, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_card_is_kept_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(never_more_than_four_digits_are_kept, set_up, tear_down),
        cmocka_unit_test_setup_teardown(equal_strings_share_their_bytes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(many_strings_stay_apart, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rows_are_set_aside_in_the_newest_source, set_up, tear_down),
    };

    return cmocka_run_group_tests_name("records", tests, NULL, NULL);
}
