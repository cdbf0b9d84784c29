#include "store/fake_inside.h"

#include "record/charge_row.h"

static struct fake_store *inside(struct store *store)
{
    return (struct fake_store *)store;
}

static void close_store(struct store *store)
{
    arena_free(inside(store)->arena);
}

/* ------------------------------------------------------------------ transactions */

/* Copies, so that a change within the transaction does not reach what was before. */
#define COPY(s, to, from, rows)                                         \
    do {                                                                \
        (to)->rows.len = 0;                                             \
        (to)->rows.at = NULL;                                           \
        (to)->rows.cap = 0;                                             \
        for (size_t i_ = 0; i_ < (from)->rows.len; i_++)                \
            *array_push((s)->arena, &(to)->rows) = (from)->rows.at[i_]; \
    } while (0)

static int begin(struct store *store, struct err *reterr)
{
    struct fake_store *s = inside(store);

    if (s->is_within)
        return err_set(reterr, (enum err_code)STORE_BUSY, 0, SLICE("within a transaction"));
    COPY(s, &s->before, &s->now, settings);
    COPY(s, &s->before, &s->now, events);
    COPY(s, &s->before, &s->now, files);
    COPY(s, &s->before, &s->now, sources);
    COPY(s, &s->before, &s->now, charges);
    COPY(s, &s->before, &s->now, records);
    COPY(s, &s->before, &s->now, decisions);
    COPY(s, &s->before, &s->now, keys);
    COPY(s, &s->before, &s->now, watch);
    COPY(s, &s->before, &s->now, letters);
    s->is_within = true;
    return 0;
}

static int commit(struct store *store, struct err *reterr)
{
    (void)reterr;
    inside(store)->is_within = false;
    return 0;
}

static void rollback(struct store *store)
{
    struct fake_store *s = inside(store);

    if (s->is_within)
        s->now = s->before;
    s->is_within = false;
}

/* ------------------------------------------------------------------ settings */

static int setting_get(struct store *store, struct slice name, struct arena *arena,
                       struct slice *ret, struct err *reterr)
{
    struct fake_settings *settings = &inside(store)->now.settings;

    (void)reterr;
    for (size_t i = settings->len; i-- > 0;)
        if (slice_eq(settings->at[i].name, name)) {
            *ret = arena_copy(arena, settings->at[i].value);
            return 1;
        }
    return 0;
}

static int setting_put(struct store *store, struct slice name, struct slice value,
                       struct err *reterr)
{
    struct fake_store *s = inside(store);

    (void)reterr;
    *array_push(s->arena, &s->now.settings) =
        (struct fake_setting){arena_copy(s->arena, name), arena_copy(s->arena, value)};
    return 0;
}

/* ------------------------------------------------------------------ journals */

static int event_head(struct store *store, struct slice case_id, struct arena *arena,
                      uint64_t *ret_seq, struct slice *ret_sha256, struct err *reterr)
{
    struct fake_events *events = &inside(store)->now.events;

    (void)reterr;
    for (size_t i = events->len; i-- > 0;)
        if (slice_eq(events->at[i].case_id, case_id)) {
            *ret_seq = events->at[i].event.seq;
            *ret_sha256 = arena_copy(arena, events->at[i].event.sha256);
            return 1;
        }
    return 0;
}

static int event_append(struct store *store, struct slice case_id, const struct store_event *event,
                        struct err *reterr)
{
    struct fake_store *s = inside(store);
    struct slice hash;
    uint64_t seq = 0;

    event_head(store, case_id, s->arena, &seq, &hash, reterr);
    if (event->seq != seq + 1)
        return err_set(reterr, (enum err_code)STORE_TAKEN, 0, SLICE(""));
    *array_push(s->arena, &s->now.events) = (struct fake_event){
        arena_copy(s->arena, case_id),
        {event->seq, arena_copy(s->arena, event->bytes), arena_copy(s->arena, event->sha256)}};
    return 0;
}

static int event_list(struct store *store, struct slice case_id, struct arena *arena,
                      struct store_events *ret, struct err *reterr)
{
    struct fake_events *events = &inside(store)->now.events;
    struct store_events found = {NULL, 0, 0};

    (void)reterr;
    for (size_t i = 0; i < events->len; i++)
        if (slice_eq(events->at[i].case_id, case_id))
            *array_push(arena, &found) = events->at[i].event;
    *ret = found;
    return 0;
}

static int event_each(struct store *store, struct slice case_id, store_event_fn *fn, void *ctx,
                      struct err *reterr)
{
    struct fake_events *events = &inside(store)->now.events;
    int r = 0;

    for (size_t i = 0; r == 0 && i < events->len; i++)
        if (slice_eq(events->at[i].case_id, case_id))
            r = fn(ctx, &events->at[i].event, reterr);
    return r;
}

static void insert_name(struct arena *arena, struct store_names *names, struct slice name)
{
    size_t to;

    for (size_t i = 0; i < names->len; i++)
        if (slice_eq(names->at[i], name))
            return;
    array_push(arena, names);
    for (to = names->len - 1; to > 0 && slice_cmp(names->at[to - 1], name) > 0; to--)
        names->at[to] = names->at[to - 1];
    names->at[to] = arena_copy(arena, name);
}

static int case_list(struct store *store, struct arena *arena, struct store_names *ret,
                     struct err *reterr)
{
    struct fake_events *events = &inside(store)->now.events;
    struct store_names names = {NULL, 0, 0};

    (void)reterr;
    for (size_t i = 0; i < events->len; i++)
        insert_name(arena, &names, events->at[i].case_id);
    *ret = names;
    return 0;
}

static int case_drop(struct store *store, struct slice case_id, struct err *reterr)
{
    struct fake_events *events = &inside(store)->now.events;
    size_t kept = 0;

    (void)reterr;
    for (size_t i = 0; i < events->len; i++)
        if (!slice_eq(events->at[i].case_id, case_id))
            events->at[kept++] = events->at[i];
    events->len = kept;
    return 0;
}

/* ------------------------------------------------------------------ evidence files */

static struct fake_file *file_find(struct store *store, struct slice sha256)
{
    struct fake_files *files = &inside(store)->now.files;

    for (size_t i = 0; i < files->len; i++)
        if (slice_eq(files->at[i].sha256, sha256))
            return &files->at[i];
    return NULL;
}

static int file_put(struct store *store, struct slice sha256, struct slice form, struct slice bytes,
                    struct err *reterr)
{
    struct fake_store *s = inside(store);

    if (bytes.len > STORE_MAX_FILE)
        return err_set(reterr, ERR_TOO_LARGE, 0, SLICE("64 MiB"));
    if (!file_find(store, sha256))
        *array_push(s->arena, &s->now.files) = (struct fake_file){
            arena_copy(s->arena, sha256), arena_copy(s->arena, form), arena_copy(s->arena, bytes)};
    return 0;
}

static int file_get(struct store *store, struct slice sha256, struct arena *arena,
                    struct slice *ret_form, struct slice *ret_bytes, struct err *reterr)
{
    const struct fake_file *file = file_find(store, sha256);

    (void)reterr;
    if (!file)
        return 0;
    *ret_form = arena_copy(arena, file->form);
    *ret_bytes = arena_copy(arena, file->bytes);
    return 1;
}

static int file_drop(struct store *store, struct slice sha256, struct err *reterr)
{
    struct fake_files *files = &inside(store)->now.files;
    struct fake_file *file = file_find(store, sha256);

    (void)reterr;
    if (file)
        *file = files->at[--files->len];
    return 0;
}

/* ------------------------------------------------------------------ imported files */

static int source_find(struct store *store, struct slice digest, struct arena *arena,
                       struct slice *ret_path, struct err *reterr)
{
    struct store_sources *sources = &inside(store)->now.sources;

    (void)reterr;
    for (size_t i = 0; i < sources->len; i++)
        if (slice_eq(sources->at[i].digest, digest)) {
            *ret_path = arena_copy(arena, sources->at[i].path);
            return 1;
        }
    return 0;
}

static int source_put(struct store *store, const struct store_source *source, int64_t now,
                      struct err *reterr)
{
    struct fake_store *s = inside(store);
    struct arena *a = s->arena;
    struct slice path;
    struct store_source copy = {arena_copy(a, source->id),      arena_copy(a, source->path),
                                arena_copy(a, source->account), arena_copy(a, source->format),
                                arena_copy(a, source->digest),  arena_copy(a, source->body)};
    size_t to;

    (void)now;
    if (source_find(store, source->digest, a, &path, reterr) == 1)
        return err_set(reterr, (enum err_code)STORE_TAKEN, 0, SLICE(""));
    array_push(a, &s->now.sources);
    for (to = s->now.sources.len - 1;
         to > 0 && slice_cmp(s->now.sources.at[to - 1].path, copy.path) > 0; to--)
        s->now.sources.at[to] = s->now.sources.at[to - 1];
    s->now.sources.at[to] = copy;
    return 0;
}

static int source_list(struct store *store, struct arena *arena, struct store_sources *ret,
                       struct err *reterr)
{
    struct store_sources *sources = &inside(store)->now.sources, found = {NULL, 0, 0};

    (void)reterr;
    for (size_t i = 0; i < sources->len; i++)
        *array_push(arena, &found) = sources->at[i];
    *ret = found;
    return 0;
}

static int row_put(struct fake_store *s, struct fake_rows_of *rows, struct fake_row row,
                   struct err *reterr)
{
    for (size_t i = 0; i < rows->len; i++)
        if (slice_eq(rows->at[i].source, row.source) && rows->at[i].seq == row.seq)
            return err_set(reterr, (enum err_code)STORE_TAKEN, 0, SLICE(""));
    row.source = arena_copy(s->arena, row.source);
    row.kind = arena_copy(s->arena, row.kind);
    row.body = arena_copy(s->arena, row.body);
    *array_push(s->arena, rows) = row;
    return 0;
}

static int charge_put(struct store *store, struct slice source, uint64_t seq, uint64_t occurrence,
                      const struct charge_row *row, struct err *reterr)
{
    struct fake_store *s = inside(store);
    struct pairs body = {.arena = s->arena};

    shape_write(charge_row_fields, row, &body);
    return row_put(s, &s->now.charges,
                   (struct fake_row){source, SLICE("charge"), pairs_text(&body), seq, occurrence},
                   reterr);
}

static int charge_each(struct store *store, struct slice source, store_charge_fn *fn, void *ctx,
                       struct err *reterr)
{
    struct fake_store *s = inside(store);
    int r = 0;

    for (size_t i = 0; r == 0 && i < s->now.charges.len; i++) {
        struct charge_row row;

        if (!slice_eq(s->now.charges.at[i].source, source))
            continue;
        charge_row_clear(&row);
        r = shape_read(charge_row_fields, s->now.charges.at[i].body, s->arena, &row, reterr);
        if (r == 0)
            r = fn(ctx, &row, reterr);
    }
    return r;
}

static int record_put(struct store *store, struct slice source, uint64_t seq, struct slice kind,
                      struct slice body, struct err *reterr)
{
    struct fake_store *s = inside(store);

    return row_put(s, &s->now.records, (struct fake_row){source, kind, body, seq, 0}, reterr);
}

static int record_each(struct store *store, struct slice source, store_record_fn *fn, void *ctx,
                       struct err *reterr)
{
    struct fake_rows_of *rows = &inside(store)->now.records;
    int r = 0;

    for (size_t i = 0; r == 0 && i < rows->len; i++)
        if (slice_eq(rows->at[i].source, source))
            r = fn(ctx, rows->at[i].kind, rows->at[i].body, reterr);
    return r;
}

/* ------------------------------------------------------------------ decisions and keys */

static int decision_put(struct store *store, const struct store_decision *decision, int64_t now,
                        struct err *reterr)
{
    struct fake_store *s = inside(store);
    struct store_decisions *all = &s->now.decisions;
    struct store_decision copy = {arena_copy(s->arena, decision->charge),
                                  arena_copy(s->arena, decision->order_id), decision->pin};
    size_t kept = 0;

    (void)now;
    (void)reterr;
    for (size_t i = 0; i < all->len; i++)
        if (!slice_eq(all->at[i].charge, copy.charge) ||
            !slice_eq(all->at[i].order_id, copy.order_id))
            all->at[kept++] = all->at[i];
    all->len = kept;
    *array_push(s->arena, all) = copy;
    return 0;
}

static int decision_list(struct store *store, struct arena *arena, struct store_decisions *ret,
                         struct err *reterr)
{
    struct store_decisions *all = &inside(store)->now.decisions, found = {NULL, 0, 0};

    (void)reterr;
    for (size_t i = 0; i < all->len; i++)
        *array_push(arena, &found) = all->at[i];
    *ret = found;
    return 0;
}

static int key_put(struct store *store, const struct store_key *key, struct err *reterr)
{
    struct fake_store *s = inside(store);
    struct store_keys *all = &s->now.keys;
    struct arena *a = s->arena;

    (void)reterr;
    for (size_t i = 0; i < all->len; i++) {
        struct store_key *old = &all->at[i];

        if (!slice_eq(old->name, key->name) || !slice_eq(old->txt, key->txt))
            continue;
        if (slice_cmp(key->first_seen, old->first_seen) < 0)
            old->first_seen = arena_copy(a, key->first_seen);
        if (slice_cmp(key->last_seen, old->last_seen) > 0)
            old->last_seen = arena_copy(a, key->last_seen);
        return 0;
    }
    *array_push(a, all) =
        (struct store_key){arena_copy(a, key->name), arena_copy(a, key->txt),
                           arena_copy(a, key->first_seen), arena_copy(a, key->last_seen)};
    return 0;
}

static int key_list(struct store *store, struct arena *arena, struct store_keys *ret,
                    struct err *reterr)
{
    struct store_keys *all = &inside(store)->now.keys, found = {NULL, 0, 0};

    (void)reterr;
    for (size_t i = 0; i < all->len; i++)
        *array_push(arena, &found) = all->at[i];
    *ret = found;
    return 0;
}

static int erase(struct store *store, struct err *reterr)
{
    (void)reterr;
    inside(store)->now = (struct fake_rows){{NULL, 0, 0}};
    return 0;
}

static int sweep(struct store *store, struct err *reterr)
{
    (void)store;
    (void)reterr;
    return 0;
}

static const struct store_ops ops = {
    .close = close_store,
    .begin = begin,
    .commit = commit,
    .rollback = rollback,
    .setting_get = setting_get,
    .setting_put = setting_put,
    .event_append = event_append,
    .event_head = event_head,
    .event_list = event_list,
    .event_each = event_each,
    .case_list = case_list,
    .case_drop = case_drop,
    .file_put = file_put,
    .file_get = file_get,
    .file_drop = file_drop,
    .source_put = source_put,
    .source_find = source_find,
    .source_list = source_list,
    .charge_put = charge_put,
    .charge_each = charge_each,
    .record_put = record_put,
    .record_each = record_each,
    .decision_put = decision_put,
    .decision_list = decision_list,
    .key_put = key_put,
    .key_list = key_list,
    .row_put = fake_row_put,
    .row_get = fake_row_get,
    .row_list = fake_row_list,
    .row_drop = fake_row_drop,
    .letter_put = fake_letter_put,
    .letter_set = fake_letter_set,
    .letter_due = fake_letter_due,
    .letter_trim = fake_letter_trim,
    .erase = erase,
    .sweep = sweep,
};

struct store *store_fake_new(const struct allocator *allocator)
{
    struct arena *arena = arena_new(allocator);
    struct fake_store *s = arena_make(arena, struct fake_store);

    s->store.ops = &ops;
    s->arena = arena;
    return &s->store;
}
