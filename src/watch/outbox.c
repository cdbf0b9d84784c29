#include "watch/outbox.h"

#include "base/hash.h"

struct on_way {
    struct outbox *outbox;
    struct arena *arena;
    struct store_letter letter;
    const struct config_channel *channel;
    int64_t made;
    bool is_used;
};

struct outbox {
    struct outbox_opts opts;
    struct on_way ways[OUTBOX_AT_ONCE];
    size_t sending;
    uint64_t sent, random;
    int64_t now, next;
    uint64_t failing; /* bits by number of the channel: told already */
    struct err err;
    int fault;
};

struct outbox *outbox_new(const struct outbox_opts *opts)
{
    struct outbox *o = opts->allocator->resize(opts->allocator->ctx, NULL, 0, sizeof(*o));

    *o = (struct outbox){.opts = *opts, .random = opts->seed};
    return o;
}

void outbox_free(struct outbox *o)
{
    if (!o)
        return;
    for (size_t i = 0; i < OUTBOX_AT_ONCE; i++)
        if (o->ways[i].is_used)
            arena_free(o->ways[i].arena);
    o->opts.allocator->resize(o->opts.allocator->ctx, o, sizeof(*o), 0);
}

static const struct config_channel *find_channel(const struct outbox *o, struct slice id)
{
    const struct config_channels *all = &o->opts.config->channels;

    for (size_t i = 0; i < all->len; i++)
        if (slice_eq(all->at[i].id, id))
            return &all->at[i];
    return NULL;
}

static void set(struct outbox *o, const struct store_letter *letter)
{
    int r = o->opts.store->ops->letter_set(o->opts.store, letter, &o->err);

    if (r < 0)
        o->fault = r;
}

/* ------------------------------------------------------------------ how it ended */

static int64_t wait_of(struct outbox *o, uint32_t tries)
{
    int64_t wait = (int64_t)OUTBOX_FIRST_SECONDS << (tries < 9 ? tries : 9);

    if (wait > OUTBOX_WAIT_SECONDS)
        wait = OUTBOX_WAIT_SECONDS;
    o->random = hash_scramble(o->random + 0x9e3779b97f4a7c15u);
    return wait * 3 / 4 + (int64_t)(o->random % (uint64_t)(wait / 2 + 1));
}

static void tell_failure(struct outbox *o, const struct on_way *way, struct slice why)
{
    uint64_t bit = UINT64_C(1) << ((way->channel - o->opts.config->channels.at) % 64);

    if (!(o->failing & bit) && o->opts.failed)
        o->opts.failed(o->opts.ctx, way->channel, why);
    o->failing |= bit;
}

static void on_end(void *ctx, const struct channel_end *end)
{
    struct on_way *way = ctx;
    struct outbox *o = way->outbox;
    struct store_letter *letter = &way->letter;

    letter->tries++;
    letter->sent = o->now;
    if (end->ok) {
        letter->state = STORE_SENT;
        o->failing &= ~(UINT64_C(1) << ((way->channel - o->opts.config->channels.at) % 64));
        o->sent++;
    } else {
        tell_failure(o, way, end->detail);
        letter->due = o->now + wait_of(o, letter->tries - 1);
        if (o->now - way->made > OUTBOX_GIVE_UP)
            letter->state = STORE_GIVEN_UP;
    }
    set(o, letter);
    way->is_used = false;
    o->sending--;
    arena_free(way->arena);
}

/* ------------------------------------------------------------------ sending */

static bool is_on_way(const struct outbox *o, struct slice id)
{
    for (size_t i = 0; i < OUTBOX_AT_ONCE; i++)
        if (o->ways[i].is_used && slice_eq(o->ways[i].letter.id, id))
            return true;
    return false;
}

static struct on_way *free_way(struct outbox *o)
{
    for (size_t i = 0; i < OUTBOX_AT_ONCE; i++)
        if (!o->ways[i].is_used)
            return &o->ways[i];
    return NULL;
}

/* A channel that is no longer configured, or a letter that cannot be read. */
static void give_up(struct outbox *o, const struct store_letter *letter)
{
    struct store_letter gone = *letter;

    gone.state = STORE_GIVEN_UP;
    gone.sent = o->now;
    set(o, &gone);
}

static void send(struct outbox *o, const struct store_letter *letter)
{
    struct on_way *way = free_way(o);
    const struct config_channel *channel = find_channel(o, letter->channel);
    struct alert alert;

    if (!way)
        return;
    *way = (struct on_way){.outbox = o, .arena = arena_new(o->opts.allocator), .channel = channel};
    way->letter = *letter;
    way->letter.id = arena_copy(way->arena, letter->id);
    if (!channel || alert_read(letter->body, way->arena, &alert, &o->err) != 0) {
        give_up(o, letter);
        arena_free(way->arena);
        return;
    }
    way->made = alert.made;
    way->is_used = true;
    o->sending++;
    channels_send(o->opts.channels, channel, &alert, o->now, on_end, way);
}

int outbox_step(struct outbox *o, int64_t now, struct err *reterr)
{
    struct arena *arena = arena_new(o->opts.allocator);
    struct store_letters due;
    int r;

    o->now = now;
    o->next = INT64_MAX;
    r = o->opts.store->ops->letter_due(o->opts.store, INT64_MAX, 4 * OUTBOX_AT_ONCE, arena, &due,
                                       reterr);
    for (size_t i = 0; r == 0 && i < due.len; i++) {
        if (due.at[i].due <= now && !is_on_way(o, due.at[i].id))
            send(o, &due.at[i]);
        else if (due.at[i].due > now && due.at[i].due < o->next)
            o->next = due.at[i].due;
    }
    arena_free(arena);
    if (r == 0 && o->fault < 0) {
        *reterr = o->err;
        r = o->fault;
    }
    o->fault = 0;
    return r;
}

size_t outbox_sending(const struct outbox *o)
{
    return o->sending;
}

uint64_t outbox_sent(const struct outbox *o)
{
    return o->sent;
}

int64_t outbox_next(const struct outbox *o)
{
    return o->next;
}
