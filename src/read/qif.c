#include "read/qif.h"

#include "read/transaction_row.h"

#include "base/text.h"

/* What the lines since the last `^` say. */
struct qif {
    struct transaction_rows rows;
    struct slice rest;
    struct arena *scratch;
    uint32_t line;     /* of the line at hand */
    uint32_t row_line; /* of the row's first line, 0 = none yet */
    struct slice date, amount, payee, memo, category;
    bool is_account; /* inside a section whose rows move money */
    bool has_cents;  /* of any amount in the file */
    enum day_order order;
};

static bool next_line(struct qif *qif, struct slice *ret)
{
    size_t end;

    if (qif->rest.len == 0)
        return false;
    end = slice_find_byte(qif->rest, '\n');
    *ret = slice_trim(slice_sub(qif->rest, 0, end));
    qif->rest = slice_skip(qif->rest, end + 1);
    qif->line++;
    return true;
}

/* Numbers of a date: `8/ 9'26` is August the 9th of 2026; an apostrophe stands before years from
 * 2000. */
static int read_numbers(struct slice s, int *ret)
{
    int count = 0;
    bool inside = false;

    for (size_t i = 0; i < s.len; i++) {
        bool digit = s.ptr[i] >= '0' && s.ptr[i] <= '9';

        if (digit && !inside && count == 3)
            return 4;
        if (digit && !inside)
            ret[count++] = 0;
        if (digit && ret[count - 1] < 10000)
            ret[count - 1] = ret[count - 1] * 10 + (s.ptr[i] - '0');
        inside = digit;
    }
    return count;
}

static int32_t read_day(struct slice s, enum day_order order)
{
    int n[3], year, month, day;

    if (read_numbers(s, n) != 3)
        return DAY_NONE;
    year = n[0] > 99 ? n[0] : n[2];
    month = n[0] > 99 ? n[1] : order == DAY_DMY ? n[1] : n[0];
    day = n[0] > 99 ? n[2] : order == DAY_DMY ? n[0] : n[1];
    if (year < 100)
        year += year < 70 || slice_find_byte(s, '\'') < s.len ? 2000 : 1900;
    return day_is_valid(year, month, day) ? day_of(year, month, day) : DAY_NONE;
}

/* The first number of a date is over 12 somewhere: then days come first in the whole file. */
static void look_ahead(struct qif *qif, struct slice text)
{
    struct slice line;
    int n[3];

    qif->rest = text;
    qif->order = DAY_MDY;
    while (next_line(qif, &line)) {
        struct slice value = slice_skip(line, 1);

        if (line.len && line.ptr[0] == 'D' && read_numbers(value, n) == 3 && n[0] > 12 && n[0] < 32)
            qif->order = DAY_DMY;
        if (line.len && line.ptr[0] == 'T' && slice_find_byte(value, '.') < value.len)
            qif->has_cents = true;
    }
    qif->rest = text;
    qif->line = 0;
}

static void end_row(struct qif *qif)
{
    struct transaction_row row = {
        .line = qif->row_line,
        .day = read_day(qif->date, qif->order),
        .posted = DAY_NONE,
        .amount = qif->amount,
        .spend_negative = true,
        .currency = qif->has_cents ? (struct currency){"USD"} : CURRENCY_JPY,
        .shop = qif->payee.len ? qif->payee : qif->memo,
    };

    if (qif->row_line && qif->is_account) {
        if (row.day == DAY_NONE)
            transaction_rows_aside(&qif->rows, row.line, ASIDE_UNREADABLE);
        else if (transaction_row_is_bill(qif->scratch, row.shop) ||
                 slice_starts(qif->category, SLICE("[")))
            transaction_rows_aside(&qif->rows, row.line, ASIDE_PAYMENT);
        else
            transaction_rows_add(&qif->rows, &row);
    }
    qif->row_line = 0;
    qif->date = qif->amount = qif->payee = qif->memo = qif->category = (struct slice){"", 0};
}

static bool is_money_section(struct slice line)
{
    static const struct slice types[] = {
        {"!Type:CCard", 11}, {"!Type:Bank", 10},  {"!Type:Cash", 10},
        {"!Type:Oth L", 11}, {"!Type:Oth A", 11},
    };

    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
        if (slice_eq_nocase(line, types[i]))
            return true;
    return false;
}

static void on_line(struct qif *qif, struct slice line)
{
    struct slice value = slice_trim(slice_skip(line, 1));

    if (line.ptr[0] == '!') {
        qif->is_account = is_money_section(line);
        qif->row_line = 0;
        return;
    }
    if (line.ptr[0] == '^') {
        end_row(qif);
        return;
    }
    if (!qif->row_line)
        qif->row_line = qif->line;
    switch (line.ptr[0]) {
    case 'D': qif->date = value; break;
    case 'T': qif->amount = value; break;
    case 'U': qif->amount = qif->amount.len ? qif->amount : value; break;
    case 'P': qif->payee = value; break;
    case 'M': qif->memo = value; break;
    case 'L': qif->category = value; break;
    default: break;
    }
}

/* The first line that is not blank names a section; an account list may stand before the money. */
static bool qif_claims(const struct read_input *in)
{
    struct slice head = slice_trim(slice_sub(in->text, 0, 256));

    return (slice_eq_nocase(slice_sub(head, 0, 6), SLICE("!Type:")) ||
            slice_eq_nocase(slice_sub(head, 0, 8), SLICE("!Account")) ||
            slice_eq_nocase(slice_sub(head, 0, 8), SLICE("!Option:"))) &&
           !slice_eq_nocase(slice_sub(head, 0, 11), SLICE("!Type:Invst"));
}

static int qif_read(const struct read_input *in, struct records *records)
{
    struct qif qif = {.line = 0};
    struct slice line;

    qif.scratch = arena_new(in->env->allocator);
    transaction_rows_init(&qif.rows, in, records, SLICE("qif"));
    look_ahead(&qif, in->text);
    while (next_line(&qif, &line))
        if (line.len)
            on_line(&qif, line);
    if (qif.row_line && qif.is_account) {
        transaction_rows_aside(&qif.rows, qif.row_line, ASIDE_UNREADABLE);
        records_source(records)->is_cut = true;
        read_problem(records, ERR_TRUNCATED, qif.line, SLICE("^"), true);
    }
    transaction_rows_done(&qif.rows);
    arena_free(qif.scratch);
    return 0;
}

const struct reader qif_reader = {{"qif", 3}, qif_claims, qif_read};
