#include "match/amount_index.h"

#include "base/hash.h"

static uint64_t amount_hash(int64_t amount, struct currency currency)
{
    return hash_mix(hash_bytes(slice_of(currency.code), 0), (uint64_t)amount);
}

static void add(struct amount_index *index, struct arena *arena, uint32_t slot, int64_t amount,
                struct currency currency)
{
    uint64_t hash = amount_hash(amount, currency);
    uint32_t first = map_find(&index->map, hash, NULL, NULL);

    index->chain[slot] = first == MAP_NONE ? 0 : first;
    map_set(&index->map, arena, hash, slot + 1);
}

void amount_index_init(struct amount_index *index, const struct records *records,
                       const struct entries *entries, struct arena *arena)
{
    size_t n = entries->list.len;

    *index = (struct amount_index){.chain = arena_make_n(arena, uint32_t, 2 * n)};
    for (uint32_t i = (uint32_t)n; i-- > 0;) {
        const struct entry *entry = &entries->list.at[i];
        const struct charge_extra *extra = entry_extra(records, entry->latest);

        if (extra && extra->original)
            add(index, arena, 2 * i + 1, extra->original, extra->original_currency);
        add(index, arena, 2 * i, entry->amount, records->charges.at[entry->latest].currency);
    }
}

uint32_t amount_index_first(const struct amount_index *index, int64_t amount,
                            struct currency currency)
{
    uint32_t slot = map_find(&index->map, amount_hash(amount, currency), NULL, NULL);

    return slot == MAP_NONE ? 0 : slot;
}

uint32_t amount_index_next(const struct amount_index *index, uint32_t at)
{
    return index->chain[at - 1];
}

uint32_t amount_index_entry(uint32_t at)
{
    return (at - 1) / 2;
}
