#include "catalog/catalog.h"

const struct profile *catalog_profile(const struct catalog *catalog, struct slice id)
{
    for (size_t i = 0; i < catalog->profiles_len; i++)
        if (slice_eq(catalog->profiles[i].id, id))
            return &catalog->profiles[i];
    return NULL;
}

const struct merchant *catalog_merchant(const struct catalog *catalog, struct slice id)
{
    for (size_t i = 0; i < catalog->merchants_len; i++)
        if (slice_eq(catalog->merchants[i].id, id))
            return &catalog->merchants[i];
    return NULL;
}

const struct cause *catalog_cause(const struct catalog *catalog, struct slice id)
{
    for (size_t i = 0; i < catalog->causes_len; i++)
        if (slice_eq(catalog->causes[i].id, id))
            return &catalog->causes[i];
    return NULL;
}

const struct next_step *catalog_next_step(const struct catalog *catalog, struct slice id)
{
    for (size_t i = 0; i < catalog->next_steps_len; i++)
        if (slice_eq(catalog->next_steps[i].id, id))
            return &catalog->next_steps[i];
    return NULL;
}

static bool has_plan(const struct catalog *catalog, struct slice id)
{
    for (size_t i = 0; i < catalog->plans_len; i++)
        if (slice_eq(catalog->plans[i].id, id))
            return true;
    return false;
}

static void merge_profiles(struct arena *arena, const struct catalog *own,
                           const struct catalog *base, struct catalog *to)
{
    struct profile *at =
        arena_make_n(arena, struct profile, own->profiles_len + base->profiles_len + 1);

    to->profiles = at;
    for (size_t i = 0; i < own->profiles_len; i++)
        at[to->profiles_len++] = own->profiles[i];
    for (size_t i = 0; i < base->profiles_len; i++)
        if (!catalog_profile(own, base->profiles[i].id))
            at[to->profiles_len++] = base->profiles[i];
}

static void merge_merchants(struct arena *arena, const struct catalog *own,
                            const struct catalog *base, struct catalog *to)
{
    struct merchant *at =
        arena_make_n(arena, struct merchant, own->merchants_len + base->merchants_len + 1);

    to->merchants = at;
    for (size_t i = 0; i < own->merchants_len; i++)
        at[to->merchants_len++] = own->merchants[i];
    for (size_t i = 0; i < base->merchants_len; i++)
        if (!catalog_merchant(own, base->merchants[i].id))
            at[to->merchants_len++] = base->merchants[i];
    to->texts = merchant_index(arena, to->merchants, to->merchants_len, &to->texts_len);
}

static void merge_plans(struct arena *arena, const struct catalog *own, const struct catalog *base,
                        struct catalog *to)
{
    struct plan *at = arena_make_n(arena, struct plan, own->plans_len + base->plans_len + 1);

    to->plans = at;
    for (size_t i = 0; i < own->plans_len; i++)
        at[to->plans_len++] = own->plans[i];
    for (size_t i = 0; i < base->plans_len; i++)
        if (!has_plan(own, base->plans[i].id))
            at[to->plans_len++] = base->plans[i];
}

static void merge_causes(struct arena *arena, const struct catalog *own, const struct catalog *base,
                         struct catalog *to)
{
    struct cause *at = arena_make_n(arena, struct cause, own->causes_len + base->causes_len + 1);

    to->causes = at;
    for (size_t i = 0; i < own->causes_len; i++)
        at[to->causes_len++] = own->causes[i];
    for (size_t i = 0; i < base->causes_len; i++)
        if (!catalog_cause(own, base->causes[i].id))
            at[to->causes_len++] = base->causes[i];
}

static void merge_next_steps(struct arena *arena, const struct catalog *own,
                             const struct catalog *base, struct catalog *to)
{
    struct next_step *at =
        arena_make_n(arena, struct next_step, own->next_steps_len + base->next_steps_len + 1);

    to->next_steps = at;
    for (size_t i = 0; i < own->next_steps_len; i++)
        at[to->next_steps_len++] = own->next_steps[i];
    for (size_t i = 0; i < base->next_steps_len; i++)
        if (!catalog_next_step(own, base->next_steps[i].id))
            at[to->next_steps_len++] = base->next_steps[i];
}

static void merge_senders(struct arena *arena, const struct catalog *own,
                          const struct catalog *base, struct catalog *to)
{
    struct sender *at =
        arena_make_n(arena, struct sender, own->senders_len + base->senders_len + 1);

    to->senders = at;
    for (size_t i = 0; i < own->senders_len; i++)
        at[to->senders_len++] = own->senders[i];
    for (size_t i = 0; i < base->senders_len; i++)
        if (!sender_of(own, base->senders[i].id))
            at[to->senders_len++] = base->senders[i];
    to->sender_names = sender_index(arena, to->senders, to->senders_len, &to->sender_names_len);
}

static void merge_sender_keys(struct arena *arena, const struct catalog *own,
                              const struct catalog *base, struct catalog *to)
{
    struct sender_key *at =
        arena_make_n(arena, struct sender_key, own->sender_keys_len + base->sender_keys_len + 1);

    to->sender_keys = at;
    for (size_t i = 0; i < own->sender_keys_len; i++)
        at[to->sender_keys_len++] = own->sender_keys[i];
    for (size_t i = 0; i < base->sender_keys_len; i++)
        if (!sender_key_of(own, base->sender_keys[i].name))
            at[to->sender_keys_len++] = base->sender_keys[i];
}

/* Roles add up: a domain may have several. */
static void merge_sender_domains(struct arena *arena, const struct catalog *own,
                                 const struct catalog *base, struct catalog *to)
{
    struct sender_domain *at = arena_make_n(arena, struct sender_domain,
                                            own->sender_domains_len + base->sender_domains_len + 1);

    to->sender_domains = at;
    for (size_t i = 0; i < own->sender_domains_len; i++)
        at[to->sender_domains_len++] = own->sender_domains[i];
    for (size_t i = 0; i < base->sender_domains_len; i++)
        at[to->sender_domains_len++] = base->sender_domains[i];
}

static void merge_notices(struct arena *arena, const struct catalog *own,
                          const struct catalog *base, struct catalog *to)
{
    struct notice_form *at =
        arena_make_n(arena, struct notice_form, own->notices_len + base->notices_len + 1);

    to->notices = at;
    for (size_t i = 0; i < own->notices_len; i++)
        at[to->notices_len++] = own->notices[i];
    for (size_t i = 0; i < base->notices_len; i++)
        if (!notice_form_of(own, base->notices[i].id))
            at[to->notices_len++] = base->notices[i];
}

struct catalog catalog_merge(struct arena *arena, const struct catalog *own,
                             const struct catalog *base)
{
    struct catalog merged = {0};

    merge_profiles(arena, own, base, &merged);
    merge_merchants(arena, own, base, &merged);
    merge_plans(arena, own, base, &merged);
    merge_causes(arena, own, base, &merged);
    merge_next_steps(arena, own, base, &merged);
    merge_senders(arena, own, base, &merged);
    merge_sender_keys(arena, own, base, &merged);
    merge_sender_domains(arena, own, base, &merged);
    merge_notices(arena, own, base, &merged);
    return merged;
}
