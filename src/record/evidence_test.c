#include "record/evidence.h"

#include "base/base_test.h"
#include "record/mail_kind.h"

/* cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void every_word_is_found_again(void **state)
{
    (void)state;
    for (unsigned i = 0; i < ACCOUNT_EVENTS; i++)
        assert_int_equal(evidence_event_of(evidence_event_name(i)), i);
    for (unsigned i = 0; i < NOTICE_STAGES; i++)
        assert_int_equal(evidence_stage_of(evidence_stage_name(i)), i);
    for (unsigned i = 0; i < MAIL_KINDS; i++)
        assert_int_equal(mail_kind_of(mail_kind_name((enum mail_kind)i)), i);
    for (unsigned i = 0; i < NOTICE_KINDS; i++)
        assert_true(evidence_use_name(i).len > 0);
}

static void a_word_that_does_not_exist_is_none(void **state)
{
    (void)state;
    assert_int_equal(evidence_event_of(SLICE("signin")), ACCOUNT_EVENTS);
    assert_int_equal(evidence_stage_of(SLICE("")), NOTICE_STAGES);
    assert_int_equal(mail_kind_of(SLICE("Order")), MAIL_KINDS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_word_is_found_again),
        cmocka_unit_test(a_word_that_does_not_exist_is_none),
    };

    return cmocka_run_group_tests_name("evidence", tests, NULL, NULL);
}
