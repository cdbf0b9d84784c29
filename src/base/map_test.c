#include "base/map.h"

#include "base/base_test.h"
#include "base/hash.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void what_was_put_is_found(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct map map = {0};

    (void)state;
    assert_int_equal(map_find(&map, 5, NULL, NULL), MAP_NONE);
    for (uint32_t i = 0; i < 50000; i++)
        assert_int_equal(map_add(&map, arena, hash_mix(1, i), i, NULL, NULL), i);
    for (uint32_t i = 0; i < 50000; i++)
        assert_int_equal(map_find(&map, hash_mix(1, i), NULL, NULL), i);
    for (uint32_t i = 0; i < 50000; i++)
        assert_int_equal(map_find(&map, hash_mix(2, i), NULL, NULL), MAP_NONE);
    assert_int_equal(map.len, 50000);
    arena_free(arena);
}

static void the_first_value_stays_and_set_replaces_it(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct map map = {0};

    (void)state;
    assert_int_equal(map_add(&map, arena, 9, 1, NULL, NULL), 1);
    assert_int_equal(map_add(&map, arena, 9, 2, NULL, NULL), 1);
    map_set(&map, arena, 9, 3);
    assert_int_equal(map_find(&map, 9, NULL, NULL), 3);
    assert_int_equal(map.len, 1);
    map_set(&map, arena, 10, 0); /* zero is a value like any other */
    assert_int_equal(map_find(&map, 10, NULL, NULL), 0);
    arena_free(arena);
}

struct wanted {
    const uint32_t *keys;
    uint32_t key;
};

static bool is_wanted(const void *ctx, uint32_t value)
{
    const struct wanted *w = ctx;

    return w->keys[value] == w->key;
}

static void keys_with_one_hash_are_told_apart(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct map map = {0};
    uint32_t keys[300];

    (void)state;
    for (uint32_t i = 0; i < COUNT(keys); i++) {
        struct wanted w = {keys, i * 7};

        keys[i] = i * 7;
        assert_int_equal(map_add(&map, arena, i % 3, i, is_wanted, &w), i);
        assert_int_equal(map_add(&map, arena, i % 3, 9999, is_wanted, &w), i);
    }
    for (uint32_t i = 0; i < COUNT(keys); i++) {
        struct wanted w = {keys, i * 7};

        assert_int_equal(map_find(&map, i % 3, is_wanted, &w), i);
    }
    arena_free(arena);
}

static void reserved_room_keeps_what_is_there(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct map map = {0};
    size_t cap;

    (void)state;
    for (uint32_t i = 0; i < 100; i++)
        map_set(&map, arena, hash_mix(1, i), i);
    map_reserve(&map, arena, 10000);
    cap = map.cap;
    for (uint32_t i = 100; i < 10000; i++)
        map_set(&map, arena, hash_mix(1, i), i);
    assert_int_equal(map.cap, cap);
    for (uint32_t i = 0; i < 10000; i++)
        assert_int_equal(map_find(&map, hash_mix(1, i), NULL, NULL), i);
    map_reserve(&map, arena, 5);
    assert_int_equal(map.cap, cap);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_put_is_found),
        cmocka_unit_test(the_first_value_stays_and_set_replaces_it),
        cmocka_unit_test(keys_with_one_hash_are_told_apart),
        cmocka_unit_test(reserved_room_keeps_what_is_there),
    };

    return cmocka_run_group_tests_name("map", tests, NULL, NULL);
}
