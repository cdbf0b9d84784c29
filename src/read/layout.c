#include "read/layout.h"

#include "read/rule.h"
#include "read/sightings.h"

#include "base/pattern.h"
#include "base/text.h"

#include <string.h>

/* A header that has at least this many cells of a profile, and this share, is that profile changed.
 */
#define NEAR_CELLS 3u
#define NEAR_TENTHS 6u

/* What is looked at to tell the layout. */
struct text {
    struct slice all;
    char delimiter;
};

struct slice layout_cell(const struct layout *layout, const struct csv_row *row, enum field field)
{
    return layout->at[field] < 0 ? (struct slice){"", 0} : csv_cell(row, (size_t)layout->at[field]);
}

struct slice layout_shop(const struct layout *layout, const struct csv_row *row, char *buffer,
                         size_t room)
{
    size_t len = 0;

    if (layout->shops_len < 2)
        return layout_cell(layout, row, FIELD_SHOP);
    for (size_t i = 0; i < layout->shops_len; i++) {
        struct slice cell = csv_cell(row, (size_t)layout->shops[i]);

        if (cell.len == 0 || len + cell.len + 1 > room)
            continue;
        if (len)
            buffer[len++] = ' ';
        memcpy(buffer + len, cell.ptr, cell.len);
        len += cell.len;
    }
    return (struct slice){buffer, len};
}

/* ------------------------------------------------------------------ headers */

/* The cells of one row, folded tightly. */
struct header {
    struct slice cells[READ_MAX_CELLS];
    size_t len;
    uint64_t marks; /* mark_of() of all of them: most texts that are looked for are not there */
};

static uint64_t mark_of(struct slice s)
{
    unsigned char middle = s.len ? (unsigned char)s.ptr[s.len / 2] : 0;

    return UINT64_C(1) << ((s.len * 5 + middle) & 63u);
}

static void header_read(const struct csv_row *row, struct arena *scratch, struct header *ret)
{
    ret->len = row->len;
    ret->marks = 0;
    for (size_t i = 0; i < row->len; i++) {
        ret->cells[i] = row->cells[i].len > PATTERN_TEXT_MAX
                            ? (struct slice){"", 0}
                            : text_fold_tight(scratch, slice_trim(row->cells[i]));
        ret->marks |= mark_of(ret->cells[i]);
    }
}

static bool is_template(struct slice s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] == '*' || s.ptr[i] == '?' || s.ptr[i] == '{')
            return true;
    return false;
}

/* Whether ${cell} fits one of the alternatives of ${pattern}. */
static bool header_fits(struct slice pattern, struct slice cell)
{
    struct slice one;

    while (pattern.len) {
        slice_cut(pattern, SLICE("|"), &one, &pattern);
        if (slice_eq(one, cell) || (is_template(one) && pattern_match(one, cell, NULL)))
            return true;
    }
    return false;
}

/* Whether ${pattern} is one text and no template: most are. */
static bool is_plain(struct slice pattern)
{
    unsigned special = 0;

    for (size_t i = 0; i < pattern.len; i++) {
        char c = pattern.ptr[i];

        special |= (c == '|') | (c == '*') | (c == '?') | (c == '{');
    }
    return !special;
}

/* The first cell that fits ${pattern}, or -1. */
static int header_find(const struct header *header, struct slice pattern)
{
    if (is_plain(pattern)) {
        bool maybe = pattern.len && (header->marks & mark_of(pattern));

        for (size_t i = 0; maybe && i < header->len; i++)
            if (slice_eq(pattern, header->cells[i]))
                return (int)i;
        return -1;
    }
    for (size_t i = 0; i < header->len; i++)
        if (header->cells[i].len && header_fits(pattern, header->cells[i]))
            return (int)i;
    return -1;
}

static void place(struct layout *layout, enum field field, int cell)
{
    if (layout->at[field] < 0)
        layout->at[field] = cell;
    if (field == FIELD_SHOP && layout->shops_len < LAYOUT_SHOPS)
        layout->shops[layout->shops_len++] = cell;
}

static struct layout layout_of(const struct profile *profile)
{
    struct layout layout = {.profile = profile};

    for (size_t f = 0; f < FIELDS; f++)
        layout.at[f] = -1;
    return layout;
}

/* One needed thing that is not in the header: remember the first. */
static void miss(struct layout *layout, struct slice pattern)
{
    struct slice rest;

    if (layout->missed++ == 0)
        slice_cut(pattern, SLICE("|"), &layout->missing, &rest);
}

/* Lay ${profile} over ${header}, as far as it fits; ${give_up}: or until something needed is not
 * there. */
static void lay(const struct profile *profile, const struct header *header, bool give_up,
                struct layout *ret)
{
    *ret = layout_of(profile);
    for (size_t i = 0; i < profile->columns_len && !(give_up && ret->missed); i++) {
        const struct profile_column *column = &profile->columns[i];
        int cell = header_find(header, column->header);

        if (cell >= 0) {
            place(ret, column->field, cell);
            ret->matched++;
        } else if (!column->optional) {
            miss(ret, column->header);
        }
    }
    for (size_t i = 0; i < profile->marks_len && !(give_up && ret->missed); i++) {
        if (header_find(header, profile->marks[i]) >= 0)
            ret->matched++;
        else
            miss(ret, profile->marks[i]);
    }
}

/* Whether the first column is there that must be; most profiles are ruled out by it. */
static bool may_be(const struct profile *profile, const struct header *header)
{
    size_t i = 0;

    while (i < profile->columns_len && profile->columns[i].optional)
        i++;
    return i == profile->columns_len || header_find(header, profile->columns[i].header) >= 0;
}

static bool header_is_of(const struct catalog *catalog, struct slice family,
                         const struct header *header, struct layout *ret)
{
    struct layout layout;

    ret->matched = 0;
    for (size_t i = 0; header->len > 1 && i < catalog->profiles_len; i++) {
        const struct profile *profile = &catalog->profiles[i];

        if (profile->is_headerless ||
            (family.len ? !slice_eq(family, profile->family) : profile->is_second))
            continue;
        if (!may_be(profile, header))
            continue;
        lay(profile, header, true, &layout);
        if (layout.missed == 0 && layout.matched > ret->matched)
            *ret = layout;
    }
    return ret->matched > 0;
}

bool layout_is_header(const struct catalog *catalog, struct slice family, const struct csv_row *row,
                      struct arena *scratch, struct layout *ret)
{
    struct header header;

    header_read(row, scratch, &header);
    return header_is_of(catalog, family, &header, ret);
}

/* How near a changed header is: what is there against what is gone. */
static int nearness(const struct layout *layout)
{
    return (int)layout->matched - (int)layout->missed;
}

/* Whether ${header} is nearly one of a profile; the nearest of all rows is kept in ${best}. */
static void near(const struct catalog *catalog, const struct header *header, uint32_t line,
                 struct layout *best)
{
    for (size_t i = 0; header->len >= NEAR_CELLS && i < catalog->profiles_len; i++) {
        const struct profile *profile = &catalog->profiles[i];
        struct layout layout;

        if (profile->is_headerless || profile->is_second)
            continue;
        lay(profile, header, false, &layout);
        if (layout.matched < NEAR_CELLS ||
            layout.matched * 10 < (layout.matched + layout.missed) * NEAR_TENTHS ||
            (best->matched && nearness(&layout) <= nearness(best)))
            continue;
        *best = layout;
        best->header_line = line;
    }
}

/* ------------------------------------------------------------------ shapes */

static bool any_mark(const struct profile *profile, const struct header *cells)
{
    for (size_t i = 0; i < profile->marks_len; i++)
        if (header_find(cells, profile->marks[i]) >= 0)
            return true;
    return profile->marks_len == 0;
}

static bool taken_by_rule(const struct layout *layout, const struct csv_row *row,
                          struct arena *scratch)
{
    struct rule_row at = {.layout = layout, .row = row, .scratch = scratch};

    for (size_t i = 0; i < layout->profile->rules_len; i++)
        if (rule_fits(&layout->profile->rules[i], &at, NULL))
            return true;
    return false;
}

/* The number of cells without the empty ones at the end. */
static size_t filled(const struct csv_row *row)
{
    size_t n = row->len;

    while (n > 0 && slice_trim(row->cells[n - 1]).len == 0)
        n--;
    return n;
}

/* Whether a row with a date is a charge row of the layout. */
static bool has_shape(const struct layout *layout, const struct csv_row *row)
{
    size_t cells = filled(row);
    int64_t amount;

    return cells >= layout->profile->cells_min && cells <= layout->profile->cells_max &&
           layout_cell(layout, row, FIELD_SHOP).len > 0 &&
           money_read(layout_cell(layout, row, FIELD_AMOUNT), 0, &amount) == 1;
}

/*
 * Most of the dated rows have the shape of ${profile}, and rows above the first of them are taken
 * by its rules: so a table with an unknown header is never taken for one without.
 */
static bool shape_fits(const struct profile *profile, const struct text *text, int32_t as_of,
                       struct arena *scratch, struct layout *ret)
{
    struct csv csv;
    struct csv_row row;
    struct header cells;
    size_t dated = 0;
    bool marked = profile->marks_len == 0;

    *ret = layout_of(profile);
    for (size_t i = 0; i < profile->columns_len; i++)
        place(ret, profile->columns[i].field, profile->columns[i].index);
    csv_init(&csv, text->all, text->delimiter, scratch);
    for (size_t n = 0; n < LAYOUT_ROWS && csv_next(&csv, &row); n++) {
        int32_t day;

        if (csv_is_blank(&row))
            continue;
        if (!marked) {
            header_read(&row, scratch, &cells);
            marked = any_mark(profile, &cells);
        }
        if (day_read(layout_cell(ret, &row, FIELD_DATE), profile->dates, as_of, &day) == 1) {
            dated++;
            ret->matched += has_shape(ret, &row);
        } else if (dated == 0 && !taken_by_rule(ret, &row, scratch)) {
            return false;
        }
    }
    return marked && ret->matched > 0 && ret->matched * 10 >= dated * 6;
}

static bool find_shape(const struct catalog *catalog, int32_t as_of, const struct text *text,
                       struct arena *scratch, struct layout *ret)
{
    struct layout layout;
    size_t best = 0;

    for (size_t i = 0; i < catalog->profiles_len; i++) {
        const struct profile *profile = &catalog->profiles[i];

        if (!profile->is_headerless || !shape_fits(profile, text, as_of, scratch, &layout))
            continue;
        if (layout.matched + profile->marks_len > best) {
            best = layout.matched + profile->marks_len;
            *ret = layout;
        }
    }
    return best > 0;
}

/* ------------------------------------------------------------------ both */

/* The first row that is a header of a profile. */
static bool find_header(const struct read_env *env, const struct text *text, struct arena *scratch,
                        struct layout *ret)
{
    struct csv csv;
    struct csv_row row;
    struct header header;

    csv_init(&csv, text->all, text->delimiter, scratch);
    for (size_t n = 0; n < LAYOUT_ROWS && csv_next(&csv, &row); n++) {
        struct slice raw = slice_sub(text->all, row.from, row.until);
        const struct layout *before;

        if (row.len < 2)
            continue;
        before = sightings_find(env->seen, SIGHTING_LAYOUT, raw);
        if (before && before->delimiter == text->delimiter) {
            *ret = *before;
        } else {
            header_read(&row, scratch, &header);
            if (!header_is_of(env->catalog, (struct slice){NULL, 0}, &header, ret))
                continue;
            ret->delimiter = text->delimiter;
            sightings_add(env->seen, SIGHTING_LAYOUT, raw, ret, sizeof(*ret));
        }
        ret->header_line = row.line;
        return true;
    }
    return false;
}

/* The row that is nearest to a header; only looked for when there is none. */
static bool find_near(const struct catalog *catalog, const struct text *text, struct arena *scratch,
                      struct layout *ret)
{
    struct csv csv;
    struct csv_row row;
    struct header header;

    ret->matched = 0;
    csv_init(&csv, text->all, text->delimiter, scratch);
    for (size_t n = 0; n < LAYOUT_ROWS && csv_next(&csv, &row); n++) {
        if (row.len < 2)
            continue;
        header_read(&row, scratch, &header);
        near(catalog, &header, row.line, ret);
    }
    return ret->matched > 0;
}

bool layout_find(const struct read_env *env, struct slice text, struct arena *scratch,
                 struct layout *ret)
{
    struct text head = {slice_sub(text, 0, LAYOUT_BYTES), csv_delimiter(text, scratch)};
    bool found = find_header(env, &head, scratch, ret) ||
                 find_shape(env->catalog, env->as_of, &head, scratch, ret) ||
                 find_near(env->catalog, &head, scratch, ret);

    ret->delimiter = head.delimiter;
    return found;
}
