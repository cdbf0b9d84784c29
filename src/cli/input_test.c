#include "cli/input.h"

#include "base/base_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct path_case {
    const char *typed, *shown;
};

static const struct path_case paths[] = {
    {"card.csv", "card.csv"},
    {"./card.csv", "card.csv"},
    {"././card.csv", "card.csv"},
    {".//card.csv", "card.csv"},
    {"card/", "card"},
    {"card///", "card"},
    {"./card/", "card"},
    {"a/./b", "a/./b"},
    {"../card", "../card"},
    {"/tmp/card/", "/tmp/card"},
    {"/", ""},
    {".", "."},
    {"./", "."},
    {".hidden", ".hidden"},
    {"名前.csv", "名前.csv"},
    {"\xb6\xb0.csv", "\xef\xbf\xbd\xef\xbf\xbd.csv"},
    {"a\xe3\x81", "a\xef\xbf\xbd\xef\xbf\xbd"},
    {"a\xef\xbf\xbd", "a\xef\xbf\xbd"},
};

static void paths_are_shown_as_the_contract_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(paths); i++) {
        struct arena *arena = arena_new(&base_test_allocator);

        assert_text(input_shown(arena, slice_of(paths[i].typed)), paths[i].shown, paths[i].typed);
        arena_free(arena);
    }
}

static void inputs_stand_in_byte_order_each_once(void **state)
{
    static const char *const names[] = {"b", "a", "b", "a/x", "a-", NULL};
    static const char *const want[] = {"a", "a-", "a/x", "b"};
    struct arena *arena = arena_new(&base_test_allocator);
    struct inputs inputs = {0};

    (void)state;
    for (size_t i = 0; names[i]; i++)
        *array_push(arena, &inputs) = (struct input){.path = slice_of(names[i]), .fd = -1};
    input_sort(&inputs, arena);
    assert_int_equal(inputs.len, COUNT(want));
    for (size_t i = 0; i < inputs.len; i++)
        assert_text(inputs.at[i].path, want[i], "path");
    arena_free(arena);
}

static void of_two_equal_paths_the_one_with_an_account_counts(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct inputs inputs = {0};

    (void)state;
    *array_push(arena, &inputs) = (struct input){.path = SLICE("x"), .fd = -1, .named = true};
    *array_push(arena, &inputs) =
        (struct input){.path = SLICE("x"), .account = SLICE("taro"), .fd = -1};
    input_sort(&inputs, arena);
    assert_int_equal(inputs.len, 1);
    assert_text(inputs.at[0].account, "taro", "account");
    assert_true(inputs.at[0].named);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paths_are_shown_as_the_contract_says),
        cmocka_unit_test(inputs_stand_in_byte_order_each_once),
        cmocka_unit_test(of_two_equal_paths_the_one_with_an_account_counts),
    };

    return cmocka_run_group_tests_name("input", tests, NULL, NULL);
}
