#include "casework/event.h"

#include "base/base_test.h"
#include "base/day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"
#define HEAD                                                                   \
    "mioboe_event 1\nseq 2\ncase c1\nat 2026-11-22T07:00:00Z\nof 2026-11-20\n" \
    "actor taro\nkind contact\nprev " ZEROS "\n"

static const char contact[] =
    HEAD "party amazon\nchannel phone\nsummary no such order\\nask the card company\n"
         "answer order_in_account no\nanswer account_locked yes\n";

static void an_event_is_read_and_written_to_the_same_bytes(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct event event;
    struct err err = {0};

    (void)state;
    assert_int_equal(event_read(slice_of(contact), arena, &event, &err), 0);
    assert_int_equal(event.kind, EVENT_CONTACT);
    assert_int_equal(event.seq, 2);
    assert_true(event.of_is_day);
    assert_int_equal(moment_day(event.of, DAY_JST), day_of(2026, 11, 20));
    assert_text(event_field(&event, SLICE("summary")), "no such order\nask the card company",
                "summary");
    assert_text(event_write(&event, arena), contact, "again");
    arena_free(arena);
}

static void what_is_never_written_is_never_read(void **state)
{
    static const struct {
        const char *bytes;
        uint32_t line;
    } rows[] = {
        {"", 1},
        {"mioboe_event 2\n", 1},
        {HEAD "party amazon\nparty issuer\n", 10},
        {HEAD "channel phone\nparty amazon\n", 9},
        {HEAD "party amazon\nfolly x\n", 10},
        {HEAD "party Amazon\n", 9},
        {HEAD, 9},
        {HEAD "party amazon\nsummary cut", 10},
        {"mioboe_event 1\nseq 0\n", 2},
        {"mioboe_event 1\nseq 1\ncase c\nat 2026-11-22 07:00:00\nkind note\n", 4},
        {"mioboe_event 1\nseq 1\ncase c\nat 2026-11-22T07:00:00Z\nkind gossip\nprev " ZEROS
         "\ntext x\n",
         5},
        {"mioboe_event 1\nseq 1\ncase c\nat 2026-11-22T07:00:00Z\nkind note\nprev 00\ntext x\n", 6},
        {"mioboe_event 1\nseq 1\ncase c\nat 2026-11-22T07:00:00Z\nkind money\nprev " ZEROS
         "\ncharge x\nmove posted\namount 1e3\n",
         9},
        {"mioboe_event 1\nseq 1\ncase c\nat 2026-11-22T07:00:00Z\nkind money\nprev " ZEROS
         "\ncharge x\nmove posted\namount 1000\ndate 2026-02-30\n",
         10},
    };
    struct arena *arena = arena_new(&base_test_allocator);

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct err err = {0};
        struct event event = {.seq = 77};

        assert_int_equal(event_read(slice_of(rows[i].bytes), arena, &event, &err), ERR_SYNTAX);
        assert_int_equal(event.seq, 77);
        if (err.line != rows[i].line)
            print_error("row %zu: line %u (%s)\n", i, err.line, err.detail);
        assert_int_equal(err.line, rows[i].line);
    }
    arena_free(arena);
}

static void a_card_number_has_no_place_in_an_event(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct event event;
    struct err err = {0};

    (void)state;
    assert_int_equal(
        event_read(SLICE("mioboe_event 1\nseq 1\ncase c\nat 2026-11-22T07:00:00Z\nkind "
                         "reissue\nprev " ZEROS "\nstate asked\ncard 4980123412341234\n"),
                   arena, &event, &err),
        ERR_SYNTAX);
    arena_free(arena);
}

static void kinds_have_names_and_are_found_by_them(void **state)
{
    (void)state;
    for (int i = 0; i < EVENTS; i++)
        assert_int_equal(event_kind_of(event_kind_name((enum event_kind)i)), i);
    assert_int_equal(event_kind_of(SLICE("")), EVENTS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_event_is_read_and_written_to_the_same_bytes),
        cmocka_unit_test(what_is_never_written_is_never_read),
        cmocka_unit_test(a_card_number_has_no_place_in_an_event),
        cmocka_unit_test(kinds_have_names_and_are_found_by_them),
    };

    return cmocka_run_group_tests_name("event", tests, NULL, NULL);
}
