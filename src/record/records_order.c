#include "record/records_order.h"

#include "base/sort.h"
#include "record/shape.h"

struct ordering {
    const struct records *from;
    struct records *to;
    uint32_t *rank; /* by source: its place */
    struct arena *arena;
};

static bool path_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct sources *sources = ctx;

    return slice_cmp(sources->at[a].path, sources->at[b].path) < 0;
}

static bool charge_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct ordering *o = ctx;

    return o->rank[o->from->charges.at[a].source] < o->rank[o->from->charges.at[b].source];
}

static bool is_in_order(const struct records *records)
{
    for (uint32_t i = 1; i < records->sources.len; i++)
        if (path_before(&records->sources, i, i - 1))
            return false;
    return true;
}

static void order_sources(struct ordering *o)
{
    const struct sources *from = &o->from->sources;
    struct sources *to = &o->to->sources;
    uint32_t *order = sort_order(from->len, path_before, from, o->arena);

    o->rank = arena_make_n(o->arena, uint32_t, from->len);
    *to = (struct sources){
        .at = arena_make_n(o->arena, struct source, from->len), .len = from->len, .cap = from->len};
    for (uint32_t i = 0; i < from->len; i++) {
        to->at[i] = from->at[order[i]];
        o->rank[order[i]] = i;
    }
}

static void order_charges(struct ordering *o)
{
    const struct charges *from = &o->from->charges;
    struct charges *to = &o->to->charges;
    uint32_t *order = sort_order(from->len, charge_before, o, o->arena);

    *to = (struct charges){
        .at = arena_make_n(o->arena, struct charge, from->len), .len = from->len, .cap = from->len};
    for (size_t i = 0; i < from->len; i++) {
        to->at[i] = from->at[order[i]];
        to->at[i].source = o->rank[to->at[i].source];
    }
}

/* New numbers for ${n} old ones, as they come; those that do not come stand behind. */
struct numbering {
    uint32_t *new; /* by old number: new one + 1 */
    uint32_t next;
};

static uint32_t number(struct numbering *n, uint32_t old)
{
    if (!n->new[old])
        n->new[old] = ++n->next;
    return n->new[old] - 1;
}

static void order_texts(struct ordering *o)
{
    size_t len = o->from->texts.len;
    struct numbering n = {arena_make_n(o->arena, uint32_t, len), 0};
    struct charge_text *to = arena_make_n(o->arena, struct charge_text, len);

    for (size_t i = 0; i < o->to->charges.len; i++)
        o->to->charges.at[i].text = number(&n, o->to->charges.at[i].text);
    for (uint32_t i = 0; i < len; i++)
        to[number(&n, i)] = o->from->texts.at[i];
    o->to->texts = (struct charge_texts){to, len, len};
}

static void order_cards(struct ordering *o)
{
    size_t len = o->from->cards.len;
    struct numbering n = {arena_make_n(o->arena, uint32_t, len), 0};
    struct charge_card *to = arena_make_n(o->arena, struct charge_card, len);

    number(&n, 0); /* nothing told */
    for (size_t i = 0; i < o->to->charges.len; i++)
        o->to->charges.at[i].card = number(&n, o->to->charges.at[i].card);
    for (uint32_t i = 0; i < len; i++)
        to[number(&n, i)] = o->from->cards.at[i];
    o->to->cards = (struct charge_cards){to, len, len};
}

const struct records *records_order(const struct records *records, struct arena *arena)
{
    struct ordering o = {.from = records, .arena = arena};

    if (is_in_order(records))
        return records;
    o.to = arena_make(arena, struct records);
    *o.to = *records;
    o.to->text_index = o.to->card_index = (struct map){0}; /* of the old numbers */
    order_sources(&o);
    order_charges(&o);
    order_texts(&o);
    order_cards(&o);
    for (size_t i = 0; i < SHAPES; i++)
        shape_order(&shapes[i], o.to, o.rank, arena);
    return o.to;
}
