#include "watch/token.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define NOW 1795305600

static const uint8_t key[TOKEN_KEY_LEN] = "0123456789abcdef0123456789abcde";
static const uint8_t other[TOKEN_KEY_LEN] = "another key, which nobody knows";

static enum token_fault look(struct slice text, int64_t now)
{
    struct slice id;
    enum token_word word;

    return token_read(key, text, now, &id, &word);
}

static void an_answer_is_read_as_it_was_signed(void **state)
{
    char text[TOKEN_MAX];
    struct slice id = {"", 0};
    enum token_word word = TOKEN_NO;

    (void)state;
    for (unsigned i = TOKEN_NO; i <= TOKEN_REPLY; i++) {
        size_t len = token_write(key, SLICE("k3n5x2qa"), (enum token_word)i, NOW + 60, text);

        assert_true(len <= TOKEN_MAX);
        assert_int_equal(token_read(key, (struct slice){text, len}, NOW, &id, &word), TOKEN_GOOD);
        assert_true(slice_eq(id, SLICE("k3n5x2qa")));
        assert_int_equal(word, i);
    }
}

static void it_is_good_until_its_time_is_over(void **state)
{
    char text[TOKEN_MAX];
    size_t len = token_write(key, SLICE("k3n5x2qa"), TOKEN_YES, NOW, text);

    (void)state;
    assert_int_equal(look((struct slice){text, len}, NOW), TOKEN_GOOD);
    assert_int_equal(look((struct slice){text, len}, NOW + 1), TOKEN_EXPIRED);
}

static void a_change_of_any_byte_is_seen(void **state)
{
    char text[TOKEN_MAX];
    size_t len = token_write(key, SLICE("k3n5x2qa"), TOKEN_YES, NOW + 60, text);

    (void)state;
    for (size_t i = 0; i < len; i++)
        for (int bit = 0; bit < 8; bit++) {
            text[i] = (char)(text[i] ^ 1 << bit);
            assert_int_not_equal(look((struct slice){text, len}, NOW), TOKEN_GOOD);
            text[i] = (char)(text[i] ^ 1 << bit);
        }
    for (size_t cut = 0; cut < len; cut++)
        assert_int_not_equal(look((struct slice){text, cut}, NOW), TOKEN_GOOD);
}

static void another_households_answer_is_forged(void **state)
{
    char text[TOKEN_MAX];
    size_t len = token_write(other, SLICE("k3n5x2qa"), TOKEN_YES, NOW + 60, text);

    (void)state;
    assert_int_equal(look((struct slice){text, len}, NOW), TOKEN_FORGED);
}

static void what_is_no_answer_is_malformed(void **state)
{
    static const struct slice texts[] = {{"", 0},
                                         {".", 1},
                                         {"...", 3},
                                         {"a.y.1", 5},
                                         {"a.x.1.00000000000000000000000000000000", 38},
                                         {"a.y.zz.00000000000000000000000000000000", 39},
                                         {"a.y.1.0000", 10},
                                         {".y.1.00000000000000000000000000000000", 37}};

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        assert_int_equal(look(texts[i], NOW), TOKEN_MALFORMED);
}

static void the_reply_topic_is_the_keys_own(void **state)
{
    char a[TOKEN_TOPIC_LEN], b[TOKEN_TOPIC_LEN];

    (void)state;
    token_topic(key, a);
    token_topic(other, b);
    assert_memory_equal(a, "mioboe-", 7);
    assert_memory_not_equal(a, b, TOKEN_TOPIC_LEN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_answer_is_read_as_it_was_signed),
        cmocka_unit_test(it_is_good_until_its_time_is_over),
        cmocka_unit_test(a_change_of_any_byte_is_seen),
        cmocka_unit_test(another_households_answer_is_forged),
        cmocka_unit_test(what_is_no_answer_is_malformed),
        cmocka_unit_test(the_reply_topic_is_the_keys_own),
    };

    return cmocka_run_group_tests_name("token", tests, NULL, NULL);
}
