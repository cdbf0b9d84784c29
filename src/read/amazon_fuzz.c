/*
 * Any bytes as an export: every row of the table is in exactly one place, what is told about the
 * source agrees with its records, no amount is beyond the limit, and a second reading gives the
 * same.
 */

#include "read/json.h"
#include "read/read_test.h"
#include "read/table.h"

#undef NDEBUG
#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

/* What a reading adds up to; and the lines of its rows. */
struct sum {
    uint64_t records;
    int64_t amount;
    uint8_t *lines; /* 1 = a record, 2 = set aside */
    uint32_t lines_len;
};

static void count(struct sum *sum, struct origin origin, int64_t amount)
{
    assert(origin.line >= 1 && origin.line <= sum->lines_len);
    assert(amount <= 5 * MONEY_MAX && amount >= -5 * MONEY_MAX);
    sum->lines[origin.line] |= 1;
    sum->records++;
    sum->amount = (int64_t)((uint64_t)sum->amount + (uint64_t)amount);
}

#define COUNT_ALL(noun, amount_of)           \
    for (size_t i = 0; i < r->noun.len; i++) \
    count(sum, r->noun.at[i].origin, r->noun.at[i].amount_of)

static void count_all(struct sum *sum, const struct records *r)
{
    COUNT_ALL(order_lines, total);
    COUNT_ALL(shipments, charged);
    COUNT_ALL(orders, total);
    COUNT_ALL(digitals, amount);
    COUNT_ALL(refunds, amount);
    COUNT_ALL(transactions, amount);
    COUNT_ALL(subscriptions, next_amount);
    COUNT_ALL(billings, amount);
    COUNT_ALL(instruments, registered);
    COUNT_ALL(replacements, origin.line);
    for (size_t i = 0; i < r->order_lines.len; i++)
        assert(r->order_lines.at[i].discount >= 0 && r->order_lines.at[i].quantity >= 0);
    for (size_t i = 0; i < r->transactions.len; i++)
        assert(strlen(r->transactions.at[i].last4) == 0 ||
               strlen(r->transactions.at[i].last4) == 4);
}

static struct sum sum_of(const struct records *r, uint32_t lines)
{
    struct sum sum = {.lines = calloc(lines + 2, 1), .lines_len = lines + 1};
    const struct source *source = &r->sources.at[0];

    count_all(&sum, r);
    for (size_t i = 0; i < source->asides.len; i++) {
        assert(source->asides.at[i].line <= sum.lines_len);
        sum.lines[source->asides.at[i].line] |= 2;
    }
    assert(source->records == sum.records);
    return sum;
}

/* An order of the filter CSV may be known from a part of its sum alone, a row that is set aside. */
static void check_rows(const struct sum *sum, struct slice text, bool is_filter)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct csv csv;
    struct csv_row row;

    csv_init(&csv, text, table_delimiter(text), arena);
    while (csv_next(&csv, &row)) {
        assert(sum->lines[row.line] == 1 || sum->lines[row.line] == 2 ||
               (is_filter && sum->lines[row.line] == 3));
        sum->lines[row.line] |= 4;
    }
    for (uint32_t i = 0; i <= sum->lines_len; i++)
        assert(sum->lines[i] == 0 || (sum->lines[i] & 4));
    arena_free(arena);
}

static bool is_export(const struct source *source)
{
    return source->is_text && source->format.len > 0 &&
           !slice_eq(source->format, SLICE("amazon-other")) &&
           (source->problems.len == 0 || source->problems.at[0].err.code != ERR_HEADER_CHANGED);
}

static uint32_t count_lines(struct slice s)
{
    uint32_t n = 1;

    for (size_t i = 0; i < s.len; i++)
        n += s.ptr[i] == '\n' || s.ptr[i] == '\r';
    return n;
}

static bool is_of_amazon(struct slice format)
{
    return slice_starts(format, SLICE("amazon-")) || slice_starts(format, SLICE("azad-")) ||
           slice_eq(format, SLICE("order-filter"));
}

static void check(struct slice bytes, struct reading_test *t)
{
    struct arena *arena = arena_new(&base_test_allocator);
    const struct source *source = &t->records.sources.at[0];
    struct reading_test again = read_test(SLICE("x"), bytes);
    struct slice text;
    enum charset charset;

    if (is_export(source) && is_of_amazon(source->format) &&
        charset_decode(bytes, arena, &text, &charset, NULL) == 0) {
        uint32_t lines = count_lines(text);
        struct sum sum = sum_of(&t->records, lines), same = sum_of(&again.records, lines);

        assert(sum.records == same.records && sum.amount == same.amount);
        if (!json_claims(text))
            check_rows(&sum, text, slice_eq(source->format, SLICE("order-filter")));
        free(sum.lines);
        free(same.lines);
    }
    read_test_done(&again);
    arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct slice in = {(const char *)bytes, len};
    struct reading_test t;

    if (slice_starts(in, SLICE("PK")))
        return 0; /* archive_fuzz.c */
    t = read_test(SLICE("x"), in);
    assert(t.records.sources.len == 1);
    check(in, &t);
    read_test_done(&t);
    return 0;
}
