#include "explain/nearby.h"

#include "base/base_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define DAYS 2000
#define STEP 7

/* An amount of its own for each day, below and above 1970. */
static int64_t amount_of(int32_t day)
{
    return (day % 3 ? 1 : -1) * (int64_t)(100 + (day + DAYS) * 37);
}

static struct nearby fill(struct arena *arena)
{
    struct nearby nearby;

    nearby_init(&nearby, arena, 2 * DAYS / STEP);
    for (int32_t day = -DAYS; day < DAYS; day += STEP)
        nearby_add(&nearby, amount_of(day), day);
    return nearby;
}

static void what_is_there_is_never_denied(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct nearby nearby = fill(arena);

    (void)state;
    for (int32_t day = -DAYS; day < DAYS; day += STEP)
        for (int32_t before = 0; before < 25; before++)
            for (int32_t after = 0; after < 25; after++)
                assert_true(nearby_may_have(&nearby, amount_of(day), day - before, day + after));
    arena_free(arena);
}

static void what_is_not_there_is_mostly_denied(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct nearby nearby = fill(arena);
    unsigned asked = 0, wrong = 0;

    (void)state;
    for (int32_t day = -DAYS; day < DAYS; day++, asked += 2) {
        wrong += nearby_may_have(&nearby, amount_of(day) + 1, day, day); /* another amount */
        wrong += nearby_may_have(&nearby, amount_of(day), day + 100, day + 100); /* another day */
    }
    assert_true(wrong * 8 < asked);
    arena_free(arena);
}

static void what_was_taken_out_is_denied_and_room_is_kept(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct nearby nearby = fill(arena);

    (void)state;
    nearby_clear(&nearby);
    for (int32_t day = -DAYS; day < DAYS; day += STEP)
        assert_false(nearby_may_have(&nearby, amount_of(day), day, day));
    nearby_add(&nearby, amount_of(DAYS), DAYS);
    assert_true(nearby_may_have(&nearby, amount_of(DAYS), DAYS, DAYS));
    arena_free(arena);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_there_is_never_denied),
        cmocka_unit_test(what_is_not_there_is_mostly_denied),
        cmocka_unit_test(what_was_taken_out_is_denied_and_room_is_kept),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
