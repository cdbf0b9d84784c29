#include "read/payment.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct payment_case {
    const char *text;
    const char *first, *second;
    bool card, gift;
};

static const struct payment_case cases[] = {
    {"Visa - 5171", "5171", "", true, false},
    {"Gift Certificate/Card and Visa - 5171", "5171", "", true, true},
    {"Visa - 2335 and Gift Certificate/Card", "2335", "", true, true},
    {"Visa-2222,MasterCard-1111", "2222", "1111", true, false},
    {"Visa（下4けたが1234）", "1234", "", true, false},
    {"Visa ****1234", "1234", "", true, false},
    {"Visa **** 0042", "0042", "", true, false},
    {"Visa", "", "", true, false},
    {"Visa ending in 8489: December 17, 2023: $41.49", "8489", "", true, false},
    {"December 17, 2023 - Visa ending in 8489: $1,041.49", "8489", "", true, false},
    {"Gift Certificate/Card", "", "", false, true},
    {"Amazonポイント", "", "", false, true},
    {"Not Available", "", "", false, false},
    {"代金引換", "", "", false, false},
    {"", "", "", false, false},
    /* Only a run of exactly four digits names a card. */
    {"Visa 12345", "", "", true, false},
    {"Visa - 1111 and Visa - 1111 and JCB - 2222 and JCB - 3333", "1111", "2222", true, false},
};

static void means_of_payment_are_read_from_every_form_that_exports_print(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct payment p = payment_read(slice_of(cases[i].text));

        assert_string_equal(p.last4[0], cases[i].first);
        assert_string_equal(p.last4[1], cases[i].second);
        assert_int_equal(p.card, cases[i].card);
        assert_int_equal(p.gift, cases[i].gift);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(means_of_payment_are_read_from_every_form_that_exports_print),
    };

    return cmocka_run_group_tests_name("payment", tests, NULL, NULL);
}
