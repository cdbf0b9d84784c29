#include "casework/casework_test_journal.h"
#include "casework/promise.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define JOURNAL_MAX 8

/* Entry 2; the journal's entries are of 2026-11-22. */
#define CHARGE "charge charge=aaaa; date=2026-10-09; amount=8000; currency=JPY; card=1234"
#define SECOND "charge charge=bbbb; date=2026-10-10; amount=500; currency=JPY; card=1234"
#define DOLLARS "charge charge=dddd; date=2026-10-09; amount=8000; currency=USD; card=1234"
#define PROMISE "promise party=amazon; what=refund; due=2026-12-10; amount=8000; currency=JPY"
#define LATER "promise party=issuer; what=refund; due=2026-12-20; amount=8000; currency=JPY"
#define SMALL "promise party=amazon; what=refund; due=2026-12-10; amount=500; currency=JPY"
#define ANY_SUM "promise party=amazon; what=refund; due=2026-12-10"
#define CREDIT(amount, day) \
    "money charge=aaaa; move=merchant_refund; amount=" amount "; date=" day "; source=statement"

/* `promise<-money` or `promise<-money left SUM` of each keeping, then `money?promise,promise` of
 * each doubt. */
static const struct {
    const char *what, *journal[JOURNAL_MAX], *expected;
} cases[] = {
    {"nothing came", {CHARGE, PROMISE}, ""},
    {"just the sum", {CHARGE, PROMISE, CREDIT("8000", "2026-12-05")}, "3<-4 "},
    {"a final credit of the card company counts, too",
     {CHARGE, PROMISE,
      "money charge=aaaa; move=final_credit; amount=8000; date=2026-12-05; source=statement"},
     "3<-4 "},
    {"on the very day", {CHARGE, PROMISE, CREDIT("8000", "2026-11-22")}, "3<-4 "},
    {"long after it was due", {CHARGE, PROMISE, CREDIT("8000", "2027-02-01")}, "3<-4 "},
    {"before it was promised", {CHARGE, PROMISE, CREDIT("8000", "2026-11-21")}, ""},
    {"what was only told shows no money",
     {CHARGE, PROMISE,
      "money charge=aaaa; move=merchant_refund; amount=8000; date=2026-12-05; source=told"},
     ""},
    {"what a mail says shows no money",
     {CHARGE, PROMISE,
      "money charge=aaaa; move=refund_told; amount=8000; date=2026-12-05; source=mail"},
     ""},
    {"what may be taken back is not kept",
     {CHARGE, PROMISE,
      "money charge=aaaa; move=provisional_credit; amount=8000; date=2026-12-05; source=statement"},
     ""},
    {"more than was promised is of something else",
     {CHARGE, PROMISE, CREDIT("8001", "2026-12-05")},
     ""},
    {"a letter is not kept by money",
     {CHARGE, "promise party=amazon; what=letter; due=2026-12-10", CREDIT("8000", "2026-12-05")},
     ""},
    {"a part leaves the rest open",
     {CHARGE, PROMISE, CREDIT("3000", "2026-12-05")},
     "3<-4 left 5000 "},
    {"a part and then the rest",
     {CHARGE, PROMISE, CREDIT("5000", "2026-12-09"), CREDIT("3000", "2026-12-05")},
     "3<-5 left 5000 3<-4 "},
    {"the rest after a part that stands in the journal",
     {CHARGE, PROMISE, CREDIT("3000", "2026-12-05"),
      "promise_kept promise=3; money=4; charge=aaaa; date=2026-12-05; amount=3000; currency=JPY; "
      "left=5000",
      CREDIT("5000", "2026-12-09")},
     "3<-6 "},
    {"a credit is used once",
     {CHARGE, PROMISE, CREDIT("8000", "2026-12-05"),
      "promise_kept promise=3; money=4; charge=aaaa; date=2026-12-05; amount=8000; currency=JPY",
      LATER},
     ""},
    {"of a promise that was not kept after all the credit is free",
     {CHARGE, PROMISE, CREDIT("8000", "2026-12-05"),
      "promise_kept promise=3; money=4; charge=aaaa; date=2026-12-05; amount=8000; currency=JPY",
      "promise_broken promise=3", LATER},
     "7<-4 "},
    {"two promises and one credit: nobody guesses",
     {CHARGE, PROMISE, LATER, CREDIT("8000", "2026-12-05")},
     "5?3,4 "},
    {"two promises and two credits",
     {CHARGE, LATER, PROMISE, CREDIT("8000", "2026-12-05"), CREDIT("8000", "2026-12-06")},
     "4<-5 3<-6 "},
    {"a promise that names a charge is kept by that charge's money alone",
     {CHARGE, SECOND, SMALL "; charge=bbbb", CREDIT("500", "2026-12-05")},
     ""},
    {"of two promises the one that names the charge of the other is out",
     {CHARGE, SECOND, SMALL "; charge=bbbb", SMALL, CREDIT("500", "2026-12-05")},
     "5<-6 "},
    {"the refund of a small charge is no part of the promise for a large one",
     {CHARGE, SECOND, PROMISE,
      "money charge=bbbb; move=merchant_refund; amount=500; date=2026-12-05; source=statement"},
     ""},
    {"one promise for all charges, refunded one by one",
     {CHARGE, SECOND,
      "promise party=amazon; what=refund; due=2026-12-10; amount=8500; currency=JPY",
      "money charge=bbbb; move=merchant_refund; amount=500; date=2026-12-05; source=statement",
      CREDIT("8000", "2026-12-06")},
     "4<-5 left 8000 4<-6 "},
    {"without a sum the charge is meant", {CHARGE, ANY_SUM, CREDIT("8000", "2026-12-05")}, "3<-4 "},
    {"without a sum half of the charge is half of the promise",
     {CHARGE, ANY_SUM, CREDIT("4000", "2026-12-05")},
     "3<-4 left 4000 "},
    {"without a charge and a sum nothing is known", {ANY_SUM}, ""},
    {"another currency is other money",
     {DOLLARS, PROMISE,
      "money charge=dddd; move=merchant_refund; amount=8000; date=2026-12-05; source=statement"},
     ""},
    {"a charge that was left out shows nothing",
     {CHARGE, PROMISE, CREDIT("8000", "2026-12-05"), "charge_removed charge=aaaa"},
     ""},
    {"what was ticked off before this was kept by its own credit",
     {CHARGE, PROMISE, CREDIT("8000", "2026-12-05"), "promise_kept promise=3", LATER},
     "4?3,6 "},
    {"what was ticked off had its credit, the second keeps the second",
     {CHARGE, PROMISE, CREDIT("8000", "2026-12-05"), "promise_kept promise=3", LATER,
      CREDIT("8000", "2026-12-18")},
     "6<-7 "},
    {"what was ticked off asks for nothing",
     {CHARGE, PROMISE, "promise_kept promise=3", CREDIT("8000", "2026-12-05")},
     ""},
    {"what was broken is not awaited",
     {CHARGE, PROMISE, "promise_broken promise=3", CREDIT("8000", "2026-12-05")},
     ""},
};

static void tell(const struct keepings *kept, const struct promise_doubts *doubts, char *to,
                 size_t size)
{
    size_t len = 0;

    to[0] = '\0';
    for (size_t i = 0; i < kept->len; i++) {
        const struct keeping *k = &kept->at[i];

        len += (size_t)snprintf(to + len, size - len, "%llu<-%llu ",
                                (unsigned long long)k->promise->seq,
                                (unsigned long long)k->credit->seq);
        if (k->left)
            len += (size_t)snprintf(to + len, size - len, "left %lld ", (long long)k->left);
    }
    for (size_t i = 0; i < doubts->len; i++) {
        const struct promise_doubt *d = &doubts->at[i];

        len += (size_t)snprintf(to + len, size - len, "%llu?", (unsigned long long)d->credit->seq);
        for (size_t k = 0; k < d->promises.len; k++)
            len += (size_t)snprintf(to + len, size - len, "%llu%s",
                                    (unsigned long long)d->promises.at[k],
                                    k + 1 < d->promises.len ? "," : " ");
    }
}

/* As the command does it; then nothing more is found. */
static void write_down(struct case_state *state, const struct keepings *kept, struct arena *arena)
{
    for (size_t i = 0; i < kept->len; i++) {
        const struct keeping *k = &kept->at[i];
        char line[300], left[40] = "", day[DAY_TEXT_LEN];
        const char *lines[] = {line};

        day_write(k->credit->day, day);
        if (k->left)
            snprintf(left, sizeof(left), "; left=%lld", (long long)k->left);
        snprintf(line, sizeof(line),
                 "promise_kept promise=%llu; money=%llu; charge=%.*s; date=%.*s; amount=%lld; "
                 "currency=JPY%s",
                 (unsigned long long)k->promise->seq, (unsigned long long)k->credit->seq,
                 (int)k->charge->id.len, k->charge->id.ptr, DAY_TEXT_LEN, day, (long long)k->amount,
                 left);
        test_journal(state, lines, 1, arena);
    }
}

static void run_case(size_t i)
{
    struct arena *arena = arena_new(&base_test_allocator);
    const char *opened = "opened ground=charge";
    struct promise_doubts doubts;
    struct case_state state;
    struct keepings kept;
    char found[200];

    state_init(&state, arena);
    test_journal(&state, &opened, 1, arena);
    for (size_t k = 0; k < JOURNAL_MAX && cases[i].journal[k]; k++)
        test_journal(&state, &cases[i].journal[k], 1, arena);
    promise_find(&state, arena, &kept, &doubts);
    tell(&kept, &doubts, found, sizeof(found));
    if (strcmp(found, cases[i].expected) != 0)
        fail_msg("%s: \"%s\"", cases[i].what, found);
    write_down(&state, &kept, arena);
    for (size_t k = 0; k < kept.len; k++)
        if (kept.at[k].left == 0 && kept.at[k].promise->state != PROMISE_KEPT)
            fail_msg("%s: promise %zu is not kept", cases[i].what, k);
    promise_find(&state, arena, &kept, &doubts);
    if (kept.len)
        fail_msg("%s: found once more", cases[i].what);
    arena_free(arena);
}

static void credits_keep_promises(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        run_case(i);
}

/* The person says which promise the one credit keeps: the other stays open. */
static void who_ticks_off_names_the_credit(void **unused)
{
    static const char *const lines[] = {"opened ground=charge", CHARGE, PROMISE, LATER,
                                        CREDIT("8000", "2026-12-05")};
    struct arena *arena = arena_new(&base_test_allocator);
    struct keepings kept = {0};
    struct promise_doubts doubts;
    struct case_state state;
    struct keeping one;

    (void)unused;
    state_init(&state, arena);
    test_journal(&state, lines, COUNT(lines), arena);
    assert_int_equal(promise_credit_find(&state, &state.promises.at[1], arena, &one), 1);
    *array_push(arena, &kept) = one;
    write_down(&state, &kept, arena);
    assert_int_equal(state.promises.at[1].state, PROMISE_KEPT);
    assert_int_equal(state.promises.at[1].credits.at[0].money, 5);
    assert_ptr_equal(promise_of_money(&state, 5), &state.promises.at[1]);
    assert_int_equal(promise_credit_find(&state, &state.promises.at[0], arena, &one), 0);
    promise_find(&state, arena, &kept, &doubts);
    assert_int_equal(kept.len, 0);
    assert_int_equal(doubts.len, 0);
    assert_int_equal(state.promises.at[0].state, PROMISE_OPEN);
    arena_free(arena);
}

static void what_a_journal_must_not_say_of_it(void **unused)
{
    static const char *const lines[] = {"opened ground=charge", CHARGE, PROMISE,
                                        CREDIT("8000", "2026-12-05")};
    static const char *const wrong[] = {
        "promise_kept promise=9; money=4; amount=8000",
        "promise_kept promise=3; money=5; amount=8000",
        "promise_kept promise=3; money=0; amount=8000",
        "promise_kept promise=3; money=4",
        "promise_kept promise=3; money=4; amount=-8000",
        "promise_kept promise=3; money=4; amount=3000; left=-5000",
        "promise_kept promise=3; left=5000",
    };
    struct arena *arena = arena_new(&base_test_allocator);
    struct case_state state;

    (void)unused;
    state_init(&state, arena);
    test_journal(&state, lines, COUNT(lines), arena);
    for (size_t i = 0; i < COUNT(wrong); i++) {
        struct event event = test_event(wrong[i], 5, 1795305600, arena);
        struct err err = {0};

        assert_int_equal(state_apply(&state, &event, &err), ERR_SYNTAX);
        assert_int_equal(state.events, 4);
        assert_int_equal(state.promises.at[0].state, PROMISE_OPEN);
        assert_int_equal(state.promises.at[0].credits.len, 0);
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(credits_keep_promises),
        cmocka_unit_test(who_ticks_off_names_the_credit),
        cmocka_unit_test(what_a_journal_must_not_say_of_it),
    };

    return cmocka_run_group_tests_name("promise", tests, NULL, NULL);
}
