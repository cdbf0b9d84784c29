#include "store/store_fake.h"

struct fake_setting {
    struct slice name, value;
};
ARRAY_TYPE(fake_settings, struct fake_setting);

struct fake_event {
    struct slice case_id;
    struct store_event event;
};
ARRAY_TYPE(fake_events, struct fake_event);

struct fake_file {
    struct slice sha256, form, bytes;
};
ARRAY_TYPE(fake_files, struct fake_file);

/* All that it holds; an array's head is copied to take everything back to where it was. */
struct fake_rows {
    struct fake_settings settings;
    struct fake_events events;
    struct fake_files files;
};

struct fake_store {
    struct store store; /* first */
    struct arena *arena;
    struct fake_rows now, before;
    bool is_within;
};

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
    .case_list = case_list,
    .case_drop = case_drop,
    .file_put = file_put,
    .file_get = file_get,
    .file_drop = file_drop,
};

struct store *store_fake_new(const struct allocator *allocator)
{
    struct arena *arena = arena_new(allocator);
    struct fake_store *s = arena_make(arena, struct fake_store);

    s->store.ops = &ops;
    s->arena = arena;
    return &s->store;
}
