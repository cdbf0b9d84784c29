#include "store/fake_inside.h"

/* What watch keeps, in memory. */

static struct fake_store *inside(struct store *store)
{
    return (struct fake_store *)store;
}

static struct fake_watch_row *find_row(struct fake_store *s, struct slice kind, struct slice id)
{
    for (size_t i = 0; i < s->now.watch.len; i++)
        if (slice_eq(s->now.watch.at[i].kind, kind) && slice_eq(s->now.watch.at[i].id, id))
            return &s->now.watch.at[i];
    return NULL;
}

int fake_row_put(struct store *store, struct slice kind, struct slice id, struct slice body,
                 struct err *reterr)
{
    struct fake_store *s = inside(store);
    struct fake_watch_row *row = find_row(s, kind, id);
    size_t to = s->now.watch.len;

    (void)reterr;
    if (row) {
        row->body = arena_copy(s->arena, body);
        return 0;
    }
    array_push(s->arena, &s->now.watch);
    for (; to > 0 && slice_cmp(s->now.watch.at[to - 1].id, id) > 0; to--)
        s->now.watch.at[to] = s->now.watch.at[to - 1];
    s->now.watch.at[to] = (struct fake_watch_row){
        arena_copy(s->arena, kind), arena_copy(s->arena, id), arena_copy(s->arena, body)};
    return 0;
}

int fake_row_get(struct store *store, struct slice kind, struct slice id, struct arena *arena,
                 struct slice *ret_body, struct err *reterr)
{
    const struct fake_watch_row *row = find_row(inside(store), kind, id);

    (void)reterr;
    if (row)
        *ret_body = arena_copy(arena, row->body);
    return row != NULL;
}

int fake_row_list(struct store *store, struct slice kind, struct arena *arena,
                  struct store_rows *ret, struct err *reterr)
{
    const struct fake_watch_rows *rows = &inside(store)->now.watch;
    struct store_rows found = {NULL, 0, 0};

    (void)reterr;
    for (size_t i = 0; i < rows->len; i++)
        if (slice_eq(rows->at[i].kind, kind))
            *array_push(arena, &found) = (struct store_row){arena_copy(arena, rows->at[i].id),
                                                            arena_copy(arena, rows->at[i].body)};
    *ret = found;
    return 0;
}

int fake_row_drop(struct store *store, struct slice kind, struct slice id, struct err *reterr)
{
    struct fake_watch_rows *rows = &inside(store)->now.watch;
    size_t kept = 0;

    (void)reterr;
    for (size_t i = 0; i < rows->len; i++)
        if (!slice_eq(rows->at[i].kind, kind) || !slice_eq(rows->at[i].id, id))
            rows->at[kept++] = rows->at[i];
    rows->len = kept;
    return 0;
}

/* ------------------------------------------------------------------ letters */

static struct store_letter copy_letter(struct arena *arena, const struct store_letter *from)
{
    struct store_letter to = *from;

    to.id = arena_copy(arena, from->id);
    to.channel = arena_copy(arena, from->channel);
    to.body = arena_copy(arena, from->body);
    return to;
}

static struct store_letter *find_letter(struct fake_store *s, struct slice id)
{
    for (size_t i = 0; i < s->now.letters.len; i++)
        if (slice_eq(s->now.letters.at[i].id, id))
            return &s->now.letters.at[i];
    return NULL;
}

int fake_letter_put(struct store *store, const struct store_letter *letter, struct err *reterr)
{
    struct fake_store *s = inside(store);

    (void)reterr;
    if (!find_letter(s, letter->id))
        *array_push(s->arena, &s->now.letters) = copy_letter(s->arena, letter);
    return 0;
}

int fake_letter_set(struct store *store, const struct store_letter *letter, struct err *reterr)
{
    struct store_letter *at = find_letter(inside(store), letter->id);

    (void)reterr;
    if (at) {
        at->due = letter->due;
        at->tries = letter->tries;
        at->state = letter->state;
        at->sent = letter->sent;
    }
    return 0;
}

static bool is_before(const struct store_letter *a, const struct store_letter *b)
{
    return a->due != b->due ? a->due < b->due : slice_cmp(a->id, b->id) < 0;
}

int fake_letter_due(struct store *store, int64_t until, size_t max, struct arena *arena,
                    struct store_letters *ret, struct err *reterr)
{
    const struct store_letters *all = &inside(store)->now.letters;
    struct store_letters found = {NULL, 0, 0};

    (void)reterr;
    for (size_t i = 0; i < all->len; i++) {
        size_t to = found.len;

        if (all->at[i].state != STORE_WAITS || all->at[i].due > until)
            continue;
        array_push(arena, &found);
        for (; to > 0 && is_before(&all->at[i], &found.at[to - 1]); to--)
            found.at[to] = found.at[to - 1];
        found.at[to] = copy_letter(arena, &all->at[i]);
    }
    found.len = found.len > max ? max : found.len;
    *ret = found;
    return 0;
}

int fake_letter_trim(struct store *store, int64_t before, struct err *reterr)
{
    struct store_letters *all = &inside(store)->now.letters;
    size_t kept = 0;

    (void)reterr;
    for (size_t i = 0; i < all->len; i++)
        if (all->at[i].state == STORE_WAITS || all->at[i].sent >= before)
            all->at[kept++] = all->at[i];
    all->len = kept;
    return 0;
}
