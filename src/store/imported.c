#include "store/imported.h"

#include "base/hash.h"

void imported_digest(const struct source *source, char *ret_text)
{
    hash_write(source->digest, ret_text);
}

/* ------------------------------------------------------------------ writing */

/* What tells two rows of one file apart. */
static uint64_t row_key(const struct charge_row *row, struct pairs *text)
{
    struct charge_row like = *row;

    like.origin.line = 0;
    text->len = 0;
    shape_write(charge_row_fields, &like, text);
    return hash_bytes(pairs_text(text), 6);
}

/* How many rows with this key were before. */
static uint64_t count(struct map *seen, struct arena *arena, uint64_t key)
{
    uint32_t n = map_find(seen, key, NULL, NULL);

    n = n == MAP_NONE ? 0 : n;
    map_set(seen, arena, key, n + 1);
    return n;
}

static int write_charges(struct store *store, struct slice id, const struct records *records,
                         uint32_t source, struct file_text_at *at, struct arena *arena,
                         struct err *reterr)
{
    struct pairs text = {.arena = arena};
    struct map seen = {0};
    int r = 0;

    for (uint64_t seq = 0; r == 0 && at->charges < records->charges.len &&
                           records->charges.at[at->charges].source == source;
         seq++, at->charges++) {
        struct charge_row row;

        charge_row_of(records, at->charges, &row);
        r = store->ops->charge_put(store, id, seq, count(&seen, arena, row_key(&row, &text)), &row,
                                   reterr);
    }
    return r;
}

static int write_records(struct store *store, struct slice id, const struct records *records,
                         uint32_t source, struct file_text_at *at, struct arena *arena,
                         struct err *reterr)
{
    struct pairs body = {.arena = arena};
    uint64_t seq = 0;
    int r = 0;

    for (size_t i = 0; i < SHAPES; i++)
        for (; r == 0 && at->of[i] < shape_len(&shapes[i], records); at->of[i]++) {
            const void *record = shape_at(&shapes[i], records, at->of[i]);

            if (((const struct origin *)record)->source != source)
                break;
            file_text_body(&shapes[i], record, &body);
            r = store->ops->record_put(store, id, seq++, shapes[i].name, pairs_text(&body), reterr);
        }
    return r;
}

int imported_write(struct store *store, const struct records *records, uint32_t source,
                   struct file_text_at *at, int64_t now, struct err *reterr)
{
    const struct source *s = &records->sources.at[source];
    struct arena *arena = arena_like(records->arena);
    struct pairs body = {.arena = arena};
    char digest[HASH_TEXT_LEN], id[HASH_TEXT_LEN];
    struct store_source stored = {.path = s->path,
                                  .account = s->account,
                                  .format = s->format,
                                  .id = {id, sizeof(id)},
                                  .digest = {digest, sizeof(digest)}};
    int r;

    imported_digest(s, digest);
    hash_write(hash_bytes(s->path, hash_bytes(s->account, s->digest)), id);
    file_text_source(s, &body);
    stored.body = pairs_text(&body);
    r = store->ops->source_put(store, &stored, now, reterr);
    if (r == 0)
        r = write_charges(store, stored.id, records, source, at, arena, reterr);
    if (r == 0)
        r = write_records(store, stored.id, records, source, at, arena, reterr);
    arena_free(arena);
    return r;
}

/* ------------------------------------------------------------------ reading */

static int damaged(struct err *reterr)
{
    if (reterr)
        reterr->code = (enum err_code)STORE_DAMAGED;
    return STORE_DAMAGED;
}

static int take_charge(void *ctx, const struct charge_row *row, struct err *reterr)
{
    struct records *records = ctx;
    struct charge_row taken = *row;

    (void)reterr;
    taken.origin.source = (uint32_t)records->sources.len - 1;
    charge_row_add(records, &taken);
    return 0;
}

static int take_record(void *ctx, struct slice kind, struct slice body, struct err *reterr)
{
    struct records *records = ctx;
    const struct shape *shape = shape_find(kind);

    if (!shape) {
        err_set(reterr, (enum err_code)STORE_DAMAGED, 0, kind);
        return STORE_DAMAGED;
    }
    if (file_text_read_body(shape, arena_copy(records->arena, body), records, reterr) < 0)
        return damaged(reterr);
    return 0;
}

/* A mail is stored with its place among the files, and apart from that with what it says. */
static bool is_hint(const struct source *source)
{
    return source->trust == TRUST_UNKNOWN && source->records > 0;
}

static int read_source(struct store *store, const struct store_source *stored,
                       struct records *records, struct records *unproven, struct err *reterr)
{
    struct source source;
    int r;

    if (file_text_read_source(stored->body, records->arena, &source, reterr) < 0)
        return damaged(reterr);
    if (is_hint(&source))
        records = unproven;
    if (!records)
        return 0;
    *array_push(records->arena, &records->sources) = source;
    r = store->ops->charge_each(store, stored->id, take_charge, records, reterr);
    return r < 0 ? r : store->ops->record_each(store, stored->id, take_record, records, reterr);
}

void imported_merchants(const struct catalog *catalog, struct records *records, size_t from)
{
    for (size_t i = from; i < records->texts.len; i++) {
        struct charge_text *text = &records->texts.at[i];
        const struct merchant *merchant = merchant_find(catalog, text->folded);

        text->merchant = merchant ? (uint32_t)(merchant - catalog->merchants) + 1 : 0;
    }
}

int imported_read_mails(struct store *store, const struct catalog *catalog, struct records *records,
                        struct records *unproven, struct err *reterr)
{
    size_t texts = records->texts.len;
    struct store_sources sources;
    int r = store->ops->source_list(store, records->arena, &sources, reterr);

    for (size_t i = 0; r == 0 && i < sources.len; i++)
        r = read_source(store, &sources.at[i], records, unproven, reterr);
    if (r == 0)
        imported_merchants(catalog, records, texts);
    return r;
}

int imported_read(struct store *store, const struct catalog *catalog, struct records *records,
                  struct err *reterr)
{
    return imported_read_mails(store, catalog, records, NULL, reterr);
}
