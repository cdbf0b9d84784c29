#include "base/slice.h"

#include "base/base_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct pair_case {
    const char *a, *b;
    bool eq, nocase, starts, ends, has;
    int cmp;
};

static const struct pair_case pairs[] = {
    {"", "", true, true, true, true, true, 0},
    {"a", "", false, false, true, true, true, 1},
    {"", "a", false, false, false, false, false, -1},
    {"abc", "abc", true, true, true, true, true, 0},
    {"abc", "ABC", false, true, false, false, false, 1},
    {"abc", "ab", false, false, true, false, true, 1},
    {"abc", "bc", false, false, false, true, true, -1},
    {"abcd", "bc", false, false, false, false, true, -1},
    {"a\xff", "a~", false, false, false, false, false, 1},
    {"アマゾン", "ゾ", false, false, false, false, true, -1},
};

static int sign(int x)
{
    return (x > 0) - (x < 0);
}

static void two_slices_compare_by_bytes(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(pairs); i++) {
        const struct pair_case *c = &pairs[i];
        struct slice a = slice_of(c->a), b = slice_of(c->b);

        assert_int_equal(slice_eq(a, b), c->eq);
        assert_int_equal(slice_eq_nocase(a, b), c->nocase);
        assert_int_equal(slice_starts(a, b), c->starts);
        assert_int_equal(slice_ends(a, b), c->ends);
        assert_int_equal(slice_has(a, b), c->has);
        assert_int_equal(sign(slice_cmp(a, b)), c->cmp);
        assert_int_equal(sign(slice_cmp(b, a)), -c->cmp);
    }
}

static void a_null_pointer_is_the_empty_slice(void **state)
{
    struct slice none = slice_of(NULL);

    (void)state;
    assert_int_equal(none.len, 0);
    assert_true(slice_eq(none, SLICE("")));
    assert_int_equal(slice_cmp(none, SLICE("")), 0);
    assert_int_equal(slice_find(none, SLICE("x")), 0);
    assert_int_equal(slice_find_byte(none, 'x'), 0);
    assert_int_equal(slice_trim(none).len, 0);
}

static void find_gives_the_first_place_or_the_length(void **state)
{
    (void)state;
    assert_int_equal(slice_find(SLICE("banana"), SLICE("ana")), 1);
    assert_int_equal(slice_find(SLICE("banana"), SLICE("nab")), 6);
    assert_int_equal(slice_find(SLICE("banana"), SLICE("a")), 1);
    assert_int_equal(slice_find(SLICE("banana"), SLICE("banana")), 0);
    assert_int_equal(slice_find(SLICE("ban"), SLICE("banana")), 3);
    assert_int_equal(slice_find(SLICE("aab"), SLICE("ab")), 1);
    assert_int_equal(slice_find(SLICE("banana"), SLICE("")), 0);
    assert_int_equal(slice_find_byte(SLICE("banana"), 'n'), 2);
    assert_int_equal(slice_find_byte(SLICE("banana"), 'x'), 6);
}

static void parts_are_cut_to_the_length(void **state)
{
    struct slice s = SLICE("abcdef");

    (void)state;
    assert_text(slice_sub(s, 1, 3), "bc", "middle");
    assert_text(slice_sub(s, 4, 99), "ef", "end beyond");
    assert_text(slice_sub(s, 5, 2), "", "end before start");
    assert_text(slice_sub(s, 99, 100), "", "wholly beyond");
    assert_text(slice_skip(s, 4), "ef", "skip");
    assert_text(slice_skip(s, SIZE_MAX), "", "skip all");
}

static void trimming_takes_ascii_and_ideographic_blanks(void **state)
{
    static const char *const cases[][2] = {
        {"  a b \t\r\n", "a b"},
        {"　　全角　", "全角"},
        {" 　 x　 ", "x"},
        {"　", ""},
        {"", ""},
        {"a", "a"},
        {"\xe3\x80", "\xe3\x80"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_text(slice_trim(slice_of(cases[i][0])), cases[i][1], "trim");
}

static void cutting_gives_head_and_tail(void **state)
{
    struct slice head, tail;

    (void)state;
    assert_true(slice_cut(SLICE("a and b and c"), SLICE(" and "), &head, &tail));
    assert_text(head, "a", "head");
    assert_text(tail, "b and c", "tail");
    assert_true(slice_cut(SLICE("a,"), SLICE(","), &head, &tail));
    assert_text(tail, "", "empty tail");
    assert_false(slice_cut(SLICE("abc"), SLICE(","), &head, &tail));
    assert_text(head, "abc", "whole");
    assert_int_equal(tail.len, 0);
}

/* Sixteen bytes are looked at at once: each place in them, before each end. */
static void find_is_the_same_wherever_it_stands(void **state)
{
    char text[64];

    (void)state;
    for (size_t len = 0; len < sizeof(text); len++)
        for (size_t at = 0; at + 3 <= len; at++) {
            memset(text, 'a', sizeof(text));
            memcpy(text + at, "abc", 3);
            assert_int_equal(slice_find((struct slice){text, len}, SLICE("abc")), at);
            assert_int_equal(slice_find((struct slice){text, at + 2}, SLICE("abc")), at + 2);
            assert_int_equal(slice_find((struct slice){text, len}, SLICE("bc")), at + 1);
        }
}

static void only_ascii_digits_are_digits(void **state)
{
    (void)state;
    assert_true(slice_is_digits(SLICE("0123456789")));
    assert_false(slice_is_digits(SLICE("")));
    assert_false(slice_is_digits(SLICE("12a")));
    assert_false(slice_is_digits(SLICE("１２")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_slices_compare_by_bytes),
        cmocka_unit_test(a_null_pointer_is_the_empty_slice),
        cmocka_unit_test(find_gives_the_first_place_or_the_length),
        cmocka_unit_test(parts_are_cut_to_the_length),
        cmocka_unit_test(trimming_takes_ascii_and_ideographic_blanks),
        cmocka_unit_test(cutting_gives_head_and_tail),
        cmocka_unit_test(find_is_the_same_wherever_it_stands),
        cmocka_unit_test(only_ascii_digits_are_digits),
    };

    return cmocka_run_group_tests_name("slice", tests, NULL, NULL);
}
