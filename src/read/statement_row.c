#include "read/statement_row.h"

#include "read/descriptor.h"

#include "base/pattern.h"
#include "base/text.h"

#include <string.h>

/* The value of ${field}: what an extract took, else the folded cell of its column. */
static struct slice value_of(struct statement *s, const struct csv_row *row, enum field field)
{
    struct slice cell;

    if (s->captures.at[field].len)
        return s->captures.at[field];
    cell = layout_cell(&s->layout, row, field);
    return cell.len ? cells_fold(&s->cells, cell) : cell;
}

static bool any_fits(const struct slice *patterns, size_t len, struct slice text)
{
    for (size_t i = 0; i < len; i++)
        if (rule_capture(patterns[i], text, NULL))
            return true;
    return false;
}

static void run_extracts(struct statement *s, const struct csv_row *row)
{
    const struct profile *profile = s->layout.profile;

    rule_captures_clear(&s->captures);
    for (size_t i = 0; i < profile->extracts_len; i++) {
        const struct profile_extract *extract = &profile->extracts[i];
        struct extract_seen *seen = &s->seen[i];
        struct slice cell = layout_cell(&s->layout, row, extract->from);

        if (cell.len == 0)
            continue;
        if (!seen->raw.ptr || !slice_eq(seen->raw, cell)) {
            seen->raw = cell;
            rule_captures_clear(&seen->captures);
            rule_capture(extract->pattern, cells_fold(&s->cells, cell), &seen->captures);
        }
        for (size_t f = 0; seen->captures.any && f < FIELDS; f++)
            if (seen->captures.at[f].len)
                s->captures.at[f] = seen->captures.at[f];
        s->captures.any = s->captures.any || seen->captures.any;
    }
}

/* ------------------------------------------------------------------ dates and amounts */

static int digits_of(struct slice s, size_t *at)
{
    int n = 0;
    size_t from = *at;

    while (*at < s.len && *at - from < 4 && s.ptr[*at] >= '0' && s.ptr[*at] <= '9')
        n = n * 10 + (s.ptr[(*at)++] - '0');
    return n;
}

/* `2026/8/2`, the form of most files, without looking for any other. */
static bool plain_day(struct slice s, int32_t *ret)
{
    size_t at = 0;
    int year = digits_of(s, &at), month, day;
    char sep = at == 4 && at < s.len ? s.ptr[at++] : '\0';

    if (sep != '/' && sep != '-')
        return false;
    month = digits_of(s, &at);
    if (at >= s.len || s.ptr[at++] != sep)
        return false;
    day = digits_of(s, &at);
    if (at != s.len || !day_is_valid(year, month, day))
        return false;
    *ret = day_of(year, month, day);
    return true;
}

/* Excel's count of days, where a statement was saved as a workbook and back: years 2000 to 2099. */
static bool serial_day(struct slice s, int32_t *ret)
{
    int32_t n = 0;

    if (s.len != 5 || !slice_is_digits(s))
        return false;
    for (size_t i = 0; i < s.len; i++)
        n = n * 10 + (s.ptr[i] - '0');
    *ret = n - 25569; /* 1970-01-01 */
    return n >= 36526 && n <= 73050;
}

/* The day of the row: 1, or 0 where the cell tells none.  Files are sorted, so the cell above is
 * remembered. */
static int read_day(struct statement *s, struct slice cell, int32_t *ret)
{
    *ret = DAY_NONE;
    if (cell.len == 0)
        return 0;
    if (!s->day_seen.ptr || !slice_eq(s->day_seen, cell)) {
        s->day_seen = cell;
        if (!plain_day(cell, &s->day) && !serial_day(cell, &s->day) &&
            day_read(cell, s->profile->dates, s->in->env->as_of, &s->day) != 1)
            s->day = DAY_NONE;
    }
    *ret = s->day;
    return *ret != DAY_NONE;
}

/* `'26/10`, `26/10`, `2026/10`, the same with a day, or `2026年10月10日`, as year * 12 + month; 0
 * for anything else. */
static int32_t month_of(struct slice s)
{
    size_t at = 0, from = slice_starts(s, SLICE("'")) ? 1 : 0;
    int year, month;
    bool kanji;

    s = slice_skip(s, from);
    year = digits_of(s, &at);
    year += at == 2 ? 2000 : 0;
    kanji = slice_starts(slice_skip(s, at), SLICE("年"));
    if (year < 1990 || (!kanji && (at >= s.len || s.ptr[at] != '/')))
        return 0;
    at += kanji ? SLICE("年").len : 1;
    month = digits_of(s, &at);
    s = slice_skip(s, at);
    if (month < 1 || month > 12 || (s.len && !slice_starts(s, kanji ? SLICE("月") : SLICE("/"))))
        return 0;
    return year * 12 + month;
}

/* On which bill the row stands, where the layout tells. */
static void note_month(struct statement *s, const struct csv_row *row)
{
    struct slice cell = layout_cell(&s->layout, row, FIELD_MONTH);
    int32_t month;

    if (!cell.len || (s->month_seen.ptr && slice_eq(s->month_seen, cell)))
        return;
    s->month_seen = cell;
    month = month_of(cells_fold(&s->cells, cell));
    s->has_months = s->has_months || (s->month && month != s->month);
    s->month = s->month ? s->month : month;
}

void statement_row_header(struct statement *s, const struct csv_row *row)
{
    struct slice cell = cells_fold(&s->cells, layout_cell(&s->layout, row, FIELD_BILLED));
    size_t at = 0;
    int month = digits_of(cell, &at);

    if (at && month >= 1 && month <= 12 && slice_starts(slice_skip(cell, at), SLICE("月")))
        s->month = month;
}

/* Amount cells, of one column or of two; as money_read(). */
struct amount {
    int told;
    int64_t value;
};

static struct amount read_two(struct slice out_cell, struct slice in_cell, int digits)
{
    int64_t out = 0, in = 0;
    int out_told = money_read(out_cell, digits, &out), in_told = money_read(in_cell, digits, &in);

    if (out_told < 0 || in_told < 0)
        return (struct amount){-1, 0};
    /* Some banks print money in with a minus. */
    return (struct amount){out_told || in_told, out - (in < 0 ? -in : in)};
}

static struct amount read_amount(struct statement *s, const struct csv_row *row, int digits)
{
    const struct layout *l = &s->layout;
    struct amount a = {0, 0};

    if (l->profile->sign == SIGN_TWO_COLUMNS)
        a = read_two(layout_cell(l, row, FIELD_OUT), layout_cell(l, row, FIELD_IN), digits);
    else
        a.told = money_read(layout_cell(l, row, FIELD_AMOUNT), digits, &a.value);
    if (l->profile->sign == SIGN_SPEND_NEGATIVE)
        a.value = -a.value;
    return a;
}

bool statement_row_is_over(struct slice cell)
{
    size_t digits = 0;

    for (size_t i = 0; i < cell.len; i++) {
        char c = cell.ptr[i];

        digits += c >= '0' && c <= '9';
        if ((c < '0' || c > '9') && !memchr(",.-+\\", c, 5))
            return false;
    }
    return digits >= 15;
}

static struct currency row_currency(struct statement *s, const struct csv_row *row)
{
    if (s->profile->currency.code[0])
        return s->profile->currency;
    return currency_of(layout_cell(&s->layout, row, FIELD_CURRENCY));
}

/* ------------------------------------------------------------------ what few rows have */

static int32_t small_number(struct slice s)
{
    int32_t n = 0;

    if (!slice_is_digits(s) || s.len > 4)
        return 0;
    for (size_t i = 0; i < s.len; i++)
        n = n * 10 + (s.ptr[i] - '0');
    return n;
}

static void read_part(struct statement *s, const struct csv_row *row, int digits,
                      struct charge_extra *extra)
{
    struct slice purchase = s->captures.at[FIELD_PURCHASE];
    const struct profile *profile = s->layout.profile;

    extra->number = small_number(value_of(s, row, FIELD_NUMBER));
    extra->of = small_number(value_of(s, row, FIELD_OF));
    extra->is_instalment = extra->of > 1;
    if (extra->of == 0 && profile->part_marks_len)
        extra->is_instalment =
            any_fits(profile->part_marks, profile->part_marks_len, value_of(s, row, FIELD_METHOD));
    if (!extra->is_instalment)
        return;
    extra->has_billed = money_read(value_of(s, row, FIELD_BILLED), digits, &extra->billed) == 1;
    if (!purchase.len)
        purchase = layout_cell(&s->layout, row, FIELD_PURCHASE);
    if (money_read(purchase, digits, &extra->purchase) != 1)
        extra->purchase = 0;
}

static void read_foreign(struct records *records, struct slice amount, struct slice currency,
                         struct slice rate, struct charge_extra *extra)
{
    struct currency c = currency_of(currency);
    int64_t original = 0;

    if (money_read(amount, currency_digits(c), &original) != 1 || original == 0)
        return;
    extra->original = original;
    extra->original_currency = c;
    extra->rate = records_string(records, rate);
}

static bool has_extra(const struct charge_extra *extra)
{
    return extra->is_instalment || extra->original || extra->reference.len ||
           extra->posted != DAY_NONE;
}

static struct charge_extra read_extra(struct statement *s, const struct csv_row *row, int digits)
{
    struct charge_extra extra = {.posted = DAY_NONE};
    const struct layout *l = &s->layout;

    read_part(s, row, digits, &extra);
    if (s->profile->currency.code[0] &&
        (l->at[FIELD_FOREIGN] >= 0 || s->captures.at[FIELD_FOREIGN].len))
        read_foreign(s->records, value_of(s, row, FIELD_FOREIGN), value_of(s, row, FIELD_CURRENCY),
                     value_of(s, row, FIELD_RATE), &extra);
    if (l->at[FIELD_REFERENCE] >= 0)
        extra.reference = descriptor_reference(s->records, layout_cell(l, row, FIELD_REFERENCE));
    if (l->at[FIELD_POSTED] >= 0 && day_read(layout_cell(l, row, FIELD_POSTED), s->profile->dates,
                                             s->in->env->as_of, &extra.posted) != 1)
        extra.posted = DAY_NONE;
    return extra;
}

/* ------------------------------------------------------------------ the charge */

static uint32_t row_card(struct statement *s)
{
    struct slice last4 = s->captures.at[FIELD_LAST4];

    if (last4.len != 4)
        return s->card;
    if (!s->last4_seen.ptr || !slice_eq(s->last4_seen, last4)) {
        s->last4_seen = last4;
        s->last4_card = records_card(s->records, last4, (struct slice){"", 0});
    }
    return s->last4_card;
}

static uint32_t row_text(struct statement *s, const struct csv_row *row)
{
    char buffer[PATTERN_TEXT_MAX];
    struct slice shop = layout_shop(&s->layout, row, buffer, sizeof(buffer));
    struct cell *cell = cells_find(&s->cells, shop);

    if (cell->text == CELLS_NO_TEXT)
        cell->text = descriptor_add(s->in->env, s->records, s->profile, cell->raw, cell->folded);
    return cell->text;
}

static bool is_pending(struct statement *s, const struct csv_row *row)
{
    if (s->profile->pending || s->profile->pending_marks_len == 0)
        return s->profile->pending;
    return any_fits(s->profile->pending_marks, s->profile->pending_marks_len,
                    value_of(s, row, FIELD_STATUS));
}

static uint32_t add_extra(struct records *records, const struct charge_extra *extra)
{
    if (!has_extra(extra))
        return 0;
    *array_push(records->arena, &records->extras) = *extra;
    return (uint32_t)records->extras.len - 1;
}

int64_t statement_row_part(struct statement *s, const struct csv_row *row)
{
    int digits = currency_digits(s->profile->currency);
    int64_t value = 0;
    struct amount a;

    if (s->profile->sum == SUM_BILLED && s->layout.at[FIELD_BILLED] >= 0)
        return money_read(layout_cell(&s->layout, row, FIELD_BILLED), digits, &value) == 1 ? value
                                                                                           : 0;
    a = read_amount(s, row, digits);
    return a.told == 1 ? a.value : 0;
}

static void add_to_sum(struct statement *s, const struct csv_row *row, int64_t amount)
{
    int64_t part = amount;

    if (s->profile->sum == SUM_NONE)
        return;
    if (s->profile->sum == SUM_BILLED && s->layout.at[FIELD_BILLED] >= 0)
        part = statement_row_part(s, row);
    if (s->is_credit && part > 0)
        part = -part;
    if (!money_add(s->sum, part, &s->sum))
        s->sum = 0;
}

/* A later part often prints no amount of its own: then the whole purchase as stated, else this
 * month's share. */
static void complete_part(struct amount *a, const struct charge_extra *extra)
{
    if (a->told < 0 || a->value != 0 || !extra->is_instalment)
        return;
    if (extra->purchase)
        *a = (struct amount){1, extra->purchase};
    else if (extra->has_billed && extra->billed)
        *a = (struct amount){1, extra->billed};
}

enum row_outcome statement_row_read(struct statement *s, const struct csv_row *row, bool dateless)
{
    struct currency currency = row_currency(s, row);
    int digits = currency_digits(currency);
    int32_t day;
    bool dated = read_day(s, layout_cell(&s->layout, row, FIELD_DATE), &day);
    struct amount a = read_amount(s, row, digits);
    struct charge_extra extra;
    struct charge *charge;

    if (a.told < 0)
        return statement_row_is_over(layout_cell(&s->layout, row, FIELD_AMOUNT)) ||
                       statement_row_is_over(layout_cell(&s->layout, row, FIELD_OUT)) ||
                       statement_row_is_over(layout_cell(&s->layout, row, FIELD_IN))
                   ? ROW_TOO_LARGE
                   : ROW_UNREADABLE;
    if (!dated && !dateless)
        return a.told ? ROW_UNREADABLE : ROW_NO_AMOUNT;
    run_extracts(s, row);
    extra = read_extra(s, row, digits);
    complete_part(&a, &extra);
    if (!a.told)
        return ROW_NO_AMOUNT;
    if (s->is_credit && a.value > 0)
        a.value = -a.value;
    add_to_sum(s, row, a.value);
    note_month(s, row);
    charge = array_push(s->records->arena, &s->records->charges);
    *charge = (struct charge){
        .day = day,
        .text = row_text(s, row),
        .amount = a.value,
        .card = row_card(s),
        .source = (uint32_t)s->source,
        .line = row->line,
        .extra = add_extra(s->records, &extra),
        .currency = currency,
        .state = is_pending(s, row) ? CHARGE_PENDING : CHARGE_POSTED,
    };
    return ROW_CHARGE;
}

void statement_row_attach(struct statement *s, const struct rule_captures *captures)
{
    struct records *records = s->records;
    struct charge *charge =
        records->charges.len ? &records->charges.at[records->charges.len - 1] : NULL;
    struct charge_extra extra = {.posted = DAY_NONE};

    if (!charge || charge->source != (uint32_t)s->source || !captures->at[FIELD_FOREIGN].len)
        return;
    if (charge->extra)
        extra = records->extras.at[charge->extra];
    read_foreign(records, captures->at[FIELD_FOREIGN], captures->at[FIELD_CURRENCY],
                 captures->at[FIELD_RATE], &extra);
    if (charge->extra)
        records->extras.at[charge->extra] = extra;
    else
        charge->extra = add_extra(records, &extra);
}
