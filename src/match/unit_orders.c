#include "match/unit_inside.h"

#include "base/sort.h"

#include <string.h>

/* The grains in which an order is told, worse first. */
enum grain { GRAIN_NONE, GRAIN_BARE_LINES, GRAIN_ORDER, GRAIN_LINES, GRAIN_SHIPMENTS };

/* Which telling of each purchase counts. */
struct telling {
    enum grain grain;
    uint32_t source;
};

struct tellings {
    struct telling *at; /* by purchase */
    size_t cap;
};

struct sorting {
    struct unit_gathering *g;
    struct tellings best;
    uint32_t *purchase;  /* by record */
    struct slice *title; /* by purchase: of its first line, from any source */
    uint32_t *title_line;
    size_t titles_cap;
};

static struct telling *telling_of(struct sorting *s, uint32_t purchase)
{
    struct tellings *t = &s->best;

    while (purchase >= t->cap) {
        size_t to = t->cap ? t->cap * 2 : 1024;

        t->at = arena_resize(s->g->arena, t->at, t->cap * sizeof(*t->at), to * sizeof(*t->at));
        t->cap = to;
    }
    return &t->at[purchase];
}

static void tell(struct sorting *s, uint32_t purchase, enum grain grain, uint32_t source)
{
    struct telling *t = telling_of(s, purchase);

    if (grain > t->grain ||
        (grain == t->grain && source != t->source && unit_source_before(s->g, source, t->source)))
        *t = (struct telling){grain, source};
}

static bool is_told_by(struct sorting *s, uint32_t purchase, enum grain grain, uint32_t source)
{
    const struct telling *t = telling_of(s, purchase);

    return t->grain == grain && t->source == source;
}

static enum grain line_grain(const struct order_line *line)
{
    return line->has_parts || line->shipped != DAY_NONE ? GRAIN_LINES : GRAIN_BARE_LINES;
}

static void merge_payment(struct payment *into, const struct payment *from)
{
    into->gift = into->gift || from->gift;
    into->card = into->card || from->card;
    for (size_t i = 0; i < 2; i++) {
        if (!from->last4[i][0] || memcmp(from->last4[i], into->last4[0], 5) == 0 ||
            memcmp(from->last4[i], into->last4[1], 5) == 0)
            continue;
        if (!into->last4[0][0])
            memcpy(into->last4[0], from->last4[i], 5);
        else if (!into->last4[1][0])
            memcpy(into->last4[1], from->last4[i], 5);
    }
}

static bool line_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct sorting *s = ctx;
    const struct order_line *la = &s->g->records->order_lines.at[a];
    const struct order_line *lb = &s->g->records->order_lines.at[b];

    if (s->purchase[a] != s->purchase[b])
        return s->purchase[a] < s->purchase[b];
    if (la->shipped != lb->shipped)
        return la->shipped < lb->shipped;
    if (la->shipped_too != lb->shipped_too)
        return la->shipped_too < lb->shipped_too;
    if (la->has_parts && lb->has_parts && la->subtotal != lb->subtotal)
        return la->subtotal < lb->subtotal;
    return la->origin.line < lb->origin.line;
}

/*
 * Lines of one shipment: one order, one shipping day, and the shipment's subtotal that each of them
 * repeats. Two parcels of one order that leave on one day differ in that.
 */
static bool same_shipment(const struct sorting *s, uint32_t x, uint32_t y)
{
    const struct order_line *a = &s->g->records->order_lines.at[x];
    const struct order_line *b = &s->g->records->order_lines.at[y];

    return s->purchase[x] == s->purchase[y] && a->shipped == b->shipped &&
           a->shipped_too == b->shipped_too && currency_eq(a->currency, b->currency) &&
           (!a->has_parts || !b->has_parts || a->subtotal == b->subtotal);
}

/*
 * What the lines of one shipment cost together.  Some files repeat the shipment's total on each
 * line instead of giving the line's own: the shipment's parts (subtotal, tax, postage, discount)
 * decide which it is.
 */
static int64_t shipment_amount(const struct order_line *const *lines, size_t n)
{
    int64_t sum = 0, parts;
    bool equal = n > 1;

    for (size_t i = 0; i < n; i++) {
        if (!money_add(sum, lines[i]->total, &sum))
            return 0;
        equal = equal && lines[i]->total == lines[0]->total;
    }
    if (!equal || !lines[0]->has_parts)
        return sum;
    parts = lines[0]->subtotal + lines[0]->subtotal_tax + lines[0]->postage - lines[0]->discount;
    return parts == lines[0]->total ? lines[0]->total : sum;
}

#define SHIPMENT_LINES 1000u

/* Keep the items of a shipment apart where each line tells its own sum. */
static void add_items(struct sorting *s, struct unit *u, const struct order_line *const *lines,
                      size_t n)
{
    struct unit_items *items = &s->g->ret->items;
    int64_t sum = 0;

    for (size_t i = 0; i < n; i++)
        if (!money_add(sum, lines[i]->total, &sum))
            return;
    if (n < 2 || sum != u->amount)
        return;
    u->items_from = (uint32_t)items->len;
    for (size_t i = 0; i < n; i++)
        *array_push(s->g->arena, items) = (struct unit_item){lines[i]->title, lines[i]->total};
}

static void add_shipment(struct sorting *s, const uint32_t *order, size_t n)
{
    const struct order_lines *all = &s->g->records->order_lines;
    const struct order_line *lines[SHIPMENT_LINES], *first = &all->at[order[0]];
    struct unit *u;
    int64_t amount;

    n = n < SHIPMENT_LINES ? n : SHIPMENT_LINES;
    for (size_t i = 0; i < n; i++)
        lines[i] = &all->at[order[i]];
    amount = shipment_amount(lines, n);
    if (amount <= 0)
        return; /* free replacements, orders paid in another way */
    u = unit_add(s->g, first->shipped == DAY_NONE ? UNIT_ORDER : UNIT_SHIPMENT, first->origin,
                 s->purchase[order[0]]);
    u->title = first->title;
    u->amount = amount;
    u->currency = first->currency;
    u->ordered = first->ordered;
    u->shipped = first->shipped != DAY_NONE;
    u->day = u->shipped ? first->shipped : first->ordered;
    u->day_too = first->shipped_too;
    u->items = (uint16_t)n;
    u->evidence = EVIDENCE_ORDER;
    add_items(s, u, lines, n);
    for (size_t i = 0; i < n; i++) {
        merge_payment(&u->payment, &lines[i]->payment);
        u->subscribe_save = u->subscribe_save || lines[i]->subscribe_save;
    }
    u->dropped = unit_is_paid_without_card(&u->payment);
}

static void tell_lines(struct sorting *s)
{
    const struct order_lines *all = &s->g->records->order_lines;

    s->purchase = arena_make_n(s->g->arena, uint32_t, all->len);
    for (size_t i = 0; i < all->len; i++) {
        const struct order_line *line = &all->at[i];

        s->purchase[i] = MAP_NONE;
        if (!unit_counts(s->g, line->origin))
            continue;
        s->purchase[i] = unit_purchase(s->g, line->order_id, line->origin.source);
        if (s->purchase[i] != MAP_NONE)
            tell(s, s->purchase[i], line_grain(line), line->origin.source);
    }
}

/* Whether each line by itself makes up the subtotal that it repeats: parcels of equal worth, not
 * one of several items. */
static bool is_each_whole(const struct sorting *s, const uint32_t *order, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct order_line *line = &s->g->records->order_lines.at[order[i]];

        if (!line->has_parts || line->subtotal <= 0 || line->quantity <= 0 ||
            line->unit_price > MONEY_MAX / line->quantity ||
            line->unit_price * line->quantity != line->subtotal)
            return false;
    }
    return n > 1;
}

static void add_lines(struct sorting *s)
{
    const struct order_lines *all = &s->g->records->order_lines;
    uint32_t *order = arena_make_n(s->g->arena, uint32_t, all->len);
    size_t len = 0;

    for (uint32_t i = 0; i < all->len; i++) {
        const struct order_line *line = &all->at[i];

        if (s->purchase[i] != MAP_NONE && !line->cancelled && line->has_amount &&
            is_told_by(s, s->purchase[i], line_grain(line), line->origin.source))
            order[len++] = i;
    }
    sort_indices(order, len, line_before, s, s->g->arena);
    for (size_t i = 0, end; i < len; i = end) {
        for (end = i + 1; end < len && same_shipment(s, order[i], order[end]); end++)
            ;
        if (!is_each_whole(s, order + i, end - i)) {
            add_shipment(s, order + i, end - i);
            continue;
        }
        for (size_t k = i; k < end; k++)
            add_shipment(s, order + k, 1);
    }
}

static void tell_shipments(struct sorting *s)
{
    const struct shipments *all = &s->g->records->shipments;

    for (size_t i = 0; i < all->len; i++) {
        const struct shipment *x = &all->at[i];
        uint32_t p = unit_counts(s->g, x->origin)
                         ? unit_purchase(s->g, x->order_id, x->origin.source)
                         : MAP_NONE;

        if (p != MAP_NONE)
            tell(s, p, GRAIN_SHIPMENTS, x->origin.source);
    }
}

/* The title that any source gives for a purchase: rows of one shipment have none. */
static void collect_titles(struct sorting *s)
{
    const struct order_lines *all = &s->g->records->order_lines;

    s->titles_cap = s->g->ret->purchases.len;
    s->title = arena_make_n(s->g->arena, struct slice, s->titles_cap);
    for (size_t i = 0; i < all->len; i++)
        if (s->purchase[i] != MAP_NONE &&
            (s->title[s->purchase[i]].len == 0 ||
             slice_cmp(all->at[i].title, s->title[s->purchase[i]]) < 0))
            s->title[s->purchase[i]] = all->at[i].title;
}

static void add_shipments(struct sorting *s)
{
    const struct shipments *all = &s->g->records->shipments;

    for (size_t i = 0; i < all->len; i++) {
        const struct shipment *x = &all->at[i];
        uint32_t p;
        struct unit *u;

        if (!unit_counts(s->g, x->origin) || x->cancelled || !x->has_amount || x->charged <= 0)
            continue;
        p = unit_purchase(s->g, x->order_id, x->origin.source);
        if (p == MAP_NONE || !is_told_by(s, p, GRAIN_SHIPMENTS, x->origin.source))
            continue;
        u = unit_add(s->g, UNIT_SHIPMENT, x->origin, p);
        u->title = p < s->titles_cap ? s->title[p] : (struct slice){"", 0};
        u->amount = x->charged;
        u->currency = x->currency;
        u->ordered = x->ordered;
        u->shipped = x->shipped != DAY_NONE;
        u->day = u->shipped ? x->shipped : x->ordered;
        u->payment = x->payment;
        u->evidence = EVIDENCE_ORDER;
        u->dropped = unit_is_paid_without_card(&u->payment);
    }
}

static void tell_orders(struct sorting *s)
{
    const struct orders *all = &s->g->records->orders;

    for (size_t i = 0; i < all->len; i++) {
        const struct order *o = &all->at[i];
        uint32_t p = unit_counts(s->g, o->origin)
                         ? unit_purchase(s->g, o->order_id, o->origin.source)
                         : MAP_NONE;
        struct purchase *purchase;

        if (p == MAP_NONE)
            continue;
        tell(s, p, GRAIN_ORDER, o->origin.source);
        purchase = &s->g->ret->purchases.at[p];
        if (o->points + o->gift > purchase->known_deduction)
            purchase->known_deduction = o->points + o->gift;
    }
}

static void add_orders(struct sorting *s)
{
    const struct orders *all = &s->g->records->orders;

    for (size_t i = 0; i < all->len; i++) {
        const struct order *o = &all->at[i];
        uint32_t p;
        struct unit *u;

        if (!unit_counts(s->g, o->origin) || o->cancelled || !(o->has_amount || o->has_billed))
            continue;
        p = unit_purchase(s->g, o->order_id, o->origin.source);
        if (p == MAP_NONE || !is_told_by(s, p, GRAIN_ORDER, o->origin.source))
            continue;
        u = unit_add(s->g, o->digital ? UNIT_DIGITAL : UNIT_ORDER, o->origin, p);
        u->title = o->title.len        ? o->title
                   : p < s->titles_cap ? s->title[p]
                                       : (struct slice){"", 0};
        u->amount = o->has_billed ? o->billed : o->total - o->points - o->gift;
        u->currency = o->currency;
        u->ordered = u->day = o->ordered;
        u->payment = o->payment;
        u->evidence = o->digital ? EVIDENCE_DIGITAL : EVIDENCE_ORDER;
        u->dropped = u->amount <= 0;
        s->g->ret->purchases.at[p].known_deduction = 0; /* taken off already */
    }
}

void unit_gather_orders(struct unit_gathering *g)
{
    struct sorting s = {.g = g};

    tell_lines(&s);
    tell_shipments(&s);
    tell_orders(&s);
    collect_titles(&s);
    add_lines(&s);
    add_shipments(&s);
    add_orders(&s);
    for (size_t i = 0; i < g->ret->list.len; i++) {
        const struct unit *u = &g->ret->list.at[i];

        if (u->purchase != MAP_NONE && u->payment.gift)
            g->ret->purchases.at[u->purchase].has_gift = true;
    }
}
