#include "casework/casework_test_journal.h"

#include "base/day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define OPENED "opened ground=charge; title=アマゾン 15,480円; jurisdiction=jp"
#define CHARGE                                                                                                                    \
    "charge charge=k1; date=2026-10-03; amount=15480; currency=JPY; descriptor=ＡＭＡＺＯＮ．ＣＯ．ＪＰ; card=1234; " \
    "issuer=smbc-card; posted_on=2026-10-31; cause=card_number_stolen 0.41; cause=family_member 0.2"

static void a_case_is_what_its_journal_tells(void **unused)
{
    static const char *const lines[] = {
        OPENED,
        CHARGE,
        "answer fact=order_in_account; value=no",
        "contact party=amazon; channel=phone; reference=A-1; answer=order_in_account yes",
        "promise party=amazon; what=refund; due=2026-12-06; amount=15480; currency=JPY; contact=4",
        "promise_broken promise=5",
        "money charge=k1; move=refund_told; amount=15480; date=2026-11-25",
        "money charge=k1; move=merchant_refund; amount=15480; date=2026-12-10; source=statement",
        "return order=250-1; state=refused; carrier=yamato",
        "return order=250-1; state=confirmed",
        "reissue state=asked; card=1234",
        "card_user merchant=phone; state=to_tell; card=1234",
        "card_user merchant=phone; state=told",
        "inquiry party=issuer; what=fraud; due=2026-12-15; state=open",
        "inquiry party=issuer; state=answered; result=accepted",
        "closed outcome=refunded",
    };
    struct arena *arena = arena_new(&base_test_allocator);
    struct case_state s;

    (void)unused;
    state_init(&s, arena);
    test_journal(&s, lines, COUNT(lines), arena);
    assert_int_equal(s.charges.at[0].ledger.stage, LEDGER_REFUNDED);
    assert_int_equal(s.charges.at[0].causes.len, 2);
    assert_text(s.charges.at[0].causes.at[0].value, "0.41", "cause");
    assert_text(state_fact(&s, SLICE("order_in_account")), "yes", "the last answer counts");
    assert_int_equal(s.answers.at[1].party, PARTY_AMAZON);
    assert_int_equal(s.promises.at[0].state, PROMISE_BROKEN);
    assert_int_equal(s.promises.at[0].due, day_of(2026, 12, 6));
    assert_int_equal(s.returns.len, 1);
    assert_text(s.returns.at[0].carrier, "yamato", "carrier");
    assert_text(s.returns.at[0].state, "confirmed", "state");
    assert_int_equal(s.card_users.len, 1);
    assert_text(s.card_users.at[0].card, "1234", "card");
    assert_int_equal(s.inquiries.len, 1);
    assert_true(s.inquiries.at[0].is_answered);
    assert_int_equal(s.inquiries.at[0].due, day_of(2026, 12, 15));
    assert_text(state_fact(&s, SLICE("all_closed")), "yes", "all_closed");
    assert_text(state_fact(&s, SLICE("issuer")), "smbc-card", "issuer");
    assert_false(s.is_open);
    arena_free(arena);
}

static void an_answer_taken_back_is_not_known(void **unused)
{
    static const char *const lines[] = {OPENED, "answer fact=family_asked; value=yes",
                                        "answer_taken_back fact=family_asked",
                                        "answer fact=card_stopped; value=unknown"};
    struct arena *arena = arena_new(&base_test_allocator);
    struct case_state s;

    (void)unused;
    state_init(&s, arena);
    test_journal(&s, lines, COUNT(lines), arena);
    assert_int_equal(state_fact(&s, SLICE("family_asked")).len, 0);
    assert_int_equal(state_fact(&s, SLICE("card_stopped")).len, 0);
    assert_int_equal(s.answers.len, 2);
    arena_free(arena);
}

static void moves_count_by_their_day_not_by_when_they_were_told(void **unused)
{
    static const char *const lines[] = {
        OPENED, CHARGE,
        "money charge=k1; move=merchant_refund; amount=15480; date=2026-12-10; source=statement",
        "money charge=k1; move=withheld; amount=15480; date=2026-10-05"};
    struct arena *arena = arena_new(&base_test_allocator);
    struct case_state s;

    (void)unused;
    state_init(&s, arena);
    test_journal(&s, lines, COUNT(lines), arena);
    assert_int_equal(s.charges.at[0].moves.at[0].move, MONEY_WITHHELD);
    assert_int_equal(s.charges.at[0].ledger.stage, LEDGER_REFUNDED);
    arena_free(arena);
}

static void what_is_put_off_stands_as_if_it_had_been_done_at_once(void **unused)
{
    static const char *const lines[] = {
        "opened ground=typed",
        "charge charge=a; amount=500; currency=JPY; date=2026-11-01",
        "charge charge=b; amount=70; currency=JPY; date=2026-11-01",
        "charge_removed charge=b",
        "charge charge=b; amount=80; currency=JPY; date=2026-11-02",
        "money charge=a; move=merchant_refund; amount=300; date=2026-11-20; source=statement",
        "money charge=a; move=posted; amount=500; date=2026-11-03; source=statement",
        "money charge=a; move=refund_told; amount=300; date=2026-11-10; source=told",
        "money charge=a; move=merchant_refund; amount=200; date=2026-11-20; source=statement",
    };
    struct arena *arena = arena_new(&base_test_allocator);
    struct case_state once, later;

    (void)unused;
    state_init(&once, arena);
    test_journal(&once, lines, sizeof(lines) / sizeof(lines[0]), arena);
    state_init(&later, arena);
    state_put_off(&later);
    test_journal(&later, lines, sizeof(lines) / sizeof(lines[0]), arena);
    state_settle(&later);
    assert_int_equal(later.charges.len, 2);
    for (size_t i = 0; i < 2; i++) {
        const struct case_charge *a = &once.charges.at[i], *b = &later.charges.at[i];

        assert_int_equal(a->moves.len, b->moves.len);
        for (size_t j = 0; j < a->moves.len; j++)
            assert_int_equal(a->moves.at[j].seq, b->moves.at[j].seq);
        assert_int_equal(a->ledger.stage, b->ledger.stage);
        assert_int_equal(a->ledger.is_closed, b->ledger.is_closed);
    }
    assert_int_equal(later.charges.at[0].moves.at[0].seq, 7);
    assert_int_equal(state_charge(&later, SLICE("b"))->amount, 80);
    arena_free(arena);
}

static void an_event_that_cannot_follow_changes_nothing(void **unused)
{
    static const char *const lines[] = {OPENED, CHARGE};
    static const char *const wrong[] = {
        OPENED,
        CHARGE,
        "money charge=other; move=posted; amount=1",
        "money charge=k1; move=vanished; amount=1",
        "promise_kept promise=9",
        "answer_taken_back fact=card_stopped",
        "contact party=nobody",
        "contact party=amazon; channel=pigeon",
        "answer fact=a; value=b; origin=gossip",
        "custody sha256=0000000000000000000000000000000000000000000000000000000000000000; act=exported",
        "reopened reason=x",
        "charge_removed charge=other",
    };
    struct arena *arena = arena_new(&base_test_allocator);
    struct case_state s;

    (void)unused;
    state_init(&s, arena);
    test_journal(&s, lines, COUNT(lines), arena);
    for (size_t i = 0; i < COUNT(wrong); i++) {
        struct event event = test_event(wrong[i], 3, 1795305600, arena);
        struct case_state before = s;
        struct err err = {0};

        if (state_apply(&s, &event, &err) != ERR_SYNTAX)
            print_error("%s\n", wrong[i]);
        assert_memory_equal(&before, &s, sizeof(s));
        assert_true(err.detail[0]);
    }
    arena_free(arena);
}

static void numbers_that_do_not_follow_are_refused(void **unused)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct case_state s;
    struct err err = {0};
    struct event event;

    (void)unused;
    state_init(&s, arena);
    event = test_event("note text=x", 1, 0, arena);
    assert_int_equal(state_apply(&s, &event, &err), ERR_SYNTAX); /* the first must open */
    event = test_event(OPENED, 2, 0, arena);
    assert_int_equal(state_apply(&s, &event, &err), ERR_SYNTAX);
    event = test_event(OPENED, 1, 0, arena);
    assert_int_equal(state_apply(&s, &event, &err), 0);
    event = test_event("note text=x", 2, 0, arena);
    event.case_id = SLICE("c2");
    assert_int_equal(state_apply(&s, &event, &err), ERR_SYNTAX);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_case_is_what_its_journal_tells),
        cmocka_unit_test(an_answer_taken_back_is_not_known),
        cmocka_unit_test(moves_count_by_their_day_not_by_when_they_were_told),
        cmocka_unit_test(what_is_put_off_stands_as_if_it_had_been_done_at_once),
        cmocka_unit_test(an_event_that_cannot_follow_changes_nothing),
        cmocka_unit_test(numbers_that_do_not_follow_are_refused),
    };

    return cmocka_run_group_tests_name("state", tests, NULL, NULL);
}
