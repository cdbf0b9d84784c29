#include "cli/option.h"

#include "base/base_test.h"
#include "base/day.h"
#include "cli/exit_status.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define WORDS 8

static const struct option *const known[] = {
    &option_as_of,   &option_format, &option_only,           &option_since, &option_until,
    &option_account, &option_lang,   &option_color,          &option_width, &option_all,
    &option_verbose, &option_now,    &option_trust_authserv, NULL};

/* As the command line ${words}; operands point into ${arena}. */
static int read_words(const char *const *words, struct arena *arena, struct options *ret)
{
    char *argv[WORDS];
    int argc = 0;

    for (; words[argc]; argc++) {
        size_t len = strlen(words[argc]);

        argv[argc] = arena_alloc(arena, len + 1);
        memcpy(argv[argc], words[argc], len);
    }
    return option_read(known, argc, argv, arena, ret);
}

struct refused_case {
    const char *words[WORDS];
};

static const struct refused_case refused[] = {
    {{"--nonsense"}},
    {{"-x"}},
    {{"--as-of"}},
    {{"--as-of", "2026-02-30"}},
    {{"--as-of", "2026/08/15"}},
    {{"--as-of="}},
    {{"--format", "xml"}},
    {{"--only", "lost"}},
    {{"--only", "explained,"}},
    {{"--width", "wide"}},
    {{"--width", "39"}},
    {{"--width", "99999999999999999999"}},
    {{"--account", "taro"}},
    {{"--account", "=path"}},
    {{"--account", "taro="}},
    {{"--all=yes"}},
    {{"--now", "today"}},
    {{"--now", "2026-08-15T25:00Z"}},
    {{"--now", "2026-08-15T12:00:00"}},
    {{"--now", "2026-08-15T12:00:00+9"}},
    {{"--now", "2026-08-15T12:00:00Zulu"}},
    {{"--trust-authserv", ""}},
    {{"--lang", ""}},
    {{"--lang", "fr"}},
};

static void what_is_wrong_is_a_usage_error(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(refused); i++) {
        struct arena *arena = arena_new(&base_test_allocator);
        struct options options;

        if (read_words(refused[i].words, arena, &options) != EXIT_USAGE)
            fail_msg("%s is taken", refused[i].words[0]);
        arena_free(arena);
    }
}

static void options_and_operands_mix(void **state)
{
    static const char *const words[] = {"a.csv", "--as-of=2026-11-22", "--format",   "json",
                                        "-",     "--account",          "taro=b.zip", NULL};
    struct arena *arena = arena_new(&base_test_allocator);
    struct options options;

    (void)state;
    assert_int_equal(read_words(words, arena, &options), 0);
    assert_int_equal(options.as_of, day_of(2026, 11, 22));
    assert_int_equal(options.format, FORMAT_JSON);
    assert_int_equal(options.operands.len, 3);
    assert_int_equal(options.filter.since, DAY_NONE);
    assert_text(options.operands.at[2].account, "taro", "account");
    arena_free(arena);
}

static void verdicts_come_as_a_list_or_again(void **state)
{
    static const char *const words[] = {"--only", "probable,ambiguous", "--only=unexplained", NULL};
    struct arena *arena = arena_new(&base_test_allocator);
    struct options options;

    (void)state;
    assert_int_equal(read_words(words, arena, &options), 0);
    assert_int_equal(options.filter.verdicts,
                     1u << VERDICT_PROBABLE | 1u << VERDICT_AMBIGUOUS | 1u << VERDICT_UNEXPLAINED);
    arena_free(arena);
}

static void negative_amounts_and_what_follows_two_dashes_are_operands(void **state)
{
    static const char *const words[] = {"-1980", "--", "--all", "-x", NULL};
    struct arena *arena = arena_new(&base_test_allocator);
    struct options options;

    (void)state;
    assert_int_equal(read_words(words, arena, &options), 0);
    assert_int_equal(options.operands.len, 3);
    assert_false(options.all);
    arena_free(arena);
}

static void the_language_is_found_wherever_it_stands(void **state)
{
    char a[] = "x.csv", b[] = "--lang", c[] = "ja", d[] = "--lang=en", e[] = "--";
    char *apart[] = {a, b, c}, *joined[] = {a, d}, *behind[] = {e, d};

    (void)state;
    assert_string_equal(option_lang_given(3, apart), "ja");
    assert_string_equal(option_lang_given(2, joined), "en");
    assert_null(option_lang_given(2, behind));
    assert_null(option_lang_given(1, apart));
}

static void a_moment_is_told_with_its_zone(void **state)
{
    static const struct {
        const char *word;
        int64_t moment;
    } rows[] = {
        {"1970-01-02", 86400},
        {"1970-01-01T00:01:01Z", 61},
        {"1970-01-01T09:00+09:00", 0},
        {"1970-01-01T00:00:00-00:30", 1800},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct arena *arena = arena_new(&base_test_allocator);
        struct options options;

        assert_int_equal(read_words((const char *[]){"--now", rows[i].word, NULL}, arena, &options),
                         0);
        assert_int_equal(options.now, rows[i].moment);
        arena_free(arena);
    }
}

static void a_server_may_be_trusted_again_and_again(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct options options;

    (void)state;
    assert_int_equal(read_words((const char *[]){"--trust-authserv", "mx.a.jp",
                                                 "--trust-authserv=mx.b.jp", NULL},
                                arena, &options),
                     0);
    assert_int_equal(options.authservs.len, 2);
    assert_text(options.authservs.at[1], "mx.b.jp", "");
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_moment_is_told_with_its_zone),
        cmocka_unit_test(a_server_may_be_trusted_again_and_again),
        cmocka_unit_test(what_is_wrong_is_a_usage_error),
        cmocka_unit_test(options_and_operands_mix),
        cmocka_unit_test(verdicts_come_as_a_list_or_again),
        cmocka_unit_test(negative_amounts_and_what_follows_two_dashes_are_operands),
        cmocka_unit_test(the_language_is_found_wherever_it_stands),
    };

    return cmocka_run_group_tests_name("option", tests, NULL, NULL);
}
