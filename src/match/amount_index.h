#ifndef MIOBOE_MATCH_AMOUNT_INDEX_H
#define MIOBOE_MATCH_AMOUNT_INDEX_H

/* Entries by their amount, as printed or in the currency of purchase. */

#include "match/entry.h"

struct amount_index {
    struct map map;
    uint32_t *chain;
};

/* Lives in ${arena}. */
void amount_index_init(struct amount_index *index, const struct records *records,
                       const struct entries *entries, struct arena *arena);

/*
 * Go through the entries of one amount, in their order:
 *     for (at = amount_index_first(…); at; at = amount_index_next(index, at))
 *         use(amount_index_entry(at));
 */
uint32_t amount_index_first(const struct amount_index *index, int64_t amount,
                            struct currency currency);
uint32_t amount_index_next(const struct amount_index *index, uint32_t at);
uint32_t amount_index_entry(uint32_t at);

#endif
