#include "read/decision_list.h"

#include "base/base_test.h"
#include "base/hash.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define ID "a3350bmsbx2k5"
#define ORDER "250-1234567-1234567"

struct list_case {
    const char *text;
    size_t len;    /* decisions */
    uint32_t line; /* of the fault; 0 = none */
    const char *wrong;
};

static const struct list_case cases[] = {
    {"", 0, 0, NULL},
    {"# nothing\n\n", 0, 0, NULL},
    {"pin " ID " " ORDER "\n", 1, 0, NULL},
    {"pin " ID " " ORDER, 1, 0, NULL},
    {"  reject\t" ID " " ORDER " # not mine\r\npin " ID " " ORDER "\r\n", 2, 0, NULL},
    {"mine " ID "\nopen " ID " # asked again\n", 2, 0, NULL},
    {"\xef\xbb\xbf"
     "pin " ID " " ORDER "\r\n",
     1, 0, NULL},
    {"\xef\xbb\xbf# first\r\n\r\npin " ID " " ORDER, 1, 0, NULL},
    {"pin\xe3\x80\x80" ID "\xe3\x80\x80" ORDER "\xe3\x80\x80# \xe3\x81\xaf\xe3\x81\x84\n", 1, 0,
     NULL},
    {"# \x8e\x84\x82\xcc\nreject " ID " " ORDER "\r\n", 1, 0, NULL},
    {"mine\n", 0, 1, "mine"},
    {"mine " ID " " ORDER "\n", 0, 1, ORDER},
    {"keep " ID " " ORDER "\n", 0, 1, "keep"},
    {"\npin 123 " ORDER "\n", 0, 2, "123"},
    {"pin\n", 0, 1, "pin"},
    {"pin " ID "\n", 0, 1, ID},
    {"pin " ID " " ORDER " again\n", 0, 1, "again"},
};

static void a_list_is_read_or_refused_as_a_whole(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena *arena = arena_new(&base_test_allocator);
        struct decisions all = {0};
        struct err err = {0};
        int r = decision_list_read(slice_of(cases[i].text), arena, &all, &err);

        assert_int_equal(r, cases[i].line ? ERR_SYNTAX : 0);
        assert_int_equal(all.len, cases[i].len);
        assert_int_equal(err.line, cases[i].line);
        if (cases[i].line)
            assert_text(slice_of(err.detail), cases[i].wrong, cases[i].text);
        arena_free(arena);
    }
}

/* As a text editor of Windows saves "Unicode". */
static void a_list_in_utf_16_is_read(void **state)
{
    static const char text[] = "reject " ID " " ORDER "\r\n";
    char wide[2 * sizeof(text)] = {'\xff', '\xfe'};
    struct arena *arena = arena_new(&base_test_allocator);
    struct decisions all = {0};
    struct err err = {0};

    (void)state;
    for (size_t i = 0; i + 1 < sizeof(text); i++)
        wide[2 + 2 * i] = text[i];
    assert_int_equal(decision_list_read((struct slice){wide, 2 * sizeof(text)}, arena, &all, &err),
                     0);
    assert_int_equal(all.len, 1);
    assert_text(all.at[0].order_id, ORDER, "order");
    arena_free(arena);
}

static void ids_are_read_as_they_are_written(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct decisions all = {0};
    char id[HASH_TEXT_LEN];

    (void)state;
    assert_int_equal(decision_list_read(SLICE("reject " ID " " ORDER), arena, &all, NULL), 0);
    hash_write(all.at[0].charge, id);
    assert_memory_equal(id, ID, HASH_TEXT_LEN);
    assert_text(all.at[0].order_id, ORDER, "order");
    assert_false(all.at[0].pin);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_is_read_or_refused_as_a_whole),
        cmocka_unit_test(a_list_in_utf_16_is_read),
        cmocka_unit_test(ids_are_read_as_they_are_written),
    };

    return cmocka_run_group_tests_name("decision_list", tests, NULL, NULL);
}
