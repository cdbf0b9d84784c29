#include "read/json.h"

#include "read/read_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

struct json_case {
    const char *text;
    int rows;                 /* read before the end */
    int end;                  /* what the last call gives */
    uint32_t line;            /* of the error */
    const char *name, *value; /* a member of the first row; NULL = not looked at */
    const char *member;       /* that holds the array; NULL = none */
};

static const struct json_case cases[] = {
    {"[]", 0, 0, 0, NULL, NULL},
    {" [ {\"a\": 1} ] ", 1, 0, 0, "a", "1"},
    {"[{\"a\": \"x\\\"}\"},\n{\"b\": 2}]", 2, 0, 0, "a", "x\"}"},
    /* Digits stay as written. */
    {"[{\"a\": 12.50}]", 1, 0, 0, "a", "12.50"},
    {"[{\"a\": false}]", 1, 0, 0, "a", "false"},
    {"[{\"a\": {\"b\": \"c\"}}]", 1, 0, 0, "a.b", "c"},
    {"[{\"a\": [{\"b\": \"c\"}, {\"b\": \"d\"}]}]", 1, 0, 0, "a.b", "c"},
    {"{\"orders\": [{\"a\": 1}, {\"a\": 2}], \"more\": []}", 2, 0, 0, "a", "1", "orders"},
    {"{\"a\": 1}", 1, 0, 0, "a", "1"},
    {"[{\"a\": 1},\n{\"a\": ", 1, ERR_TRUNCATED, 2, "a", "1"},
    {"[{\"a\": 1},\n{\"a\": \"x", 1, ERR_TRUNCATED, 2, "a", "1"},
    {"[{\"a\": 1}\n", 1, ERR_TRUNCATED, 2, "a", "1"},
    {"[\n1]", 0, ERR_SYNTAX, 2, NULL, NULL},
    {"[{\"a\" 1}]", 0, ERR_SYNTAX, 1, NULL, NULL},
    {"[{\"a\": null}]", 1, 0, 0, "a", ""},
};

static void check_first(const struct json_row *row, const struct json_case *c)
{
    if (!c->name)
        return;
    assert_int_equal(row->len, c->member ? 2 : 1);
    if (c->member) {
        assert_true(slice_eq(row->names[1], slice_of(c->member)));
        assert_int_equal(row->values[1].len, 0);
    }
    assert_true(slice_eq(row->names[0], slice_of(c->name)));
    assert_true(slice_eq(row->values[0], slice_of(c->value)));
}

static void run(const struct json_case *c)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct json json;
    struct json_row row;
    struct err err = {0};
    int rows = 0, r;

    json_init(&json, slice_of(c->text), arena);
    while ((r = json_next(&json, &row, &err)) > 0)
        if (rows++ == 0)
            check_first(&row, c);
    assert_int_equal(rows, c->rows);
    assert_int_equal(r, c->end);
    assert_int_equal(err.line, c->line);
    arena_free(arena);
}

static void arrays_of_objects_are_rows_and_damage_is_told_by_its_line(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        run(&cases[i]);
}

static void objects_nested_too_deep_are_refused(void **state)
{
    char text[6 * 200 + 8] = "[";
    size_t len = 1;
    struct json_case deep = {text, 0, ERR_SYNTAX, 1, NULL, NULL};

    (void)state;
    for (int i = 0; i < 200; i++, len += 5)
        memcpy(text + len, "{\"a\":", 5);
    text[len++] = '1';
    memset(text + len, '}', 200);
    text[len + 200] = ']';
    run(&deep);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arrays_of_objects_are_rows_and_damage_is_told_by_its_line),
        cmocka_unit_test(objects_nested_too_deep_are_refused),
    };

    return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
