#include "cli/strength.h"

#include "catalog/catalog.h"

#include "base/base_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct {
    const char *password;
    double least, most; /* bits */
    unsigned clues;     /* among others */
} rows[] = {
    {"tarou0512", 0, 30, STRENGTH_OWN | STRENGTH_LENGTH},
    {"Tarou0512", 0, 32, STRENGTH_OWN},
    {"taroh0512", 0, 30, STRENGTH_OWN},
    {"たろう0512", 0, 30, STRENGTH_OWN},
    {"ﾀﾛｳ０５１２", 0, 30, STRENGTH_OWN},
    {"sakurahanako", 0, 30, STRENGTH_OWN},
    {"aishiteru", 0, 20, STRENGTH_OWN},
    {"ﾊﾟｽﾜｰﾄﾞ", 0, 30, 0},
    {"pochi2018", 0, 30, STRENGTH_OWN}, /* a word of the household */
    {"password", 0, 15, STRENGTH_WORD},
    {"qwertyuiop", 0, 25, 0},
    {"12345678", 0, 15, 0},
    {"aaaaaaaaaaaaaaaa", 0, 20, 0},
    {"yamadatarou19851203", 0, 45, STRENGTH_OWN},
    {"kF7#pQ2!vX9@mZ4$", 60, 1000, 0},
    {"bridge-velvet-cosmic-anchor-tumble", 60, 1000, STRENGTH_WORD},
};

static void names_and_words_of_japan_are_weak(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    const struct catalog *c = catalog_builtin();
    const struct slice own[] = {SLICE("Pochi")};
    struct words_of_passwords words;

    (void)state;
    password_words(own, 1, c->word_lists, c->word_lists_len, arena, &words);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct strength s;

        strength_of(slice_of(rows[i].password), &words, &s);
        if (s.bits < rows[i].least || s.bits > rows[i].most ||
            (s.clues & rows[i].clues) != rows[i].clues)
            fail_msg("%s: %.1f bits, clues %x", rows[i].password, s.bits, s.clues);
    }
    arena_free(arena);
}

static void a_text_that_is_no_utf_8_or_very_long_is_judged_too(void **state)
{
    const char *none[] = {NULL};
    struct words_of_passwords words = {none, 0};
    struct strength s;
    char text[PASSWORD_MAX + 100];

    (void)state;
    strength_of(SLICE("\xFF\xFE\xFD\xFC"), &words, &s);
    assert_true(s.bits < 60);
    memset(text, 'a', sizeof(text));
    strength_of((struct slice){text, sizeof(text)}, &words, &s);
    assert_int_equal(s.length, PASSWORD_MAX);
    assert_true(s.bits < 60);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_and_words_of_japan_are_weak),
        cmocka_unit_test(a_text_that_is_no_utf_8_or_very_long_is_judged_too),
    };

    return cmocka_run_group_tests_name("strength", tests, NULL, NULL);
}
