#include "base/arena.h"

#include "base/base_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

/* An allocator that keeps count, so that leaks and wrong sizes are seen without a sanitizer. */
struct ledger {
    size_t live, blocks, largest;
};

static void *counting_resize(void *ctx, void *ptr, size_t from, size_t to)
{
    struct ledger *ledger = ctx;

    assert_true(ledger->live >= from);
    assert_true(from == 0 || ptr);
    ledger->live = ledger->live - from + to;
    ledger->blocks += from == 0 && to > 0;
    ledger->blocks -= from > 0 && to == 0;
    ledger->largest = to > ledger->largest ? to : ledger->largest;
    return base_test_resize(NULL, ptr, from, to);
}

/* Sizes around those at which the arena changes its ways. */
static const size_t sizes[] = {0,     1,     7,     16,    100,   4096,   16383,
                               16384, 16385, 65535, 65536, 65537, 200000, 1000000};

static bool all_are(const unsigned char *p, size_t from, size_t to, unsigned char value)
{
    for (size_t i = from; i < to; i++)
        if (p[i] != value)
            return false;
    return true;
}

static void fill(unsigned char *p, size_t len)
{
    for (size_t i = 0; i < len; i++)
        p[i] = (unsigned char)(i * 7 + 1);
}

static bool is_filled(const unsigned char *p, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (p[i] != (unsigned char)(i * 7 + 1))
            return false;
    return true;
}

static void memory_is_zeroed_aligned_and_given_back(void **state)
{
    struct ledger ledger = {0};
    struct allocator allocator = {counting_resize, &ledger};
    struct arena *arena = arena_new(&allocator);

    (void)state;
    for (int round = 0; round < 20; round++)
        for (size_t i = 0; i < COUNT(sizes); i++) {
            unsigned char *p = arena_alloc(arena, sizes[i]);

            assert_non_null(p);
            assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
            assert_true(all_are(p, 0, sizes[i], 0));
            fill(p, sizes[i]);
        }
    arena_free(arena);
    assert_int_equal(ledger.live, 0);
    assert_int_equal(ledger.blocks, 0);
}

static void blocks_do_not_touch_each_other(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    unsigned char *at[500];
    size_t len[500];

    (void)state;
    for (size_t i = 0; i < COUNT(at); i++) {
        len[i] = i * i % 611 + (i % 50 == 0 ? 20000 : 0);
        at[i] = arena_alloc(arena, len[i]);
        memset(at[i], (int)(i & 0xFF), len[i]);
    }
    for (size_t i = 0; i < COUNT(at); i++)
        assert_true(all_are(at[i], 0, len[i], (unsigned char)(i & 0xFF)));
    arena_free(arena);
}

static void resizing_keeps_the_old_bytes_and_zeroes_the_new(void **state)
{
    struct ledger ledger = {0};
    struct allocator allocator = {counting_resize, &ledger};
    struct arena *arena = arena_new(&allocator);

    (void)state;
    for (size_t i = 0; i < COUNT(sizes); i++)
        for (size_t j = 0; j < COUNT(sizes); j++) {
            size_t from = sizes[i], to = sizes[j], kept = from < to ? from : to;
            unsigned char *p = arena_alloc(arena, from);

            fill(p, from);
            p = arena_resize(arena, p, from, to);
            if (to == 0) {
                assert_null(p);
                continue;
            }
            assert_true(is_filled(p, kept));
            assert_true(all_are(p, kept, to, 0));
            fill(p, to);
            arena_resize(arena, p, to, 0);
        }
    arena_free(arena);
    assert_int_equal(ledger.live, 0);
}

static void growing_by_steps_moves_no_neighbour(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    unsigned char *a = NULL, *b = NULL;
    size_t len = 0;

    (void)state;
    for (size_t to = 1000; to < 300000; to += to / 2) {
        a = arena_resize(arena, a, len, to);
        b = arena_resize(arena, b, len, to);
        memset(a + len, 'a', to - len);
        memset(b + len, 'b', to - len);
        len = to;
    }
    assert_true(all_are(a, 0, len, 'a'));
    assert_true(all_are(b, 0, len, 'b'));
    arena_free(arena);
}

static void large_blocks_are_given_back_at_once(void **state)
{
    struct ledger ledger = {0};
    struct allocator allocator = {counting_resize, &ledger};
    struct arena *arena = arena_new(&allocator);
    size_t before = ledger.live;

    (void)state;
    for (int i = 0; i < 50; i++) {
        void *p = arena_alloc(arena, 1u << 20);

        assert_null(arena_resize(arena, p, 1u << 20, 0));
        assert_int_equal(ledger.live, before);
    }
    arena_free(arena);
}

static void nothing_can_be_freed_and_resized(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);

    (void)state;
    arena_free(NULL);
    assert_null(arena_resize(arena, NULL, 0, 0));
    assert_non_null(arena_resize(arena, NULL, 0, 5));
    arena_free(arena);
}

static size_t asked;
static jmp_buf exhausted;

static void *refusing_resize(void *ctx, void *ptr, size_t from, size_t to)
{
    if (to > (1u << 30)) {
        asked = to;
        longjmp(exhausted, 1);
    }
    return base_test_resize(ctx, ptr, from, to);
}

static void an_overflowing_size_reaches_the_allocator_as_the_greatest(void **state)
{
    static const struct allocator allocator = {refusing_resize, NULL};
    struct arena *arena = arena_new(&allocator);

    (void)state;
    if (setjmp(exhausted) == 0) {
        arena_alloc_n(arena, SIZE_MAX / 2, 3);
        fail();
    }
    assert_true(asked == SIZE_MAX);
    arena_free(arena);
}

static void copies_and_joins_own_their_bytes(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    char text[] = "abc";
    struct slice parts[] = {SLICE("ab"), {NULL, 0}, SLICE("アマゾン"), SLICE("")};
    struct slice copy = arena_copy(arena, (struct slice){text, 3});

    (void)state;
    text[0] = 'x';
    assert_text(copy, "abc", "copy");
    assert_text(arena_join(arena, parts, COUNT(parts)), "abアマゾン", "join");
    assert_int_equal(arena_join(arena, parts, 0).len, 0);
    arena_free(arena);
}

static void numbers_are_written_to_the_last(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);

    (void)state;
    assert_text(arena_number(arena, 0), "0", "zero");
    assert_text(arena_number(arena, -5), "-5", "negative");
    assert_text(arena_number(arena, INT64_MAX), "9223372036854775807", "greatest");
    assert_text(arena_number(arena, INT64_MIN), "-9223372036854775808", "least");
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_aligned_and_given_back),
        cmocka_unit_test(blocks_do_not_touch_each_other),
        cmocka_unit_test(resizing_keeps_the_old_bytes_and_zeroes_the_new),
        cmocka_unit_test(growing_by_steps_moves_no_neighbour),
        cmocka_unit_test(large_blocks_are_given_back_at_once),
        cmocka_unit_test(nothing_can_be_freed_and_resized),
        cmocka_unit_test(an_overflowing_size_reaches_the_allocator_as_the_greatest),
        cmocka_unit_test(copies_and_joins_own_their_bytes),
        cmocka_unit_test(numbers_are_written_to_the_last),
    };

    return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
