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

void decision_index_join(struct decision_index *index, uint32_t entry, uint32_t of)
{
    uint32_t d = decision_list_of(index, entry);

    while (d) {
        uint32_t next = index->next[d - 1], *to = &index->first[of];

        while (*to > d) /* the latest comes first */
            to = &index->next[*to - 1];
        index->next[d - 1] = *to;
        *to = d;
        d = next;
    }
    if (index->first)
        index->first[entry] = 0;
}

void decision_index_follow(struct decision_index *index, uint32_t entry, uint32_t of)
{
    if (index->first)
        index->first[entry] = index->first[of];
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

        if (slice_eq(decision->order_id, order_id)) {
            if (!decision->pin)
                return DECISION_AGAINST;
            return pinned_elsewhere ? DECISION_FOR_EARLIER : DECISION_FOR;
        }
        pinned_elsewhere = pinned_elsewhere || decision->pin;
    }
    return pinned_elsewhere ? DECISION_AGAINST : DECISION_NONE;
}

static bool is_for(const struct decision_index *index, uint32_t entry, struct slice order_id)
{
    enum decision_word word = decision_on(index, entry, order_id);

    return word == DECISION_FOR || word == DECISION_FOR_EARLIER;
}

/* A pin that a later word on the same order took back is none. */
bool decision_pins(const struct decision_index *index, uint32_t entry)
{
    for (uint32_t d = decision_list_of(index, entry); d; d = index->next[d - 1])
        if (is_for(index, entry, index->decisions[d - 1].order_id))
            return true;
    return false;
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
        if (purchase != MAP_NONE && is_for(index, entry, r->units.purchases.at[purchase].order_id))
            return true;
    }
    return false;
}

/* Whether no charge that was pinned before has the units, of which one charge may be a part only.
 */
static bool claim_units(const struct report *r, uint32_t entry, bool *claimed)
{
    const struct part_range *range = &r->verdicts[entry].parts;
    bool is_split = false, is_free = true;

    for (uint32_t i = 0; i < range->len; i++)
        is_split = is_split || r->parts.at[range->from + i].kind == PART_SPLIT;
    for (uint32_t i = 0; i < range->len; i++) {
        uint32_t unit = r->parts.at[range->from + i].unit;

        is_free = is_free && (unit == MAP_NONE || is_split || !claimed[unit]);
    }
    for (uint32_t i = 0; is_free && i < range->len; i++)
        if (r->parts.at[range->from + i].unit != MAP_NONE)
            claimed[r->parts.at[range->from + i].unit] = true;
    return is_free;
}

static void drop_explanation(struct verdict *v)
{
    v->kind = v->kind == VERDICT_OUT_OF_SCOPE ? VERDICT_OUT_OF_SCOPE : VERDICT_UNEXPLAINED;
    v->parts.len = v->alternatives_len = 0;
    v->has_probability = false;
}

/* The person's word needs no alternatives. */
static void settle_pin(struct verdict *v)
{
    v->decided = DECIDED_PIN;
    v->kind = VERDICT_EXPLAINED;
    v->probability = VERDICT_MOST;
    v->alternatives_len = 0;
}

static void mark_pinned(const struct decision_index *index, struct report *report, uint32_t entry,
                        bool *claimed)
{
    struct verdict *v = &report->verdicts[entry];

    if (names_pinned_order(index, report, entry) && claim_units(report, entry, claimed)) {
        settle_pin(v);
        return;
    }
    drop_explanation(v);
    v->decided = DECIDED_PIN;
    report->decisions_unfit++;
}

void decision_mark(const struct decision_index *index, struct report *report, struct arena *arena)
{
    bool *claimed;

    report->decisions_unknown = index->unknown;
    if (!index->first)
        return;
    claimed = arena_make_n(arena, bool, report->units.list.len + 1);
    for (uint32_t e = 0; e < report->entries.list.len; e++) {
        report->verdicts[e].is_mine = index->mine[e];
        if (!index->first[e])
            continue;
        if (decision_pins(index, e))
            mark_pinned(index, report, e, claimed);
        else
            report->verdicts[e].decided = DECIDED_REJECT;
    }
}
