#include "match/window.h"

#include "base/base_test.h"
#include "match/match_test_data.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#define DAY0 20000
#define FILES_MAX 16u
#define ROWS_MAX 8u

/* A file: its days, ascending; the amount is the day's unless another is given for it. */
struct file {
    int32_t days[ROWS_MAX]; /* from 1 on; 0 = no more */
    uint32_t series;
};

struct windows_test {
    struct match_test data;
    struct photo photos[FILES_MAX];
    uint32_t rows[FILES_MAX][ROWS_MAX];
    size_t len;
    struct windows windows;
};

static void add_file(struct windows_test *t, const struct file *file)
{
    struct photo *photo = &t->photos[t->len];
    char path[20];

    snprintf(path, sizeof(path), "%zu.csv", t->len);
    *photo = (struct photo){.source = match_test_statement(&t->data, path),
                            .series = file->series,
                            .rows = t->rows[t->len]};
    while (photo->len < ROWS_MAX && file->days[photo->len]) {
        int32_t day = file->days[photo->len];

        photo->rows[photo->len++] = match_test_charge(&t->data, DAY0 + day, "KIOSK", 100 + day);
        photo->until = DAY0 + day;
    }
    photo->from = DAY0 + file->days[0];
    t->len++;
}

static void look(struct windows_test *t, const struct file *files, size_t n)
{
    memset(t, 0, sizeof(*t));
    match_test_init(&t->data);
    for (size_t i = 0; i < n; i++)
        add_file(t, &files[i]);
    windows_learn(&t->data.records, t->data.arena, t->photos, t->len, &t->windows);
}

struct compare_case {
    const char *what;
    size_t n;
    struct file files[6]; /* the last two are compared */
    enum window want;
};

static const struct compare_case cases[] = {
    {"nothing in common", 2, {{{1, 5, 9}, 0}, {{12, 20}, 0}}, WINDOW_OTHER},
    {"two rows of two", 2, {{{1, 5, 9}, 0}, {{5, 9, 20}, 0}}, WINDOW_SAME},
    {"one row, nobody else to ask", 2, {{{1, 5, 9}, 0}, {{9, 20}, 0}}, WINDOW_PERHAPS},
    {"one row that is a whole file", 2, {{{9}, 0}, {{9, 20}, 0}}, WINDOW_SAME},
    {"one row, and others of the series share all",
     3,
     {{{1, 5, 9}, 0}, {{5, 9, 20}, 0}, {{20, 31}, 0}},
     WINDOW_SAME},
    {"one row, and others of the series share none",
     4,
     {{{1, 9}, 0}, {{8, 20}, 0}, {{19, 31}, 0}, {{31, 40}, 0}},
     WINDOW_OTHER},
    {"one row, and others of another series share none",
     4,
     {{{1, 9}, 1}, {{8, 20}, 1}, {{19, 31}, 0}, {{31, 40}, 0}},
     WINDOW_PERHAPS},
    {"one row, and the others of the series have gaps between them",
     6,
     {{{1, 9}, 0}, {{11, 19}, 0}, {{21, 29}, 0}, {{31, 39}, 0}, {{41, 49}, 0}, {{49, 60}, 0}},
     WINDOW_OTHER},
};

static void what_the_other_files_do_decides_about_one_row(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct compare_case *c = &cases[i];
        struct windows_test t;
        enum window got;

        look(&t, c->files, c->n);
        got = windows_compare(&t.windows, (uint32_t)c->n - 2, (uint32_t)c->n - 1);
        if (got != c->want)
            print_error("%s: %d\n", c->what, (int)got);
        assert_int_equal(got, c->want);
        match_test_done(&t.data);
    }
}

static void many_rows_speak_against_the_other_files(void **state)
{
    /* bills by their seams, and one that was downloaded again with a few days more */
    static const struct file files[] = {{{1, 9}, 0},
                                        {{8, 20}, 0},
                                        {{19, 31}, 0},
                                        {{30, 33, 35, 36, 40}, 0},
                                        {{30, 33, 35, 36, 40, 41}, 0}};
    struct windows_test t;

    (void)state;
    look(&t, files, COUNT(files));
    assert_int_equal(windows_compare(&t.windows, 3, 4), WINDOW_SAME);
    assert_int_equal(windows_compare(&t.windows, 0, 4), WINDOW_OTHER);
    match_test_done(&t.data);
}

static void a_later_part_of_an_instalment_tells_of_no_window(void **state)
{
    static const struct file files[] = {{{1, 5, 9}, 0}, {{5, 9, 20}, 0}};
    struct windows_test t;

    (void)state;
    look(&t, files, COUNT(files));
    *match_test_extra(&t.data, t.rows[1][0]) =
        (struct charge_extra){.is_instalment = true, .number = 2, .of = 3, .posted = DAY_NONE};
    t.photos[1].from = DAY0 + 9;
    windows_learn(&t.data.records, t.data.arena, t.photos, t.len, &t.windows);
    assert_int_equal(windows_compare(&t.windows, 0, 1), WINDOW_PERHAPS);
    match_test_done(&t.data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_the_other_files_do_decides_about_one_row),
        cmocka_unit_test(many_rows_speak_against_the_other_files),
        cmocka_unit_test(a_later_part_of_an_instalment_tells_of_no_window),
    };

    return cmocka_run_group_tests_name("window", tests, NULL, NULL);
}
