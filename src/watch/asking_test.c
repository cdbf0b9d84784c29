#include "watch/asking.h"

#include "base/base_test.h"
#include "base/day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void a_matter_comes_back_as_it_was_written(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct matter matter, again;
    struct err err = {.line = 0};

    (void)state;
    matter_clear(&matter, MATTER_USAGE);
    assert_int_equal(matter.day, DAY_NONE);
    assert_int_equal(matter.minute, -1);
    matter.brand = SLICE("smbc-card");
    matter.shop = SLICE("a\nb\\c");
    matter.amount = 2420;
    matter.has_amount = true;
    matter.currency = CURRENCY_JPY;
    matter.day = 20680;
    memcpy(matter.last4, "1234", 5);
    if (matter_read(matter_write(&matter, arena), arena, &again, &err) != 0)
        fail_msg("%s", err.detail);
    assert_int_equal(again.kind, MATTER_USAGE);
    assert_text(again.shop, "a\nb\\c", "shop");
    assert_true(again.has_amount);
    assert_int_equal(again.amount, 2420);
    assert_string_equal(again.last4, "1234");
    assert_int_equal(again.day, 20680);
    assert_int_equal(again.minute, -1);
    assert_true(matter_read(SLICE("kind 99\n"), arena, &again, &err) < 0);
    assert_true(matter_read(SLICE("colour red\n"), arena, &again, &err) < 0);
    arena_free(arena);
}

static void a_question_comes_back_as_it_was_written(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct asking asking = {.person = SLICE("Hanako"),
                            .also = SLICE("k1\nk2\n"),
                            .made = 1795305600,
                            .next = 1795306200,
                            .asks = 2,
                            .state = ASKING_NO};
    struct asking again;
    struct err err = {.line = 0};

    (void)state;
    matter_clear(&asking.about, MATTER_ORDER);
    asking.about.order_id = SLICE("250-0000000-0000001");
    if (asking_read(SLICE("abcdefgh"), asking_write(&asking, arena), arena, &again, &err) != 0)
        fail_msg("%s", err.detail);
    assert_text(again.id, "abcdefgh", "id");
    assert_text(again.also, "k1\nk2\n", "also");
    assert_text(again.about.order_id, "250-0000000-0000001", "order");
    assert_int_equal(again.state, ASKING_NO);
    assert_int_equal(again.next, 1795306200);
    assert_true(asking_read(SLICE("x"), SLICE("state 7\n"), arena, &again, &err) < 0);
    arena_free(arena);
}

static void every_matter_has_a_name_of_its_own(void **state)
{
    (void)state;
    for (unsigned i = 0; i < MATTERS; i++) {
        assert_true(matter_name((enum matter_kind)i).len > 0);
        assert_int_equal(matter_of(matter_name((enum matter_kind)i)), i);
        assert_false(matter_is_asked((enum matter_kind)i) && matter_can_wait((enum matter_kind)i));
    }
    assert_int_equal(matter_of(SLICE("nothing")), MATTERS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_matter_comes_back_as_it_was_written),
        cmocka_unit_test(a_question_comes_back_as_it_was_written),
        cmocka_unit_test(every_matter_has_a_name_of_its_own),
    };

    return cmocka_run_group_tests_name("asking", tests, NULL, NULL);
}
