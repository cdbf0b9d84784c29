#include "match/match_test_data.h"

#include "base/hash.h"
#include "base/text.h"
#include "match/copy.h"

#include <string.h>

void match_test_begin(struct match_test *test, struct arena *arena)
{
    memset(test, 0, sizeof(*test));
    test->arena = arena;
    records_init(&test->records, test->arena);
}

void match_test_done(struct match_test *test)
{
    arena_free(test->arena);
}

uint32_t match_test_source(struct match_test *test, const char *path)
{
    struct source *source = array_push(test->arena, &test->records.sources);

    source->path = arena_copy(test->arena, slice_of(path));
    source->digest = hash_bytes(source->path, test->records.sources.len);
    source->from = source->until = DAY_NONE;
    source->is_text = true;
    return (uint32_t)test->records.sources.len - 1;
}

uint32_t match_test_statement(struct match_test *test, const char *path)
{
    uint32_t source = match_test_source(test, path);

    test->records.sources.at[source].is_statement = true;
    test->records.sources.at[source].family = SLICE("bank");
    return source;
}

struct origin match_test_origin(struct match_test *test)
{
    struct source *source = records_source(&test->records);

    source->records++;
    return (struct origin){(uint32_t)test->records.sources.len - 1, source->records + 1};
}

struct text_key {
    const struct records *records;
    struct slice raw;
};

static bool same_text(const void *ctx, uint32_t value)
{
    const struct text_key *key = ctx;

    return slice_eq(key->records->texts.at[value].raw, key->raw);
}

static uint32_t text_of(struct match_test *test, struct slice raw)
{
    struct records *r = &test->records;
    struct text_key key = {r, raw};
    uint32_t next = (uint32_t)r->texts.len;
    uint32_t at = map_find(&r->text_index, hash_bytes(raw, 0), same_text, &key);

    if (at != MAP_NONE)
        return at;
    *array_push(test->arena, &r->texts) = (struct charge_text){
        .raw = arena_copy(test->arena, raw), .folded = text_fold(test->arena, raw)};
    return map_add(&r->text_index, test->arena, hash_bytes(raw, 0), next, same_text, &key);
}

uint32_t match_test_charge(struct match_test *test, int32_t day, const char *text, int64_t amount)
{
    struct origin origin = match_test_origin(test);
    uint32_t at = text_of(test, slice_of(text));

    *array_push(test->arena, &test->records.charges) = (struct charge){.day = day,
                                                                       .text = at,
                                                                       .amount = amount,
                                                                       .source = origin.source,
                                                                       .line = origin.line,
                                                                       .currency = CURRENCY_JPY,
                                                                       .state = CHARGE_POSTED};
    return (uint32_t)test->records.charges.len - 1;
}

struct charge_extra *match_test_extra(struct match_test *test, uint32_t row)
{
    struct charge *c = &test->records.charges.at[row];
    struct charge_extra *x;

    if (c->extra)
        return &test->records.extras.at[c->extra];
    x = array_push(test->arena, &test->records.extras);
    x->posted = DAY_NONE;
    c->extra = (uint32_t)test->records.extras.len - 1;
    return x;
}

static void set_windows(struct match_test *test)
{
    struct records *r = &test->records;
    size_t i = 0;

    for (uint32_t s = 0; s < r->sources.len; s++) {
        struct source *source = &r->sources.at[s];
        bool given = source->from != DAY_NONE;

        for (; i < r->charges.len && r->charges.at[i].source == s; i++) {
            int32_t day = r->charges.at[i].day;

            if (given || day == DAY_NONE)
                continue;
            source->from = source->from == DAY_NONE || day < source->from ? day : source->from;
            source->until = source->until == DAY_NONE || day > source->until ? day : source->until;
        }
    }
}

void match_test_entries(struct match_test *test)
{
    const uint32_t *rank, *copy;

    set_windows(test);
    copy = copy_find(&test->records, test->arena, &rank);
    entry_gather(&test->records, copy, rank, test->arena, &test->entries);
}

void match_test_units(struct match_test *test)
{
    const uint32_t *rank, *copy = copy_find(&test->records, test->arena, &rank);

    unit_gather(&test->records, &test->catalog, copy, rank, test->arena, &test->units);
}

static const struct appearance *appearance_of(const struct match_test *test, const struct entry *e,
                                              uint32_t row)
{
    const struct appearance *all = test->entries.appearances.at;

    for (uint32_t a = e->more; a; a = all[a - 1].next)
        if (all[a - 1].row == row)
            return &all[a - 1];
    return NULL;
}

const struct entry *match_test_entry(const struct match_test *test, uint32_t row)
{
    for (size_t i = 0; i < test->entries.list.len; i++) {
        const struct entry *e = &test->entries.list.at[i];

        if (e->row == row || appearance_of(test, e, row))
            return e;
    }
    return NULL;
}

bool match_test_same(const struct match_test *test, uint32_t a, uint32_t b)
{
    return match_test_entry(test, a) == match_test_entry(test, b);
}

enum appearance_kind match_test_kind(const struct match_test *test, uint32_t row)
{
    const struct appearance *a = appearance_of(test, match_test_entry(test, row), row);

    return a ? (enum appearance_kind)a->kind : APPEARANCE_NOTICE;
}
