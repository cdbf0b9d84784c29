#include "mail/transfer.h"

#include "base/base_test.h"

/* cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

typedef struct slice (*decoder)(struct slice in, struct arena *arena);

static struct slice base64(struct slice in, struct arena *arena)
{
    return transfer_base64(in, arena, NULL);
}

static void what_was_made_fit_for_transport_is_undone(void **state)
{
    static const struct {
        decoder decode;
        const char *in, *want;
    } cases[] = {
        {base64, "aGVsbG8gd29ybGQ=", "hello world"},
        {base64, "aGVs\r\nbG8g\r\nd29ybGQ", "hello world"},
        {base64, "aGVsbG8=d29ybGQ=", "helloworld"},
        {base64, "aG!Vs-bG8", "hello"},
        {base64, "a", ""},
        {base64, "", ""},
        {base64, "====", ""},
        {transfer_quoted, "caf=C3=a9", "caf\xc3\xa9"},
        {transfer_quoted, "soft=\r\nline=\nbreak=  \r\ns", "softlinebreaks"},
        {transfer_quoted, "1=2 =G0 =", "1=2 =G0 "},
        {transfer_quoted, "a_b", "a_b"},
        {transfer_quoted, "", ""},
        {transfer_q, "a_b=5Fc=", "a b_c="},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena *arena = arena_new(&base_test_allocator);

        assert_text(cases[i].decode(slice_of(cases[i].in), arena), cases[i].want, cases[i].in);
        arena_free(arena);
    }
}

static void bytes_that_are_no_base64_are_counted(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    size_t bad = 99;

    (void)state;
    (void)transfer_base64(SLICE("aGVs\r\n bG8="), arena, &bad);
    assert_int_equal(bad, 0);
    (void)transfer_base64(SLICE("<<aGVs>>"), arena, &bad);
    assert_int_equal(bad, 4);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_made_fit_for_transport_is_undone),
        cmocka_unit_test(bytes_that_are_no_base64_are_counted),
    };

    return cmocka_run_group_tests_name("transfer", tests, NULL, NULL);
}
