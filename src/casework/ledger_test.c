#include "casework/ledger.h"

#include "base/base_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define SEEN(move, amount)                      \
    {                                           \
        (move), MONEY_STATEMENT, (amount), 0, 0 \
    }
#define TOLD(move, amount)                 \
    {                                      \
        (move), MONEY_TOLD, (amount), 0, 0 \
    }
#define MOVES_MAX 5

static const struct {
    const char *what;
    struct ledger_entry moves[MOVES_MAX];
    size_t len;
    enum ledger_stage stage;
    int64_t owed;
    bool is_closed, is_reopened, is_over;
} rows[] = {
    {"nothing happened yet", {TOLD(MONEY_POSTED, 1000)}, 1, LEDGER_OPEN, 1000, false, false, false},
    {"a hold that went away is over",
     {TOLD(MONEY_HELD, 1000), SEEN(MONEY_DROPPED, 1000)},
     2,
     LEDGER_DROPPED,
     0,
     true,
     false,
     false},
    {"a hold that was posted after it had gone is open again",
     {TOLD(MONEY_HELD, 1000), SEEN(MONEY_DROPPED, 1000), SEEN(MONEY_POSTED, 1000)},
     3,
     LEDGER_OPEN,
     1000,
     false,
     true,
     false},
    {"a hold that was debited after it had gone is open again",
     {TOLD(MONEY_HELD, 1000), SEEN(MONEY_DROPPED, 1000), SEEN(MONEY_DEBITED, 1000)},
     3,
     LEDGER_OPEN,
     1000,
     false,
     true,
     false},
    {"billed again after a refund was told reopens",
     {TOLD(MONEY_REFUND_TOLD, 1000), SEEN(MONEY_REBILLED, 1000)},
     2,
     LEDGER_PROMISED,
     2000,
     false,
     true,
     false},
    {"a refund told of is a promise",
     {TOLD(MONEY_REFUND_TOLD, 1000)},
     1,
     LEDGER_PROMISED,
     1000,
     false,
     false,
     false},
    {"a refund said to be there is a promise, too",
     {TOLD(MONEY_MERCHANT_REFUND, 1000)},
     1,
     LEDGER_PROMISED,
     1000,
     false,
     false,
     false},
    {"a refund on a statement closes",
     {SEEN(MONEY_MERCHANT_REFUND, -1000)},
     1,
     LEDGER_REFUNDED,
     0,
     true,
     false,
     false},
    {"a part of it does not",
     {SEEN(MONEY_MERCHANT_REFUND, 400)},
     1,
     LEDGER_PART,
     600,
     false,
     false,
     false},
    {"a debit after the refund was told reopens",
     {TOLD(MONEY_REFUND_TOLD, 1000), SEEN(MONEY_DEBITED, 1000)},
     2,
     LEDGER_OPEN,
     1000,
     false,
     true,
     false},
    {"withheld", {TOLD(MONEY_WITHHELD, 1000)}, 1, LEDGER_WITHHELD, 1000, false, false, false},
    {"withheld and debited all the same",
     {TOLD(MONEY_WITHHELD, 1000), SEEN(MONEY_DEBITED, 1000)},
     2,
     LEDGER_OPEN,
     1000,
     false,
     true,
     false},
    {"a provisional credit does not close",
     {SEEN(MONEY_PROVISIONAL_CREDIT, 1000)},
     1,
     LEDGER_PROVISIONAL,
     1000,
     false,
     false,
     false},
    {"made final it does",
     {SEEN(MONEY_PROVISIONAL_CREDIT, 1000), TOLD(MONEY_FINAL_CREDIT, 1000)},
     2,
     LEDGER_REFUNDED,
     0,
     true,
     false,
     false},
    {"taken back it is open again",
     {SEEN(MONEY_PROVISIONAL_CREDIT, 1000), SEEN(MONEY_REBILLED, 1000)},
     2,
     LEDGER_OPEN,
     1000,
     false,
     true,
     false},
    {"billed again after a refund",
     {SEEN(MONEY_MERCHANT_REFUND, 1000), SEEN(MONEY_REBILLED, 1000)},
     2,
     LEDGER_PART,
     1000,
     false,
     true,
     false},
    {"refunded twice: expect to be billed again",
     {SEEN(MONEY_MERCHANT_REFUND, 1000), SEEN(MONEY_FINAL_CREDIT, 1000)},
     2,
     LEDGER_REFUNDED,
     0,
     true,
     false,
     true},
    {"one's own after all",
     {TOLD(MONEY_WITHHELD, 1000), TOLD(MONEY_ACCEPTED, 1000)},
     2,
     LEDGER_ACCEPTED,
     0,
     true,
     false,
     false},
    {"sums that overflow are cut",
     {SEEN(MONEY_REBILLED, MONEY_MAX), SEEN(MONEY_REBILLED, MONEY_MAX)},
     2,
     LEDGER_OPEN,
     MONEY_MAX,
     false,
     false,
     false},
};

static void the_stage_follows_from_the_moves(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct ledger ledger;

        ledger_find(1000, rows[i].moves, rows[i].len, &ledger);
        if (ledger.stage != rows[i].stage || ledger.owed != rows[i].owed ||
            ledger.is_closed != rows[i].is_closed || ledger.is_reopened != rows[i].is_reopened ||
            ledger.is_over != rows[i].is_over) {
            print_error("%s: stage %d, owed %lld, closed %d, reopened %d, over %d\n", rows[i].what,
                        ledger.stage, (long long)ledger.owed, ledger.is_closed, ledger.is_reopened,
                        ledger.is_over);
            fail();
        }
    }
}

static void a_card_check_of_nothing_is_over_at_once(void **state)
{
    struct ledger ledger;

    (void)state;
    ledger_find(0, NULL, 0, &ledger);
    assert_true(ledger.is_closed);
    assert_int_equal(ledger.stage, LEDGER_DROPPED);
}

static void moves_have_names_and_are_found_by_them(void **state)
{
    (void)state;
    for (int i = 0; i < MONEY_MOVES; i++)
        assert_int_equal(money_move_of(money_move_name((enum money_move)i)), i);
    for (int i = 0; i < LEDGER_STAGES; i++)
        assert_true(ledger_stage_name((enum ledger_stage)i).len > 0);
    assert_int_equal(money_move_of(SLICE("lost")), MONEY_MOVES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_stage_follows_from_the_moves),
        cmocka_unit_test(a_card_check_of_nothing_is_over_at_once),
        cmocka_unit_test(moves_have_names_and_are_found_by_them),
    };

    return cmocka_run_group_tests_name("ledger", tests, NULL, NULL);
}
