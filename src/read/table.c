#include "read/table.h"

#include "base/text.h"
#include "read/column.h"
#include "read/json.h"

#include <string.h>

/* A header that is nearly a format's: so many columns are there, and so many of a hundred. */
#define NEAR_COLUMNS 8u
#define NEAR_SHARE 60u
/* With fewer columns nearly all must be there, and only one of the necessary ones may lack. */
#define FEW_COLUMNS 4u
#define FEW_SHARE 75u

#define PROGRESS_ROWS 8192u

static struct slice empty(void)
{
    return (struct slice){"", 0};
}

/* ------------------------------------------------------------------ which format */

/* The first necessary column of ${format} that is not in the header; a NULL pointer when none is
 * missing. */
static struct slice missing_column(const struct table_format *format,
                                   const struct column_names *header)
{
    struct slice missing = {NULL, 0}, tail;

    for (size_t i = 0; i < format->columns_len && !missing.ptr; i++)
        if (column_is_necessary(format->columns[i]) &&
            column_find(format->columns[i], header) == COLUMN_NONE)
            slice_cut(slice_skip(format->columns[i], 1), SLICE("|"), &missing, &tail);
    return missing;
}

/* How many columns of ${format} are in the header; ${ret_listed}: of how many. */
static size_t count_columns(const struct table_format *format, const struct column_names *header,
                            size_t *ret_listed)
{
    size_t there = 0;

    *ret_listed = 0;
    for (size_t i = 0; i < format->columns_len; i++) {
        *ret_listed += format->columns[i].len > 0;
        there += column_find(format->columns[i], header) != COLUMN_NONE;
    }
    return there;
}

static const struct table_format *find_format(const struct table_formats *const *groups, size_t len,
                                              const struct column_names *header)
{
    const struct table_format *best = NULL;
    size_t most = 0, there, listed;

    for (size_t g = 0; g < len; g++) {
        for (size_t i = 0; i < groups[g]->len; i++) {
            const struct table_format *format = &groups[g]->at[i];

            if (missing_column(format, header).ptr)
                continue;
            there = count_columns(format, header, &listed);
            if (there > most) {
                best = format;
                most = there;
            }
        }
    }
    return best;
}

static size_t count_missing(const struct table_format *format, const struct column_names *header)
{
    size_t missing = 0;

    for (size_t i = 0; i < format->columns_len; i++)
        missing += column_is_necessary(format->columns[i]) &&
                   column_find(format->columns[i], header) == COLUMN_NONE;
    return missing;
}

/* Whether ${there} of the ${listed} columns make the header that of ${format} with a change. */
static bool is_near(const struct table_format *format, const struct column_names *header,
                    size_t there, size_t listed)
{
    if (there >= NEAR_COLUMNS && there * 100 >= listed * NEAR_SHARE)
        return true;
    return there >= FEW_COLUMNS && there * 100 >= listed * FEW_SHARE &&
           count_missing(format, header) == 1;
}

static const struct table_format *find_near(const struct table_formats *const *groups, size_t len,
                                            const struct column_names *header)
{
    const struct table_format *nearest = NULL;
    size_t most = 0, there, listed;

    for (size_t g = 0; g < len && header->len >= FEW_COLUMNS; g++) {
        for (size_t i = 0; i < groups[g]->len; i++) {
            there = count_columns(&groups[g]->at[i], header, &listed);
            if (there > most && is_near(&groups[g]->at[i], header, there, listed)) {
                nearest = &groups[g]->at[i];
                most = there;
            }
        }
    }
    return nearest;
}

const struct table_format *table_recognise(const struct table_formats *const *groups, size_t len,
                                           const struct slice *header, size_t header_len,
                                           const struct table_format **ret_near,
                                           struct slice *ret_missing)
{
    struct column_names names = column_names_of(header, header_len);
    const struct table_format *format = find_format(groups, len, &names);

    *ret_near = format ? NULL : find_near(groups, len, &names);
    if (*ret_near)
        *ret_missing = missing_column(*ret_near, &names);
    return format;
}

/* ------------------------------------------------------------------ cells */

/* What stands for "nothing" in the cells of an export. */
static bool is_nothing(struct slice s)
{
    static const struct slice words[] = {
        {"Not Available", 13},
        {"Not Applicable", 14},
        {"N/A", 3},
        {"None", 4},
        {"null", 4},
        {"NaN", 3},
        {"nan", 3},
    };

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (slice_eq_nocase(s, words[i]))
            return true;
    return false;
}

static struct slice clean(struct slice cell)
{
    cell = slice_trim(cell);
    if (cell.len == 0 || (cell.ptr[0] | 32) != 'n') /* all of them begin so */
        return cell;
    return is_nothing(cell) ? empty() : cell;
}

struct slice table_text(struct table *table, size_t column)
{
    struct slice *told = &table->told[column];

    if (!slice_eq(*told, table->cells[column]))
        *told = records_string(table->records,
                               text_cut_numbers(table->records->arena, table->cells[column]));
    return *told;
}

struct slice table_prose(struct table *table, size_t column)
{
    struct arena *arena = table->records->arena;
    struct slice cell = table->cells[column], cut = text_cut_numbers(arena, cell);

    return cut.ptr == cell.ptr ? arena_copy(arena, cell) : cut;
}

struct payment table_payment(struct table *table, size_t column)
{
    struct slice cell = table->cells[column];

    if (!slice_eq(cell, table->paid)) {
        table->payment = payment_read(cell);
        table->paid = cell;
    }
    return table->payment;
}

/* `Tue, 04 Feb 2020 10:11:12 UTC` without its weekday. */
static struct slice without_weekday(struct slice s)
{
    return s.len > 5 && s.ptr[3] == ',' && s.ptr[4] == ' ' ? slice_skip(s, 5) : s;
}

int32_t table_day(const struct table *table, size_t column)
{
    struct slice cell = without_weekday(table->cells[column]);
    int32_t day;

    return day_read_moment(cell, DAY_MDY, DAY_JST, &day) == 1 ? day : DAY_NONE;
}

bool table_flag(const struct table *table, size_t column)
{
    static const struct slice yes[] = {{"yes", 3}, {"true", 4}, {"1", 1}, {"y", 1}};

    for (size_t i = 0; i < sizeof(yes) / sizeof(yes[0]); i++)
        if (slice_eq_nocase(table->cells[column], yes[i]))
            return true;
    return false;
}

int32_t table_count(const struct table *table, size_t column, int32_t otherwise)
{
    int64_t value;

    if (money_read(table->cells[column], 0, &value) != 1 || value < 0 || value > INT32_MAX)
        return otherwise;
    return (int32_t)value;
}

int table_amount(struct table *table, size_t column, struct currency currency, int64_t *ret)
{
    int r = money_read(table->cells[column], currency_digits(currency), ret);

    if (r >= 0)
        return r;
    if (!table->amount_told)
        read_problem(table->records, ERR_AMOUNT, table->line, table->cells[column], true);
    table->amount_told = true;
    return r;
}

bool table_part(const struct table *table, size_t column, struct currency currency, int64_t *ret)
{
    return money_read(table->cells[column], currency_digits(currency), ret) == 1;
}

struct shop {
    struct slice site;
    char currency[4];
};

static const struct shop shops[] = {
    {{"amazon.co.jp", 12}, "JPY"},  {{"amazon.com.au", 13}, "AUD"}, {{"amazon.com.br", 13}, "BRL"},
    {{"amazon.com.mx", 13}, "MXN"}, {{"amazon.com.be", 13}, "EUR"}, {{"amazon.com.tr", 13}, "TRY"},
    {{"amazon.co.uk", 12}, "GBP"},  {{"amazon.com", 10}, "USD"},    {{"amazon.ca", 9}, "CAD"},
    {{"amazon.de", 9}, "EUR"},      {{"amazon.fr", 9}, "EUR"},      {{"amazon.it", 9}, "EUR"},
    {{"amazon.es", 9}, "EUR"},      {{"amazon.nl", 9}, "EUR"},      {{"amazon.ie", 9}, "EUR"},
    {{"amazon.in", 9}, "INR"},      {{"amazon.sg", 9}, "SGD"},      {{"amazon.se", 9}, "SEK"},
    {{"amazon.pl", 9}, "PLN"},
};

static struct currency currency_of_site(struct slice site)
{
    char text[128];
    struct slice folded = {text, site.len < sizeof(text) ? site.len : sizeof(text)};

    for (size_t i = 0; i < folded.len; i++)
        text[i] = site.ptr[i] >= 'A' && site.ptr[i] <= 'Z' ? (char)(site.ptr[i] + 32) : site.ptr[i];
    for (size_t i = 0; i < sizeof(shops) / sizeof(shops[0]); i++)
        if (slice_has(folded, shops[i].site))
            return currency_of(slice_of(shops[i].currency));
    return (struct currency){""};
}

static struct currency currency_of_mark(struct slice amount)
{
    static const struct slice yen[] = {{"¥", 2}, {"￥", 3}, {"円", 3}, {"\\", 1}};

    for (size_t i = 0; i < sizeof(yen) / sizeof(yen[0]); i++)
        if (slice_has(amount, yen[i]))
            return CURRENCY_JPY;
    if (amount.len == 0)
        return (struct currency){""};
    if (slice_has(amount, SLICE("$")))
        return (struct currency){"USD"};
    if (slice_has(amount, SLICE("€")))
        return (struct currency){"EUR"};
    if (slice_has(amount, SLICE("£")))
        return (struct currency){"GBP"};
    return slice_has(amount, SLICE(".")) ? (struct currency){""} : CURRENCY_JPY;
}

struct currency table_currency(const struct table *table, size_t column, size_t site, size_t amount)
{
    struct currency found = {""};

    if (column < TABLE_COLUMNS)
        found = currency_of(table->cells[column]);
    if (!found.code[0] && site < TABLE_COLUMNS)
        found = currency_of_site(table->cells[site]);
    return found.code[0] ? found : currency_of_mark(table->cells[amount]);
}

struct origin table_origin(const struct table *table)
{
    return (struct origin){(uint32_t)(table->records->sources.len - 1), table->line};
}

/* ------------------------------------------------------------------ rows */

static size_t count_records(const struct records *r)
{
    return r->order_lines.len + r->shipments.len + r->orders.len + r->digitals.len +
           r->refunds.len + r->transactions.len + r->subscriptions.len + r->billings.len +
           r->instruments.len + r->replacements.len + r->account_events.len;
}

/* The cells of the current row stand ready. */
static void take_row(struct table *table)
{
    size_t before = count_records(table->records);
    enum set_aside_reason reason = table->format->row(table);

    table->made += (uint32_t)(count_records(table->records) - before);
    if (reason == ASIDE_REASONS)
        return;
    records_set_aside(table->records, table->line, reason);
    if (reason == ASIDE_UNREADABLE && table->unreadable++ == 0)
        table->first_unreadable = table->line;
}

static bool is_over_limit(struct table *table)
{
    if (table->rows++ < READ_MAX_ROWS)
        return false;
    records_source(table->records)->is_cut = true;
    read_problem(table->records, ERR_TOO_LARGE, table->line, SLICE("READ_MAX_ROWS"), true);
    return true;
}

static void tell_progress(const struct table *table, size_t done)
{
    const struct read_env *env = table->in->env;

    if (env->progress && table->rows % PROGRESS_ROWS == 0)
        env->progress(env->progress_ctx, records_source(table->records)->path, done,
                      table->in->text.len);
}

/* "No data found for this time period", in the place of rows. */
static bool is_no_data(const struct csv_row *row)
{
    return row->len > 0 && slice_starts(slice_trim(row->cells[0]), SLICE("No data found"));
}

char table_delimiter(struct slice text)
{
    static const char candidates[] = {',', '\t', ';'};
    size_t count[sizeof(candidates)] = {0}, best = 0, at = 0;

    while (at < text.len && (text.ptr[at] == '\n' || text.ptr[at] == '\r' || text.ptr[at] == ' '))
        at++;
    for (; at < text.len && text.ptr[at] != '\n' && text.ptr[at] != '\r'; at++)
        for (size_t i = 0; i < sizeof(candidates); i++)
            count[i] += text.ptr[at] == candidates[i];
    for (size_t i = 1; i < sizeof(candidates); i++)
        if (count[i] > count[best])
            best = i;
    return candidates[best];
}

struct header {
    struct slice names[READ_MAX_CELLS];
    size_t len;
    size_t at[TABLE_COLUMNS]; /* the cell of each column */
};

static struct header map_header(const struct table_format *format, const struct csv_row *row)
{
    struct header header = {.len = row->len};
    struct column_names names = column_names_of(row->cells, row->len);

    memcpy(header.names, row->cells, row->len * sizeof(row->cells[0]));
    for (size_t i = 0; i < format->columns_len; i++)
        header.at[i] = column_find(format->columns[i], &names);
    return header;
}

/* The file ends within this row: keep nothing of it. */
static bool is_cut_row(struct table *table, const struct csv *csv, const struct csv_row *row,
                       const struct header *header)
{
    bool is_last = csv->rest.len == 0 && row->until == table->in->text.len;

    if (row->unterminated)
        read_problem(table->records, ERR_QUOTE, row->quote_line, empty(), true);
    else if (is_last && row->len < header->len && !table->format->is_ragged)
        read_problem(table->records, ERR_TRUNCATED, row->line, slice_trim(header->names[row->len]),
                     true);
    else
        return false;
    records_source(table->records)->is_cut = true;
    records_set_aside(table->records, row->line, ASIDE_UNREADABLE);
    return true;
}

/* By how many cells ${row} is too long; blank cells at its end do not count. */
static size_t surplus_of(const struct csv_row *row, const struct header *header)
{
    size_t len = row->len;

    while (len > header->len && slice_trim(row->cells[len - 1]).len == 0)
        len--;
    return len > header->len ? len - header->len : 0;
}

/* What is too long is a title with unquoted commas: what follows the title moves up. */
static void fill_cells(struct table *table, const struct csv_row *row, const struct header *header)
{
    const struct table_format *format = table->format;
    size_t title = format->prose ? header->at[format->prose] : COLUMN_NONE;
    size_t surplus = title != COLUMN_NONE ? surplus_of(row, header) : 0;

    for (size_t i = 0; i < format->columns_len; i++) {
        size_t at = header->at[i];

        if (at != COLUMN_NONE && at > title)
            at += surplus;
        table->cells[i] = at < row->len ? clean(row->cells[at]) : empty();
    }
    for (size_t i = 1; i <= surplus; i++) {
        struct slice parts[] = {table->cells[format->prose], SLICE(","), row->cells[title + i]};

        table->cells[format->prose] = arena_join(table->records->arena, parts, 3);
    }
}

static void take_csv_row(struct table *table, const struct csv *csv, const struct csv_row *row,
                         const struct header *header)
{
    table->line = row->line;
    if (csv_is_blank(row)) {
        records_set_aside(table->records, row->line, ASIDE_BLANK);
        return;
    }
    if (is_cut_row(table, csv, row, header))
        return;
    if (is_no_data(row)) {
        records_set_aside(table->records, row->line, ASIDE_NOTE);
        return;
    }
    fill_cells(table, row, header);
    take_row(table);
}

/* A file that stops within or right behind its header, without a line end: most likely cut, but it
 * may have been written so. */
static void tell_bare_header(struct table *table, const struct csv *csv, const struct csv_row *row)
{
    if (csv->rest.len || row->until != table->in->text.len)
        return;
    records_source(table->records)->is_cut = true;
    read_problem(table->records, ERR_TRUNCATED, row->line, SLICE("rows"), false);
}

static void read_csv(struct table *table, struct arena *arena)
{
    struct csv csv;
    struct csv_row row;
    struct header header = {.len = 0};

    csv_init(&csv, table->in->text, table_delimiter(table->in->text), arena);
    while (csv_next(&csv, &row)) {
        if (csv_is_blank(&row)) {
            records_set_aside(table->records, row.line, ASIDE_BLANK);
            continue;
        }
        records_set_aside(table->records, row.line, ASIDE_HEADER);
        header = map_header(table->format, &row);
        tell_bare_header(table, &csv, &row);
        break;
    }
    while (csv_next(&csv, &row) && !is_over_limit(table)) {
        take_csv_row(table, &csv, &row, &header);
        tell_progress(table, row.until);
    }
}

static void take_json_row(struct table *table, const struct json_row *row)
{
    struct column_names names = column_names_of(row->names, row->len);

    table->line = row->line;
    for (size_t i = 0; i < table->format->columns_len; i++) {
        size_t at = column_find(table->format->columns[i], &names);

        table->cells[i] = at < row->len ? clean(row->values[at]) : empty();
    }
    take_row(table);
}

static void read_json(struct table *table, struct arena *arena)
{
    struct json json;
    struct json_row row;
    struct err err;
    int r;

    json_init(&json, table->in->text, arena);
    while ((r = json_next(&json, &row, &err)) > 0 && !is_over_limit(table)) {
        take_json_row(table, &row);
        tell_progress(table, table->in->text.len - json.rest.len);
    }
    if (r < 0) {
        records_source(table->records)->is_cut = true;
        records_set_aside(table->records, err.line, ASIDE_UNREADABLE);
        read_problem(table->records, err.code, err.line, slice_of(err.detail), true);
    }
}

/* A single row whose amount is none has told so itself. */
static void tell_unreadable(struct table *table)
{
    if (table->unreadable > (table->amount_told ? 1u : 0u))
        read_problem(table->records, ERR_ROWS, table->first_unreadable,
                     arena_number(table->records->arena, table->unreadable), false);
}

void table_read(const struct read_input *in, struct records *records,
                const struct table_format *format)
{
    struct table table = {.in = in, .records = records, .format = format};
    struct arena *arena;

    table.first_order = records->orders.len;
    table.first_transaction = records->transactions.len;
    records_source(records)->format = format->id;
    if (!format->row)
        return;
    arena = arena_new(in->env->allocator);
    if (json_claims(in->text))
        read_json(&table, arena);
    else
        read_csv(&table, arena);
    arena_free(arena);
    if (format->finish)
        format->finish(&table);
    tell_unreadable(&table);
    records_source(records)->records = table.made;
}
