#include "record/records.h"

#include "base/hash.h"

#include <string.h>

void records_init(struct records *records, struct arena *arena)
{
    memset(records, 0, sizeof(*records));
    records->arena = arena;
    array_push(arena, &records->extras);
    array_push(arena, &records->cards);
}

struct card_key {
    const struct records *records;
    struct slice last4, label;
};

static bool same_card(const void *ctx, uint32_t value)
{
    const struct card_key *key = ctx;
    const struct charge_card *card = &key->records->cards.at[value];

    return slice_eq(slice_of(card->last4), key->last4) && slice_eq(card->label, key->label);
}

uint32_t records_card(struct records *records, struct slice last4, struct slice label)
{
    struct card_key key = {records, slice_sub(last4, 0, 4), label};
    uint64_t hash = hash_bytes(label, hash_bytes(key.last4, 1));
    uint32_t found;
    struct charge_card *card;

    if (last4.len == 0 && label.len == 0)
        return 0;
    found = map_find(&records->card_index, hash, same_card, &key);
    if (found != MAP_NONE)
        return found;
    found = (uint32_t)records->cards.len;
    card = array_push(records->arena, &records->cards);
    memcpy(card->last4, key.last4.ptr, key.last4.len);
    card->label = arena_copy(records->arena, label);
    map_add(&records->card_index, records->arena, hash, found, same_card, &key);
    return found;
}

struct string_key {
    const struct records *records;
    struct slice s;
};

static bool same_string(const void *ctx, uint32_t value)
{
    const struct string_key *key = ctx;

    return slice_eq(key->records->strings.at[value], key->s);
}

struct slice records_string(struct records *records, struct slice s)
{
    struct string_key key = {records, s};
    uint64_t hash;
    uint32_t found;

    if (s.len == 0)
        return (struct slice){"", 0};
    hash = hash_bytes(s, 2);
    found = map_find(&records->string_index, hash, same_string, &key);
    if (found == MAP_NONE) {
        found = (uint32_t)records->strings.len;
        *array_push(records->arena, &records->strings) = arena_copy(records->arena, s);
        map_add(&records->string_index, records->arena, hash, found, same_string, &key);
    }
    return records->strings.at[found];
}

struct source *records_source(struct records *records)
{
    return &records->sources.at[records->sources.len - 1];
}

void records_set_aside(struct records *records, uint32_t line, enum set_aside_reason reason)
{
    struct set_aside *aside = array_push(records->arena, &records_source(records)->asides);

    *aside = (struct set_aside){line, reason};
}
