#include "module/module.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void what_is_not_there_is_told(void **state)
{
    struct err err = {.line = 0};

    (void)state;
    assert_null(module_find("no-such", &err));
    assert_int_equal(err.code, ERR_IO);
    assert_non_null(strstr(err.detail, "mioboe-no-such.so"));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_not_there_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
