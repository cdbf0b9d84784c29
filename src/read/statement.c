#include "read/statement.h"

#include "read/statement_row.h"

#include "base/text.h"

/* The run through one file: what the rows so far have told. */
struct run {
    struct statement s;
    struct source *source;
    bool has_ended;            /* behind a rule with `end` */
    bool saw_total;            /* a row below the header was set aside as total */
    struct slice card_context; /* what the preamble tells of the card, folded */
    struct slice last4_context;
    const struct profile_rule *total_rule;
    size_t total_aside;   /* of the newest row that stated a total: index into asides */
    int64_t sum_at_total; /* the sum when it came */
    int64_t block_total;  /* all totals stated below the header, one for each block */
    bool blocks_add_up;
    uint32_t unreadable, first_unreadable;
    uint32_t rows;
    size_t header_len; /* cells */
    size_t narrowest;  /* cells of the narrowest row so far that begins with a date; 0 = none yet */
    struct rule_captures captures; /* of the row at hand */
    bool is_broken; /* an end was found that is none: nothing about totals is to be said */
};

/* ------------------------------------------------------------------ rows that are no charge */

static void set_aside(struct run *run, const struct csv_row *row, enum set_aside_reason reason)
{
    records_set_aside(run->s.records, row->line, reason);
    if (reason == ASIDE_UNREADABLE && run->unreadable++ == 0)
        run->first_unreadable = row->line;
}

static struct slice whole_row(struct run *run, const struct csv_row *row)
{
    struct slice whole = {"", 0};

    for (size_t i = 0; i < row->len; i++) {
        struct slice cell = cells_fold(&run->s.cells, csv_cell(row, i));
        const struct slice parts[] = {whole, SLICE(" "), cell};

        if (cell.len)
            whole = whole.len ? arena_join(run->s.scratch, parts, 3) : cell;
    }
    return whole;
}

/* A row names a card: by its last digits, else by whatever it prints, with what the preamble
 * printed. */
static void name_card(struct run *run, const struct csv_row *row, bool before,
                      const struct rule_captures *captures)
{
    struct slice last4 = captures->at[FIELD_LAST4], masked = captures->at[FIELD_CARD];
    struct slice holder =
        captures->at[FIELD_USER].len ? captures->at[FIELD_USER] : whole_row(run, row);
    const struct slice parts[] = {run->card_context, SLICE("\n"), holder};
    struct statement *s = &run->s;

    if (!last4.len && run->card_context.len)
        holder = arena_join(s->scratch, parts, 3);
    if (before) {
        run->card_context = last4.len ? run->card_context : holder;
        run->last4_context = last4.len ? last4 : run->last4_context;
        last4 = run->last4_context;
    }
    if (last4.len == 4)
        s->card = records_card(s->records, last4, (struct slice){"", 0});
    else
        s->card = records_card(
            s->records, (struct slice){"", 0},
            read_label(s->in->env, s->records->arena, s->profile->family, masked, holder));
}

/* The row states a total.  Where a file has several of one kind, all but the last are subtotals. */
static void note_total(struct run *run, const struct profile_rule *rule, const struct csv_row *row)
{
    struct source *source = run->source;
    int64_t stated, block;

    if (money_read(csv_cell(row, (size_t)rule->total), currency_digits(run->s.profile->currency),
                   &stated) != 1)
        return;
    if (run->total_rule == rule && !rule->before)
        source->asides.at[run->total_aside].reason = ASIDE_SUBTOTAL;
    if (!rule->before) {
        block = run->s.sum - run->sum_at_total;
        run->blocks_add_up = run->blocks_add_up && block == stated;
        if (!money_add(run->block_total, stated, &run->block_total))
            run->blocks_add_up = false;
        run->sum_at_total = run->s.sum;
    }
    run->total_rule = rule;
    run->total_aside = source->asides.len - 1;
    source->has_total = true;
    source->stated = stated;
}

static void count_part(struct run *run, const struct csv_row *row)
{
    if (!money_add(run->s.sum, statement_row_part(&run->s, row), &run->s.sum))
        run->s.sum = 0;
}

static void obey(struct run *run, const struct profile_rule *rule, const struct csv_row *row,
                 const struct rule_captures *captures)
{
    set_aside(run, row, (enum set_aside_reason)rule->reason);
    run->saw_total = run->saw_total || (rule->reason == ASIDE_TOTAL && !rule->before);
    if (rule->card)
        name_card(run, row, rule->before, captures);
    if (rule->counts)
        count_part(run, row);
    if (rule->total >= 0)
        note_total(run, rule, row);
    if (rule->action == ACTION_ATTACH)
        statement_row_attach(&run->s, captures);
    if (rule->action == ACTION_CREDIT || rule->action == ACTION_DEBIT) {
        run->s.is_credit = rule->action == ACTION_CREDIT;
        run->has_ended = false;
    }
    if (rule->action == ACTION_END)
        run->has_ended = true;
}

/* The first rule that takes the row.  Behind the end only a rule that opens another section can. */
static const struct profile_rule *find_rule(struct run *run, const struct csv_row *row, bool before,
                                            struct rule_captures *ret)
{
    const struct profile *profile = run->s.layout.profile;
    struct rule_row at = {&run->s.layout, row, run->s.scratch, &run->s.cells};

    for (size_t i = 0; i < profile->rules_len; i++) {
        const struct profile_rule *rule = &profile->rules[i];

        if (rule->before != before)
            continue;
        if (run->has_ended && rule->action != ACTION_CREDIT && rule->action != ACTION_DEBIT)
            continue;
        rule_captures_clear(ret);
        if (rule_fits(rule, &at, ret))
            return rule;
    }
    return NULL;
}

/* ------------------------------------------------------------------ rows */

/* Use ${layout} from here on. */
static void use_layout(struct statement *s, const struct layout *layout)
{
    s->layout = *layout;
    s->seen = arena_make_n(s->scratch, struct extract_seen, layout->profile->extracts_len + 1);
}

/* Whether the row is the header again, or that of another table of the family. */
static bool is_header(struct run *run, const struct csv_row *row)
{
    struct layout layout;

    if (run->s.profile->is_headerless || row->len < 2 ||
        !layout_is_header(run->s.in->env->catalog, run->s.profile->family, row, run->s.scratch,
                          &layout))
        return false;
    use_layout(&run->s, &layout);
    return true;
}

static int amount_at(const struct layout *l)
{
    return l->at[FIELD_AMOUNT] > l->at[FIELD_OUT] ? l->at[FIELD_AMOUNT] : l->at[FIELD_OUT];
}

/* The last row of a file without a line end that stops before its amount. */
static bool is_cut_off(const struct run *run, const struct csv_row *row)
{
    return row->until == run->s.in->text.len && (int)row->len <= amount_at(&run->s.layout) &&
           row->len > 1;
}

/* Whether ${cell} is written in digits and the signs of dates, as the beginning of a date is. */
static bool is_part_of_date(struct slice cell)
{
    size_t digits = 0;

    for (size_t i = 0; i < cell.len; i++) {
        bool is_digit = cell.ptr[i] >= '0' && cell.ptr[i] <= '9';

        if (!is_digit && cell.ptr[i] != '/' && cell.ptr[i] != '-' && cell.ptr[i] != '.')
            return false;
        digits += is_digit;
    }
    return digits > 0;
}

/* Near enough: a date has four bytes at least and begins with a digit. */
static bool has_date(const struct run *run, const struct csv_row *row)
{
    struct slice cell = layout_cell(&run->s.layout, row, FIELD_DATE);

    return cell.len >= 4 && cell.ptr[0] >= '0' && cell.ptr[0] <= '9';
}

/*
 * The last row of a file without a line end that has fewer cells than those before it, so that its
 * last cell may be half an amount.
 */
static bool is_cut_within(const struct run *run, const struct csv_row *row)
{
    if (row->until != run->s.in->text.len || run->has_ended)
        return false;
    if (row->len == 1)
        return run->header_len > 1 && is_part_of_date(csv_cell(row, 0));
    if (!has_date(run, row))
        return false;
    if (run->narrowest)
        return row->len < run->narrowest;
    return (int)row->len == amount_at(&run->s.layout) + 1 && row->len < run->header_len;
}

static void measure(struct run *run, const struct csv_row *row)
{
    if ((!run->narrowest || row->len < run->narrowest) && has_date(run, row))
        run->narrowest = row->len;
}

static void break_off(struct run *run, enum err_code code, uint32_t line, struct slice detail)
{
    run->source->is_cut = true;
    run->is_broken = true;
    read_problem(run->s.records, code, line, detail, true);
}

/* The file stops within or right behind its header, without a line end: most likely cut, but it may
 * have been written so. */
static void tell_bare_header(struct run *run, const struct csv_row *row)
{
    run->source->is_cut = true;
    read_problem(run->s.records, ERR_TRUNCATED, row->line, SLICE("rows"), false);
}

static void read_charge(struct run *run, const struct csv_row *row, bool dateless)
{
    switch (statement_row_read(&run->s, row, dateless)) {
    case ROW_CHARGE: run->source->records++; return;
    case ROW_NO_AMOUNT:
        if (is_cut_off(run, row)) {
            set_aside(run, row, ASIDE_UNREADABLE);
            break_off(run, ERR_TRUNCATED, row->line, field_name(FIELD_AMOUNT));
            return;
        }
        set_aside(run, row, is_header(run, row) ? ASIDE_HEADER : ASIDE_NOTE);
        return;
    case ROW_TOO_LARGE:
        set_aside(run, row, ASIDE_UNREADABLE);
        read_problem(run->s.records, ERR_AMOUNT, row->line,
                     layout_cell(&run->s.layout, row, FIELD_AMOUNT), true);
        return;
    case ROW_UNREADABLE:
        set_aside(run, row, is_header(run, row) ? ASIDE_HEADER : ASIDE_UNREADABLE);
        return;
    }
}

static void read_body_row(struct run *run, const struct csv_row *row)
{
    const struct profile_rule *rule;

    if (is_cut_within(run, row)) {
        set_aside(run, row, ASIDE_UNREADABLE);
        break_off(run, ERR_TRUNCATED, row->line, SLICE("rest"));
        return;
    }
    measure(run, row);
    rule = find_rule(run, row, false, &run->captures);
    if (rule && rule->action != ACTION_CHARGE)
        obey(run, rule, row, &run->captures);
    else if (run->has_ended)
        set_aside(run, row, ASIDE_SECOND_TABLE);
    else
        read_charge(run, row, rule != NULL);
}

static void read_row(struct run *run, const struct csv_row *row)
{
    uint32_t header = run->s.layout.header_line;
    const struct profile_rule *rule;

    if (row->unterminated) {
        set_aside(run, row, ASIDE_UNREADABLE);
        break_off(run, ERR_QUOTE, row->quote_line, (struct slice){"", 0});
    } else if (csv_is_blank(row)) {
        set_aside(run, row, ASIDE_BLANK);
    } else if (row->line == header) {
        run->header_len = row->len;
        statement_row_header(&run->s, row);
        set_aside(run, row, ASIDE_HEADER);
        if (row->until == run->s.in->text.len)
            tell_bare_header(run, row);
    } else if (row->line < header) {
        rule = find_rule(run, row, true, &run->captures);
        if (rule)
            obey(run, rule, row, &run->captures);
        else
            set_aside(run, row, ASIDE_NOTE);
    } else {
        read_body_row(run, row);
    }
}

/* ------------------------------------------------------------------ the end of the file */

/*
 * The preamble states more than the rows give, and the file stops without a line end behind the
 * last of them: together they say that it was cut between two rows.
 */
static bool stops_short(const struct run *run)
{
    const struct source *source = run->source;
    struct slice text = run->s.in->text;

    return source->has_total && run->s.profile->sum != SUM_NONE && run->total_rule->before &&
           run->s.sum < source->stated && !run->has_ended && !slice_ends(text, SLICE("\n")) &&
           !slice_ends(text, SLICE("\r"));
}

static void check_total(struct run *run)
{
    struct source *source = run->source;
    struct arena *arena = run->s.scratch;

    if (!source->has_total || run->s.profile->sum == SUM_NONE) {
        source->has_total = false;
        return;
    }
    source->summed = run->s.sum;
    if (source->stated != source->summed && run->blocks_add_up && run->block_total == run->s.sum)
        source->stated = run->block_total; /* a total for each card and none for all */
    if (source->stated != source->summed && !run->is_broken) {
        const struct slice parts[] = {arena_number(arena, source->stated), SLICE(" / "),
                                      arena_number(arena, source->summed)};

        read_problem(run->s.records, ERR_TOTAL, 0, arena_join(arena, parts, 3), false);
    }
}

static void set_days(struct run *run, size_t first)
{
    const struct charges *charges = &run->s.records->charges;

    for (size_t i = first; i < charges->len; i++) {
        int32_t day = charges->at[i].day;

        if (day == DAY_NONE)
            continue;
        if (run->source->from == DAY_NONE || day < run->source->from)
            run->source->from = day;
        if (run->source->until == DAY_NONE || day > run->source->until)
            run->source->until = day;
    }
}

static void finish(struct run *run, size_t first)
{
    run->source->bill_month = run->s.has_months ? 0 : run->s.month;
    if (!run->is_broken &&
        ((run->s.profile->total_required && !run->saw_total) || stops_short(run)))
        break_off(run, ERR_TRUNCATED, 0, field_name(FIELD_TOTAL));
    check_total(run);
    if (run->unreadable)
        read_problem(run->s.records, ERR_ROWS, run->first_unreadable,
                     arena_number(run->s.scratch, run->unreadable), false);
    set_days(run, first);
}

/* ------------------------------------------------------------------ the reader */

/* The header has changed: nothing below it can be trusted. */
static int refuse(struct run *run, const struct layout *layout)
{
    struct csv csv;
    struct csv_row row;

    csv_init(&csv, run->s.in->text, layout->delimiter, run->s.scratch);
    while (run->rows++ < READ_MAX_ROWS && csv_next(&csv, &row)) {
        enum set_aside_reason reason = ASIDE_UNREADABLE;

        if (csv_is_blank(&row))
            reason = ASIDE_BLANK;
        else if (row.line == layout->header_line)
            reason = ASIDE_HEADER;
        records_set_aside(run->s.records, row.line, reason);
    }
    read_problem(run->s.records, ERR_HEADER_CHANGED, layout->header_line, layout->missing, true);
    return ERR_HEADER_CHANGED;
}

static void read_rows(struct run *run)
{
    struct csv csv;
    struct csv_row row;

    csv_init(&csv, run->s.in->text, run->s.layout.delimiter, run->s.scratch);
    while (csv_next(&csv, &row)) {
        if (run->rows++ == READ_MAX_ROWS) {
            break_off(run, ERR_TOO_LARGE, row.line, SLICE("READ_MAX_ROWS"));
            break;
        }
        read_row(run, &row);
    }
}

static int statement_read(const struct read_input *in, struct records *records)
{
    struct run run = {.source = records_source(records), .blocks_add_up = true};
    size_t first = records->charges.len;
    struct layout layout;
    int code = 0;

    run.s.in = in;
    run.s.records = records;
    run.s.scratch = arena_new(in->env->allocator);
    run.s.source = (int32_t)records->sources.len - 1;
    cells_init(&run.s.cells, run.s.scratch);
    if (!layout_find(in->env, in->text, run.s.scratch, &layout)) {
        arena_free(run.s.scratch);
        return ERR_UNKNOWN_FORMAT;
    }
    run.s.profile = layout.profile;
    use_layout(&run.s, &layout);
    run.source->format = layout.profile->id;
    run.source->family = layout.profile->family;
    run.source->is_statement = true;
    run.source->is_pending = layout.profile->pending;
    run.source->is_bill = layout.profile->is_bill;
    if (layout.missing.len) {
        code = refuse(&run, &layout);
    } else {
        read_rows(&run);
        finish(&run, first);
    }
    arena_free(run.s.scratch);
    return code;
}

static bool statement_claims(const struct read_input *in)
{
    struct arena *scratch = arena_new(in->env->allocator);
    struct layout layout;
    bool found = layout_find(in->env, in->text, scratch, &layout);

    arena_free(scratch);
    return found;
}

const struct reader statement_reader = {{"statement", 9}, statement_claims, statement_read};
