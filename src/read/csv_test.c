#include "read/csv.h"

#include "read/read_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

struct csv_case {
    const char *text;
    const char *cells; /* rows end with '/', cells with '|' */
};

static const struct csv_case cases[] = {
    {"", ""},
    {"a,b\n", "a|b|/"},
    {"a,b", "a|b|/"},
    {"a,b\r\nc,d\r\n", "a|b|/c|d|/"},
    {"a,b\rc,d\r", "a|b|/c|d|/"},
    {"a,b\n\nc\n", "a|b|/"
                   "/"
                   "c|/"},
    {"a,\n", "a||/"},
    {"a,", "a||/"},
    {",\n", "||/"},
    {" a , b \n", " a | b |/"},
    {"\"a\",\"b,c\"\n", "a|b,c|/"},
    {"\"a\"\"b\",c\n", "a\"b|c|/"},
    {"\"\",\"\"\"\"\n", "|\"|/"},
    {"\"a\nb\",c\nd\n", "a\nb|c|/d|/"},
    {"\"a\r\nb\"\r\n", "a\r\nb|/"},
    {"a\"b\"c,d\n", "a\"b\"c|d|/"}, /* stray quotes */
    {"\"a\"b,c\n", "ab|c|/"},       /* text behind the closing quote */
    {"\"a\"\"b\" c,d\n", "a\"b c|d|/"},
    {"a\tb\nc\td\n", "a|b|/c|d|/"},
    {"a;b;c\nd;e;f\n", "a|b|c|/d|e|f|/"},
    {"a\t\"1,234\"\nb\t2,345\n", "a|1,234|/b|2,345|/"}, /* the more constant count */
    {"title\n\na,b,c\nd,e,f\n", "title|/"
                                "/"
                                "a|b|c|/d|e|f|/"},
};

static void append(char *to, size_t *len, const char *bytes, size_t n)
{
    memcpy(to + *len, bytes, n);
    *len += n;
}

static void rows_and_cells_are_read_as_spreadsheets_mean_them(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct arena *arena = arena_new(&base_test_allocator);
        struct csv csv;
        struct csv_row row;
        char told[256];
        size_t len = 0;

        csv_init(&csv, slice_of(cases[i].text), 0, arena);
        while (csv_next(&csv, &row)) {
            for (size_t k = 0; k < row.len; k++) {
                append(told, &len, row.cells[k].ptr, row.cells[k].len);
                append(told, &len, "|", 1);
            }
            append(told, &len, "/", 1);
        }
        told[len] = '\0';
        assert_string_equal(told, cases[i].cells);
        arena_free(arena);
    }
}

static void lines_are_physical_lines(void **state)
{
    static const uint32_t lines[] = {1, 2, 4, 5, 6};
    struct arena *arena = arena_new(&base_test_allocator);
    struct csv csv;
    struct csv_row row;
    size_t n = 0;

    (void)state;
    csv_init(&csv, SLICE("a,b\r\n\"c\r\nd\",e\r\nf,g\n\nh,i"), 0, arena);
    while (csv_next(&csv, &row))
        assert_int_equal(row.line, lines[n++]);
    assert_int_equal(n, 5);
    arena_free(arena);
}

static void a_file_that_ends_inside_quotes_says_on_which_line_they_opened(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct csv csv;
    struct csv_row row;

    (void)state;
    csv_init(&csv, SLICE("a,b\n\"c\nd\",\"e\nf\ng"), ',', arena);
    assert_int_equal(csv_next(&csv, &row), 1);
    assert_false(row.unterminated);
    assert_int_equal(csv_next(&csv, &row), 1);
    assert_true(row.unterminated);
    assert_int_equal(row.line, 2);
    assert_int_equal(row.quote_line, 3);
    assert_int_equal(csv_next(&csv, &row), 0);
    arena_free(arena);
}

static void cells_over_the_limit_belong_to_the_last(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct csv csv;
    struct csv_row row;
    char text[2 * READ_MAX_CELLS + 8];

    (void)state;
    memset(text, ',', sizeof(text));
    text[sizeof(text) - 1] = '\n';
    csv_init(&csv, (struct slice){text, sizeof(text)}, ',', arena);
    assert_int_equal(csv_next(&csv, &row), 1);
    assert_int_equal(row.len, READ_MAX_CELLS);
    assert_int_equal(row.cells[READ_MAX_CELLS - 1].len, sizeof(text) - READ_MAX_CELLS);
    assert_int_equal(csv_next(&csv, &row), 0);
    arena_free(arena);
}

static void a_cell_that_is_not_there_is_empty(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct csv csv;
    struct csv_row row;

    (void)state;
    csv_init(&csv, SLICE(" a ,\xe3\x80\x80,\n"), ',', arena);
    assert_int_equal(csv_next(&csv, &row), 1);
    assert_true(slice_eq(csv_cell(&row, 0), SLICE("a")));
    assert_int_equal(csv_cell(&row, 1).len, 0);
    assert_int_equal(csv_cell(&row, 9).len, 0);
    assert_false(csv_is_blank(&row));
    arena_free(arena);
}

/* Cells of all lengths, so that the delimiter stands in each place of a lane. */
static void a_cell_of_any_length_ends_at_its_delimiter(void **state)
{
    static const char ends[] = ",\r\n";
    char text[100];

    (void)state;
    for (size_t len = 1; len < 60; len++)
        for (size_t e = 0; e < sizeof(ends) - 1; e++) {
            struct csv csv;
            struct csv_row row;

            memset(text, 'x', sizeof(text));
            text[len] = ends[e];
            csv_init(&csv, (struct slice){text, sizeof(text)}, ',', NULL);
            assert_int_equal(csv_next(&csv, &row), 1);
            assert_int_equal(row.len, ends[e] == ',' ? 2 : 1);
            assert_int_equal(row.cells[0].len, len);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_and_cells_are_read_as_spreadsheets_mean_them),
        cmocka_unit_test(lines_are_physical_lines),
        cmocka_unit_test(a_cell_of_any_length_ends_at_its_delimiter),
        cmocka_unit_test(a_file_that_ends_inside_quotes_says_on_which_line_they_opened),
        cmocka_unit_test(cells_over_the_limit_belong_to_the_last),
        cmocka_unit_test(a_cell_that_is_not_there_is_empty),
    };

    return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
