#include "match/news.h"

#include "match/copy.h"
#include "match/photograph.h"

struct telling {
    const struct records *records;
    struct entries entries;
    uint32_t from;
    struct news *news;
    const bool *was_gone; /* by row: it belonged to a charge that had vanished before */
};

static void gather(const struct records *records, struct arena *arena, struct entries *ret)
{
    const uint32_t *rank, *copy = copy_find(records, arena, &rank);

    entry_gather(records, copy, rank, arena, ret);
}

/* The rows of an entry, from its own on; MAP_NONE at the end. */
static uint32_t next_row(const struct entries *entries, uint32_t *at)
{
    const struct appearance *a;

    if (!*at)
        return MAP_NONE;
    a = &entries->appearances.at[*at - 1];
    *at = a->next;
    return a->row;
}

#define EACH_ROW(each, entry, entries)                                          \
    for (uint32_t at_ = (entry)->more, each = (entry)->row; (each) != MAP_NONE; \
         (each) = next_row((entries), &at_))

/* ------------------------------------------------------------------ before */

/* Gather the first ${from} sources alone. */
static bool *find_gone(const struct records *records, uint32_t from, struct arena *arena)
{
    bool *gone = arena_alloc(arena, records->charges.len + 1);
    struct arena *scratch = arena_like(arena);
    struct records before = *records;
    struct entries entries = {{NULL, 0, 0}, {NULL, 0, 0}};

    before.sources.len = from;
    before.charges.len = 0;
    while (before.charges.len < records->charges.len &&
           records->charges.at[before.charges.len].source < from)
        before.charges.len++;
    if (from)
        gather(&before, scratch, &entries);
    for (size_t e = 0; e < entries.list.len; e++)
        if (entries.list.at[e].vanished)
            EACH_ROW(row, &entries.list.at[e], &entries)
    gone[row] = true;
    arena_free(scratch);
    return gone;
}

/* ------------------------------------------------------------------ one charge */

static const struct charge *charge_of(const struct telling *t, uint32_t row)
{
    return &t->records->charges.at[row];
}

/* What ${row} is to the rows of the entry that stand in sources before its own. */
static void tell_row(struct telling *t, const struct entry *entry, uint32_t row)
{
    const struct charge *c = charge_of(t, row);
    bool any = false, all_pending = true, alike = false;
    struct news *news;

    if (c->source < t->from)
        return;
    EACH_ROW(other, entry, &t->entries)
    {
        const struct charge *o = charge_of(t, other);

        if (o->source > c->source || (o->source == c->source && other >= row))
            continue;
        if (o->source == c->source)
            return; /* a file tells of a charge once */
        any = true;
        all_pending = all_pending && o->state == CHARGE_PENDING;
        alike = alike || (o->day == c->day && o->amount == c->amount &&
                          photograph_text(t->records, other) == photograph_text(t->records, row));
    }
    news = &t->news[c->source - t->from];
    if (!any)
        news->fresh++;
    else if (all_pending && c->state == CHARGE_POSTED)
        news->posted++;
    else if (alike)
        news->again++;
    else
        news->reworded++;
}

/* Whether the window of ${source} should have shown the charge ${c} of another file. */
static bool should_show(const struct source *source, const struct source *other,
                        const struct charge *c)
{
    return source->is_statement && slice_eq(source->family, other->family) &&
           slice_eq(source->account, other->account) && source->from <= c->day &&
           c->day <= source->until;
}

/* A charge that has vanished now: the last of the later files that should have shown it. */
static void tell_vanished(struct telling *t, const struct entry *entry)
{
    const struct charge *c = charge_of(t, entry->row);
    const struct sources *sources = &t->records->sources;
    uint32_t found = t->from, last = 0;

    EACH_ROW(row, entry, &t->entries)
    {
        if (t->was_gone[row])
            return;
        if (charge_of(t, row)->source > last)
            last = charge_of(t, row)->source;
    }
    for (uint32_t s = t->from; s < sources->len; s++)
        if (s != last && should_show(&sources->at[s], &sources->at[c->source], c))
            found = s;
    t->news[found - t->from].vanished++;
}

void news_find(const struct records *records, uint32_t from, struct arena *arena, struct news *ret)
{
    struct arena *scratch = arena_like(arena);
    struct telling t = {.records = records,
                        .from = from,
                        .news = ret,
                        .was_gone = find_gone(records, from, scratch)};

    if (from < records->sources.len) {
        gather(records, scratch, &t.entries);
        for (size_t e = 0; e < t.entries.list.len; e++) {
            const struct entry *entry = &t.entries.list.at[e];

            EACH_ROW(row, entry, &t.entries)
            tell_row(&t, entry, row);
            if (entry->vanished)
                tell_vanished(&t, entry);
        }
    }
    arena_free(scratch);
}
