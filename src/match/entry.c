#include "match/entry.h"

#include "base/hash.h"
#include "base/sort.h"
#include "match/photograph.h"

#include <string.h>

#define AT_ONCE 32u /* keys */

struct gathering {
    const struct records *records;
    const uint32_t *copy, *rank;
    struct arena *arena;
    struct entries *ret;
    uint32_t *parent;            /* union-find over sources: streams */
    struct map series;           /* account, layout and folder → the first source of these */
    uint32_t *first_row;         /* by source: where its rows begin in row_order */
    uint32_t *row_order;         /* rows in the order of sources, as read */
    uint64_t *text_keys;         /* by text: photograph_text(), 0 = not asked for yet */
    const struct charge *holder; /* whose account and card holder_key is of; NULL = nobody's yet */
    uint64_t holder_key;
};

struct slice appearance_kind_name(enum appearance_kind kind)
{
    static const struct slice names[] = {
        [APPEARANCE_SAME] = {"same", 4},
        [APPEARANCE_PENDING] = {"pending", 7},
        [APPEARANCE_POSTED] = {"posted", 6},
        [APPEARANCE_REWORDED] = {"reworded", 8},
        [APPEARANCE_INSTALMENT] = {"instalment", 10},
        [APPEARANCE_NOTICE] = {"notice", 6},
    };

    return names[kind];
}

/* ------------------------------------------------------------------ streams */

static uint32_t root_of(struct gathering *g, uint32_t source)
{
    while (g->parent[source] != source)
        source = g->parent[source] = g->parent[g->parent[source]];
    return source;
}

static void unite(struct gathering *g, uint32_t a, uint32_t b)
{
    a = root_of(g, a);
    b = root_of(g, b);
    if (a < b)
        g->parent[b] = a;
    else
        g->parent[a] = b;
}

/* Sources that may show one charge: the same issuer's, and those that show the same last four
 * digits. */
static void unite_streams(struct gathering *g)
{
    const struct records *r = g->records;
    struct map first = {0};

    for (uint32_t i = 0; i < r->sources.len; i++) {
        const struct source *s = &r->sources.at[i];
        uint64_t key = hash_bytes(s->family, hash_bytes(s->account, 10));

        g->parent[i] = i;
        if (s->is_statement && s->family.len)
            unite(g, i, map_add(&first, g->arena, key, i, NULL, NULL));
    }
    for (size_t i = 0; i < r->charges.len; i++) {
        const struct charge *c = &r->charges.at[i];
        const char *last4 = r->cards.at[c->card].last4;
        uint64_t key;

        if (!last4[0] || (i && c->card == c[-1].card && c->source == c[-1].source))
            continue;
        key = hash_bytes(slice_of(last4), hash_bytes(r->sources.at[c->source].account, 11));
        unite(g, c->source, map_add(&first, g->arena, key, c->source, NULL, NULL));
    }
}

static void order_rows(struct gathering *g)
{
    const struct records *r = g->records;
    size_t n = r->sources.len;
    uint32_t *fill;

    g->first_row = arena_make_n(g->arena, uint32_t, n + 1);
    g->row_order = arena_make_n(g->arena, uint32_t, r->charges.len);
    for (size_t i = 0; i < r->charges.len; i++)
        g->first_row[r->charges.at[i].source + 1]++;
    for (size_t s = 0; s < n; s++)
        g->first_row[s + 1] += g->first_row[s];
    fill = arena_make_n(g->arena, uint32_t, n + 1);
    memcpy(fill, g->first_row, (n + 1) * sizeof(*fill));
    for (uint32_t i = 0; i < r->charges.len; i++)
        g->row_order[fill[r->charges.at[i].source]++] = i;
}

/* Files that lie beside each other and have one layout, so that they are one after the other of one
 * card. */
static uint32_t series_of(struct gathering *g, uint32_t source)
{
    const struct source *s = &g->records->sources.at[source];
    struct slice folder = s->path;
    uint64_t key = hash_bytes(s->format, hash_bytes(s->account, 12));

    while (folder.len && folder.ptr[folder.len - 1] != '/' && folder.ptr[folder.len - 1] != '!')
        folder.len--;
    return map_add(&g->series, g->arena, hash_bytes(folder, key), source, NULL, NULL);
}

/* Later parts of instalments stand on bills months after their day, which is no part of what the
 * file shows. */
static void begin_with_purchases(const struct gathering *g, struct photo *photo)
{
    int32_t purchase = DAY_NONE, part = DAY_NONE;

    for (size_t i = 0; i < photo->len; i++) {
        int32_t day = g->records->charges.at[photo->rows[i]].day;
        int32_t *first = entry_is_later_part(g->records, photo->rows[i]) ? &part : &purchase;

        if (day != DAY_NONE && (*first == DAY_NONE || day < *first))
            *first = day;
    }
    if (part != DAY_NONE && part == photo->from && purchase > part)
        photo->from = purchase;
}

/* The window of a source: a file that was cut short proves nothing on its first and last day. */
static struct photo make_photo(struct gathering *g, uint32_t source)
{
    const struct source *s = &g->records->sources.at[source];
    uint32_t from = g->first_row[source];
    struct photo photo = {.source = source,
                          .series = series_of(g, source),
                          .from = s->from,
                          .until = s->until,
                          .rows = g->row_order + from,
                          .len = g->first_row[source + 1] - from};

    if (g->records->extras.len > 1)
        begin_with_purchases(g, &photo);
    if (s->from == DAY_NONE) {
        photo.from = 1;
        photo.until = 0;
    } else if (s->is_cut) {
        photo.from++;
        photo.until--;
    }
    return photo;
}

static bool oldest_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct gathering *g = ctx;
    const struct source *sa = &g->records->sources.at[a], *sb = &g->records->sources.at[b];

    if (g->parent[a] != g->parent[b])
        return g->rank[g->parent[a]] < g->rank[g->parent[b]];
    if (sa->until != sb->until)
        return sa->until < sb->until;
    if (sa->is_pending != sb->is_pending)
        return sa->is_pending;
    if (sa->from != sb->from)
        return sa->from < sb->from;
    return g->rank[a] < g->rank[b];
}

static void develop_streams(struct gathering *g)
{
    size_t n = g->records->sources.len, len = 0;
    uint32_t *order = arena_make_n(g->arena, uint32_t, n);
    struct photo *photos = arena_make_n(g->arena, struct photo, n);

    for (uint32_t s = 0; s < n; s++)
        root_of(g, s);
    for (uint32_t s = 0; s < n; s++)
        g->parent[s] = root_of(g, s);
    for (uint32_t s = 0; s < n; s++)
        if (g->copy[s] == s && g->first_row[s + 1] > g->first_row[s])
            order[len++] = s;
    sort_indices(order, len, oldest_before, g, g->arena);
    for (size_t i = 0; i < len; i++)
        photos[i] = make_photo(g, order[i]);
    for (size_t i = 0, end; i < len; i = end) {
        for (end = i + 1; end < len && g->parent[order[end]] == g->parent[order[i]]; end++)
            ;
        photograph_develop(g->records, g->arena, photos + i, end - i, g->ret);
    }
}

/* ------------------------------------------------------------------ instalments */

int64_t entry_purchase(const struct records *records, uint32_t row)
{
    const struct charge_extra *x = entry_extra(records, row);

    return x && x->purchase ? x->purchase : records->charges.at[row].amount;
}

static uint64_t purchase_key(const struct gathering *g, uint32_t row)
{
    const struct records *r = g->records;
    const struct charge *c = &r->charges.at[row];
    uint64_t key = hash_mix((uint64_t)entry_purchase(r, row), (uint64_t)(uint32_t)c->day);

    return hash_mix(hash_mix(key, photograph_text(r, row)), g->parent[c->source]);
}

/* A later instalment is a further appearance of its purchase where that is among the entries. */
static void join_instalments(struct gathering *g)
{
    const struct records *r = g->records;
    struct entry_list *list = &g->ret->list;
    struct map purchases = {0};
    size_t kept = 0;

    if (r->extras.len <= 1)
        return;
    for (uint32_t e = 0; e < list->len; e++) {
        const struct charge_extra *x = entry_extra(r, list->at[e].row);

        if (x && x->is_instalment && !entry_is_later_part(r, list->at[e].row))
            map_add(&purchases, g->arena, purchase_key(g, list->at[e].row), e, NULL, NULL);
    }
    for (uint32_t e = 0; e < list->len; e++) {
        uint32_t row = list->at[e].row, first = MAP_NONE;

        if (entry_is_later_part(r, row))
            first = map_find(&purchases, purchase_key(g, row), NULL, NULL);
        list->at[e].lone_part = entry_is_later_part(r, row) && first == MAP_NONE;
        if (first == MAP_NONE)
            continue;
        photograph_show_again(g->ret, g->arena, first, row);
        for (uint32_t a = list->at[e].more; a; a = g->ret->appearances.at[a - 1].next)
            photograph_show_again(g->ret, g->arena, first, g->ret->appearances.at[a - 1].row);
        list->at[e].row = MAP_NONE;
    }
    for (size_t e = 0; e < list->len; e++)
        if (list->at[e].row != MAP_NONE)
            list->at[kept++] = list->at[e];
    list->len = kept;
}

/* ------------------------------------------------------------------ copies, order, ids */

/* By row: its entry + 1. */
static uint32_t *index_rows(struct gathering *g)
{
    uint32_t *entry_of = arena_make_n(g->arena, uint32_t, g->records->charges.len);

    for (uint32_t e = 0; e < g->ret->list.len; e++) {
        entry_of[g->ret->list.at[e].row] = e + 1;
        for (uint32_t a = g->ret->list.at[e].more; a; a = g->ret->appearances.at[a - 1].next)
            entry_of[g->ret->appearances.at[a - 1].row] = e + 1;
    }
    return entry_of;
}

/* The first row of ${source} as it was read (developing reorders row_order). */
static uint32_t first_row_of(const struct gathering *g, uint32_t source)
{
    uint32_t first = g->row_order[g->first_row[source]];

    for (uint32_t i = g->first_row[source]; i < g->first_row[source + 1]; i++)
        if (g->row_order[i] < first)
            first = g->row_order[i];
    return first;
}

/* The rows of a byte-identical copy stand beside those of its original, one for one. */
static void show_copies(struct gathering *g)
{
    const struct records *r = g->records;
    uint32_t *entry_of = NULL;

    for (uint32_t s = 0; s < r->sources.len; s++) {
        uint32_t len = g->first_row[s + 1] - g->first_row[s], original = g->copy[s];
        uint32_t row, twin;

        if (original == s || len == 0)
            continue;
        entry_of = entry_of ? entry_of : index_rows(g);
        row = first_row_of(g, s);
        twin = first_row_of(g, original);
        for (uint32_t i = 0; i < len; i++)
            if (entry_of[twin + i])
                photograph_show_again(g->ret, g->arena, entry_of[twin + i] - 1, row + i);
    }
}

static bool appears_before(const struct gathering *g, uint32_t a, uint32_t b)
{
    const struct charge *ca = &g->records->charges.at[a], *cb = &g->records->charges.at[b];
    bool later_a = entry_is_later_part(g->records, a), later_b = entry_is_later_part(g->records, b);

    if (later_a != later_b)
        return later_b;
    if (ca->day != cb->day)
        return ca->day < cb->day;
    if (ca->source != cb->source)
        return g->rank[ca->source] < g->rank[cb->source];
    return ca->line < cb->line;
}

/* photograph_text(), which one of many rows of a text has asked for already. */
static uint64_t text_key(struct gathering *g, uint32_t row)
{
    uint64_t *key = &g->text_keys[g->records->charges.at[row].text];

    if (*key == 0)
        *key = photograph_text(g->records, row);
    return *key;
}

/* What ${row} is to ${first}. */
static enum appearance_kind kind_of(struct gathering *g, uint32_t first, uint32_t row)
{
    const struct charge *a = &g->records->charges.at[first], *b = &g->records->charges.at[row];

    if (entry_is_later_part(g->records, row))
        return APPEARANCE_INSTALMENT;
    if (a->state != b->state)
        return b->state == CHARGE_PENDING ? APPEARANCE_PENDING : APPEARANCE_POSTED;
    if (a->day == b->day && a->amount == b->amount && text_key(g, first) == text_key(g, row))
        return APPEARANCE_SAME;
    return APPEARANCE_REWORDED;
}

/* Name the entry after the row that appeared first, and tell what the others are to it. */
static void settle(struct gathering *g, struct entry *e)
{
    struct appearances *all = &g->ret->appearances;
    const struct charge_extra *x;

    for (uint32_t a = e->more; a; a = all->at[a - 1].next) {
        if (appears_before(g, all->at[a - 1].row, e->row)) {
            uint32_t row = e->row;

            e->row = all->at[a - 1].row;
            all->at[a - 1].row = row;
        }
    }
    for (uint32_t a = e->more; a; a = all->at[a - 1].next)
        all->at[a - 1].kind = (uint8_t)kind_of(g, e->row, all->at[a - 1].row);
    e->day = g->records->charges.at[e->row].day;
    e->amount = g->records->charges.at[e->latest].amount;
    x = entry_extra(g->records, e->row);
    if (e->lone_part && x->has_billed)
        e->amount = x->billed;
}

static bool entry_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct gathering *g = ctx;
    const struct charge *ca = &g->records->charges.at[g->ret->list.at[a].row];
    const struct charge *cb = &g->records->charges.at[g->ret->list.at[b].row];

    if (ca->source != cb->source)
        return g->rank[ca->source] < g->rank[cb->source];
    return ca->line < cb->line;
}

/* One file alone is in order already, and a million entries are many to move. */
static bool are_ordered(const struct gathering *g)
{
    for (uint32_t e = 1; e < g->ret->list.len; e++)
        if (!entry_before(g, e - 1, e))
            return false;
    return true;
}

static void order_entries(struct gathering *g)
{
    struct entry_list *list = &g->ret->list;
    uint32_t *order;
    struct entry *sorted;

    if (are_ordered(g))
        return;
    order = arena_make_n(g->arena, uint32_t, list->len);
    sorted = arena_make_n(g->arena, struct entry, list->len);
    for (uint32_t e = 0; e < list->len; e++)
        order[e] = e;
    sort_indices(order, list->len, entry_before, g, g->arena);
    for (size_t e = 0; e < list->len; e++)
        sorted[e] = list->at[order[e]];
    arena_resize(g->arena, list->at, list->cap * sizeof(*list->at), 0);
    arena_resize(g->arena, order, list->len * sizeof(*order), 0);
    list->at = sorted;
    list->cap = list->len;
}

/* Account and card (or else issuer).  Rows that follow each other share them mostly. */
static uint64_t holder_key(struct gathering *g, const struct charge *c)
{
    const struct records *r = g->records;
    const struct charge_card *card = &r->cards.at[c->card];
    uint64_t key;

    if (g->holder && g->holder->card == c->card && g->holder->source == c->source)
        return g->holder_key;
    key = hash_bytes(r->sources.at[c->source].account, 20);
    if (c->card)
        key = hash_bytes(slice_of(card->last4), hash_bytes(card->label, key));
    else
        key = hash_bytes(r->sources.at[c->source].family, key);
    g->holder = c;
    return g->holder_key = key;
}

/* What a row is, whatever file shows it: account, card (or else issuer), day, text, amount, part.
 */
static uint64_t row_key(struct gathering *g, uint32_t row)
{
    const struct records *r = g->records;
    const struct charge *c = &r->charges.at[row];
    const struct charge_extra *x = entry_extra(r, row);
    uint64_t key = holder_key(g, c);

    key = hash_mix(hash_mix(key, (uint64_t)(uint32_t)c->day), (uint64_t)c->amount);
    key = hash_bytes((struct slice){c->currency.code, 3}, hash_mix(key, text_key(g, row)));
    return hash_mix(key, x && x->is_instalment ? (uint64_t)x->number : 0);
}

struct numbering {
    struct map seen; /* key → how many */
};

/* The k-th row with this key gets the k-th id. */
static uint64_t next_id(struct gathering *g, struct numbering *n, uint64_t key)
{
    uint32_t k = map_find(&n->seen, key, NULL, NULL);

    k = k == MAP_NONE ? 0 : k;
    map_set(&n->seen, g->arena, key, k + 1);
    return hash_mix(key, k);
}

/* Many keys are looked for at a time, so that memory brings their slots at a time. */
static void number_some(struct gathering *g, struct numbering *n, size_t from, size_t len)
{
    struct entry *entries = g->ret->list.at + from;

    for (size_t i = 0; i < len; i++) {
        entries[i].id = row_key(g, entries[i].row);
        map_fetch(&n->seen, entries[i].id);
    }
    for (size_t i = 0; i < len; i++)
        entries[i].id = next_id(g, n, entries[i].id);
}

static void number_appearances(struct gathering *g, struct numbering *n, const struct entry *entry)
{
    struct appearances *all = &g->ret->appearances;
    uint64_t own = row_key(g, entry->row), last_key = own, last_id = entry->id;

    for (uint32_t a = entry->more; a; a = all->at[a - 1].next) {
        uint64_t key = row_key(g, all->at[a - 1].row);

        if (key != last_key) {
            last_id = key == own ? entry->id : next_id(g, n, key);
            last_key = key;
        }
        all->at[a - 1].id = last_id;
    }
}

static void number_entries(struct gathering *g)
{
    struct numbering n = {0};

    map_reserve(&n.seen, g->arena, g->ret->list.len);
    for (size_t e = 0; e < g->ret->list.len; e += AT_ONCE)
        number_some(g, &n, e, g->ret->list.len - e < AT_ONCE ? g->ret->list.len - e : AT_ONCE);
    for (size_t e = 0; e < g->ret->list.len; e++)
        if (g->ret->list.at[e].more)
            number_appearances(g, &n, &g->ret->list.at[e]);
    arena_resize(g->arena, n.seen.slots, n.seen.cap * sizeof(*n.seen.slots), 0);
}

void entry_gather(const struct records *records, const uint32_t *copy, const uint32_t *rank,
                  struct arena *arena, struct entries *ret)
{
    struct gathering g = {
        .records = records, .copy = copy, .rank = rank, .arena = arena, .ret = ret};

    memset(ret, 0, sizeof(*ret));
    g.parent = arena_make_n(arena, uint32_t, records->sources.len);
    g.text_keys = arena_make_n(arena, uint64_t, records->texts.len + 1);
    unite_streams(&g);
    order_rows(&g);
    develop_streams(&g);
    join_instalments(&g);
    show_copies(&g);
    for (size_t e = 0; e < ret->list.len; e++)
        settle(&g, &ret->list.at[e]);
    order_entries(&g);
    number_entries(&g);
}
