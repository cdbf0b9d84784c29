#include "render/printer.h"

#include "base/base_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct cell_case {
    const char *in, *csv;
};

static const struct cell_case cells[] = {
    {"plain", "plain"},
    {"", ""},
    {"a,b", "\"a,b\""},
    {"say \"x\"", "\"say \"\"x\"\"\""},
    {"two\nlines", "\"two\nlines\""},
    {"=1+1", "'=1+1"},
    {"+81", "'+81"},
    {"-x", "'-x"},
    {"@SUM(A1)", "'@SUM(A1)"},
    {"\t=1", "'\t=1"},
    {"＝1", "'＝1"},
    {"=a,b", "\"'=a,b\""},
    {"a=b", "a=b"},
    /* blanks and what is not seen do not hide a formula */
    {" =1", "' =1"},
    {"\xef\xbb\xbf=1", "'\xef\xbb\xbf=1"},
    {"\xe2\x80\x8b@x", "'\xe2\x80\x8b@x"},
    /* nothing commands the terminal: ESC, DEL, C1, marks that turn the direction */
    {"a\x1b[31mb\x7f", "a [31mb "},
    {"\xc2\x9b"
     "31m",
     " 31m"},
    {"\xe2\x80\xae"
     "b",
     " b"},
    {"\xff", "\xef\xbf\xbd"},
};

static void cells_are_quoted_and_never_run(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cells); i++) {
        struct output out;
        struct printer p;

        output_init(&out, &base_test_allocator, NULL, NULL);
        p = printer_csv(&out);
        print_begin_list(&p);
        print_begin_list(&p);
        p.type->string(&p, slice_of(cells[i].in));
        assert_text(((struct slice){out.at, out.len}), cells[i].csv, cells[i].in);
        output_done(&out);
    }
}

static void rows_end_in_cr_lf_and_numbers_are_bare(void **state)
{
    struct output out;
    struct printer p;

    (void)state;
    output_init(&out, &base_test_allocator, NULL, NULL);
    p = printer_csv(&out);
    print_begin_list(&p);
    for (int row = 0; row < 2; row++) {
        print_begin_list(&p);
        p.type->integer(&p, -1980);
        p.type->null(&p);
        p.type->number(&p, 0.5);
        p.type->boolean(&p, row == 0);
        print_end(&p);
    }
    print_end(&p);
    assert_text(((struct slice){out.at, out.len}), "-1980,,0.5,true\r\n-1980,,0.5,false\r\n",
                "rows");
    output_done(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_quoted_and_never_run),
        cmocka_unit_test(rows_end_in_cr_lf_and_numbers_are_bare),
    };

    return cmocka_run_group_tests_name("printer_csv", tests, NULL, NULL);
}
