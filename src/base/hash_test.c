#include "base/hash.h"

#include "base/base_test.h"
#include "base/map.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* The published vectors of SipHash-2-4: key 00 01 … 0f, input 00 01 … (n - 1); bytes of the hash,
 * lowest first. */
static const uint8_t vectors[][8] = {
    {0x31, 0x0e, 0x0e, 0xdd, 0x47, 0xdb, 0x6f, 0x72},
    {0xfd, 0x67, 0xdc, 0x93, 0xc5, 0x39, 0xf8, 0x74},
    {0x5a, 0x4f, 0xa9, 0xd9, 0x09, 0x80, 0x6c, 0x0d},
    {0x2d, 0x7e, 0xfb, 0xd7, 0x96, 0x66, 0x67, 0x85},
    {0xb7, 0x87, 0x71, 0x27, 0xe0, 0x94, 0x27, 0xcf},
    {0x8d, 0xa6, 0x99, 0xcd, 0x64, 0x55, 0x76, 0x18},
    {0xce, 0xe3, 0xfe, 0x58, 0x6e, 0x46, 0xc9, 0xcb},
    {0x37, 0xd1, 0x01, 0x8b, 0xf5, 0x00, 0x02, 0xab},
    {0x62, 0x24, 0x93, 0x9a, 0x79, 0xf5, 0xf5, 0x93},
    {0xb0, 0xe4, 0xa9, 0x0b, 0xdf, 0x82, 0x00, 0x9e},
    {0xf3, 0xb9, 0xdd, 0x94, 0xc5, 0xbb, 0x5d, 0x7a},
    {0xa7, 0xad, 0x6b, 0x22, 0x46, 0x2f, 0xb3, 0xf4},
    {0xfb, 0xe5, 0x0e, 0x86, 0xbc, 0x8f, 0x1e, 0x75},
    {0x90, 0x3d, 0x84, 0xc0, 0x27, 0x56, 0xea, 0x14},
    {0xee, 0xf2, 0x7a, 0x8e, 0x90, 0xca, 0x23, 0xf7},
    {0xe5, 0x45, 0xbe, 0x49, 0x61, 0xca, 0x29, 0xa1},
};

static void keyed_hashes_are_the_published_ones(void **state)
{
    uint8_t key[HASH_KEY_LEN];
    char input[COUNT(vectors)];

    (void)state;
    for (size_t i = 0; i < HASH_KEY_LEN; i++)
        key[i] = (uint8_t)i;
    for (size_t n = 0; n < COUNT(vectors); n++) {
        uint64_t hash = hash_keyed(key, (struct slice){input, n});

        for (int b = 0; b < 8; b++)
            assert_int_equal((hash >> (8 * b)) & 0xFF, vectors[n][b]);
        input[n] = (char)n;
    }
}

static void seeds_and_lengths_make_different_hashes(void **state)
{
    static const char zeros[32];
    uint64_t seen[64];
    size_t n = 0;

    (void)state;
    for (uint64_t seed = 0; seed < 2; seed++)
        for (size_t len = 0; len < 32; len++)
            seen[n++] = hash_bytes((struct slice){zeros, len}, seed);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++)
            assert_true(seen[i] != seen[j]);
}

static void mixing_depends_on_order_and_value(void **state)
{
    (void)state;
    assert_true(hash_mix(hash_mix(0, 1), 2) != hash_mix(hash_mix(0, 2), 1));
    assert_true(hash_mix(0, 0) != 0);
}

static void days_and_amounts_that_lie_side_by_side_never_meet(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct map seen = {0};
    uint32_t n = 0;

    (void)state;
    for (uint64_t day = 20000; day < 20060; day++)
        for (uint64_t amount = 0; amount < 8000; amount++, n++)
            assert_int_equal(map_add(&seen, arena, hash_mix(day, amount), n, NULL, NULL), n);
    arena_free(arena);
}

struct write_case {
    uint64_t hash;
    const char *text;
};

static const struct write_case writes[] = {
    {0, "0000000000000"},
    {31, "000000000000z"},
    {32, "0000000000010"},
    {UINT64_MAX, "fzzzzzzzzzzzz"},
    {0x0123456789abcdefu, "028t5cy4tqkff"},
};

static void ids_are_thirteen_characters_that_nobody_misreads(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(writes); i++) {
        char text[HASH_TEXT_LEN + 1] = {0};

        hash_write(writes[i].hash, text);
        assert_string_equal(text, writes[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keyed_hashes_are_the_published_ones),
        cmocka_unit_test(seeds_and_lengths_make_different_hashes),
        cmocka_unit_test(mixing_depends_on_order_and_value),
        cmocka_unit_test(days_and_amounts_that_lie_side_by_side_never_meet),
        cmocka_unit_test(ids_are_thirteen_characters_that_nobody_misreads),
    };

    return cmocka_run_group_tests_name("hash", tests, NULL, NULL);
}
