#include "base/err.h"

#include "base/base_test.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static void the_code_comes_back_and_the_place_is_kept(void **state)
{
    struct err err = {0};

    (void)state;
    assert_int_equal(err_set(&err, ERR_AMOUNT, 12, SLICE("12x")), ERR_AMOUNT);
    assert_int_equal(err.code, ERR_AMOUNT);
    assert_int_equal(err.line, 12);
    assert_string_equal(err.detail, "12x");
    assert_int_equal(err_set(NULL, ERR_QUOTE, 1, SLICE("x")), ERR_QUOTE);
}

static void a_detail_that_is_too_long_is_cut_between_characters(void **state)
{
    char text[3 * 100];
    struct err err = {0};

    (void)state;
    for (int shift = 0; shift < 3; shift++) {
        size_t len = 0;

        for (int i = 0; i < shift; i++)
            text[len++] = 'x';
        while (len + 3 <= sizeof(text)) {
            memcpy(text + len, "ア", 3);
            len += 3;
        }
        err_set(&err, ERR_SYNTAX, 0, (struct slice){text, len});
        assert_true(text_is_utf8(slice_of(err.detail)));
        assert_true(strlen(err.detail) >= ERR_DETAIL_MAX - 4);
        assert_true(strlen(err.detail) < ERR_DETAIL_MAX);
    }
}

static void a_detail_that_just_fits_is_whole(void **state)
{
    char text[ERR_DETAIL_MAX];
    struct err err = {0};

    (void)state;
    memset(text, 'x', sizeof(text));
    err_set(&err, ERR_SYNTAX, 0, (struct slice){text, ERR_DETAIL_MAX - 1});
    assert_int_equal(strlen(err.detail), ERR_DETAIL_MAX - 1);
    err_set(&err, ERR_SYNTAX, 0, (struct slice){text, ERR_DETAIL_MAX});
    assert_int_equal(strlen(err.detail), ERR_DETAIL_MAX - 1);
    err_set(&err, ERR_SYNTAX, 0, SLICE(""));
    assert_string_equal(err.detail, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_code_comes_back_and_the_place_is_kept),
        cmocka_unit_test(a_detail_that_is_too_long_is_cut_between_characters),
        cmocka_unit_test(a_detail_that_just_fits_is_whole),
    };

    return cmocka_run_group_tests_name("err", tests, NULL, NULL);
}
