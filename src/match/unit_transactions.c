#include "match/unit_inside.h"

#include "base/hash.h"

#include <string.h>

/*
 * A transaction is Amazon's own word for a charge.  It never adds money to a purchase whose
 * shipments are known: it sharpens the shipment (or several) that it is for, and takes their place
 * where they do not add up (a part was paid by points or gift balance).
 */

#define SUBSET_MAX 16u /* units of one purchase among which a sum is looked for */

struct transacting {
    struct unit_gathering *g;
    uint32_t *first_of, *next_of; /* units by purchase: lists of unit + 1 */
    size_t units_len;             /* units that were there before */
};

static void list_units(struct transacting *t)
{
    struct units *units = t->g->ret;

    t->units_len = units->list.len;
    t->first_of = arena_make_n(t->g->arena, uint32_t, units->purchases.len + 1);
    t->next_of = arena_make_n(t->g->arena, uint32_t, t->units_len + 1);
    for (uint32_t i = (uint32_t)t->units_len; i-- > 0;) {
        uint32_t p = units->list.at[i].purchase;

        if (p == MAP_NONE || units->list.at[i].dropped)
            continue;
        t->next_of[i] = t->first_of[p];
        t->first_of[p] = i + 1;
    }
}

/* The purchases that a transaction names, at most ${max}; names not met before count as none. */
static size_t named_purchases(struct transacting *t, const struct transaction *x, uint32_t *ret,
                              size_t max, size_t purchases_before)
{
    struct slice rest = x->order_ids.len ? x->order_ids : x->order_id, head;
    size_t n = 0;

    while (rest.len && n < max) {
        slice_cut(rest, SLICE(" "), &head, &rest);
        if (head.len == 0)
            continue;
        ret[n] = unit_purchase(t->g, head, x->origin.source);
        n += ret[n] != MAP_NONE && ret[n] < purchases_before;
    }
    return n;
}

static size_t open_units(struct transacting *t, const uint32_t *purchases, size_t n, bool credit,
                         uint32_t *ret)
{
    size_t len = 0;

    for (size_t i = 0; i < n; i++)
        for (uint32_t u = t->first_of[purchases[i]]; u && len < SUBSET_MAX; u = t->next_of[u - 1]) {
            const struct unit *unit = &t->g->ret->list.at[u - 1];

            if (!unit->dropped && !unit->certain && (unit->amount < 0) == credit)
                ret[len++] = u - 1;
        }
    return len;
}

/* The units among ${n} (as bits) that add up to ${amount}: the fewest, the first of equals; 0 =
 * none. */
static unsigned find_sum(const struct unit_list *list, const uint32_t *units, size_t n,
                         int64_t amount)
{
    unsigned best = 0;
    int best_size = 99;

    for (unsigned bits = 1; bits < 1u << n; bits++) {
        int64_t sum = 0;
        int size = __builtin_popcount(bits);

        if (size >= best_size)
            continue;
        for (size_t i = 0; i < n; i++)
            if (bits & 1u << i)
                sum += list->at[units[i]].amount;
        if (sum == amount) {
            best = bits;
            best_size = size;
        }
    }
    return best;
}

static void sharpen(struct unit *u, const struct transaction *x)
{
    u->day = x->day != DAY_NONE ? x->day : u->day;
    u->certain = true;
    u->open = x->pending;
    if (x->last4[0]) {
        memset(&u->payment, 0, sizeof(u->payment));
        memcpy(u->payment.last4[0], x->last4, 5);
        u->payment.card = true;
    }
    u->evidence |= EVIDENCE_TRANSACTION;
}

static struct unit *add_transaction(struct transacting *t, const struct transaction *x,
                                    uint32_t purchase)
{
    struct unit *u =
        unit_add(t->g, x->amount < 0 ? UNIT_REFUND : UNIT_TRANSACTION, x->origin, purchase);

    u->title = x->title.len ? x->title : x->vendor;
    u->amount = x->amount;
    u->currency = x->currency;
    u->ordered = x->day;
    u->evidence = EVIDENCE_TRANSACTION | (x->amount < 0 ? EVIDENCE_REFUND : 0);
    sharpen(u, x);
    return u;
}

static void apply(struct transacting *t, const struct transaction *x, size_t purchases_before)
{
    uint32_t purchases[SUBSET_MAX], units[SUBSET_MAX];
    size_t n = named_purchases(t, x, purchases, SUBSET_MAX, purchases_before);
    size_t len = open_units(t, purchases, n, x->amount < 0, units);
    struct unit_list *list = &t->g->ret->list;
    unsigned sum = find_sum(list, units, len, x->amount);
    struct unit *u;

    if (sum && (sum & (sum - 1)) == 0) {
        sharpen(&list->at[units[__builtin_ctz(sum)]], x);
        return;
    }
    u = add_transaction(t, x, unit_purchase(t->g, x->order_id, x->origin.source));
    u->items = 0;
    for (size_t i = 0; i < len; i++) {
        struct unit *old = &list->at[units[i]];
        bool taken = sum ? (sum & 1u << i) != 0 : x->amount > 0 && old->day <= x->day + 3;

        if (!taken || old->dropped)
            continue;
        if (u->title.len == 0 || sum)
            u->title = old->title;
        u->evidence |= old->evidence;
        u->items = (uint16_t)(u->items + old->items);
        old->dropped = true;
    }
    u->items = u->items ? u->items : 1;
    if (u->evidence == EVIDENCE_TRANSACTION)
        u->evidence |= EVIDENCE_ORDER | EVIDENCE_DIGITAL | EVIDENCE_MEMBERSHIP;
}

/* What the gift balance paid of a purchase will not be on any card. */
static void deduct(struct unit_gathering *g, const struct transaction *x)
{
    uint32_t purchase = unit_purchase(g, x->order_id, x->origin.source);

    if (purchase != MAP_NONE && x->amount > 0)
        g->ret->purchases.at[purchase].known_deduction += x->amount;
}

/* Two sources that tell of one transaction: one of them counts. */
static uint64_t transaction_key(const struct transaction *x)
{
    uint64_t key = hash_mix(hash_mix(70, (uint64_t)x->amount), (uint64_t)(uint32_t)x->day);

    return hash_bytes(x->order_id, hash_bytes(slice_of(x->last4), key));
}

void unit_gather_transactions(struct unit_gathering *g)
{
    const struct transactions *all = &g->records->transactions;
    struct transacting t = {.g = g};
    struct map seen = {0};
    size_t purchases_before = g->ret->purchases.len;

    if (all->len == 0)
        return;
    list_units(&t);
    for (uint32_t i = 0; i < all->len; i++) {
        const struct transaction *x = &all->at[i];
        uint32_t first;

        if (!unit_counts(g, x->origin) || x->amount == 0)
            continue;
        first = map_add(&seen, g->arena, transaction_key(x), i, NULL, NULL);
        if (all->at[first].origin.source != x->origin.source)
            continue;
        if (x->gift)
            deduct(g, x);
        else
            apply(&t, x, purchases_before);
    }
}
