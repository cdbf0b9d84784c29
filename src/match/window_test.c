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
    {"one row that is all of the older file and the first of the newer",
     2,
     {{{9}, 0}, {{9, 20}, 0}},
     WINDOW_SAME},
    {"one row that is all of the older file, but not the first of the newer",
     2,
     {{{9}, 0}, {{1, 9, 20}, 0}},
     WINDOW_PERHAPS},
    {"one row that is all of the newer file", 2, {{{1, 5, 9}, 0}, {{9}, 0}}, WINDOW_PERHAPS},
    {"what was posted late: the other shows much that this one would show, too",
     2,
     {{{3, 20, 21}, 0}, {{1, 3, 4, 5, 6, 7, 20, 22}, 0}},
     WINDOW_OTHER},
    {"the same, but what only the other shows is of the last week",
     2,
     {{{13, 20, 21}, 0}, {{13, 15, 16, 17, 18, 19, 20, 22}, 0}},
     WINDOW_SAME},
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

/* Bills state their totals or are known by their layout; another card's files beside them tell
 * nothing but what they share. */
static void a_bill_and_a_file_of_another_card_are_told_by_their_other_seams(void **state)
{
    static const struct file files[] = {{{1, 5, 9}, 0},    {{2, 4, 10}, 1},   {{12, 15, 19}, 0},
                                        {{13, 14, 20}, 1}, {{21, 25, 29}, 0}, {{29, 33}, 1}};
    struct windows_test t;

    (void)state;
    look(&t, files, COUNT(files));
    for (size_t p = 0; p < t.len; p++)
        t.data.records.sources.at[t.photos[p].source].is_bill = t.photos[p].series == 0;
    assert_int_equal(windows_compare(&t.windows, 4, 5), WINDOW_OTHER);
    match_test_done(&t.data);
}

struct fare_case {
    const char *what;
    int32_t days[ROWS_MAX]; /* of the older file; the newer one begins with its last day */
    enum window want;
};

static void what_is_bought_twice_a_day_is_two_on_the_closing_day_too(void **state)
{
    static const struct fare_case fares[] = {
        {"there and back on two days", {3, 3, 4, 4, 9}, WINDOW_OTHER},
        {"once", {3, 3, 9}, WINDOW_PERHAPS},
        {"as often one way only", {3, 3, 4, 4, 5, 6, 9}, WINDOW_PERHAPS},
        {"one way on every day", {3, 4, 5, 6, 9}, WINDOW_PERHAPS},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(fares); i++) {
        struct file files[] = {{{0}, 0}, {{9, 12, 14}, 0}};
        struct windows_test t;

        memcpy(files[0].days, fares[i].days, sizeof(fares[i].days));
        look(&t, files, COUNT(files));
        for (size_t row = 0; row < t.data.records.charges.len; row++)
            t.data.records.charges.at[row].amount = row < t.photos[0].len + 1 ? 200 : 900;
        if (windows_compare(&t.windows, 0, 1) != fares[i].want)
            print_error("%s\n", fares[i].what);
        assert_int_equal(windows_compare(&t.windows, 0, 1), fares[i].want);
        match_test_done(&t.data);
    }
}

struct month_case {
    int32_t a, b;
    enum window want;
};

static void months_of_payment_part_two_files_with_or_without_a_year(void **state)
{
    static const struct month_case months[] = {
        {0, 0, WINDOW_PERHAPS},      {24323, 24323, WINDOW_PERHAPS}, {24323, 24324, WINDOW_OTHER},
        {11, 11, WINDOW_PERHAPS},    {11, 12, WINDOW_OTHER},         {24324, 12, WINDOW_PERHAPS},
        {12, 24324, WINDOW_PERHAPS}, {11, 24324, WINDOW_OTHER},      {24323, 12, WINDOW_OTHER},
    };
    static const struct file files[] = {{{1, 5, 9}, 0}, {{9}, 1}};

    (void)state;
    for (size_t i = 0; i < COUNT(months); i++) {
        struct windows_test t;

        look(&t, files, COUNT(files));
        t.data.records.sources.at[t.photos[0].source].is_bill = true; /* the other one is open */
        t.data.records.sources.at[t.photos[0].source].bill_month = months[i].a;
        t.data.records.sources.at[t.photos[1].source].bill_month = months[i].b;
        assert_int_equal(windows_compare(&t.windows, 0, 1), months[i].want);
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

/* ------------------------------------------------------------------ many files */

#define MANY 3000u

static struct photo many[MANY];
static uint32_t many_rows[MANY][3];

/* A file of one series that shows ${n} days from ${day} on; what it pays tells its row apart. */
static void add_days(struct match_test *t, uint32_t p, int32_t day, uint32_t n, int64_t amount)
{
    many[p] = (struct photo){.source = match_test_statement(t, "one.csv"),
                             .from = DAY0 + day,
                             .until = DAY0 + day + (int32_t)n - 1,
                             .rows = many_rows[p]};
    while (many[p].len < n) {
        many_rows[p][many[p].len] =
            match_test_charge(t, DAY0 + day + (int32_t)many[p].len, "KIOSK", amount);
        many[p].len++;
    }
}

static void only_files_that_can_share_days_are_asked(void **state)
{
    struct match_test t;
    struct windows w;
    size_t asked = 0;

    (void)state;
    match_test_init(&t);
    for (uint32_t p = 0; p < MANY; p++)
        add_days(&t, p, (int32_t)p / 2 - (int32_t)(p % 7 % 3), p % 7 % 3 + 1, 100 + p % 5);
    windows_learn(&t.records, t.arena, many, MANY, &w);
    for (uint32_t b = 0; b < MANY; b++) {
        uint32_t first = windows_first(&w, b);

        asked += b - first;
        for (uint32_t a = 0; a < first; a++)
            assert_int_equal(windows_compare(&w, a, b), WINDOW_OTHER);
    }
    assert_in_range(asked, MANY, MANY * 8u);
    match_test_done(&t);
}

static void a_file_without_days_is_asked_whenever_there_is_another(void **state)
{
    struct match_test t;
    struct windows w;

    (void)state;
    match_test_init(&t);
    for (uint32_t p = 0; p < 4; p++)
        add_days(&t, p, 10 * (int32_t)p, 2, 100);
    t.records.charges.at[many_rows[1][0]].day = DAY_NONE;
    t.records.charges.at[many_rows[3][0]].day = DAY_NONE;
    windows_learn(&t.records, t.arena, many, 4, &w);
    assert_int_equal(windows_first(&w, 2), 2);
    assert_int_equal(windows_first(&w, 3), 1);
    assert_int_not_equal(windows_compare(&w, 1, 3), WINDOW_OTHER);
    match_test_done(&t);
}

static void of_very_many_files_of_a_day_the_nearest_teach(void **state)
{
    struct match_test t;
    struct windows w;

    (void)state;
    match_test_init(&t);
    for (uint32_t p = 0; p < WINDOW_NEIGHBOURS * 2; p++)
        add_days(&t, p, 1, 2, p == WINDOW_NEIGHBOURS * 2 - 1 ? 1 : 1 + (int64_t)p);
    windows_learn(&t.records, t.arena, many, WINDOW_NEIGHBOURS * 2, &w);
    t.records.charges.at[many_rows[0][1]].amount = -1; /* one row is left that both show */
    assert_int_equal(windows_compare(&w, 0, WINDOW_NEIGHBOURS * 2 - 1), WINDOW_OTHER);
    match_test_done(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_files_that_can_share_days_are_asked),
        cmocka_unit_test(a_file_without_days_is_asked_whenever_there_is_another),
        cmocka_unit_test(of_very_many_files_of_a_day_the_nearest_teach),
        cmocka_unit_test(what_the_other_files_do_decides_about_one_row),
        cmocka_unit_test(a_bill_and_a_file_of_another_card_are_told_by_their_other_seams),
        cmocka_unit_test(what_is_bought_twice_a_day_is_two_on_the_closing_day_too),
        cmocka_unit_test(months_of_payment_part_two_files_with_or_without_a_year),
        cmocka_unit_test(many_rows_speak_against_the_other_files),
        cmocka_unit_test(a_later_part_of_an_instalment_tells_of_no_window),
    };

    return cmocka_run_group_tests_name("window", tests, NULL, NULL);
}
