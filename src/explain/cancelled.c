#include "explain/cancelled.h"

#include "base/hash.h"
#include "explain/flag.h"

/* Days after the order in which a charge of its sum is taken for its charge. */
#define CANCELLED_AFTER 60

struct cancelled_sum {
    int64_t amount;
    int32_t ordered;
    uint32_t source; /* one telling of an order counts */
    uint32_t next;   /* of the same amount + 1 */
};
ARRAY_TYPE(cancelled_sums, struct cancelled_sum);

struct cancelled {
    struct map orders; /* order number → index in sums */
    struct map first;  /* amount → index of the first sum */
    struct cancelled_sums sums;
};

/* What the cancelled lines of each order come to. */
static void add_up(struct cancelled *c, const struct report *r, struct arena *arena)
{
    const struct order_lines *all = &r->records->order_lines;

    for (size_t i = 0; i < all->len; i++) {
        const struct order_line *line = &all->at[i];
        uint32_t at;

        if (!line->cancelled || !line->has_amount || line->total <= 0)
            continue;
        at = map_add(&c->orders, arena, hash_bytes(line->order_id, 120), (uint32_t)c->sums.len,
                     NULL, NULL);
        if (at == c->sums.len)
            *array_push(arena, &c->sums) =
                (struct cancelled_sum){.ordered = line->ordered, .source = line->origin.source};
        if (line->origin.source == c->sums.at[at].source &&
            !money_add(c->sums.at[at].amount, line->total, &c->sums.at[at].amount))
            c->sums.at[at].amount = 0;
    }
}

static void index_sums(struct cancelled *c, struct arena *arena)
{
    for (uint32_t i = 0; i < c->sums.len; i++) {
        uint64_t key = hash_mix(121, (uint64_t)c->sums.at[i].amount);
        uint32_t head = map_find(&c->first, key, NULL, NULL);

        c->sums.at[i].next = head == MAP_NONE ? 0 : head + 1;
        map_set(&c->first, arena, key, i);
    }
}

static bool was_cancelled(const struct cancelled *c, int64_t amount, int32_t day)
{
    uint32_t at = map_find(&c->first, hash_mix(121, (uint64_t)amount), NULL, NULL);

    for (at = at == MAP_NONE ? 0 : at + 1; at; at = c->sums.at[at - 1].next) {
        int32_t ordered = c->sums.at[at - 1].ordered;

        if (ordered != DAY_NONE && day >= ordered && day <= ordered + CANCELLED_AFTER)
            return true;
    }
    return false;
}

void explain_cancelled(struct report *report, struct arena *arena)
{
    struct cancelled c = {.sums = {0}};

    add_up(&c, report, arena);
    if (c.sums.len == 0)
        return;
    index_sums(&c, arena);
    for (uint32_t e = 0; e < report->entries.list.len; e++) {
        const struct entry *entry = &report->entries.list.at[e];

        if (report->verdicts[e].kind == VERDICT_UNEXPLAINED && entry->day != DAY_NONE &&
            was_cancelled(&c, entry->amount, entry->day))
            flag_add(report, e, FLAG_CANCELLED_BUT_CHARGED, true);
    }
}
