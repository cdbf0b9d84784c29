#include "read/sightings.h"

#include "base/base_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void what_was_found_is_found_again(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct sightings seen;
    int one = 1, two = 2;

    (void)state;
    sightings_init(&seen, arena);
    assert_null(sightings_find(&seen, SIGHTING_LAYOUT, SLICE("a,b")));
    sightings_add(&seen, SIGHTING_LAYOUT, SLICE("a,b"), &one, sizeof(one));
    sightings_add(&seen, SIGHTING_LAYOUT, SLICE("a,b"), &two, sizeof(two)); /* the first stays */
    sightings_add(&seen, SIGHTING_AMAZON, SLICE("a,b"), &two, sizeof(two));
    assert_int_equal(*(const int *)sightings_find(&seen, SIGHTING_LAYOUT, SLICE("a,b")), 1);
    assert_int_equal(*(const int *)sightings_find(&seen, SIGHTING_AMAZON, SLICE("a,b")), 2);
    assert_null(sightings_find(&seen, SIGHTING_LAYOUT, SLICE("a,c")));
    assert_null(sightings_find(NULL, SIGHTING_LAYOUT, SLICE("a,b")));
    arena_free(arena);
}

static void it_remembers_no_more_than_its_limit(void **state)
{
    static char row[SIGHTINGS_ROW_BYTES + 1];
    struct arena *arena = arena_new(&base_test_allocator);
    struct sightings seen;
    size_t kept = 0;

    (void)state;
    sightings_init(&seen, arena);
    sightings_add(&seen, SIGHTING_LAYOUT, (struct slice){row, sizeof(row)}, row, 1);
    assert_int_equal(seen.list.len, 0);
    for (int i = 0; i < 1000; i++)
        sightings_add(&seen, SIGHTING_LAYOUT, arena_number(arena, i), &i, sizeof(i));
    for (int i = 0; i < 1000; i++) {
        const int *found = sightings_find(&seen, SIGHTING_LAYOUT, arena_number(arena, i));

        assert_true(!found || *found == i);
        kept += found != NULL;
    }
    assert_int_equal(kept, SIGHTINGS_MAX);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_found_is_found_again),
        cmocka_unit_test(it_remembers_no_more_than_its_limit),
    };

    return cmocka_run_group_tests_name("sightings", tests, NULL, NULL);
}
