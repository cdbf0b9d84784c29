#include "cli/breach.h"

#include "base/base_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void the_digest_is_sha_1_in_capitals(void **state)
{
    struct breach_digest digest;

    (void)state;
    breach_digest_of(SLICE("abc"), &digest); /* FIPS 180-4, example of NIST */
    assert_memory_equal(digest.hex, "A9993E364706816ABA3E25717850C26C9CD0D89D", 40);
}

static char asked[200];

static int answer(const char *url, char *ret, size_t cap, size_t *ret_len, struct err *reterr)
{
    const struct slice body = SLICE("0000000000000000000000000000000000A:3\r\n"
                                    "E364706816ABA3E25717850C26C9CD0D89D:1234\r\n"
                                    "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF:0\r\n");

    (void)cap;
    (void)reterr;
    snprintf(asked, sizeof(asked), "%s", url);
    memcpy(ret, body.ptr, body.len);
    *ret_len = body.len;
    return 0;
}

static int refuse(const char *url, char *ret, size_t cap, size_t *ret_len, struct err *reterr)
{
    (void)url;
    (void)ret;
    (void)cap;
    (void)ret_len;
    return err_set(reterr, ERR_IO, 0, SLICE("no network"));
}

static void five_digits_are_sent_and_no_more(void **state)
{
    const struct breach_module module = {answer}, broken = {refuse};
    struct breach_digest digest;
    struct err err = {.line = 0};
    int64_t n = -1;

    (void)state;
    breach_digest_of(SLICE("abc"), &digest);
    assert_int_equal(breach_count(&module, "https://example.jp", &digest, &n, &err), 0);
    assert_string_equal(asked, "https://example.jp/range/A9993");
    assert_int_equal(n, 1234);
    assert_int_equal(breach_count(&module, "https://example.jp/", &digest, &n, &err), 0);
    assert_string_equal(asked, "https://example.jp/range/A9993");
    breach_digest_of(SLICE("abd"), &digest);
    assert_int_equal(breach_count(&module, "https://example.jp", &digest, &n, &err), 0);
    assert_int_equal(n, 0);
    n = 77;
    assert_int_equal(breach_count(&broken, "https://example.jp", &digest, &n, &err), ERR_IO);
    assert_int_equal(n, 77);
    assert_string_equal(err.detail, "no network");
}

static void an_answer_is_read_line_by_line(void **state)
{
    (void)state;
    assert_int_equal(breach_find(SLICE("AB:5\nCD:6"), SLICE("CD")), 6);
    assert_int_equal(breach_find(SLICE("ab:5\r\n"), SLICE("AB")), 5);
    assert_int_equal(breach_find(SLICE("AB:0\n"), SLICE("AB")), 0);
    assert_int_equal(breach_find(SLICE("<html>AB</html>"), SLICE("AB")), 0);
    assert_int_equal(breach_find(SLICE(""), SLICE("AB")), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_digest_is_sha_1_in_capitals),
        cmocka_unit_test(five_digits_are_sent_and_no_more),
        cmocka_unit_test(an_answer_is_read_line_by_line),
    };

    return cmocka_run_group_tests_name("breach", tests, NULL, NULL);
}
