/*
 * Any text, read as a statement: every row ends in exactly one place, amounts are within their
 * limit, cards show four digits at most, and reading twice tells the same.
 */

#include "read/statement.h"

#include "read/csv.h"
#include "read/read_test.h"

#include "base/text.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static struct reading_test read_text(struct slice text)
{
    static const uint8_t key[16] = {0};
    struct read_env env = {.allocator = &base_test_allocator, .label_key = key};
    struct read_input in = {&env, text};
    struct reading_test t = {.arena = arena_new(&base_test_allocator)};
    struct source *source;

    env.catalog = catalog_builtin();
    env.as_of = day_of(2026, 11, 22);
    records_init(&t.records, t.arena);
    source = array_push(t.arena, &t.records.sources);
    source->from = source->until = DAY_NONE;
    if (statement_reader.claims(&in))
        statement_reader.read(&in, &t.records);
    return t;
}

/* Charges and rows set aside, each in the order of the file, are all rows and no row twice. */
static void check_rows(const struct reading_test *t, struct slice text)
{
    const struct source *s = &t->records.sources.at[0];
    struct csv csv;
    struct csv_row row;
    size_t charge = 0, aside = 0;

    csv_init(&csv, text, 0, t->arena);
    while (csv_next(&csv, &row)) {
        bool is_charge =
            charge < t->records.charges.len && t->records.charges.at[charge].line == row.line;
        bool is_aside = aside < s->asides.len && s->asides.at[aside].line == row.line;

        assert(is_charge != is_aside);
        charge += is_charge;
        aside += is_aside;
    }
    assert(charge == t->records.charges.len && aside == s->asides.len && charge == s->records);
}

static void check_charges(const struct reading_test *t)
{
    for (size_t i = 0; i < t->records.charges.len; i++) {
        const struct charge *c = &t->records.charges.at[i];

        assert(c->amount <= 2 * MONEY_MAX && c->amount >= -2 * MONEY_MAX);
        assert(c->text < t->records.texts.len && c->card < t->records.cards.len);
        assert(c->extra < t->records.extras.len);
        assert(strlen(t->records.cards.at[c->card].last4) <= 4);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct slice text = {(const char *)bytes, len};
    struct reading_test one, two;

    if (!text_is_utf8(text))
        return 0;
    one = read_text(text);
    two = read_text(text);
    if (one.records.sources.at[0].format.len)
        check_rows(&one, text);
    check_charges(&one);
    assert(one.records.charges.len == two.records.charges.len);
    for (size_t i = 0; i < one.records.charges.len; i++)
        assert(one.records.charges.at[i].amount == two.records.charges.at[i].amount);
    assert(one.records.sources.at[0].problems.len == two.records.sources.at[0].problems.len);
    read_test_done(&one);
    read_test_done(&two);
    return 0;
}
