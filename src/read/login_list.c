#include "read/login_list.h"

#include "base/day.h"
#include "base/moment.h"
#include "read/column.h"
#include "read/csv.h"

enum { NAME, URL, PASSWORD, CHANGED, COLUMNS };

/* The names of the same columns in the exports that are known (docs/review.md). */
static const struct slice columns[COLUMNS] = {
    [NAME] = {"name|title", 10},
    [URL] = {"login_uri|url|website", 21},
    [PASSWORD] = {"login_password|password", 23},
    [CHANGED] = {"timePasswordChanged|last modified|modified|updated", 50},
};

#define MILLISECONDS_LEAST \
    INT64_C(100000000000) /* seconds since 1970 are smaller for 3,000 years */

/* A moment as text, or as milliseconds or seconds since 1970. */
static int32_t read_changed(struct slice cell)
{
    int64_t at = 0;
    int32_t day;

    if (slice_is_digits(cell) && cell.len < 16) {
        for (size_t i = 0; i < cell.len; i++)
            at = at * 10 + (cell.ptr[i] - '0');
        return moment_day(at >= MILLISECONDS_LEAST ? at / 1000 : at, DAY_JST);
    }
    return day_read_moment(cell, DAY_YMD, DAY_JST, &day) == 1 ? day : DAY_NONE;
}

/* https://www.example.jp/x?y: www.example.jp */
static struct slice host_of(struct slice url)
{
    struct slice head, rest;

    if (slice_cut(url, SLICE("://"), &head, &rest))
        url = rest;
    return slice_sub(url, 0, slice_find_byte(url, '/'));
}

static struct slice cell_of(const struct csv_row *row, const size_t *places, size_t column)
{
    return places[column] == COLUMN_NONE ? (struct slice){"", 0} : csv_cell(row, places[column]);
}

static void add_login(const struct csv_row *row, const size_t *places, struct arena *arena,
                      struct logins *ret)
{
    size_t place = places[PASSWORD];
    struct slice name = cell_of(row, places, NAME), url = cell_of(row, places, URL);
    struct login login = {.changed = read_changed(cell_of(row, places, CHANGED))};

    if (place >= row->len || !row->cells[place].len)
        return;
    login.password = row->cells[place]; /* blanks at its ends belong to it */
    login.site = name.len ? name : host_of(url);
    *array_push(arena, ret) = login;
}

int login_list_read(struct slice text, struct arena *arena, struct logins *ret, struct err *reterr)
{
    struct slice rest = slice_starts(text, SLICE("\xEF\xBB\xBF")) ? slice_skip(text, 3) : text;
    size_t places[COLUMNS];
    struct csv csv;
    struct csv_row *row = arena_make(arena, struct csv_row);
    struct column_names names;

    *ret = (struct logins){NULL, 0, 0};
    csv_init(&csv, rest, ',', arena);
    if (!csv_next(&csv, row))
        return err_set(reterr, ERR_EMPTY, 0, SLICE(""));
    names = column_names_of(row->cells, row->len);
    for (size_t c = 0; c < COLUMNS; c++)
        places[c] = column_find(columns[c], &names);
    if (places[PASSWORD] == COLUMN_NONE)
        return err_set(reterr, ERR_UNKNOWN_FORMAT, 1, SLICE(""));
    while (csv_next(&csv, row)) {
        if (ret->len == LOGINS_MAX)
            return err_set(reterr, ERR_TOO_LARGE, row->line, SLICE("20000"));
        add_login(row, places, arena, ret);
    }
    return 0;
}
