#include "catalog/catalog.h"

#include <string.h>

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

/* ------------------------------------------------------------------ own rows in front */

/* Every kind of row begins with what it is known by. */
#define KNOWN_BY(type, member) _Static_assert(offsetof(struct type, member) == 0, #type)
KNOWN_BY(profile, id);
KNOWN_BY(merchant, id);
KNOWN_BY(plan, id);
KNOWN_BY(cause, id);
KNOWN_BY(next_step, id);
KNOWN_BY(sender, id);
KNOWN_BY(sender_key, name);
KNOWN_BY(notice_form, id);
KNOWN_BY(question, id);
KNOWN_BY(playbook, id);
KNOWN_BY(deadline_rule, id);
KNOWN_BY(issuer, id);
KNOWN_BY(route, id);
KNOWN_BY(finding_rule, id);
KNOWN_BY(protection, id);
KNOWN_BY(word_list, id);

static struct slice name_of(const char *rows, size_t i, size_t size)
{
    struct slice name;

    memcpy(&name, rows + i * size, sizeof(name));
    return name;
}

static bool has_row(const char *rows, size_t len, size_t size, struct slice name)
{
    for (size_t i = 0; i < len; i++)
        if (slice_eq(name_of(rows, i, size), name))
            return true;
    return false;
}

/* The rows of ${own}, then those of ${base} that it does not replace, as a new array of ${ret_len}.
 */
static void *merge_rows(struct arena *arena, const void *own, size_t own_len, const void *base,
                        size_t base_len, size_t size, size_t *ret_len)
{
    char *at = arena_alloc_n(arena, own_len + base_len + 1, size);
    size_t len = own_len;

    if (own_len)
        memcpy(at, own, own_len * size);
    for (size_t i = 0; i < base_len; i++)
        if (!has_row(own, own_len, size, name_of(base, i, size)))
            memcpy(at + len++ * size, (const char *)base + i * size, size);
    *ret_len = len;
    return at;
}

#define MERGE(rows)                                                                         \
    (to->rows = merge_rows(arena, own->rows, own->rows##_len, base->rows, base->rows##_len, \
                           sizeof(*to->rows), &to->rows##_len))

static void merge_cases(struct arena *arena, const struct catalog *own, const struct catalog *base,
                        struct catalog *to)
{
    MERGE(questions);
    MERGE(playbooks);
    MERGE(deadlines);
    MERGE(issuers);
    MERGE(routes);
}

static void merge_reviews(struct arena *arena, const struct catalog *own,
                          const struct catalog *base, struct catalog *to)
{
    MERGE(findings);
    MERGE(protections);
    MERGE(word_lists);
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

struct catalog catalog_merge(struct arena *arena, const struct catalog *own,
                             const struct catalog *base)
{
    struct catalog merged = {0}, *to = &merged;

    MERGE(profiles);
    MERGE(merchants);
    MERGE(plans);
    MERGE(causes);
    MERGE(next_steps);
    MERGE(senders);
    MERGE(sender_keys);
    merge_sender_domains(arena, own, base, to);
    MERGE(notices);
    merge_cases(arena, own, base, to);
    merge_reviews(arena, own, base, to);
    to->texts = merchant_index(arena, to->merchants, to->merchants_len, &to->texts_len);
    to->sender_names = sender_index(arena, to->senders, to->senders_len, &to->sender_names_len);
    return merged;
}
