#include "explain/decision_index.h"

#include "base/hash.h"
#include "explain/verdict.h"

#include <string.h>

static void index_ids(const struct entries *entries, struct map *ids, struct arena *arena)
{
    for (uint32_t e = 0; e < entries->list.len; e++) {
        const struct entry *entry = &entries->list.at[e];

        map_add(ids, arena, hash_mix(130, entry->id), e, NULL, NULL);
        for (uint32_t a = entry->more; a; a = entries->appearances.at[a - 1].next)
            map_add(ids, arena, hash_mix(130, entries->appearances.at[a - 1].id), e, NULL, NULL);
    }
}

static void index_orders(const struct units *units, struct map *orders, struct arena *arena)
{
    for (uint32_t p = 0; p < units->purchases.len; p++)
        map_add(orders, arena, hash_bytes(units->purchases.at[p].order_id, 131), p, NULL, NULL);
}

void decision_index_init(struct decision_index *index, const struct report *report,
                         const struct decision *decisions, size_t n, struct arena *arena)
{
    struct map ids = {0}, orders = {0};

    memset(index, 0, sizeof(*index));
    index->decisions = decisions;
    if (n == 0)
        return;
    index->first = arena_make_n(arena, uint32_t, report->entries.list.len);
    index->next = arena_make_n(arena, uint32_t, n);
    index->mine = arena_make_n(arena, bool, report->entries.list.len);
    index_ids(&report->entries, &ids, arena);
    index_orders(&report->units, &orders, arena);
    for (uint32_t d = 0; d < n; d++) { /* the latest comes first in the list */
        uint32_t entry = map_find(&ids, hash_mix(130, decisions[d].charge), NULL, NULL);
        uint32_t order = map_find(&orders, hash_bytes(decisions[d].order_id, 131), NULL, NULL);
        bool has_order = decisions[d].order_id.len > 0;

        if (entry == MAP_NONE || (has_order && order == MAP_NONE)) {
            index->unknown++;
            continue;
        }
        if (!has_order) {
            index->mine[entry] = decisions[d].pin;
            continue;
        }
        index->next[d] = index->first[entry];
        index->first[entry] = d + 1;
    }
}

uint32_t decision_list_of(const struct decision_index *index, uint32_t entry)
{
    return index->first ? index->first[entry] : 0;
}

enum decision_word decision_on(const struct decision_index *index, uint32_t entry,
                               struct slice order_id)
{
    bool pinned_elsewhere = false;

    for (uint32_t d = decision_list_of(index, entry); d; d = index->next[d - 1]) {
        const struct decision *decision = &index->decisions[d - 1];

        if (slice_eq(decision->order_id, order_id))
            return decision->pin ? DECISION_FOR : DECISION_AGAINST;
        pinned_elsewhere = pinned_elsewhere || decision->pin;
    }
    return pinned_elsewhere ? DECISION_AGAINST : DECISION_NONE;
}

static bool names_pinned_order(const struct decision_index *index, const struct report *r,
                               uint32_t entry)
{
    const struct part_range *range = &r->verdicts[entry].parts;

    for (uint32_t i = 0; i < range->len; i++) {
        uint32_t unit = r->parts.at[range->from + i].unit, purchase;

        if (unit == MAP_NONE)
            continue;
        purchase = r->units.list.at[unit].purchase;
        if (purchase != MAP_NONE &&
            decision_on(index, entry, r->units.purchases.at[purchase].order_id) == DECISION_FOR)
            return true;
    }
    return false;
}

/* The person's word needs no alternatives. */
static void settle_pin(struct verdict *v)
{
    v->decided = DECIDED_PIN;
    v->kind = VERDICT_EXPLAINED;
    v->probability = VERDICT_MOST;
    v->alternatives_len = 0;
}

void decision_mark(const struct decision_index *index, struct report *report)
{
    report->decisions_unknown = index->unknown;
    if (!index->first)
        return;
    for (uint32_t e = 0; e < report->entries.list.len; e++) {
        report->verdicts[e].is_mine = index->mine[e];
        if (!index->first[e])
            continue;
        if (names_pinned_order(index, report, e))
            settle_pin(&report->verdicts[e]);
        else
            report->verdicts[e].decided = DECIDED_REJECT;
    }
}
