#include "match/photograph.h"

#include "base/base_test.h"
#include "base/hash.h"
#include "match/match_test_data.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

/*
 * A household of two years as downloads see it: same-day twins, the same shop and amount on other
 * days, the same amount elsewhere within a week, 5 % posted 7 to 25 days late, 5 % re-worded with a
 * shift of 0 to 2 days.
 */
#define DAYS 730
#define SHOTS 24
#define CHARGES_MAX 4000u
#define SHOWN_MAX 800u
#define SEEDS 12u

struct purchase_truth {
    int32_t day, posted; /* of use; first shown */
    int32_t changed;     /* day from which it is shown in its last wording; DAYS × 2 = never */
    int32_t later;       /* shift of the day then */
    uint32_t shop, text, text_later;
    int64_t amount;
};

struct household {
    uint64_t seed, drawn;
    int32_t window[SHOTS]; /* days that each download reaches back */
    struct purchase_truth charges[CHARGES_MAX];
    size_t len;
};

static uint32_t draw(struct household *h, uint32_t below)
{
    return (uint32_t)(hash_mix(h->seed, h->drawn++) % below);
}

static void buy(struct household *h, int32_t day, uint32_t shop, int64_t amount)
{
    struct purchase_truth *p = &h->charges[h->len++];

    *p = (struct purchase_truth){.day = day,
                                 .posted = day + (int32_t)draw(h, 3),
                                 .changed = 2 * DAYS,
                                 .shop = shop,
                                 .amount = amount};
    if (draw(h, 100) < 5)
        p->posted = day + 7 + (int32_t)draw(h, 19);
    p->text = p->text_later = shop;
    if (draw(h, 100) < 5) {
        p->changed = p->posted + 1 + (int32_t)draw(h, 12);
        p->later = (int32_t)draw(h, 3);
        p->text_later = shop + 1000;
    }
}

static void live(struct household *h, uint64_t seed)
{
    memset(h, 0, sizeof(*h));
    h->seed = seed;
    for (int32_t day = 0; day < DAYS; day++)
        for (uint32_t n = draw(h, 7); n > 0; n--) {
            uint32_t shop = draw(h, 40);
            int64_t amount =
                shop < 10 ? 100 + 10 * (int64_t)draw(h, 4) : 300 + 13 * (int64_t)draw(h, 400);

            buy(h, day, shop, amount);
            if (draw(h, 100) < 6) /* twins, as at a vending machine */
                buy(h, day, shop, amount);
            if (draw(h, 100) < 3) /* the same amount elsewhere in the same week */
                buy(h, day + (int32_t)draw(h, 6), draw(h, 40), amount);
        }
}

struct shown {
    int32_t day;
    uint32_t text;
    int64_t amount;
};

static struct shown show(const struct purchase_truth *p, int32_t at)
{
    bool last = at >= p->changed;

    return (struct shown){p->day + (last ? p->later : 0), last ? p->text_later : p->text,
                          p->amount};
}

/* The rows of a download, by day. */
static size_t shoot(const struct household *h, int shot, struct shown *rows)
{
    int32_t at = (shot + 1) * DAYS / SHOTS;
    size_t len = 0;

    for (int32_t day = at - h->window[shot]; day <= at; day++)
        for (size_t i = 0; i < h->len; i++) {
            struct shown s = show(&h->charges[i], at);

            if (h->charges[i].posted <= at && s.day == day)
                rows[len++] = s;
        }
    return len;
}

static void add_shot(struct match_test *test, const struct household *h, int shot)
{
    static struct shown rows[SHOWN_MAX];
    size_t len = shoot(h, shot, rows);
    char name[40];

    snprintf(name, sizeof(name), "shot%02d.csv", shot);
    match_test_statement(test, name);
    for (size_t i = 0; i < len; i++) {
        const struct shown *s = &rows[shot % 2 ? i : len - 1 - i]; /* oldest first, newest first */

        snprintf(name, sizeof(name), "%s %u", s->text >= 1000 ? "ﾃﾝﾎﾟ" : "SHOP", s->text % 1000);
        match_test_charge(test, 20000 + s->day, name, s->amount);
    }
}

static uint64_t wording(int32_t day, uint64_t text, int64_t amount)
{
    return hash_mix(hash_mix(text, (uint64_t)(uint32_t)day), (uint64_t)amount);
}

/* How many more times each wording stands in ${a} than in ${b}. */
static size_t count_missing(struct arena *arena, const uint64_t *a, size_t a_len, const uint64_t *b,
                            size_t b_len)
{
    struct map have = {0};
    size_t missing = 0;

    for (size_t i = 0; i < b_len; i++) {
        uint32_t n = map_find(&have, b[i], NULL, NULL);

        map_set(&have, arena, b[i], n == MAP_NONE ? 1 : n + 1);
    }
    for (size_t i = 0; i < a_len; i++) {
        uint32_t n = map_find(&have, a[i], NULL, NULL);

        if (n == MAP_NONE || n == 0)
            missing++;
        else
            map_set(&have, arena, a[i], n - 1);
    }
    return missing;
}

static int32_t last_shot_of(const struct household *h, const struct purchase_truth *p)
{
    int32_t last = -1;

    for (int shot = 0; shot < SHOTS; shot++) {
        int32_t at = (shot + 1) * DAYS / SHOTS, day = show(p, at).day;

        if (p->posted <= at && day >= at - h->window[shot] && day <= at)
            last = at;
    }
    return last;
}

/* The wordings in which the downloads show each charge last; charges that none shows are left out.
 */
static size_t true_wordings(const struct household *h, uint64_t *ret)
{
    size_t len = 0;

    for (size_t i = 0; i < h->len; i++) {
        int32_t at = last_shot_of(h, &h->charges[i]);
        struct shown s = show(&h->charges[i], at);

        if (at >= 0)
            ret[len++] = wording(20000 + s.day, s.text, s.amount);
    }
    return len;
}

static size_t found_wordings(const struct match_test *test, uint64_t *ret)
{
    size_t len = 0;

    for (size_t i = 0; i < test->entries.list.len; i++) {
        const struct charge *c = &test->records.charges.at[test->entries.list.at[i].latest];
        struct slice raw = test->records.texts.at[c->text].raw, head, tail;
        uint64_t text = 0;

        slice_cut(raw, SLICE(" "), &head, &tail);
        for (size_t k = 0; k < tail.len; k++)
            text = text * 10 + (uint64_t)(tail.ptr[k] - '0');
        ret[len++] = wording(c->day, text + (head.ptr[0] == 'S' ? 0 : 1000), c->amount);
    }
    return len;
}

static void check_wordings(struct match_test *test, const struct household *h, const char *what)
{
    static uint64_t want[CHARGES_MAX], have[CHARGES_MAX * 2];
    size_t want_len, have_len, lost, twice;

    match_test_entries(test);
    want_len = true_wordings(h, want);
    have_len = found_wordings(test, have);
    lost = count_missing(test->arena, want, want_len, have, have_len);
    twice = count_missing(test->arena, have, have_len, want, want_len);
    if (lost || twice)
        print_error("%s, seed %u: %zu charges, %zu lost, %zu double\n", what, (unsigned)h->seed,
                    want_len, lost, twice);
    assert_true(want_len > 2000);
    assert_int_equal(lost, 0);
    assert_int_equal(twice, 0);
}

static void download(uint64_t seed, int32_t shortest, int32_t longest)
{
    static struct household h;
    struct match_test test;

    live(&h, seed);
    match_test_init(&test);
    for (int shot = 0; shot < SHOTS; shot++)
        h.window[shot] = shortest + (int32_t)draw(&h, (uint32_t)(longest - shortest + 1));
    for (int shot = 0; shot < SHOTS; shot++)
        add_shot(&test, &h, shot);
    check_wordings(&test, &h, shortest == longest ? "monthly" : "mixed");
    match_test_done(&test);
}

static void two_years_of_overlapping_downloads_lose_and_double_nothing(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++)
        download(seed, 60, 60);
}

static void downloads_that_reach_back_two_to_four_months_lose_and_double_nothing(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++)
        download(seed, 62, 120);
}

/* The closed bill of month ${month}: what was posted in it, in its last wording. */
static void add_bill(struct match_test *test, const struct household *h, int month, bool has_total)
{
    int32_t from = month * DAYS / SHOTS, until = (month + 1) * DAYS / SHOTS;
    uint32_t source;
    char name[40];

    snprintf(name, sizeof(name), "bill%02d.csv", month);
    source = match_test_statement(test, name);
    test->records.sources.at[source].has_total = has_total;
    for (int32_t day = from - 60; day < until; day++)
        for (size_t i = 0; i < h->len; i++) {
            const struct purchase_truth *p = &h->charges[i];

            if (p->day != day || p->posted < from || p->posted >= until)
                continue;
            snprintf(name, sizeof(name), "SHOP %u", p->shop);
            match_test_charge(test, 20000 + day, name, p->amount);
        }
}

static void bills_that_follow_one_another_share_no_charge(void **state)
{
    static struct household h;

    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        struct match_test test;

        live(&h, seed);
        match_test_init(&test);
        for (int month = 0; month < SHOTS; month++)
            add_bill(&test, &h, month, seed % 2 == 0);
        match_test_entries(&test);
        if (test.entries.list.len != test.records.charges.len)
            print_error("bills, seed %u: %zu rows, %zu charges\n", (unsigned)seed,
                        test.records.charges.len, test.entries.list.len);
        assert_int_equal(test.entries.list.len, test.records.charges.len);
        match_test_done(&test);
    }
}

/* ------------------------------------------------------------------ files that share a row or two
 */

#define DAY0 20000

/* A file of ${n} rows of 100 yen more each, from the day ${from} on, every ${step} days. */
static uint32_t add_file(struct match_test *test, const char *path, int32_t from, int n, int step)
{
    uint32_t source = match_test_statement(test, path);
    char name[40];

    for (int i = 0; i < n; i++) {
        int32_t day = DAY0 + from + i * step;

        snprintf(name, sizeof(name), "SHOP %d", day % 7);
        match_test_charge(test, day, name, 100 * (int64_t)day);
    }
    return source;
}

static size_t count_entries(struct match_test *test)
{
    size_t len;

    match_test_entries(test);
    len = test->entries.list.len;
    match_test_done(test);
    return len;
}

static void a_part_number_that_one_layout_leaves_out_does_not_part_two_rows(void **state)
{
    struct match_test test;

    (void)state;
    match_test_init(&test);
    add_file(&test, "pending/202609.csv", 0, 4, 5);
    match_test_extra(&test, 2)->original = 1234; /* a purchase abroad: no number printed */
    add_file(&test, "202609.csv", 0, 4, 5);
    *match_test_extra(&test, 6) =
        (struct charge_extra){.original = 1234, .number = 1, .posted = DAY_NONE};
    assert_int_equal(count_entries(&test), 4);
}

/* Twelve bills of a card of which no number is told; two rows of each were posted late. */
static void add_bills_of_another_card(struct match_test *test)
{
    for (int month = 0; month < 12; month++) {
        char path[40];

        snprintf(path, sizeof(path), "card1/%02d.csv", month);
        add_file(test, path, 30 * month - 12, 2, 4);
        for (int i = 0; i < 28; i++)
            match_test_charge(test, DAY0 + 30 * month + i, "BAKER", 7 + 31 * month + i);
    }
}

static void two_downloads_that_share_one_row_are_photographs_whatever_lies_beside_them(void **state)
{
    for (int rows = 1; rows <= 2; rows++) {
        struct match_test test;

        (void)state;
        match_test_init(&test);
        add_bills_of_another_card(&test);
        add_file(&test, "card2/a.csv", 100, 6, 10);
        add_file(&test, "card2/b.csv", 160 - 10 * rows, 6, 10);
        assert_int_equal(count_entries(&test), 12 * 30 + 12 - (size_t)rows);
    }
}

static void a_bill_of_one_row_is_not_the_bill_that_has_a_row_like_it(void **state)
{
    struct match_test test;
    uint32_t a, b;

    (void)state;
    match_test_init(&test);
    a = add_file(&test, "a.csv", 0, 6, 5);
    b = match_test_statement(&test, "b.csv");
    match_test_charge(&test, DAY0 + 20, "SHOP 6", 100 * (DAY0 + 20));
    test.records.sources.at[a].has_total = test.records.sources.at[b].has_total = true;
    assert_int_equal(count_entries(&test), 7);
}

static void bills_in_two_folders_are_told_from_downloads(void **state)
{
    struct match_test test;

    (void)state;
    match_test_init(&test);
    add_bills_of_another_card(&test);
    /* the closing day of two bills, and a row on each side of it that is like the other */
    match_test_charge(&test, DAY0 + 360, "KIOSK", 150);
    match_test_statement(&test, "card1/12.csv");
    match_test_charge(&test, DAY0 + 360, "KIOSK", 150);
    match_test_charge(&test, DAY0 + 365, "KIOSK", 150);
    assert_int_equal(count_entries(&test), 12 * 30 + 3);
}

struct seam {
    const char *what;
    bool is_bill;
    int32_t month_a, month_b;
    size_t entries;
};

static const struct seam seams[] = {
    {"downloads", false, 0, 0, 6},
    {"closed bills by their layout", true, 0, 0, 7},
    {"rows to be paid in one month", false, 24321, 24321, 6},
    {"rows to be paid in two months", false, 24321, 24322, 7},
    {"one that does not tell the month", false, 24321, 0, 6},
};

static void twins_of_a_closing_day_are_told_by_layout_or_month(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(seams) / sizeof(seams[0]); i++) {
        struct match_test test;
        struct source *sources;
        uint32_t a, b;

        match_test_init(&test);
        a = add_file(&test, "a.csv", 0, 3, 5);
        match_test_charge(&test, DAY0 + 20, "KIOSK", 150);
        b = match_test_statement(&test, "b.csv");
        match_test_charge(&test, DAY0 + 20, "KIOSK", 150);
        for (int day = 25; day <= 30; day += 5)
            match_test_charge(&test, DAY0 + day, "KIOSK", 150);
        sources = test.records.sources.at;
        sources[a].is_bill = sources[b].is_bill = seams[i].is_bill;
        sources[a].bill_month = seams[i].month_a;
        sources[b].bill_month = seams[i].month_b;
        match_test_entries(&test);
        if (test.entries.list.len != seams[i].entries)
            print_error("%s: %zu charges\n", seams[i].what, test.entries.list.len);
        assert_int_equal(test.entries.list.len, seams[i].entries);
        match_test_done(&test);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_part_number_that_one_layout_leaves_out_does_not_part_two_rows),
        cmocka_unit_test(
            two_downloads_that_share_one_row_are_photographs_whatever_lies_beside_them),
        cmocka_unit_test(a_bill_of_one_row_is_not_the_bill_that_has_a_row_like_it),
        cmocka_unit_test(bills_in_two_folders_are_told_from_downloads),
        cmocka_unit_test(twins_of_a_closing_day_are_told_by_layout_or_month),
        cmocka_unit_test(two_years_of_overlapping_downloads_lose_and_double_nothing),
        cmocka_unit_test(downloads_that_reach_back_two_to_four_months_lose_and_double_nothing),
        cmocka_unit_test(bills_that_follow_one_another_share_no_charge),
    };

    return cmocka_run_group_tests_name("photograph", tests, NULL, NULL);
}
