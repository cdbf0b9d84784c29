#include "mail/mail.h"

#include "base/base_test.h"

/* cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void the_words_of_the_contract_are_all_there(void **state)
{
    (void)state;
    for (int i = 0; i < MAIL_CHECKS; i++)
        assert_true(mail_check_name((enum mail_check)i).len > 0);
    for (int i = 0; i < MAIL_KINDS; i++)
        assert_true(mail_kind_name((enum mail_kind)i).len > 0);
    assert_true(slice_eq(mail_kind_name(MAIL_OTHER), SLICE("other")));
    assert_true(slice_eq(mail_check_name(MAIL_NOTHING), SLICE("none")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_words_of_the_contract_are_all_there),
    };

    return cmocka_run_group_tests_name("mail", tests, NULL, NULL);
}
