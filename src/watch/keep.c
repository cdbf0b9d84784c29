#include "watch/keep.h"

#include "base/hash.h"
#include "watch/alert_text.h"
#include "watch/token.h"

#include <sys/random.h>

#define DAY_SECONDS 86400
#define LETTER_DAYS 30

struct vigil_rules keep_rules(const struct config *config, int zone)
{
    return (struct vigil_rules){.again_after = config->again_after,
                                .asks = config->asks,
                                .quiet_from = config->quiet_from,
                                .quiet_until = config->quiet_until,
                                .zone = zone,
                                .people = config->people.at,
                                .people_len = config->people.len};
}

/* ------------------------------------------------------------------ from the store */

int keep_load(struct vigil *v, struct store *store, struct err *reterr)
{
    struct store_rows rows;
    struct asking asking;
    uint64_t hash;
    int r = store->ops->row_list(store, KEEP_ASKING, v->arena, &rows, reterr);

    for (size_t i = 0; r == 0 && i < rows.len; i++) {
        r = asking_read(rows.at[i].id, rows.at[i].body, v->arena, &asking, reterr);
        if (r == 0)
            vigil_add_asking(v, &asking);
    }
    if (r == 0)
        r = store->ops->row_list(store, KEEP_TOLD, v->arena, &rows, reterr);
    for (size_t i = 0; r == 0 && i < rows.len; i++)
        if (hash_read(rows.at[i].id, &hash))
            vigil_add_told_hash(v, hash);
    return r;
}

/* ------------------------------------------------------------------ to the store */

static int put_letter(struct vigil *v, struct store *store, const struct alert *alert,
                      const struct config_channel *channel, struct err *reterr)
{
    struct store_letter letter = {.channel = channel->id, .due = alert->due};

    letter.id = arena_join(v->arena, (struct slice[]){alert->id, SLICE("/"), channel->id}, 3);
    letter.body = alert_write(alert, v->arena);
    return store->ops->letter_put(store, &letter, reterr);
}

static bool has_channel(const struct config *config, struct slice person)
{
    for (size_t i = 0; i < config->channels.len; i++)
        if (slice_eq(config->channels.at[i].person, person))
            return true;
    return false;
}

/* To all channels of the person; to all there are where it is for everybody, or has none. */
static int put_letters(struct vigil *v, struct store *store, const struct config *config,
                       const struct alert *alert, struct err *reterr)
{
    bool to_all = !alert->person.len || !has_channel(config, alert->person);
    int r = 0;

    for (size_t i = 0; r == 0 && i < config->channels.len; i++)
        if (to_all || slice_eq(config->channels.at[i].person, alert->person))
            r = put_letter(v, store, alert, &config->channels.at[i], reterr);
    return r;
}

static int put_told(struct vigil *v, struct store *store, struct slice key, int64_t now,
                    struct err *reterr)
{
    char id[HASH_TEXT_LEN];

    hash_write(hash_bytes(key, 0), id);
    return store->ops->row_put(store, KEEP_TOLD, (struct slice){id, sizeof(id)},
                               arena_number(v->arena, now), reterr);
}

int keep_save(struct vigil *v, struct store *store, const struct config *config, int64_t now,
              struct err *reterr)
{
    int r = 0;

    for (size_t i = 0; r == 0 && i < v->askings.len; i++)
        if (v->askings.at[i].changed)
            r = store->ops->row_put(store, KEEP_ASKING, v->askings.at[i].id,
                                    asking_write(&v->askings.at[i], v->arena), reterr);
    for (size_t i = 0; r == 0 && i < v->told_now.len; i++)
        r = put_told(v, store, v->told_now.at[i], now, reterr);
    for (size_t i = 0; r == 0 && i < v->alerts.len; i++)
        r = put_letters(v, store, config, &v->alerts.at[i], reterr);
    return r;
}

/* ------------------------------------------------------------------ forgetting */

static int trim_told(struct store *store, int64_t before, struct arena *arena, struct err *reterr)
{
    struct store_rows rows;
    int64_t when;
    int r = store->ops->row_list(store, KEEP_TOLD, arena, &rows, reterr);

    for (size_t i = 0; r == 0 && i < rows.len; i++)
        if (pairs_number(rows.at[i].body, &when) && when < before)
            r = store->ops->row_drop(store, KEEP_TOLD, rows.at[i].id, reterr);
    return r;
}

static int trim_askings(struct store *store, int64_t before, struct arena *arena,
                        struct err *reterr)
{
    struct store_rows rows;
    struct asking asking;
    int r = store->ops->row_list(store, KEEP_ASKING, arena, &rows, reterr);

    for (size_t i = 0; r == 0 && i < rows.len; i++)
        if (asking_read(rows.at[i].id, rows.at[i].body, arena, &asking, reterr) == 0 &&
            asking.state != ASKING_OPEN && asking.answered < before)
            r = store->ops->row_drop(store, KEEP_ASKING, asking.id, reterr);
    return r;
}

int keep_trim(struct store *store, int64_t now, const struct allocator *allocator,
              struct err *reterr)
{
    struct arena *arena = arena_new(allocator);
    int64_t before = now - (int64_t)KEEP_DAYS * DAY_SECONDS;
    int r = trim_told(store, before, arena, reterr);

    if (r == 0)
        r = trim_askings(store, before, arena, reterr);
    if (r == 0)
        r = store->ops->letter_trim(store, now - (int64_t)LETTER_DAYS * DAY_SECONDS, reterr);
    arena_free(arena);
    return r;
}

int keep_key(struct store *store, struct arena *arena, uint8_t *ret, struct err *reterr)
{
    struct slice key;
    int r = store->ops->setting_get(store, SLICE("answer_key"), arena, &key, reterr);

    if (r == 1 && key.len == TOKEN_KEY_LEN) {
        memcpy(ret, key.ptr, TOKEN_KEY_LEN);
        return 0;
    }
    if (r < 0)
        return r;
    if (getrandom(ret, TOKEN_KEY_LEN, 0) != TOKEN_KEY_LEN)
        return err_set(reterr, ERR_IO, 0, SLICE("getrandom"));
    return store->ops->setting_put(store, SLICE("answer_key"),
                                   (struct slice){(const char *)ret, TOKEN_KEY_LEN}, reterr);
}
