#include "web/scan.h"

#include "base/base_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void values_are_found(void **state)
{
    static const struct {
        const char *map, *key, *value;
    } rows[] = {
        {"{\"a\":1,\"b\":2}", "b", "2"},
        {" { \"a\" : [1, {\"b\":3}] , \"b\" : \"x\" } ", "b", "\"x\""},
        {"{\"a\":\"}\\\"b\\\":9\",\"b\":true}", "b", "true"},
        {"{\"a\":\"\\\\\",\"b\":null}", "b", "null"},
        {"{\"a\":{\"b\":1}}", "b", ""},
        {"{\"b\":-15480}", "b", "-15480"},
        {"{}", "b", ""},
        {"", "b", ""},
        {"[\"b\",1]", "b", ""},
        {"{\"a\":1", "a", "1"},
        {"{\"b", "b", ""},
        {"{\"a\":\"not ended", "b", ""},
        {"{\"a\":]}", "b", ""},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_text(scan_member(slice_of(rows[i].map), slice_of(rows[i].key)), rows[i].value,
                    rows[i].map);
}

static void texts_are_read(void **state)
{
    static const struct {
        const char *written, *text;
    } rows[] = {
        {"\"\"", ""},
        {"\"abc\"", "abc"},
        {"\"a\\nb\\t\\\"c\\\\\"", "a\nb\t\"c\\"},
        {"\"\\u3042\\u00e9\\u0041\"", "あéA"},
        {"\"\\ud83d\"", "\xEF\xBF\xBD"},
        {"\"\\u12\"", "u12"},
        {"\"a\\\"", "a"},
        {"null", ""},
        {"\"", ""},
    };
    struct arena *arena = arena_new(&base_test_allocator);

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_text(scan_text(slice_of(rows[i].written), arena), rows[i].text, rows[i].written);
    arena_free(arena);
}

static void numbers_are_whole(void **state)
{
    static const struct {
        const char *written;
        bool is_number;
        int64_t number;
    } rows[] = {
        {"0", true, 0},
        {"-15480", true, -15480},
        {"9223372036854775807", true, INT64_MAX},
        {"9223372036854775808", false, 0},
        {"99999999999999999999", false, 0},
        {"1.5", false, 0},
        {"-", false, 0},
        {"", false, 0},
        {"null", false, 0},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        int64_t n = 0;

        assert_int_equal(scan_integer(slice_of(rows[i].written), &n), rows[i].is_number);
        assert_true(n == rows[i].number);
    }
}

static void lists_are_walked_to_their_end(void **state)
{
    struct scan scan = scan_of(SLICE("[1, [2, 3], {\"a\": 4}, \"]\" ], 5"));
    static const char *const items[] = {"1", "[2, 3]", "{\"a\": 4}", "\"]\""};

    (void)state;
    assert_true(scan_enter(&scan, '['));
    for (size_t i = 0; i < COUNT(items); i++) {
        assert_true(scan_item(&scan));
        assert_text(scan_value(&scan), items[i], "item");
    }
    assert_false(scan_item(&scan));
    assert_text(scan_value(&scan), "5", "behind the list");
    assert_text(scan_value(&scan), "", "the end");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_found),
        cmocka_unit_test(texts_are_read),
        cmocka_unit_test(numbers_are_whole),
        cmocka_unit_test(lists_are_walked_to_their_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
