#include "casework/casework_test_journal.h"
#include "casework/seen.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define ROWS_MAX 5

static const char *const kinds[] = {[SEEN_REFUND] = "refund",
                                    [SEEN_PART] = "part",
                                    [SEEN_AGAIN] = "again",
                                    [SEEN_POSTED] = "posted"};

/* `ids amount day` (ids with "+" between them), behind them `explained`, `pending`, `card=`,
 * `shop=` */
static struct seen_row row_of(const char *text)
{
    struct slice rest = slice_of(text), word;
    struct seen_row row = {
        .descriptor = SLICE("AMAZON.CO.JP"), .card = SLICE("1234"), .currency = CURRENCY_JPY};
    char day[16];

    slice_cut(rest, SLICE(" "), &row.ids, &rest);
    slice_cut(rest, SLICE(" "), &word, &rest);
    row.amount = strtoll(word.ptr, NULL, 10);
    slice_cut(rest, SLICE(" "), &word, &rest);
    snprintf(day, sizeof(day), "%.*s", (int)word.len, word.ptr);
    assert_true(day_read(slice_of(day), DAY_YMD, DAY_NONE, &row.day));
    while (rest.len) {
        struct slice name, value;

        slice_cut(rest, SLICE(" "), &word, &rest);
        slice_cut(word, SLICE("="), &name, &value);
        row.is_explained |= slice_eq(word, SLICE("explained"));
        row.is_pending |= slice_eq(word, SLICE("pending"));
        if (slice_eq(name, SLICE("card")))
            row.card = value;
        if (slice_eq(name, SLICE("shop")))
            row.descriptor = value;
    }
    return row;
}

/* Let it happen, as the command does. */
static void enter(struct case_state *state, const struct seen *seen, struct arena *arena)
{
    char line[200], day[DAY_TEXT_LEN];
    int64_t amount = seen->row->amount < 0 ? -seen->row->amount : seen->row->amount;
    const char *lines[] = {line};

    day_write(seen->row->day, day);
    snprintf(line, sizeof(line),
             "money charge=%.*s; move=%.*s; amount=%lld; date=%.*s; source=statement",
             (int)seen->charge->id.len, seen->charge->id.ptr,
             (int)money_move_name(seen_move(seen)).len, money_move_name(seen_move(seen)).ptr,
             (long long)amount, DAY_TEXT_LEN, day);
    test_journal(state, lines, 1, arena);
}

#define CHARGE \
    "charge charge=aaaa; date=2026-10-09; amount=30000; currency=JPY; descriptor=AMAZON.CO.JP; card=1234"
#define TYPED \
    "charge charge=tttt; date=2026-10-09; amount=30000; currency=JPY; descriptor=AMAZON.CO.JP; card=1234; source=-"
#define HOLD CHARGE "; state=pending"
#define TOLD "money charge=aaaa; move=refund_told; amount=30000; date=2026-10-27"

static const struct {
    const char *what, *journal[4], *rows[ROWS_MAX], *expected;
} cases[] = {
    {"the charge itself tells nothing", {CHARGE}, {"aaaa 30000 2026-10-09"}, ""},
    {"its refund to the yen",
     {CHARGE},
     {"aaaa 30000 2026-10-09", "r -30000 2026-11-26"},
     "refund "},
    {"a refund before the charge is of something else", {CHARGE}, {"r -30000 2026-10-08"}, ""},
    {"a smaller sum may be of something else", {CHARGE}, {"r -1980 2026-11-26"}, "part "},
    {"a smaller sum that is explained is of something else",
     {CHARGE},
     {"r -1980 2026-11-26 explained"},
     ""},
    {"a smaller sum that was promised is its refund, explained or not",
     {CHARGE, "promise party=amazon; what=refund; amount=1980; currency=JPY"},
     {"r -1980 2026-11-26 explained"},
     "refund "},
    {"a smaller sum before it was promised",
     {CHARGE, "promise party=amazon; what=refund; amount=1980; currency=JPY"},
     {"r -1980 2026-11-20"},
     "part "},
    {"of two charges the one for which it was promised",
     {"charge charge=bbbb; date=2026-10-09; amount=9000; currency=JPY; descriptor=AMAZON.CO.JP; card=1234",
      CHARGE, "promise party=amazon; what=refund; amount=1980; currency=JPY; charge=aaaa"},
     {"r -1980 2026-11-26"},
     "refund "},
    {"what is left after a part is its refund",
     {CHARGE,
      "money charge=aaaa; move=merchant_refund; amount=10000; date=2026-11-01; source=statement"},
     {"r -20000 2026-11-26"},
     "refund "},
    {"more than was taken is of something else", {CHARGE}, {"r -30001 2026-11-26"}, ""},
    {"another card, another shop, another currency",
     {CHARGE},
     {"r -30000 2026-11-26 card=9999", "s -30000 2026-11-26 shop=OTHER"},
     ""},
    {"the new card of the case is its card",
     {CHARGE, "reissue state=arrived; card=1234; new_card=5678; date=2026-11-10"},
     {"r -30000 2026-11-26 card=5678"},
     "refund "},
    {"a refund that was entered by hand",
     {CHARGE,
      "money charge=aaaa; move=merchant_refund; amount=30000; date=2026-11-26; source=statement"},
     {"r -30000 2026-11-26"},
     ""},
    {"two refunds of one day and sum for two charges",
     {CHARGE,
      "charge charge=bbbb; date=2026-10-09; amount=30000; currency=JPY; descriptor=AMAZON.CO.JP; card=1234"},
     {"r -30000 2026-11-26", "s -30000 2026-11-26"},
     "refund refund "},
    {"taken again after the refund, which comes later in the files",
     {CHARGE},
     {"n 30000 2026-12-10", "r -30000 2026-11-26", "aaaa 30000 2026-10-09"},
     "refund again "},
    {"refund, again, refund in one file",
     {CHARGE},
     {"r -30000 2026-11-26", "n 30000 2026-12-10", "q -30000 2026-12-20"},
     "refund again refund "},
    {"taken again although the refund was only told",
     {CHARGE, TOLD},
     {"n 30000 2026-11-26"},
     "again "},
    {"what an order explains is a purchase", {CHARGE, TOLD}, {"n 30000 2026-11-26 explained"}, ""},
    {"the same sum before the refund was told", {CHARGE, TOLD}, {"n 30000 2026-10-20"}, ""},
    {"another sum is another purchase", {CHARGE, TOLD}, {"n 29999 2026-11-26"}, ""},
    {"without a word of a refund it is another purchase", {CHARGE}, {"n 30000 2026-11-26"}, ""},
    {"the first that fits what was typed is the charge itself",
     {TYPED, "money charge=tttt; move=refund_told; amount=30000; date=2026-10-10"},
     {"n 30000 2026-10-12", "m 30000 2026-11-26"},
     "again "},
    {"a hold that is posted", {HOLD}, {"zzzz+aaaa 30000 2026-10-09"}, "posted "},
    {"a hold that is still one", {HOLD}, {"aaaa 30000 2026-10-09 pending"}, ""},
    {"a charge that was left out of the case",
     {CHARGE, "charge_removed charge=aaaa"},
     {"r -30000 2026-11-26"},
     ""},
};

static void run_case(size_t i)
{
    struct arena *arena = arena_new(&base_test_allocator);
    const char *opened = "opened ground=charge";
    struct seen_row rows[ROWS_MAX];
    struct case_state state;
    struct seen_walk walk;
    struct seen seen;
    char found[100] = "";
    size_t n = 0;

    state_init(&state, arena);
    test_journal(&state, &opened, 1, arena);
    for (size_t k = 0; k < 4 && cases[i].journal[k]; k++)
        test_journal(&state, &cases[i].journal[k], 1, arena);
    for (; n < ROWS_MAX && cases[i].rows[n]; n++)
        rows[n] = row_of(cases[i].rows[n]);
    seen_begin(&state, rows, n, arena, &walk);
    while (seen_next(&walk, &seen) == 1) {
        snprintf(found + strlen(found), sizeof(found) - strlen(found), "%s ", kinds[seen.kind]);
        if (seen.kind != SEEN_PART)
            enter(&state, &seen, arena);
    }
    if (strcmp(found, cases[i].expected) != 0)
        fail_msg("%s: \"%s\"", cases[i].what, found);
    /* what was entered is not found again */
    seen_begin(&state, rows, n, arena, &walk);
    while (seen_next(&walk, &seen) == 1)
        if (seen.kind != SEEN_PART)
            fail_msg("%s: %s once more", cases[i].what, kinds[seen.kind]);
    arena_free(arena);
}

static void statements_show_what_became_of_the_money(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        run_case(i);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(statements_show_what_became_of_the_money),
    };

    return cmocka_run_group_tests_name("seen", tests, NULL, NULL);
}
