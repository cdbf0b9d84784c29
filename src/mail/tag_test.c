#include "mail/tag.h"

#include "base/base_test.h"

/* cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

struct tag_case {
    const char *text;
    int result;
    const char *told; /* name=value| */
};

static const struct tag_case cases[] = {
    {"v=1; a=b", 0, "v=1|a=b|"},
    {" v = 1 ;\r\n\ta=b\r\n c ; ", 0, "v=1|a=b\r\n c|"},
    {"p=", 0, "p=|"},
    {"p=;", 0, "p=|"},
    {"b=a=b==", 0, "b=a=b==|"},
    {"i=\xe4\xbb\xb6@x", 0, "i=\xe4\xbb\xb6@x|"},
    {"a_1=x;A_1=y", 0, "a_1=x|A_1=y|"},
    {"", TAG_SYNTAX, ""},
    {";", TAG_SYNTAX, ""},
    {"a=1;;b=2", TAG_SYNTAX, "a=1|"},
    {"a=1; b", TAG_SYNTAX, "a=1|"},
    {"1a=1", TAG_SYNTAX, ""},
    {"a-b=1", TAG_SYNTAX, ""},
    {"=1", TAG_SYNTAX, ""},
    {"a=\x01", TAG_SYNTAX, ""},
    {"a=1; b=2; a=3", TAG_DUPLICATE, "a=1|b=2|"},
};

static void lists_are_read_or_void(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena *arena = arena_new(&base_test_allocator);
        struct slice told = SLICE("");
        struct tags tags;

        assert_int_equal(tag_read(slice_of(cases[i].text), &tags), cases[i].result);
        for (size_t k = 0; k < tags.len; k++) {
            struct slice parts[] = {told, tags.at[k].name, SLICE("="), tags.at[k].value,
                                    SLICE("|")};

            told = arena_join(arena, parts, COUNT(parts));
        }
        assert_text(told, cases[i].told, cases[i].text);
        arena_free(arena);
    }
}

static void too_many_tags_are_a_syntax_error(void **state)
{
    char text[4 * (TAG_MAX + 1)];
    struct tags tags;

    (void)state;
    for (size_t i = 0; i <= TAG_MAX; i++) {
        char *spec = text + 4 * i;

        spec[0] = (char)('a' + i / 10);
        spec[1] = (char)('0' + i % 10);
        spec[2] = '=';
        spec[3] = ';';
    }
    assert_int_equal(tag_read((struct slice){text, 4 * TAG_MAX}, &tags), 0);
    assert_int_equal(tag_read((struct slice){text, 4 * TAG_MAX + 4}, &tags), TAG_SYNTAX);
}

static void items_stand_between_colons(void **state)
{
    struct slice rest = SLICE("From : to:: \r\n date"), item;
    static const char *const want[] = {"From", "to", "", "date"};

    (void)state;
    for (size_t i = 0; i < COUNT(want); i++) {
        assert_int_equal(tag_item(&rest, &item), 1);
        assert_text(item, want[i], "item");
    }
    assert_int_equal(tag_item(&rest, &item), 0);
}

static void base64_is_whole_or_none(void **state)
{
    static const char *const pairs[][2] = {
        {"YQ==", "a"},          {"YWI=", "ab"},     {"YWJj", "abc"}, {" Y\r\n W\tJj ", "abc"},
        {"YWJjZA = =", "abcd"}, {"", NULL},         {"YQ", NULL},    {"YQ=", NULL},
        {"YQ===", NULL},        {"YWJj====", NULL}, {"Y", NULL},     {"YQ==YQ==", NULL},
        {"Y-J_", NULL},         {"=", NULL},        {"YQ==!", NULL},
    };
    struct arena *arena = arena_new(&base_test_allocator);

    (void)state;
    for (size_t i = 0; i < COUNT(pairs); i++) {
        struct slice have = SLICE("");

        assert_int_equal(tag_base64(slice_of(pairs[i][0]), arena, &have), pairs[i][1] != NULL);
        if (pairs[i][1])
            assert_text(have, pairs[i][1], pairs[i][0]);
    }
    arena_free(arena);
}

static void numbers_stop_at_their_limit(void **state)
{
    uint64_t value = 7;

    (void)state;
    assert_true(tag_number(SLICE("0012"), 4, &value));
    assert_int_equal(value, 12);
    assert_true(tag_number(SLICE("18446744073709551615"), 76, &value));
    assert_true(value == UINT64_MAX);
    assert_true(tag_number(SLICE("18446744073709551616"), 76, &value));
    assert_true(value == UINT64_MAX);
    assert_true(tag_number(SLICE("99999999999999999999999999999999999999999"), 76, &value));
    assert_true(value == UINT64_MAX);
    assert_false(tag_number(SLICE("12345"), 4, &value));
    assert_false(tag_number(SLICE(""), 4, &value));
    assert_false(tag_number(SLICE("-1"), 4, &value));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_are_read_or_void),
        cmocka_unit_test(too_many_tags_are_a_syntax_error),
        cmocka_unit_test(items_stand_between_colons),
        cmocka_unit_test(base64_is_whole_or_none),
        cmocka_unit_test(numbers_stop_at_their_limit),
    };

    return cmocka_run_group_tests_name("tag", tests, NULL, NULL);
}
