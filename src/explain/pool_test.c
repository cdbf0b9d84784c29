#include "base/base_test.h"
#include "explain/pool.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define UNITS 1000u

/* Units on falling days, of which every third pays for another charge already. */
static struct model household(struct arena *arena, struct units *units)
{
    struct model m = {.units = units, .units_len = UNITS};

    m.available = arena_make_n(arena, bool, UNITS);
    m.visible = arena_make_n(arena, float, UNITS);
    m.by_day = arena_make_n(arena, uint32_t, UNITS);
    *units = (struct units){.from = DAY_NONE, .until = DAY_NONE};
    for (uint32_t u = 0; u < UNITS; u++) {
        *array_push(arena, &units->list) = (struct unit){.amount = u % 2 ? -1 - (int64_t)u : 1 + u,
                                                         .day = (int32_t)(UNITS - u) / 4,
                                                         .day_too = DAY_NONE,
                                                         .ordered = DAY_NONE,
                                                         .purchase = MAP_NONE};
        m.available[u] = u % 3 != 0;
        m.by_day[UNITS - 1 - u] = u;
    }
    return m;
}

static void what_is_available_lies_there_by_day(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct units units;
    struct model m = household(arena, &units);
    struct pool pool = {0};

    (void)state;
    pool_fill(&pool, &m, arena);
    assert_int_equal(pool.len, UNITS - (UNITS + 2) / 3);
    for (size_t i = 0; i < pool.len; i++) {
        const struct unit *u = &units.list.at[pool.at[i].number];

        assert_true(m.available[pool.at[i].number]);
        assert_int_equal(pool.at[i].day, u->day);
        assert_int_equal(pool.at[i].size, u->amount < 0 ? -u->amount : u->amount);
        assert_int_equal(pool.at[i].credit, u->amount < 0);
        assert_true(i == 0 || pool.at[i - 1].day <= pool.at[i].day);
        assert_true(nearby_may_have(&pool.amounts, u->amount, u->day, u->day));
    }
    arena_free(arena);
}

static void what_is_used_up_since_is_gone_when_it_is_filled_again(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct units units;
    struct model m = household(arena, &units);
    struct pool pool = {0};
    const struct pool_unit *at;

    (void)state;
    pool_fill(&pool, &m, arena);
    at = pool.at;
    for (uint32_t u = 0; u < UNITS; u++)
        m.available[u] = u == 7;
    pool_fill(&pool, &m, arena);
    assert_ptr_equal(pool.at, at); /* the same memory again */
    assert_int_equal(pool.len, 1);
    assert_int_equal(pool.at[0].number, 7);
    assert_false(nearby_may_have(&pool.amounts, units.list.at[8].amount, units.list.at[8].day,
                                 units.list.at[8].day));
    arena_free(arena);
}

static void the_first_unit_of_a_day_is_found(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct units units;
    struct model m = household(arena, &units);
    struct pool pool = {0};

    (void)state;
    pool_fill(&pool, &m, arena);
    for (int32_t day = -1; day < (int32_t)UNITS; day++) {
        size_t at = pool_from_day(&pool, day);

        assert_true(at == pool.len || pool.at[at].day >= day);
        assert_true(at == 0 || pool.at[at - 1].day < day);
    }
    arena_free(arena);
}

static void a_size_that_is_there_is_never_denied_and_others_mostly_are(void **state)
{
    struct size_set set = {{0}};
    unsigned wrong = 0;

    (void)state;
    for (int64_t size = 10; size < 20000; size += 40)
        size_set_add(&set, size);
    for (int64_t size = 10; size < 20000; size += 40) {
        assert_true(size_set_may_have(&set, size));
        wrong += size_set_may_have(&set, size + 1);
    }
    assert_true(wrong * 8 < 500);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_available_lies_there_by_day),
        cmocka_unit_test(what_is_used_up_since_is_gone_when_it_is_filled_again),
        cmocka_unit_test(the_first_unit_of_a_day_is_found),
        cmocka_unit_test(a_size_that_is_there_is_never_denied_and_others_mostly_are),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
