#include "record/source.h"

#include "base/base_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void every_reason_has_a_name_of_its_own(void **state)
{
    (void)state;
    for (enum set_aside_reason r = 0; r < ASIDE_REASONS; r++) {
        assert_true(source_reason_name(r).len > 0);
        assert_int_equal(source_reason_of(source_reason_name(r)), r);
    }
    assert_int_equal(source_reason_of(SLICE("no such reason")), ASIDE_REASONS);
    assert_int_equal(source_reason_of(SLICE("")), ASIDE_REASONS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_reason_has_a_name_of_its_own),
    };

    return cmocka_run_group_tests_name("source", tests, NULL, NULL);
}
