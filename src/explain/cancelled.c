#include "explain/cancelled.h"

#include "base/hash.h"
#include "explain/flag.h"

/* Days after the order in which a charge of its sum is taken for its charge. */
#define CANCELLED_AFTER 60

/* Days within which the money of such a charge comes back, of itself or as the order's refund. */
#define BACK_WITHIN 60

struct cancelled_sum {
    int64_t amount;
    int32_t ordered;
    uint32_t source; /* one telling of an order counts */
    uint32_t line;   /* its first line, in records.order_lines */
    uint32_t next;   /* of the same amount + 1 */
};
ARRAY_TYPE(cancelled_sums, struct cancelled_sum);

struct cancelled {
    struct map orders; /* order number → index in sums */
    struct map first;  /* amount → index of the first sum */
    struct cancelled_sums sums;
    struct map first_credit; /* amount → the last credit of it */
    uint32_t *next_credit;   /* by entry: the credit of that amount before it + 1 */
    bool *is_spent;          /* by entry: the credit took back another charge */
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
            *array_push(arena, &c->sums) = (struct cancelled_sum){
                .ordered = line->ordered, .source = line->origin.source, .line = (uint32_t)i};
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

/* The cancelled sum that a charge of ${amount} on ${day} is of, or MAP_NONE. */
static uint32_t find_sum(const struct cancelled *c, int64_t amount, int32_t day)
{
    uint32_t at = map_find(&c->first, hash_mix(121, (uint64_t)amount), NULL, NULL);

    for (at = at == MAP_NONE ? 0 : at + 1; at; at = c->sums.at[at - 1].next) {
        int32_t ordered = c->sums.at[at - 1].ordered;

        if (ordered != DAY_NONE && day >= ordered && day <= ordered + CANCELLED_AFTER)
            return at - 1;
    }
    return MAP_NONE;
}

/* ------------------------------------------------------------------ whether the money came back */

static void index_credits(struct cancelled *c, const struct report *r, struct arena *arena)
{
    c->next_credit = arena_make_n(arena, uint32_t, r->entries.list.len + 1);
    c->is_spent = arena_make_n(arena, bool, r->entries.list.len + 1);
    for (uint32_t e = 0; e < r->entries.list.len; e++) {
        uint64_t key = hash_mix(122, (uint64_t)r->entries.list.at[e].amount);
        uint32_t before;

        if (r->entries.list.at[e].amount >= 0 || !r->verdicts[e].merchant)
            continue;
        before = map_find(&c->first_credit, key, NULL, NULL);
        c->next_credit[e] = before == MAP_NONE ? 0 : before + 1;
        map_set(&c->first_credit, arena, key, e);
    }
}

/* A credit that nothing explains, or a refund of that very order. */
static bool can_be_of(const struct report *r, uint32_t credit, struct slice order_id)
{
    const struct verdict *v = &r->verdicts[credit];
    uint32_t unit = v->parts.len ? r->parts.at[v->parts.from].unit : MAP_NONE;
    uint32_t purchase = unit == MAP_NONE ? MAP_NONE : r->units.list.at[unit].purchase;

    if (v->kind == VERDICT_UNEXPLAINED)
        return true;
    return purchase != MAP_NONE && slice_eq(r->units.purchases.at[purchase].order_id, order_id);
}

static bool came_back(struct cancelled *c, const struct report *r, uint32_t entry,
                      struct slice order_id)
{
    const struct entry *charge = &r->entries.list.at[entry];
    uint32_t card = r->records->charges.at[charge->latest].card;
    uint32_t at = map_find(&c->first_credit, hash_mix(122, (uint64_t)-charge->amount), NULL, NULL);

    for (at = at == MAP_NONE ? 0 : at + 1; at; at = c->next_credit[at - 1]) {
        const struct entry *credit = &r->entries.list.at[at - 1];

        if (c->is_spent[at - 1] || credit->day < charge->day ||
            credit->day > charge->day + BACK_WITHIN ||
            r->records->charges.at[credit->latest].card != card || !can_be_of(r, at - 1, order_id))
            continue;
        c->is_spent[at - 1] = true;
        return true;
    }
    return false;
}

static void flag_charge(struct cancelled *c, struct report *report, uint32_t entry, uint32_t line,
                        struct arena *arena)
{
    struct slice order_id = report->records->order_lines.at[line].order_id;

    flag_add(report, entry, FLAG_CANCELLED_BUT_CHARGED, !came_back(c, report, entry, order_id));
    *array_push(arena, &report->cancelled) = (struct cancelled_charge){entry, line};
}

void explain_cancelled(struct report *report, struct arena *arena)
{
    struct cancelled c = {.sums = {0}};

    add_up(&c, report, arena);
    if (c.sums.len == 0)
        return;
    index_sums(&c, arena);
    index_credits(&c, report, arena);
    for (uint32_t e = 0; e < report->entries.list.len; e++) {
        const struct entry *entry = &report->entries.list.at[e];
        uint32_t sum;

        if (report->verdicts[e].kind != VERDICT_UNEXPLAINED || entry->day == DAY_NONE)
            continue;
        sum = find_sum(&c, entry->amount, entry->day);
        if (sum != MAP_NONE)
            flag_charge(&c, report, e, c.sums.at[sum].line, arena);
    }
}
