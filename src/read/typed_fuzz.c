/* Any bytes typed: every line is a charge or is set aside, in the order of the lines. */

#include "read/typed.h"

#include "read/read_test.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static const uint8_t key[16] = {0};
    struct read_env env = {.allocator = &base_test_allocator, .label_key = key};
    struct read_input in = {&env, {(const char *)bytes, len}};
    struct arena *arena = arena_new(&base_test_allocator);
    struct records records;
    struct source *source;
    size_t lines = 0;

    for (size_t i = 0; i < len; i++)
        lines += bytes[i] == '\n' || i + 1 == len;
    env.catalog = catalog_builtin();
    env.as_of = day_of(2026, 11, 22);
    records_init(&records, arena);
    source = array_push(arena, &records.sources);
    source->from = source->until = DAY_NONE;
    assert(typed_read(&in, &records) == 0);
    source = &records.sources.at[0];
    assert(records.charges.len == source->records);
    assert(records.charges.len + source->asides.len == lines);
    for (size_t i = 0; i < records.charges.len; i++)
        assert(records.charges.at[i].line > 0 && records.charges.at[i].line <= lines);
    arena_free(arena);
    return 0;
}
