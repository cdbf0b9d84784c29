#ifndef MIOBOE_BASE_BASE_TEST_H
#define MIOBOE_BASE_BASE_TEST_H

/* For unit tests and fuzz targets: memory from the C library, and slices compared so that a failure
 * prints them. */

#include "base/arena.h"

#include <stdio.h>
#include <stdlib.h>

static inline void *base_test_resize(void *ctx, void *ptr, size_t from, size_t to)
{
    void *p = to ? realloc(ptr, to) : NULL;

    (void)ctx;
    (void)from;
    if (to == 0)
        free(ptr);
    else if (!p)
        abort();
    return p;
}

static const struct allocator base_test_allocator = {base_test_resize, NULL};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* The slice ${have} is the text ${want}; else both are printed with ${about}, and the test fails.
 */
#define assert_text(have, want, about)                                                          \
    do {                                                                                        \
        struct slice have_ = (have), want_ = slice_of(want);                                    \
        if (!slice_eq(have_, want_)) {                                                          \
            print_error("%s: have \"%.*s\", want \"%s\"\n", (about), SLICE_ARG(have_), (want)); \
            fail();                                                                             \
        }                                                                                       \
    } while (0)

/* A property of a fuzz target. */
#define PROPERTY(holds)                                                                \
    do {                                                                               \
        if (!(holds)) {                                                                \
            fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #holds); \
            abort();                                                                   \
        }                                                                              \
    } while (0)

#endif
