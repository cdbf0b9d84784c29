#include "read/ofx.h"

#include "read/read_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>

#define HEAD \
    "OFXHEADER:100\nDATA:OFXSGML\n\n<OFX><CCSTMTRS><CURDEF>JPY<CCACCTFROM><ACCTID>XXXX1234</CCACCTFROM>"
#define TAIL "</CCSTMTRS></OFX>"

struct row_case {
    const char *name, *row;
    uint32_t records;
    int64_t amount;
    const char *day, *shop, *reference;
};

static const struct row_case cases[] = {
    {"SGML without end tags",
     "<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20260803<TRNAMT>-1300<FITID>a1<NAME>SHOP</STMTTRN>", 1, 1300,
     "2026-08-03", "SHOP", "a1"},
    {"end tags and a time with a zone",
     "<STMTTRN><DTPOSTED>20260803230000[-3:GMT]</DTPOSTED><TRNAMT>5</TRNAMT><NAME>A &amp; B</NAME></STMTTRN>",
     1, -5, "2026-08-03", "A & B", ""},
    {"no end of the row", "<STMTTRN><DTPOSTED>20260803<TRNAMT>-7<NAME>X</BANKTRANLIST>", 1, 7,
     "2026-08-03", "X", ""},
    {"a memo where there is no name", "<STMTTRN><DTPOSTED>20260803<TRNAMT>-7<MEMO>X</STMTTRN>", 1,
     7, "2026-08-03", "X", ""},
    {"the day of use before the day of booking",
     "<STMTTRN><DTPOSTED>20260805<DTUSER>20260803<TRNAMT>-7<NAME>X</STMTTRN>", 1, 7, "2026-08-03",
     "X", ""},
    {"CDATA", "<STMTTRN><DTPOSTED>20260803<TRNAMT>-7<NAME><![CDATA[X < Y]]></NAME></STMTTRN>", 1, 7,
     "2026-08-03", "X < Y", ""},
    {"the card's bill", "<STMTTRN><TRNTYPE>PAYMENT<DTPOSTED>20260803<TRNAMT>7<NAME>X</STMTTRN>", 0,
     0, NULL, NULL, NULL},
    {"no day", "<STMTTRN><TRNAMT>7<NAME>X</STMTTRN>", 0, 0, NULL, NULL, NULL},
    {"no amount", "<STMTTRN><DTPOSTED>20260803<NAME>X</STMTTRN>", 0, 0, NULL, NULL, NULL},
};

static void rows_are_read_with_and_without_end_tags(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char text[1024], day[DAY_TEXT_LEN + 1] = "";
        struct reading_test t;
        const struct charge *c;

        snprintf(text, sizeof(text), HEAD "%s" TAIL, cases[i].row);
        t = read_test(SLICE("x.ofx"), slice_of(text));
        assert_true(slice_eq(t.records.sources.at[0].format, SLICE("ofx-1")));
        assert_int_equal(t.records.charges.len, cases[i].records);
        assert_int_equal(t.records.sources.at[0].asides.len, 1 - cases[i].records);
        if (cases[i].records) {
            c = &t.records.charges.at[0];
            day_write(c->day, day);
            assert_string_equal(day, cases[i].day);
            assert_int_equal(c->amount, cases[i].amount);
            assert_true(slice_eq(t.records.texts.at[c->text].raw, slice_of(cases[i].shop)));
            assert_true(
                slice_eq(t.records.extras.at[c->extra].reference, slice_of(cases[i].reference)));
            assert_string_equal(t.records.cards.at[c->card].last4, "1234");
        }
        read_test_done(&t);
    }
}

static void a_file_without_its_end_is_cut(void **state)
{
    struct reading_test t = read_test(
        SLICE("x.ofx"),
        SLICE(HEAD
              "<STMTTRN><DTPOSTED>20260803<TRNAMT>-7<NAME>X</STMTTRN><STMTTRN><DTPOSTED>2026"));

    (void)state;
    assert_int_equal(t.records.charges.len, 1);
    assert_int_equal(t.records.sources.at[0].asides.len, 1);
    assert_true(t.records.sources.at[0].is_cut);
    assert_int_equal(t.records.sources.at[0].problems.at[0].err.code, ERR_TRUNCATED);
    read_test_done(&t);
}

static void version_2_is_told_by_its_declaration(void **state)
{
    struct reading_test t = read_test(
        SLICE("x.ofx"), SLICE("<?xml version=\"1.0\"?>\n<?OFX OFXHEADER=\"200\"?>\n<OFX></OFX>"));

    (void)state;
    assert_true(slice_eq(t.records.sources.at[0].format, SLICE("ofx-2")));
    assert_int_equal(t.records.sources.at[0].problems.len, 0);
    read_test_done(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_read_with_and_without_end_tags),
        cmocka_unit_test(a_file_without_its_end_is_cut),
        cmocka_unit_test(version_2_is_told_by_its_declaration),
    };

    return cmocka_run_group_tests_name("ofx", tests, NULL, NULL);
}
