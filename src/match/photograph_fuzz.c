/*
 * Any bytes, as files of rows: three bytes a row (day, text and card, amount); 0xFF ends a file,
 * the byte after it tells what kind of file comes next.
 */

#include "match/photograph.h"

#include "base/base_test.h"
#include "match/match_test_data.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

#define FILES_MAX 12u
#define ROWS_MAX 400u

struct shot {
    const uint8_t *at;
    size_t len;
};

static size_t cut(const uint8_t *bytes, size_t len, struct shot *shots)
{
    size_t n = 0, from = 0;

    len = len < 3 * ROWS_MAX ? len : 3 * ROWS_MAX;
    for (size_t i = 0; i <= len && n < FILES_MAX; i++)
        if (i == len || bytes[i] == 0xFF) {
            if (i > from)
                shots[n++] = (struct shot){bytes + from, i - from};
            from = i + 1;
        }
    return n;
}

static void add_row(struct match_test *test, const uint8_t *b, bool pending)
{
    static const char *const texts[] = {"AMAZON", "AMZN MKTP", "KIOSK", "KIOSK 2"};
    uint32_t row = match_test_charge(test, b[0] >= 250 ? DAY_NONE : 20000 + b[0] % 50,
                                     texts[b[1] & 3], b[2] % 16 ? b[2] % 16 * 10 : -50);
    struct charge *c = &test->records.charges.at[row];

    if (b[1] & 64)
        c->card =
            records_card(&test->records, b[1] & 128 ? SLICE("1234") : SLICE("5678"), SLICE(""));
    if (b[2] & 128)
        match_test_extra(test, row)->original = b[2] & 7;
    test->records.charges.at[row].state = pending ? CHARGE_PENDING : CHARGE_POSTED;
}

static void add_file(struct match_test *test, const struct shot *shot, size_t number)
{
    char path[] = {(char)('a' + number), 0};
    struct source *source;

    match_test_statement(test, path);
    source = records_source(&test->records);
    source->digest = number + 1;
    source->is_pending = shot->at[0] & 1;
    source->has_total = shot->at[0] & 2;
    source->is_cut = shot->at[0] & 4;
    if (shot->at[0] & 8)
        source->account = SLICE("taro");
    for (size_t i = 1; i + 3 <= shot->len; i += 3)
        add_row(test, shot->at + i, shot->at[0] & 1);
}

/* Each row stands in one entry, and no entry holds two rows of one file. */
static void check_partition(const struct match_test *test)
{
    const struct charges *charges = &test->records.charges;
    uint32_t *entry_of = arena_make_n(test->arena, uint32_t, charges->len + 1);
    uint32_t shown = 0;

    for (uint32_t e = 0; e < test->entries.list.len; e++) {
        const struct entry *entry = &test->entries.list.at[e];
        uint64_t files = 1u << charges->at[entry->row].source;

        PROPERTY(!entry_of[entry->row]);
        entry_of[entry->row] = e + 1;
        shown++;
        for (uint32_t a = entry->more; a; a = test->entries.appearances.at[a - 1].next) {
            uint32_t row = test->entries.appearances.at[a - 1].row;

            PROPERTY(!entry_of[row]);
            PROPERTY(!(files & 1u << charges->at[row].source));
            files |= 1u << charges->at[row].source;
            entry_of[row] = e + 1;
            shown++;
        }
        PROPERTY(entry_of[entry->latest] == e + 1);
    }
    PROPERTY(shown == charges->len);
}

static void develop(struct match_test *test, const struct shot *shots, size_t n, bool backwards)
{
    match_test_init(test);
    for (size_t i = 0; i < n; i++) {
        size_t number = backwards ? n - 1 - i : i;

        add_file(test, &shots[number], number);
    }
    match_test_entries(test);
    check_partition(test);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct shot shots[FILES_MAX];
    struct match_test forwards, backwards;
    size_t n = cut(bytes, len, shots);

    develop(&forwards, shots, n, false);
    develop(&backwards, shots, n, true);
    PROPERTY(forwards.entries.list.len == backwards.entries.list.len);
    for (size_t i = 0; i < forwards.entries.list.len; i++) {
        const struct entry *a = &forwards.entries.list.at[i], *b = &backwards.entries.list.at[i];

        PROPERTY(a->id == b->id && a->amount == b->amount && a->day == b->day);
        PROPERTY(a->vanished == b->vanished && !a->more == !b->more);
        for (size_t j = 0; j < i; j++)
            PROPERTY(forwards.entries.list.at[j].id != a->id);
    }
    match_test_done(&forwards);
    match_test_done(&backwards);
    return 0;
}
