#ifndef MIOBOE_READ_READ_TEST_H
#define MIOBOE_READ_READ_TEST_H

/* For unit tests and fuzz targets of readers: read bytes into records that are freed in one call.
 */

#include "read/archive.h"
#include "read/read.h"

#include "base/base_test.h"

#include <stdlib.h>

struct reading_test {
    struct arena *arena;
    struct records records;
};

/* Read ${bytes} as the file ${path} that was named on the command line. */
static inline struct reading_test read_test(struct slice path, struct slice bytes)
{
    static const uint8_t key[16] = {0};
    struct read_env env = {.allocator = &base_test_allocator, .label_key = key};
    struct reading_test test = {.arena = arena_new(&base_test_allocator)};

    env.catalog = catalog_builtin();
    env.as_of = day_of(2026, 11, 22);
    env.archive = archive_read;
    records_init(&test.records, test.arena);
    read_file(&env, path, SLICE(""), true, bytes, &test.records);
    return test;
}

static inline void read_test_done(struct reading_test *test)
{
    arena_free(test->arena);
}

#endif
