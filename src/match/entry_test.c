#include "match/entry.h"

#include "base/base_test.h"
#include "match/match_test_data.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#define DAY0 20000

/* Rows that both files of most tests show, so that they are photographs of one window. */
static void add_common(struct match_test *test)
{
    match_test_charge(test, DAY0, "BAKER", 310);
    match_test_charge(test, DAY0 + 3, "GROCER", 2480);
    match_test_charge(test, DAY0 + 12, "PHARMACY", 990);
    match_test_charge(test, DAY0 + 20, "CINEMA", 1900);
}

/* ------------------------------------------------------------------ one row before, one row after
 */

struct row {
    int32_t day; /* after DAY0; 0 = the file does not show it */
    const char *text;
    int64_t amount;
};

struct pair_case {
    const char *what;
    struct row before, after;
    size_t entries; /* beside the common four */
    enum appearance_kind kind;
    bool vanished;
};

static const struct pair_case pairs[] = {
    {"the same row", {7, "AMAZON", 1788}, {7, "AMAZON", 1788}, 1, APPEARANCE_SAME, false},
    {"half-width kana", {7, "ｱﾏｿﾞﾝ", 1788}, {7, "アマゾン", 1788}, 1, APPEARANCE_SAME, false},
    {"another text", {7, "AMAZON", 1788}, {7, "AMZN MKTP", 1788}, 1, APPEARANCE_REWORDED, false},
    {"two days later", {7, "AMAZON", 1788}, {9, "AMAZON", 1788}, 1, APPEARANCE_REWORDED, false},
    {"two days earlier", {7, "AMAZON", 1788}, {5, "AMAZON", 1788}, 1, APPEARANCE_REWORDED, false},
    {"five days later", {7, "AMAZON", 1788}, {12, "AMZN", 1788}, 1, APPEARANCE_REWORDED, false},
    {"six days later", {7, "AMAZON", 1788}, {13, "AMAZON", 1788}, 2, 0, true},
    {"another amount", {7, "AMAZON", 1788}, {7, "AMAZON", 1789}, 2, 0, true},
    {"vanished", {7, "AMAZON", 1788}, {0, NULL, 0}, 1, APPEARANCE_NOTICE, true},
    {"posted late", {0, NULL, 0}, {7, "AMAZON", 1788}, 1, APPEARANCE_NOTICE, false},
    {"a credit", {7, "AMAZON", -500}, {7, "AMAZON", -500}, 1, APPEARANCE_SAME, false},
    {"credit and charge", {7, "AMAZON", 500}, {7, "AMAZON", -500}, 2, 0, true},
};

static uint32_t add_row(struct match_test *test, const struct row *row)
{
    return row->day ? match_test_charge(test, DAY0 + row->day, row->text, row->amount) : UINT32_MAX;
}

static void check_pair(const struct pair_case *c)
{
    struct match_test test;
    uint32_t before, after, first;

    match_test_init(&test);
    match_test_statement(&test, "a.csv");
    add_common(&test);
    before = add_row(&test, &c->before);
    match_test_statement(&test, "b.csv");
    add_common(&test);
    after = add_row(&test, &c->after);
    match_test_entries(&test);
    if (test.entries.list.len != 4 + c->entries)
        print_error("%s: %zu entries\n", c->what, test.entries.list.len);
    assert_int_equal(test.entries.list.len, 4 + c->entries);
    first = before != UINT32_MAX ? before : after;
    assert_int_equal(match_test_entry(&test, first)->vanished, c->vanished);
    if (c->entries == 1 && after != UINT32_MAX && first != after) {
        assert_true(match_test_same(&test, before, after));
        assert_int_equal(match_test_kind(&test, c->after.day < c->before.day ? before : after),
                         c->kind);
        assert_int_equal(match_test_entry(&test, first)->latest, after);
    }
    match_test_done(&test);
}

static void a_row_is_known_again_by_the_rule_of_photographs(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(pairs); i++)
        check_pair(&pairs[i]);
}

/* ------------------------------------------------------------------ twins */

static size_t count_twins(size_t in_first, size_t in_second)
{
    struct match_test test;
    size_t len;

    match_test_init(&test);
    match_test_statement(&test, "a.csv");
    add_common(&test);
    for (size_t i = 0; i < in_first; i++)
        match_test_charge(&test, DAY0 + 7, "RAIL", 1970);
    match_test_statement(&test, "b.csv");
    for (size_t i = 0; i < in_second; i++)
        match_test_charge(&test, DAY0 + 7, "RAIL", 1970);
    add_common(&test);
    match_test_entries(&test);
    len = test.entries.list.len - 4;
    match_test_done(&test);
    return len;
}

static void twins_are_counted_not_merged(void **state)
{
    (void)state;
    assert_int_equal(count_twins(2, 2), 2);
    assert_int_equal(count_twins(1, 2), 2);
    assert_int_equal(count_twins(2, 3), 3);
    assert_int_equal(count_twins(3, 1), 3);
    assert_int_equal(count_twins(0, 2), 2);
    assert_int_equal(count_twins(5, 5), 5);
}

static void what_vanished_for_one_download_is_known_when_it_returns(void **state)
{
    struct match_test test;
    uint32_t first, back;

    (void)state;
    match_test_init(&test);
    match_test_statement(&test, "a.csv");
    add_common(&test);
    first = match_test_charge(&test, DAY0 + 7, "HOTEL", 12000);
    match_test_statement(&test, "b.csv");
    add_common(&test);
    match_test_statement(&test, "c.csv");
    add_common(&test);
    back = match_test_charge(&test, DAY0 + 7, "HOTEL", 12000);
    match_test_entries(&test);
    assert_int_equal(test.entries.list.len, 5);
    assert_true(match_test_same(&test, first, back));
    assert_false(match_test_entry(&test, first)->vanished);
    match_test_done(&test);
}

/* ------------------------------------------------------------------ what files prove */

static bool vanishes(int32_t day, bool is_cut)
{
    struct match_test test;
    uint32_t row;
    bool vanished;

    match_test_init(&test);
    match_test_statement(&test, "a.csv");
    add_common(&test);
    row = match_test_charge(&test, DAY0 + day, "HOTEL", 12000);
    match_test_statement(&test, "b.csv");
    records_source(&test.records)->is_cut = is_cut;
    add_common(&test);
    match_test_entries(&test);
    vanished = match_test_entry(&test, row)->vanished;
    match_test_done(&test);
    return vanished;
}

static void a_cut_file_proves_nothing_at_its_edges(void **state)
{
    (void)state;
    assert_true(vanishes(0, false));
    assert_true(vanishes(20, false));
    assert_true(vanishes(7, true));
    assert_false(vanishes(0, true));
    assert_false(vanishes(20, true));
    assert_false(vanishes(21, false)); /* beyond what the file shows */
}

static void a_pending_file_comes_before_the_bill_that_confirms_it(void **state)
{
    struct match_test test;
    uint32_t pending, posted, gone;
    const struct entry *e;

    (void)state;
    match_test_init(&test);
    match_test_statement(&test, "b-confirmed.csv");
    records_source(&test.records)->has_total = true;
    add_common(&test);
    posted = match_test_charge(&test, DAY0 + 8, "AMAZON.CO.JP", 1788);
    match_test_statement(&test, "a-pending.csv");
    records_source(&test.records)->is_pending = true;
    add_common(&test);
    pending = match_test_charge(&test, DAY0 + 7, "AMAZON.CO.JP", 1788);
    gone = match_test_charge(&test, DAY0 + 9, "PETROL HOLD", 1);
    for (uint32_t row = posted + 1; row <= gone; row++)
        test.records.charges.at[row].state = CHARGE_PENDING;
    match_test_entries(&test);
    assert_int_equal(test.entries.list.len, 6);
    e = match_test_entry(&test, pending);
    assert_ptr_equal(e, match_test_entry(&test, posted));
    assert_int_equal(e->row, pending);
    assert_int_equal(e->latest, posted);
    assert_int_equal(match_test_kind(&test, posted), APPEARANCE_POSTED);
    assert_true(match_test_entry(&test, gone)->vanished);
    match_test_done(&test);
}

static size_t count_foreign(int64_t pending, int64_t posted, int64_t original_posted)
{
    struct match_test test;
    size_t len;

    match_test_init(&test);
    match_test_statement(&test, "a.csv");
    add_common(&test);
    match_test_extra(&test, match_test_charge(&test, DAY0 + 7, "SHOP ABROAD", pending))->original =
        1200;
    match_test_statement(&test, "b.csv");
    add_common(&test);
    match_test_extra(&test, match_test_charge(&test, DAY0 + 7, "SHOP ABROAD", posted))->original =
        original_posted;
    match_test_entries(&test);
    len = test.entries.list.len - 4;
    match_test_done(&test);
    return len;
}

static void a_purchase_abroad_may_change_by_a_twentieth(void **state)
{
    (void)state;
    assert_int_equal(count_foreign(2000, 2000, 1200), 1);
    assert_int_equal(count_foreign(2000, 2100, 1200), 1);
    assert_int_equal(count_foreign(2000, 1900, 1200), 1);
    assert_int_equal(count_foreign(2000, 2101, 1200), 2);
    assert_int_equal(count_foreign(2000, 2050, 1300), 2);
    assert_int_equal(count_foreign(-2000, -2050, 1200), 1);
}

/* ------------------------------------------------------------------ cards and streams */

struct card_case {
    const char *last4_a, *label_a, *last4_b, *label_b;
    size_t entries;
};

static const struct card_case cards[] = {
    {"", "", "", "", 1},     {"1234", "", "1234", "", 1}, {"1234", "", "5678", "", 2},
    {"1234", "", "", "", 1}, {"", "x", "", "x", 1},       {"", "x", "", "y", 2},
};

static void rows_of_two_cards_are_two_charges(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cards); i++) {
        const struct card_case *c = &cards[i];
        struct match_test test;
        uint32_t row;

        match_test_init(&test);
        match_test_statement(&test, "a.csv");
        add_common(&test);
        row = match_test_charge(&test, DAY0 + 7, "AMAZON", 1788);
        test.records.charges.at[row].card =
            records_card(&test.records, slice_of(c->last4_a), slice_of(c->label_a));
        match_test_statement(&test, "b.csv");
        add_common(&test);
        row = match_test_charge(&test, DAY0 + 7, "AMAZON", 1788);
        test.records.charges.at[row].card =
            records_card(&test.records, slice_of(c->last4_b), slice_of(c->label_b));
        match_test_entries(&test);
        assert_int_equal(test.entries.list.len, 4 + c->entries);
        match_test_done(&test);
    }
}

struct stream_case {
    const char *what;
    const char *family_b, *account_b, *last4;
    size_t entries;
};

static const struct stream_case streams[] = {
    {"the same issuer", "bank", "", "", 4},
    {"another issuer", "other", "", "", 8},
    {"another member of the household", "bank", "taro", "", 8},
    {"another issuer that shows the same digits", "other", "", "1234", 4},
    {"the same digits in another account", "other", "taro", "1234", 8},
};

static void files_are_compared_within_a_card_and_a_member(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(streams); i++) {
        const struct stream_case *c = &streams[i];
        struct match_test test;
        struct source *b;
        uint32_t card;

        match_test_init(&test);
        match_test_statement(&test, "a.csv");
        add_common(&test);
        match_test_statement(&test, "b.csv");
        b = records_source(&test.records);
        b->family = slice_of(c->family_b);
        b->account = slice_of(c->account_b);
        add_common(&test);
        card = records_card(&test.records, slice_of(c->last4), SLICE(""));
        for (size_t r = 0; r < test.records.charges.len; r++)
            test.records.charges.at[r].card = card;
        match_test_entries(&test);
        if (test.entries.list.len != c->entries)
            print_error("%s: %zu\n", c->what, test.entries.list.len);
        assert_int_equal(test.entries.list.len, c->entries);
        match_test_done(&test);
    }
}

/* ------------------------------------------------------------------ bills */

static void add_bill(struct match_test *test, const char *path)
{
    match_test_statement(test, path);
    records_source(&test->records)->has_total = true;
}

static void bills_that_follow_one_another_keep_twins_of_the_closing_day(void **state)
{
    struct match_test test;
    uint32_t last, first;

    (void)state;
    match_test_init(&test);
    add_bill(&test, "202609.csv");
    match_test_charge(&test, DAY0, "BAKER", 310);
    match_test_charge(&test, DAY0 + 14, "GROCER", 2480);
    last = match_test_charge(&test, DAY0 + 15, "KIOSK", 150);
    add_bill(&test, "202610.csv");
    first = match_test_charge(&test, DAY0 + 15, "KIOSK", 150);
    match_test_charge(&test, DAY0 + 17, "GROCER", 2480);
    match_test_charge(&test, DAY0 + 30, "BAKER", 310);
    match_test_entries(&test);
    assert_int_equal(test.entries.list.len, 6);
    assert_false(match_test_same(&test, last, first));
    assert_false(match_test_entry(&test, last)->vanished);
    match_test_done(&test);
}

static void a_bill_downloaded_twice_is_one_bill(void **state)
{
    struct match_test test;

    (void)state;
    match_test_init(&test);
    add_bill(&test, "202609.csv");
    add_common(&test);
    match_test_charge(&test, DAY0 + 20, "CINEMA", 1900);
    add_bill(&test, "202609 (1).csv");
    match_test_charge(&test, DAY0 + 20, "CINEMA", 1900);
    add_common(&test);
    match_test_entries(&test);
    assert_int_equal(test.entries.list.len, 5);
    match_test_done(&test);
}

/* ------------------------------------------------------------------ copies */

static void byte_identical_copies_only_show_their_rows_again(void **state)
{
    struct match_test test;

    (void)state;
    match_test_init(&test);
    match_test_statement(&test, "b.csv");
    add_common(&test);
    match_test_charge(&test, DAY0, "BAKER", 310);
    match_test_statement(&test, "a.csv");
    test.records.sources.at[1].digest = test.records.sources.at[0].digest;
    add_common(&test);
    match_test_charge(&test, DAY0, "BAKER", 310);
    match_test_entries(&test);
    assert_int_equal(test.entries.list.len, 5);
    for (uint32_t row = 0; row < 5; row++) {
        assert_int_equal(match_test_entry(&test, row)->row, row + 5); /* a.csv comes first */
        assert_int_equal(match_test_kind(&test, row), APPEARANCE_SAME);
    }
    match_test_done(&test);
}

/* ------------------------------------------------------------------ instalments */

static uint32_t add_part(struct match_test *test, int32_t number, int64_t billed)
{
    uint32_t row = match_test_charge(test, DAY0, "FURNITURE", 30000);
    struct charge_extra *x = match_test_extra(test, row);

    x->is_instalment = true;
    x->number = number;
    x->of = 3;
    x->billed = billed;
    x->has_billed = true;
    return row;
}

static void later_instalments_are_appearances_of_their_purchase(void **state)
{
    struct match_test test;
    uint32_t parts[3];

    (void)state;
    match_test_init(&test);
    for (int32_t n = 0; n < 3; n++) {
        add_bill(&test, n == 0 ? "202609.csv" : n == 1 ? "202610.csv" : "202611.csv");
        parts[n] = add_part(&test, n + 1, 10000);
        match_test_charge(&test, DAY0 + 30 * n + 1, "BAKER", 310);
    }
    match_test_entries(&test);
    assert_int_equal(test.entries.list.len, 4);
    for (int n = 0; n < 3; n++)
        assert_true(match_test_same(&test, parts[0], parts[n]));
    assert_int_equal(match_test_entry(&test, parts[0])->row, parts[0]);
    assert_int_equal(match_test_entry(&test, parts[0])->amount, 30000);
    assert_false(match_test_entry(&test, parts[0])->lone_part);
    assert_int_equal(match_test_kind(&test, parts[2]), APPEARANCE_INSTALMENT);
    match_test_done(&test);
}

static void an_instalment_without_its_purchase_counts_its_share(void **state)
{
    struct match_test test;
    const struct entry *e;

    (void)state;
    match_test_init(&test);
    add_bill(&test, "202610.csv");
    add_part(&test, 2, 10000);
    match_test_entries(&test);
    assert_int_equal(test.entries.list.len, 1);
    e = &test.entries.list.at[0];
    assert_true(e->lone_part);
    assert_int_equal(e->amount, 10000);
    match_test_done(&test);
}

/* ------------------------------------------------------------------ order, ids */

#define FILES 5

static void add_file(struct match_test *test, int file)
{
    static const char *const paths[FILES] = {"a.csv", "b.csv", "c.csv", "copy.csv", "z.csv"};
    uint32_t source = match_test_statement(test, paths[file]);

    test->records.sources.at[source].digest =
        file == 3 ? 1 : (uint64_t)file + 1; /* copy.csv = a.csv */
    file = file == 3 ? 0 : file;
    add_common(test);
    match_test_charge(test, DAY0 + 7, file < 2 ? "AMAZON" : "AMZN", 1788);
    match_test_charge(test, DAY0 + 7, "KIOSK", 150);
    match_test_charge(test, DAY0 + 7, "KIOSK", 150);
    if (file > 0)
        match_test_charge(test, DAY0 + 9, "LATE", 500 + file);
}

/* What the entries are, without any index. */
static struct slice describe(struct match_test *test)
{
    struct slice all = SLICE("");

    for (size_t i = 0; i < test->entries.list.len; i++) {
        const struct entry *e = &test->entries.list.at[i];
        const struct charge *c = &test->records.charges.at[e->row];
        struct slice parts[] = {all,
                                SLICE("|"),
                                arena_number(test->arena, (int64_t)e->id),
                                SLICE(" "),
                                test->records.sources.at[c->source].path,
                                SLICE(" "),
                                arena_number(test->arena, c->line),
                                SLICE(" "),
                                arena_number(test->arena, e->amount),
                                slice_of(e->vanished ? "v" : "-")};

        for (uint32_t a = e->more; a; a = test->entries.appearances.at[a - 1].next)
            parts[1] = arena_join(test->arena, (struct slice[]){parts[1], SLICE("+")}, 2);
        all = arena_join(test->arena, parts, COUNT(parts));
    }
    return all;
}

static void the_order_of_files_does_not_matter(void **state)
{
    static const int orders[][FILES] = {
        {0, 1, 2, 3, 4}, {4, 3, 2, 1, 0}, {2, 0, 4, 1, 3}, {3, 4, 0, 2, 1}};
    struct match_test tests[COUNT(orders)];
    struct slice want = SLICE("");

    (void)state;
    for (size_t o = 0; o < COUNT(orders); o++) {
        struct slice have;

        match_test_init(&tests[o]);
        for (int i = 0; i < FILES; i++)
            add_file(&tests[o], orders[o][i]);
        match_test_entries(&tests[o]);
        have = describe(&tests[o]);
        want = o ? want : have;
        if (!slice_eq(have, want))
            print_error("%.*s\n%.*s\n", SLICE_ARG(have), SLICE_ARG(want));
        assert_true(slice_eq(have, want));
    }
    for (size_t o = 0; o < COUNT(orders); o++)
        match_test_done(&tests[o]);
}

static void ids_differ_between_twins_and_stay_when_a_file_is_added(void **state)
{
    struct match_test one, two;
    uint64_t ids[8];

    (void)state;
    match_test_init(&one);
    add_file(&one, 0);
    match_test_entries(&one);
    assert_int_equal(one.entries.list.len, 7);
    for (size_t i = 0; i < 7; i++) {
        ids[i] = one.entries.list.at[i].id;
        for (size_t j = 0; j < i; j++)
            assert_true(ids[i] != ids[j]);
    }
    match_test_init(&two);
    add_file(&two, 0);
    add_file(&two, 1);
    match_test_entries(&two);
    assert_int_equal(two.entries.list.len, 8);
    for (uint32_t row = 0; row < 7; row++)
        assert_true(match_test_entry(&two, row)->id == match_test_entry(&one, row)->id);
    match_test_done(&one);
    match_test_done(&two);
}

static void appearance_kinds_have_the_words_of_the_contract(void **state)
{
    (void)state;
    assert_text(appearance_kind_name(APPEARANCE_SAME), "same", "kind");
    assert_text(appearance_kind_name(APPEARANCE_PENDING), "pending", "kind");
    assert_text(appearance_kind_name(APPEARANCE_POSTED), "posted", "kind");
    assert_text(appearance_kind_name(APPEARANCE_REWORDED), "reworded", "kind");
    assert_text(appearance_kind_name(APPEARANCE_INSTALMENT), "instalment", "kind");
}

static void undated_rows_and_no_rows_are_no_trouble(void **state)
{
    struct match_test test;

    (void)state;
    match_test_init(&test);
    match_test_entries(&test);
    assert_int_equal(test.entries.list.len, 0);
    match_test_statement(&test, "a.csv");
    match_test_charge(&test, DAY_NONE, "REVOLVING", 5000);
    match_test_statement(&test, "b.csv");
    match_test_charge(&test, DAY_NONE, "REVOLVING", 5000);
    match_test_statement(&test, "empty.csv");
    match_test_entries(&test);
    assert_in_range(test.entries.list.len, 1, 2);
    match_test_done(&test);
}

static void a_row_that_keeps_its_day_beats_one_that_keeps_its_words(void **state)
{
    struct match_test test;
    uint32_t old, same_day, later;

    (void)state;
    match_test_init(&test);
    match_test_statement(&test, "a.csv");
    match_test_charge(&test, 100, "A SHOP", 700);
    old = match_test_charge(&test, 122, "A SHOP", 1795);
    match_test_charge(&test, 125, "A SHOP", 800);
    match_test_statement(&test, "b.csv");
    match_test_charge(&test, 100, "A SHOP", 700);
    same_day = match_test_charge(&test, 122, "OTHER WORDS", 1795);
    match_test_charge(&test, 125, "A SHOP", 800);
    later = match_test_charge(&test, 127, "A SHOP", 1795);
    match_test_charge(&test, 146, "A SHOP", 900);
    match_test_entries(&test);
    assert_true(match_test_same(&test, old, same_day));
    assert_false(match_test_same(&test, old, later));
    match_test_done(&test);
}

static void another_cards_file_does_not_make_downloads_look_like_bills(void **state)
{
    struct match_test test;
    uint32_t first[2], again[2];

    (void)state;
    match_test_init(&test);
    match_test_statement(&test, "card1/a.csv");
    for (int32_t i = 0; i < 20; i++)
        match_test_charge(&test, 100 + i, "OTHER CARD", 5000 + i);
    match_test_statement(&test, "card2/a.csv");
    for (int32_t i = 0; i < 12; i++)
        match_test_charge(&test, 100 + i, "THIS CARD", 9000 + i);
    first[0] = match_test_charge(&test, 113, "THIS CARD", 600);
    first[1] = match_test_charge(&test, 119, "THIS CARD", 1100);
    match_test_statement(&test, "card2/b.csv");
    again[0] = match_test_charge(&test, 113, "THIS CARD", 600);
    again[1] = match_test_charge(&test, 119, "THIS CARD", 1100);
    match_test_charge(&test, 130, "THIS CARD", 1200);
    match_test_entries(&test);
    assert_true(match_test_same(&test, first[0], again[0]));
    assert_true(match_test_same(&test, first[1], again[1]));
    match_test_done(&test);
}

static void a_pending_file_joins_its_bill_although_bills_stay_apart(void **state)
{
    struct match_test test;
    uint32_t pending[3], posted[2];

    (void)state;
    match_test_init(&test);
    for (int month = 0; month < 3; month++) {
        uint32_t bill = match_test_statement(&test, month == 0   ? "1.csv"
                                                    : month == 1 ? "2.csv"
                                                                 : "3.csv");

        for (int32_t i = 0; i < 12; i++)
            match_test_charge(&test, 30 * month + 2 * i, "BILLED", 3000 + 100 * month + i);
        if (month == 2) {
            posted[0] = match_test_charge(&test, 86, "A SHOP", 6170);
            posted[1] = match_test_charge(&test, 88, "A SHOP", 2809);
        }
        test.records.sources.at[bill].has_total = true;
    }
    match_test_statement(&test, "pending.csv");
    pending[0] = match_test_charge(&test, 86, "A SHOP", 6170);
    pending[1] = match_test_charge(&test, 87, "A HOLD", 6553);
    pending[2] = match_test_charge(&test, 88, "A SHOP", 2809);
    match_test_entries(&test);
    assert_true(match_test_same(&test, pending[0], posted[0]));
    assert_true(match_test_same(&test, pending[2], posted[1]));
    match_test_done(&test);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_that_keeps_its_day_beats_one_that_keeps_its_words),
        cmocka_unit_test(another_cards_file_does_not_make_downloads_look_like_bills),
        cmocka_unit_test(a_pending_file_joins_its_bill_although_bills_stay_apart),
        cmocka_unit_test(a_row_is_known_again_by_the_rule_of_photographs),
        cmocka_unit_test(twins_are_counted_not_merged),
        cmocka_unit_test(what_vanished_for_one_download_is_known_when_it_returns),
        cmocka_unit_test(a_cut_file_proves_nothing_at_its_edges),
        cmocka_unit_test(a_pending_file_comes_before_the_bill_that_confirms_it),
        cmocka_unit_test(a_purchase_abroad_may_change_by_a_twentieth),
        cmocka_unit_test(rows_of_two_cards_are_two_charges),
        cmocka_unit_test(files_are_compared_within_a_card_and_a_member),
        cmocka_unit_test(bills_that_follow_one_another_keep_twins_of_the_closing_day),
        cmocka_unit_test(a_bill_downloaded_twice_is_one_bill),
        cmocka_unit_test(byte_identical_copies_only_show_their_rows_again),
        cmocka_unit_test(later_instalments_are_appearances_of_their_purchase),
        cmocka_unit_test(an_instalment_without_its_purchase_counts_its_share),
        cmocka_unit_test(the_order_of_files_does_not_matter),
        cmocka_unit_test(ids_differ_between_twins_and_stay_when_a_file_is_added),
        cmocka_unit_test(appearance_kinds_have_the_words_of_the_contract),
        cmocka_unit_test(undated_rows_and_no_rows_are_no_trouble),
    };

    return cmocka_run_group_tests_name("entry", tests, NULL, NULL);
}
