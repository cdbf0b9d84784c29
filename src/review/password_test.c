#include "review/password.h"

#include "catalog/catalog.h"

#include "base/base_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct {
    const char *kana, *romaji;
} kana[] = {
    {"たろう", "tarou"},
    {"タロウ0512", "tarou0512"},
    {"きゃく", "kyaku"},
    {"しゃちょう", "shachou"},
    {"じょうず", "jouzu"},
    {"がっこう", "gakkou"},
    {"マッチ", "matchi"},
    {"タロー", "taroo"},
    {"こんにちは", "konnichiha"},
    {"ヴァ", "vua"},
    {"んっな", "nna"},
    {"東京", "東京"},
    {"abc", "abc"},
    {"", ""},
};

static void kana_become_romaji(void **state)
{
    char text[64];

    (void)state;
    for (size_t i = 0; i < sizeof(kana) / sizeof(kana[0]); i++) {
        size_t len = romaji_of(slice_of(kana[i].kana), text, sizeof(text));

        assert_text(((struct slice){text, len}), kana[i].romaji, kana[i].kana);
    }
    assert_int_equal(romaji_of(slice_of("たろう"), text, 3), 3); /* never beyond */
}

static bool has(const struct slice *words, size_t n, const char *word)
{
    for (size_t i = 0; i < n; i++)
        if (slice_eq(words[i], slice_of(word)))
            return true;
    return false;
}

static void a_word_is_spelt_in_other_ways(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct slice words[ROMAJI_SPELLINGS];
    size_t n = romaji_spellings(SLICE("shouhei"), arena, words);

    (void)state;
    assert_true(has(words, n, "shouhei") && has(words, n, "shohei") && has(words, n, "syouhei") &&
                has(words, n, "shohhei"));
    n = romaji_spellings(SLICE("ookubo"), arena, words);
    assert_true(has(words, n, "okubo") && has(words, n, "ohkubo"));
    n = romaji_spellings(SLICE("nanba"), arena, words);
    assert_true(has(words, n, "namba"));
    n = romaji_spellings(SLICE("hana"), arena, words);
    assert_int_equal(n, 1);
    arena_free(arena);
}

static void words_of_ones_own_go_before_the_lists(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    const struct catalog *c = catalog_builtin();
    const struct slice own[] = {SLICE("Pochi-chan 2018/05/12"), SLICE("みほん")};
    struct words_of_passwords words;
    bool has_tarou = false;

    (void)state;
    password_words(own, 2, c->word_lists, c->word_lists_len, arena, &words);
    assert_string_equal(words.at[0], "pochi");
    assert_string_equal(words.at[1], "chan");
    assert_string_equal(words.at[2], "2018");
    assert_string_equal(words.at[3], "mihon");
    assert_null(words.at[words.len]);
    assert_true(words.len > 700);
    for (size_t i = 0; i < words.len; i++)
        has_tarou = has_tarou || strcmp(words.at[i], "tarou") == 0;
    assert_true(has_tarou);
    arena_free(arena);
}

static void texts_are_normalised(void **state)
{
    char text[PASSWORD_MAX * 3];
    size_t len = password_normalise(SLICE("ＡＢＣｱﾏｿﾞﾝ"), text, sizeof(text));

    (void)state;
    assert_text(((struct slice){text, len}), "ABCアマゾン", "NFKC");
    assert_int_equal(password_normalise(SLICE("\xFF\xFE"), text, sizeof(text)), 0);
    assert_int_equal(password_length(SLICE("アaマ")), 3);
}

static void the_longest_text_fits(void **state)
{
    char many[PASSWORD_MAX], text[PASSWORD_MAX * 3];

    (void)state;
    for (size_t i = 0; i + 3 <= sizeof(many); i += 3)
        memcpy(many + i, "\xEF\xB7\xBA", 3); /* U+FDFA becomes 18 characters */
    /* too much of it is no password that anybody has, and is not judged as if it were short */
    assert_int_equal(password_normalise((struct slice){many, sizeof(many) - 1}, text, sizeof(text)),
                     0);
}

static void the_rule_is_length_strength_and_breaches(void **state)
{
    static const struct {
        size_t length;
        double bits;
        bool is_breached;
        enum password_verdict verdict;
    } rows[] = {{7, 90, false, PASSWORD_WEAK},  {8, 50, false, PASSWORD_FAIR},
                {14, 90, false, PASSWORD_FAIR}, {15, 59, false, PASSWORD_FAIR},
                {15, 60, false, PASSWORD_GOOD}, {30, 44, false, PASSWORD_WEAK},
                {30, 90, true, PASSWORD_WEAK}};

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        assert_int_equal(password_judge(rows[i].length, rows[i].bits, rows[i].is_breached),
                         rows[i].verdict);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kana_become_romaji),
        cmocka_unit_test(a_word_is_spelt_in_other_ways),
        cmocka_unit_test(words_of_ones_own_go_before_the_lists),
        cmocka_unit_test(texts_are_normalised),
        cmocka_unit_test(the_longest_text_fits),
        cmocka_unit_test(the_rule_is_length_strength_and_breaches),
    };

    return cmocka_run_group_tests_name("password", tests, NULL, NULL);
}
