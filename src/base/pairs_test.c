#include "base/pairs.h"

#include "base/base_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void what_was_written_is_read_back(void **state)
{
    static const struct slice values[] = {{"", 0},    {" two  blanks ", 13}, {"a\nb\r\\c\\n", 9},
                                          {"\0x", 2}, {"日本 語", 10},       {"-12", 3}};
    struct arena *arena = arena_new(&base_test_allocator);
    struct pairs pairs = {.arena = arena};
    struct slice rest, name, value;

    (void)state;
    for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++)
        pairs_add(&pairs, SLICE("v_1"), values[i]);
    rest = pairs_text(&pairs);
    for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
        assert_int_equal(pairs_next(&rest, arena, &name, &value), 1);
        assert_true(slice_eq(name, SLICE("v_1")));
        assert_true(slice_eq(value, values[i]));
    }
    assert_int_equal(pairs_next(&rest, arena, &name, &value), 0);
    arena_free(arena);
}

static void a_line_that_is_none_of_ours_is_refused_and_stays(void **state)
{
    static const char *const lines[] = {"no value\\", "name value",  "Name value\n",
                                        "name\n",     " value\n",    "name a\\x\n",
                                        "name a\\\n", "name a\rb\n", "\n"};
    struct arena *arena = arena_new(&base_test_allocator);

    (void)state;
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        struct slice rest = slice_of(lines[i]), name, value;

        assert_int_equal(pairs_next(&rest, arena, &name, &value), -1);
        assert_true(slice_eq(rest, slice_of(lines[i])));
    }
    arena_free(arena);
}

static void a_number_has_one_form(void **state)
{
    static const struct {
        const char *text;
        bool is;
        int64_t value;
    } rows[] = {{"0", true, 0},
                {"-1", true, -1},
                {"1488", true, 1488},
                {"-0", false, 0},
                {"007", false, 0},
                {"", false, 0},
                {"-", false, 0},
                {"+1", false, 0},
                {"1 ", false, 0},
                {"9999999999999999999", false, 0},
                {"-999999999999999999", true, -999999999999999999}};

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        int64_t n = 0;

        assert_int_equal(pairs_number(slice_of(rows[i].text), &n), rows[i].is);
        assert_true(n == rows[i].value);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_written_is_read_back),
        cmocka_unit_test(a_line_that_is_none_of_ours_is_refused_and_stays),
        cmocka_unit_test(a_number_has_one_form),
    };

    return cmocka_run_group_tests_name("pairs", tests, NULL, NULL);
}
