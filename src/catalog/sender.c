#include "catalog/catalog.h"

#include "base/sort.h"

static const struct slice roles[SENDER_ROLES] = {
    [SENDER_SEALER] = {"sealer", 6},
    [SENDER_SERVICE] = {"service", 7},
    [SENDER_TRACKER] = {"tracker", 7},
    [SENDER_HOSTING] = {"hosting", 7},
};

struct slice sender_role_name(enum sender_role role)
{
    return roles[role];
}

enum sender_role sender_role_of(struct slice name)
{
    unsigned r = 0;

    while (r < SENDER_ROLES && !slice_eq(roles[r], name))
        r++;
    return (enum sender_role)r;
}

/* ------------------------------------------------------------------ the index */

static void add_names(struct sender_name *at, size_t *n, const struct sender_texts *domains,
                      size_t sender)
{
    for (size_t i = 0; i < domains->len; i++)
        at[(*n)++] = (struct sender_name){domains->at[i], (uint32_t)sender};
}

static bool name_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct sender_name *at = ctx;

    return slice_cmp(at[a].domain, at[b].domain) < 0;
}

const struct sender_name *sender_index(struct arena *arena, const struct sender *senders,
                                       size_t len, size_t *ret_len)
{
    struct sender_name *at, *sorted;
    uint32_t *order;
    size_t n = 0, kept = 0;

    for (size_t i = 0; i < len; i++)
        n += senders[i].from_domains.len + senders[i].signing_domains.len +
             senders[i].link_domains.len;
    at = arena_make_n(arena, struct sender_name, n + 1);
    sorted = arena_make_n(arena, struct sender_name, n + 1);
    order = arena_make_n(arena, uint32_t, n + 1);
    n = 0;
    for (size_t i = 0; i < len; i++) {
        add_names(at, &n, &senders[i].from_domains, i);
        add_names(at, &n, &senders[i].signing_domains, i);
        add_names(at, &n, &senders[i].link_domains, i);
    }
    for (size_t i = 0; i < n; i++)
        order[i] = (uint32_t)i;
    sort_indices(order, n, name_before, at, arena);
    for (size_t i = 0; i < n; i++)
        if (kept == 0 || !slice_eq(sorted[kept - 1].domain, at[order[i]].domain))
            sorted[kept++] = at[order[i]];
    *ret_len = kept;
    return sorted;
}

/* ------------------------------------------------------------------ look-ups */

const struct sender *sender_of(const struct catalog *catalog, struct slice id)
{
    for (size_t i = 0; i < catalog->senders_len; i++)
        if (slice_eq(catalog->senders[i].id, id))
            return &catalog->senders[i];
    return NULL;
}

/* ${domain} is ${parent} or lies below it. */
static bool is_within(struct slice domain, struct slice parent)
{
    return slice_ends(domain, parent) &&
           (domain.len == parent.len ||
            (parent.len > 0 && domain.ptr[domain.len - parent.len - 1] == '.'));
}

/* The row of exactly that domain, or NULL. */
static const struct sender *find_exact(const struct catalog *catalog, struct slice domain)
{
    size_t low = 0, high = catalog->sender_names_len;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int order = slice_cmp(catalog->sender_names[mid].domain, domain);

        if (order == 0)
            return &catalog->senders[catalog->sender_names[mid].sender];
        if (order < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return NULL;
}

const struct sender *sender_owner(const struct catalog *catalog, struct slice domain)
{
    const struct sender *owner = NULL;

    if (sender_has_role(catalog, domain, SENDER_HOSTING))
        return NULL;
    while (!owner && domain.len > 0) {
        owner = find_exact(catalog, domain);
        domain = slice_skip(domain, slice_find_byte(domain, '.') + 1);
    }
    return owner;
}

bool sender_lists(const struct sender_texts *domains, struct slice domain)
{
    for (size_t i = 0; i < domains->len; i++)
        if (is_within(domain, domains->at[i]))
            return true;
    return false;
}

bool sender_is_kin(const struct sender *a, const struct sender *b)
{
    return a == b || (a->group.len > 0 && slice_eq(a->group, b->group));
}

bool sender_has_role(const struct catalog *catalog, struct slice domain, enum sender_role role)
{
    for (size_t i = 0; i < catalog->sender_domains_len; i++)
        if (catalog->sender_domains[i].role == role &&
            is_within(domain, catalog->sender_domains[i].domain))
            return true;
    return false;
}

const struct sender_key *sender_key_of(const struct catalog *catalog, struct slice name)
{
    for (size_t i = 0; i < catalog->sender_keys_len; i++)
        if (slice_eq(catalog->sender_keys[i].name, name))
            return &catalog->sender_keys[i];
    return NULL;
}

/* ------------------------------------------------------------------ faults between rows */

/* What would let anybody be this brand, or make it another. */
static bool domain_fault(const struct catalog *catalog, const struct sender *sender,
                         struct slice domain, struct sender_fault *ret)
{
    const struct sender *owner = find_exact(catalog, domain);

    *ret = (struct sender_fault){SLICE(""), domain, sender->id, SLICE("")};
    if (sender_has_role(catalog, domain, SENDER_HOSTING) ||
        sender_has_role(catalog, domain, SENDER_SERVICE)) {
        ret->what = SLICE("anybody can use this domain");
        return true;
    }
    if (owner && owner != sender) {
        ret->what = SLICE("this domain has another owner");
        ret->second = owner->id;
        return true;
    }
    return false;
}

static bool list_fault(const struct catalog *catalog, const struct sender *sender,
                       const struct sender_texts *domains, struct sender_fault *ret)
{
    for (size_t i = 0; i < domains->len; i++)
        if (domain_fault(catalog, sender, domains->at[i], ret))
            return true;
    return false;
}

bool sender_find_fault(const struct catalog *catalog, struct sender_fault *ret)
{
    for (size_t i = 0; i < catalog->senders_len; i++) {
        const struct sender *s = &catalog->senders[i];

        if (list_fault(catalog, s, &s->from_domains, ret) ||
            list_fault(catalog, s, &s->signing_domains, ret) ||
            list_fault(catalog, s, &s->link_domains, ret))
            return true;
    }
    return false;
}
