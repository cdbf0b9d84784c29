#include "base/pattern.h"

#include "base/base_test.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

struct pattern_case {
    const char *pattern, *text;
    bool fits;
    const char *name, *value; /* a capture; NULL = not looked at */
};

static const struct pattern_case cases[] = {
    {"", "", true, NULL, NULL},
    {"", "a", false, NULL, NULL},
    {"A", "", false, NULL, NULL},
    {"ABC", "ABC", true, NULL, NULL},
    {"ABC", "ABCD", false, NULL, NULL},
    {"ABC*", "ABC", true, NULL, NULL},
    {"ABC*", "ABCD", true, NULL, NULL},
    {"*", "", true, NULL, NULL},
    {"***", "", true, NULL, NULL},
    {"*B*", "ABC", true, NULL, NULL},
    {"*X*", "ABC", false, NULL, NULL},
    {"?", "ア", true, NULL, NULL},
    {"?", "アア", false, NULL, NULL},
    {"A?C", "AマC", true, NULL, NULL},
    {"*ン", "アマゾン", true, NULL, NULL},
    /* captures */
    {"分割{n}回払い", "分割12回払い", true, "n", "12"},
    {"分割{of}回払い({n}回目)", "分割3回払い(1回目)", true, "n", "1"},
    {"分割{of}回払い({n}回目)", "分割3回払い(1回目)", true, "of", "3"},
    {"分割{n}回", "分割回", false, NULL, NULL},
    {"{month}月支払金額", "10月支払金額", true, "month", "10"},
    {"*{last4}", "VISA****1234", true, "last4", "1234"},
    {"{last4}", "12345", false, NULL, NULL},
    {"{last4}", "123", false, NULL, NULL},
    {"本人({last4})", "本人(1084)", true, "last4", "1084"},
    {"{amount}円", "1,234円", true, "amount", "1,234"},
    {"{amount}円", "-1,234円", true, "amount", "-1,234"},
    {"{amount}", "¥500", true, "amount", "¥500"},
    {"{foreign} {currency} {rate} {month} {day}", "12.34 USD 162.07 09 18", true, "rate", "162.07"},
    {"{foreign} {currency} {rate} {month} {day}", "12.34 USD 162.07 09 18", true, "currency",
     "USD"},
    {"{foreign} {currency} {rate} {month} {day}", "12.34 US1 162.07 09 18", false, NULL, NULL},
    {"{text}様", "テスト様", true, "text", "テスト"},
    {"{text}様*", "テスト様様", true, "text", "テスト"},
    {"[{kind}] {rest}", "[JCB] A B", true, "rest", "A B"},
    {"{text}", "", true, "text", ""},
    {"{number}{number2}", "12A", true, "number2", "A"},
    /* a digit must be left for what follows */
    {"{n}5", "125", true, "n", "12"},
    /* braces that do not close */
    {"{n", "12", true, NULL, NULL},
};

static void templates_fit_whole_texts_and_capture(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct pattern_case *c = &cases[i];
        struct pattern_match match = {.len = 0};
        bool fits = pattern_match(slice_of(c->pattern), slice_of(c->text), &match);

        if (fits != c->fits) {
            print_error("\"%s\" on \"%s\"\n", c->pattern, c->text);
            fail();
        }
        assert_int_equal(pattern_match(slice_of(c->pattern), slice_of(c->text), NULL), c->fits);
        if (c->name)
            assert_text(pattern_get(&match, slice_of(c->name)), c->value, c->pattern);
    }
}

static void a_name_that_was_not_captured_is_null(void **state)
{
    struct pattern_match match;

    (void)state;
    assert_true(pattern_match(SLICE("{n}"), SLICE("1"), &match));
    assert_null(pattern_get(&match, SLICE("m")).ptr);
}

static void more_captures_than_there_is_room_for_do_not_fit(void **state)
{
    struct pattern_match match;

    (void)state;
    assert_true(
        pattern_match(SLICE("{n} {n} {n} {n} {n} {n} {n} {n}"), SLICE("1 2 3 4 5 6 7 8"), &match));
    assert_int_equal(match.len, PATTERN_CAPTURES);
    assert_false(pattern_match(SLICE("{n} {n} {n} {n} {n} {n} {n} {n} {n}"),
                               SLICE("1 2 3 4 5 6 7 8 9"), &match));
}

static void a_text_over_the_limit_matches_nothing(void **state)
{
    char text[PATTERN_TEXT_MAX + 1];

    (void)state;
    memset(text, 'A', sizeof(text));
    assert_true(pattern_match(SLICE("*"), (struct slice){text, PATTERN_TEXT_MAX}, NULL));
    assert_false(pattern_match(SLICE("*"), (struct slice){text, PATTERN_TEXT_MAX + 1}, NULL));
}

/* Each of these would take longer than the universe lasts without the limit on steps. */
static void hostile_templates_end_soon(void **state)
{
    static const char *const hostile[] = {
        "*A*A*A*A*A*A*A*A*A*A*A*A*A*A*A*A*A*A*A*A*A*A*A*A*B",
        "{a}{b}{c}{d}{e}{f}{g}{h}B",
        "{a}A{b}A{c}A{d}A{e}A{f}A{g}A{h}B",
        "*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?B",
    };
    char text[PATTERN_TEXT_MAX];

    (void)state;
    memset(text, 'A', sizeof(text));
    for (size_t i = 0; i < COUNT(hostile); i++)
        for (int round = 0; round < 20; round++)
            assert_false(
                pattern_match(slice_of(hostile[i]), (struct slice){text, sizeof(text)}, NULL));
}

static void a_template_of_stars_only_needs_no_depth(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    size_t len = 1u << 20;
    char *stars = arena_alloc(arena, len);

    (void)state;
    memset(stars, '*', len);
    assert_true(pattern_match((struct slice){stars, len}, SLICE("A"), NULL));
    stars[len - 1] = 'B';
    assert_false(pattern_match((struct slice){stars, len}, SLICE("A"), NULL));
    arena_free(arena);
}

static void folding_a_template_keeps_its_names(void **state)
{
    static const char *const folds[][2] = {
        {"分割{n}回払い", "分割{n}回払い"},
        {"ﾘﾎﾞ {amount}円", "リボ {amount}円"},
        {"ａｂｃ{text}ッ", "ABC{text}ツ"},
        {"  {currency}　{rate}  ", "{currency} {rate}"},
        {"{n}", "{n}"},
        {"*ー?", "*-?"},
        {"a{n", "A{N"},
        {"{a}{b}{c}{d}{e}{f}{g}{h}{i}", "{a}{b}{c}{d}{e}{f}{g}{h}{I}"},
        {"", ""},
    };
    struct arena *arena = arena_new(&base_test_allocator);

    (void)state;
    for (size_t i = 0; i < COUNT(folds); i++)
        assert_text(pattern_fold(arena, slice_of(folds[i][0])), folds[i][1], folds[i][0]);
    arena_free(arena);
}

static void private_characters_in_a_template_cannot_make_it_grow(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    char text[4000];
    size_t len = 0;

    (void)state;
    text[len++] = '{';
    memset(text + len, 'x', 900);
    len += 900;
    text[len++] = '}';
    for (; len + 3 <= sizeof(text); len += 3)
        memcpy(text + len, "\xee\x80\x80", 3);
    assert_int_equal(pattern_fold(arena, (struct slice){text, len}).len, len);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(templates_fit_whole_texts_and_capture),
        cmocka_unit_test(a_name_that_was_not_captured_is_null),
        cmocka_unit_test(more_captures_than_there_is_room_for_do_not_fit),
        cmocka_unit_test(a_text_over_the_limit_matches_nothing),
        cmocka_unit_test(hostile_templates_end_soon),
        cmocka_unit_test(a_template_of_stars_only_needs_no_depth),
        cmocka_unit_test(folding_a_template_keeps_its_names),
        cmocka_unit_test(private_characters_in_a_template_cannot_make_it_grow),
    };

    return cmocka_run_group_tests_name("pattern", tests, NULL, NULL);
}
