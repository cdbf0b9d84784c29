#include "read/csv.h"

#include "base/lane.h"

#include <string.h>

/* The delimiter is told from this many rows of this many bytes. */
#define SNIFF_ROWS 40u
#define SNIFF_BYTES (32u << 10)

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

/* Behind the line end at ${p}, which may be CRLF, LF or a lone CR. */
static const char *skip_line_end(const char *p, const char *end)
{
    if (*p == '\r' && p + 1 < end && p[1] == '\n')
        return p + 2;
    return p + 1;
}

static uint32_t count_lines(const char *p, const char *end)
{
    uint32_t n = 0;

    while (p < end) {
        if (is_line_end(*p)) {
            n++;
            p = skip_line_end(p, end);
        } else {
            p++;
        }
    }
    return n;
}

/* The end of an unquoted run: the delimiter, a line end, or ${end}. */
static const char *run_end(const char *p, const char *end, char delimiter)
{
#if LANE_IS_FAST
    for (; (size_t)(end - p) >= LANE; p += LANE) {
        lane in = lane_read(p);
        unsigned hits = lane_high(lane_equal(in, lane_of(delimiter)) |
                                  lane_equal(in, lane_of('\n')) | lane_equal(in, lane_of('\r')));

        if (hits)
            return p + __builtin_ctz(hits);
    }
#endif
    while (p < end && *p != delimiter && *p != '\n' && *p != '\r')
        p++;
    return p;
}

/* The quote that closes the cell whose inside begins at ${p}, or NULL; tells whether any is
 * doubled. */
static const char *closing_quote(const char *p, const char *end, bool *ret_doubled)
{
    *ret_doubled = false;
    for (;;) {
        p = p < end ? memchr(p, '"', (size_t)(end - p)) : NULL;
        if (!p)
            return NULL;
        if (p + 1 == end || p[1] != '"')
            return p;
        *ret_doubled = true;
        p += 2;
    }
}

/* The inside [from, to) of a quoted cell with its doubled quotes single, and the text that follows
 * it. */
static struct slice unquote(struct arena *arena, struct slice inside, struct slice after)
{
    char *to = arena_buffer(arena, inside.len + after.len + 1), *at = to;

    for (size_t i = 0; i < inside.len; i++) {
        *at++ = inside.ptr[i];
        if (inside.ptr[i] == '"' && i + 1 < inside.len && inside.ptr[i + 1] == '"')
            i++;
    }
    if (after.len)
        memcpy(at, after.ptr, after.len);
    return (struct slice){to, (size_t)(at - to) + after.len};
}

/* Read the quoted cell whose opening quote stands at ${p}; give what follows it. */
static const char *quoted_cell(struct csv *csv, const char *p, const char *end, struct csv_row *row,
                               struct slice *ret)
{
    bool doubled;
    const char *inside = p + 1, *close = closing_quote(inside, end, &doubled), *after;
    struct slice text;

    if (!close) {
        row->unterminated = true;
        row->quote_line = csv->line;
        close = after = end;
    } else {
        after = run_end(close + 1, end, csv->delimiter);
    }
    text = (struct slice){inside, (size_t)(close - inside)};
    csv->line += count_lines(inside, close);
    if (!doubled && (close == end || after == close + 1)) {
        *ret = text;
    } else {
        const char *tail = close == end ? end : close + 1;

        *ret = unquote(csv->arena, text, (struct slice){tail, (size_t)(after - tail)});
    }
    return after;
}

/* What is over the limit belongs to the last cell, with its quotes: up to the line end. */
static const char *rest_of_row(const char *p, const char *end, struct slice *cell)
{
    const char *from = p;

    while (p < end && !is_line_end(*p))
        p++;
    *cell = (struct slice){from, (size_t)(p - from)};
    return p;
}

int csv_next(struct csv *csv, struct csv_row *ret)
{
    const char *p = csv->rest.ptr, *end = p + csv->rest.len;

    if (csv->rest.len == 0)
        return 0;
    ret->len = 0;
    ret->line = csv->line;
    ret->unterminated = false;
    ret->from = (size_t)(p - csv->start);
    while (p < end && (ret->len > 0 || !is_line_end(*p))) {
        struct slice *cell = &ret->cells[ret->len++];

        if (ret->len == READ_MAX_CELLS) {
            p = rest_of_row(p, end, cell);
        } else if (p < end && *p == '"') {
            p = quoted_cell(csv, p, end, ret, cell);
        } else {
            const char *from = p;

            p = run_end(p, end, csv->delimiter);
            *cell = (struct slice){from, (size_t)(p - from)};
        }
        if (p == end || *p != csv->delimiter)
            break;
        if (++p == end || is_line_end(*p)) {
            ret->cells[ret->len] = (struct slice){p, 0};
            ret->len++;
            break;
        }
    }
    ret->until = (size_t)(p - csv->start);
    if (p < end) {
        p = skip_line_end(p, end);
        csv->line++;
    }
    csv->rest = (struct slice){p, (size_t)(end - p)};
    return 1;
}

/* How many of the first rows have the most frequent number of cells, and that number. */
static void sniff(struct slice head, char delimiter, struct arena *arena, size_t *ret_rows,
                  size_t *ret_cells)
{
    struct csv csv = {.rest = head, .arena = arena, .start = head.ptr, .line = 1, delimiter};
    struct csv_row row;
    size_t count[READ_MAX_CELLS + 1] = {0};

    *ret_rows = *ret_cells = 0;
    for (size_t n = 0; n < SNIFF_ROWS && csv_next(&csv, &row); n++) {
        if (row.len < 2)
            continue;
        count[row.len]++;
        if (count[row.len] > *ret_rows || (count[row.len] == *ret_rows && row.len > *ret_cells)) {
            *ret_rows = count[row.len];
            *ret_cells = row.len;
        }
    }
}

char csv_delimiter(struct slice text, struct arena *arena)
{
    /* On a tie TAB comes first: amounts hold commas, texts hold no TAB. */
    static const char candidates[] = {'\t', ',', ';'};
    struct slice head = slice_sub(text, 0, SNIFF_BYTES);
    size_t best_rows = 0, best_cells = 0, rows, cells;
    char best = ',';

    if (slice_find_byte(head, '\t') == head.len && slice_find_byte(head, ';') == head.len)
        return best;
    for (size_t i = 0; i < sizeof(candidates); i++) {
        if (slice_find_byte(head, candidates[i]) == head.len)
            continue;
        sniff(head, candidates[i], arena, &rows, &cells);
        if (rows > best_rows || (rows == best_rows && cells > best_cells)) {
            best = candidates[i];
            best_rows = rows;
            best_cells = cells;
        }
    }
    return best;
}

void csv_init(struct csv *csv, struct slice text, char delimiter, struct arena *arena)
{
    *csv =
        (struct csv){text, arena, text.ptr, 1, delimiter ? delimiter : csv_delimiter(text, arena)};
}

struct slice csv_cell(const struct csv_row *row, size_t i)
{
    return i < row->len ? slice_trim(row->cells[i]) : (struct slice){"", 0};
}

bool csv_is_blank(const struct csv_row *row)
{
    for (size_t i = 0; i < row->len; i++)
        if (slice_trim(row->cells[i]).len > 0)
            return false;
    return true;
}
