#include "cli/dns_file.h"

#include "base/base_test.h"

/* cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static int setup(void **state)
{
    *state = arena_new(&base_test_allocator);
    return 0;
}

static int teardown(void **state)
{
    arena_free(*state);
    return 0;
}

static void lines_are_records(void **state)
{
    static const struct {
        const char *text, *name, *txt;
    } rows[] = {
        {"a._domainkey.b.jp v=DKIM1; p=AA==", "a._domainkey.b.jp", "v=DKIM1; p=AA=="},
        {"A._DomainKey.b.JP.\tp=AA", "a._domainkey.b.jp", "p=AA"},
        {"# a comment\n\r\n  a.b.jp   p=AA  \r\n", "a.b.jp", "p=AA"},
        {"a.b.jp \"v=DKIM1; \" \"p=AA\"", "a.b.jp", "v=DKIM1; p=AA"},
        {"a.b.jp v=spf1 -all\na.b.jp p=AA", "a.b.jp", "p=AA"},
        {"a.b.jp p=AA\na.b.jp p=BB", "a.b.jp", "p=AA"},
    };

    for (size_t i = 0; i < COUNT(rows); i++) {
        struct dns_records records = {0};
        const struct dns_record *found;

        assert_int_equal(dns_file_read(slice_of(rows[i].text), *state, &records, NULL), 0);
        found = dns_records_find(&records, slice_of(rows[i].name));
        assert_non_null(found);
        assert_text(found->txt, rows[i].txt, rows[i].text);
        assert_null(dns_records_find(&records, SLICE("other.jp")));
    }
}

static void a_line_that_is_no_record_is_told_by_its_number(void **state)
{
    static const struct {
        const char *text;
        uint32_t line;
    } rows[] = {
        {"a.b.jp p=AA\n\na.b.jp\n", 3},
        {"a.b.jp \"p=AA", 1},
        {"\x1b[2J.b.jp p=AA", 1},
    };

    for (size_t i = 0; i < COUNT(rows); i++) {
        struct dns_records records = {0};
        struct err err = {0};

        assert_int_equal(dns_file_read(slice_of(rows[i].text), *state, &records, &err), ERR_SYNTAX);
        assert_int_equal(err.line, rows[i].line);
    }
}

static void what_is_written_is_read_back(void **state)
{
    static const char text[] = "# seen 2026-08-15\na._domainkey.b.jp\tp=AA\nc.d.jp\tp=BB\n";
    struct dns_records records = {0};

    assert_int_equal(dns_file_read(slice_of(text), *state, &records, NULL), 0);
    assert_int_equal(records.at[0].seen, day_of(2026, 8, 15));
    assert_int_equal(records.at[1].seen, DAY_NONE);
    assert_text(dns_file_write(&records, *state), text, "");
}

static void key_records_are_told_from_others(void **state)
{
    (void)state;
    assert_true(dns_txt_is_key(SLICE("v=DKIM1; k=rsa; p=AAAA")));
    assert_true(dns_txt_is_key(SLICE("p=")));
    assert_false(dns_txt_is_key(SLICE("v=spf1 include:p=x -all")));
    assert_false(dns_txt_is_key(SLICE("v=DKIM1; p=A\nA")));
    assert_false(dns_txt_is_key(SLICE("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(lines_are_records, setup, teardown),
        cmocka_unit_test_setup_teardown(a_line_that_is_no_record_is_told_by_its_number, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(what_is_written_is_read_back, setup, teardown),
        cmocka_unit_test(key_records_are_told_from_others),
    };

    return cmocka_run_group_tests_name("dns_file", tests, NULL, NULL);
}
