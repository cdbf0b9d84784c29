#ifndef MIOBOE_READ_READER_FUZZ_H
#define MIOBOE_READ_READER_FUZZ_H

/* What holds for every reader of charges, whatever the bytes: no row is told twice, each has its
 * line, and amounts are within their limit. */

#include "read/read_test.h"

#include <assert.h>

static inline void reader_fuzz(const struct reader *reader, const uint8_t *bytes, size_t len)
{
    static const uint8_t key[16] = {0};
    struct read_env env = {.allocator = &base_test_allocator, .label_key = key};
    struct read_input in = {&env, {(const char *)bytes, len}};
    struct arena *arena = arena_new(&base_test_allocator);
    struct records records;
    struct source *source;
    uint32_t line = 0;

    env.catalog = catalog_builtin();
    env.as_of = day_of(2026, 11, 22);
    records_init(&records, arena);
    source = array_push(arena, &records.sources);
    source->from = source->until = DAY_NONE;
    (void)reader->claims(&in);
    assert(reader->read(&in, &records) == 0);
    assert(records.charges.len == records.sources.at[0].records);
    for (size_t i = 0; i < records.charges.len; i++) {
        const struct charge *c = &records.charges.at[i];

        assert(c->line >= line && c->line > 0 && c->day != DAY_NONE);
        assert(c->amount <= MONEY_MAX && c->amount >= -MONEY_MAX);
        assert(c->text < records.texts.len && c->extra < records.extras.len);
        line = c->line;
    }
    arena_free(arena);
}

#endif
