#include "read/qif.h"

#include "read/read_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct qif_case {
    const char *name, *text;
    uint32_t records;
    int64_t amount;
    const char *currency, *day, *shop;
};

static const struct qif_case cases[] = {
    {"dollars", "!Type:CCard\nD08/03/2026\nT-1,013.05\nPSHOP\n^\n", 1, 101305, "USD", "2026-08-03",
     "SHOP"},
    {"yen", "!Type:Bank\r\nD2026/8/3\r\nT-1488\r\nP店\r\n^\r\n", 1, 1488, "JPY", "2026-08-03",
     "店"},
    {"a year after an apostrophe", "!Type:CCard\nD8/ 9'26\nU4.10\nT4.10\nPSHOP\n^\n", 1, -410,
     "USD", "2026-08-09", "SHOP"},
    {"days first", "!Type:CCard\nD31/08/2026\nT-5\nPX\n^\nD01/02/2026\nT-6\nPY\n^\n", 2, 6, "JPY",
     "2026-02-01", "Y"},
    {"memo for payee", "!Type:CCard\nD8/9/2026\nT-5\nMX\n^\n", 1, 5, "JPY", "2026-08-09", "X"},
    {"a transfer", "!Type:Bank\nD8/9/2026\nT-5\nPX\nL[Savings]\n^\n", 0, 0, NULL, NULL, NULL},
    {"a list that is no money", "!Type:Cat\nNFood\nE\n^\n", 0, 0, NULL, NULL, NULL},
    {"no amount", "!Type:Bank\nD8/9/2026\nPX\n^\n", 0, 0, NULL, NULL, NULL},
    {"no day", "!Type:Bank\nT5\nPX\n^\n", 0, 0, NULL, NULL, NULL},
};

static void rows_end_with_a_caret(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct reading_test t = read_test(SLICE("x.qif"), slice_of(cases[i].text));
        char day[DAY_TEXT_LEN + 1] = "";

        assert_true(slice_eq(t.records.sources.at[0].format, SLICE("qif")));
        assert_int_equal(t.records.charges.len, cases[i].records);
        if (cases[i].records) {
            const struct charge *c = &t.records.charges.at[cases[i].records - 1];

            day_write(c->day, day);
            assert_string_equal(day, cases[i].day);
            assert_int_equal(c->amount, cases[i].amount);
            assert_string_equal(c->currency.code, cases[i].currency);
            assert_true(slice_eq(t.records.texts.at[c->text].raw, slice_of(cases[i].shop)));
        }
        read_test_done(&t);
    }
}

static void a_row_without_its_caret_is_cut(void **state)
{
    struct reading_test t = read_test(SLICE("x.qif"), SLICE("!Type:CCard\nD8/9/2026\nT-5\nPX\n"));

    (void)state;
    assert_int_equal(t.records.charges.len, 0);
    assert_true(t.records.sources.at[0].is_cut);
    assert_int_equal(t.records.sources.at[0].asides.at[0].line, 2);
    read_test_done(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_end_with_a_caret),
        cmocka_unit_test(a_row_without_its_caret_is_cut),
    };

    return cmocka_run_group_tests_name("qif", tests, NULL, NULL);
}
