#include "cli/suggest.h"

#include "base/base_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct word_case {
    const char *a, *b;
    size_t distance;
    int near;
};

static const struct word_case words[] = {
    {"explain", "explain", 0, 1}, {"explian", "explain", 1, 1}, {"explan", "explain", 1, 1},
    {"xplain", "explain", 1, 1},  {"exlpian", "explain", 2, 1}, {"zzzzzzzzzz", "explain", 10, 0},
    {"waht", "what", 1, 1},       {"wt", "what", 2, 0},         {"", "what", 4, 0},
    {"formts", "formats", 1, 1},  {"fromats", "formats", 1, 1},
};

static void edits_are_counted_and_swaps_are_one(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(words); i++) {
        assert_int_equal(suggest_distance(words[i].a, words[i].b), words[i].distance);
        assert_int_equal(suggest_distance(words[i].b, words[i].a), words[i].distance);
        assert_int_equal(suggest_is_near(words[i].a, words[i].b), words[i].near);
    }
}

static void very_long_words_are_not_near(void **state)
{
    char word[SUGGEST_MAX_LENGTH + 2];

    (void)state;
    memset(word, 'a', sizeof(word) - 1);
    word[sizeof(word) - 1] = '\0';
    assert_int_equal(suggest_distance(word, "a"), SIZE_MAX);
    assert_false(suggest_is_near(word, "explain"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(edits_are_counted_and_swaps_are_one),
        cmocka_unit_test(very_long_words_are_not_near),
    };

    return cmocka_run_group_tests_name("suggest", tests, NULL, NULL);
}
