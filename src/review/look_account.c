#include "review/look.h"

#include "base/hash.h"
#include "base/map.h"
#include "catalog/country.h"

#include <assert.h>

/* Devices, sign-ins and changes of an account. */

#define HOME_LEAST 3u   /* sign-ins from which the household's country is told, */
#define HOME_SHARE 60u  /* if so many of a hundred are from there */
#define OWNERS_LEAST 5u /* sign-ins before a new network is one */
#define CHANGED_DAYS 90 /* changes of an account that are older are not told */

/* ------------------------------------------------------------------ places */

static const struct review_network *network_of(const struct look *look,
                                               const struct account_event *event)
{
    const struct review_input *in = look->in;

    for (size_t i = 0; event->network.len && i < in->networks_len; i++)
        if (slice_eq(in->networks[i].network, event->network))
            return &in->networks[i];
    return NULL;
}

/* Its code; empty = not told. */
static struct slice country_of(const struct look *look, const struct account_event *event)
{
    const struct review_network *network = network_of(look, event);

    return network && network->country.len ? network->country : country_of_place(event->place);
}

static bool tells_place(const struct account_event *event)
{
    return event->kind == ACCOUNT_SIGN_IN || event->kind == ACCOUNT_SEEN_AT ||
           event->kind == ACCOUNT_SIGN_IN_BLOCKED;
}

static bool is_looked_at(const struct look *look, const struct account_event *event)
{
    return event->day != DAY_NONE && event->day > look->in->today - REVIEW_LOOK_DAYS;
}

/* The country of the currency that most charges are in. */
static struct slice country_of_money(const struct look *look)
{
    static const struct {
        struct currency currency;
        struct slice country;
    } rows[] = {{{"JPY"}, {"JP", 2}}, {{"USD"}, {"US", 2}}, {{"GBP"}, {"GB", 2}}};
    size_t best = 0, most = 0;

    for (size_t r = 0; r < sizeof(rows) / sizeof(rows[0]); r++) {
        size_t n = 0;

        for (size_t i = 0; i < look->in->charges_len; i++)
            n += currency_eq(look->in->charges[i].currency, rows[r].currency);
        if (n > most) {
            best = r;
            most = n;
        }
    }
    return most ? rows[best].country : SLICE("");
}

struct country_count {
    struct slice country;
    size_t n;
};
ARRAY_TYPE(country_counts, struct country_count);

/* Where most sign-ins are from. */
static struct slice find_home(const struct look *look)
{
    const struct account_events *events = &look->in->records->account_events;
    struct country_counts counts = {NULL, 0, 0};
    struct map index = {0};
    size_t all = 0, best = 0;

    for (size_t i = 0; i < events->len; i++) {
        struct slice country = country_of(look, &events->at[i]);
        uint32_t at;

        if (events->at[i].kind != ACCOUNT_SIGN_IN || !country.len)
            continue;
        at = map_add(&index, look->arena, hash_bytes(country, 0), (uint32_t)counts.len, NULL, NULL);
        if (at == counts.len)
            array_push(look->arena, &counts)->country = country;
        assert(counts.at);
        counts.at[at].n++;
        all++;
        best = counts.at[at].n > counts.at[best].n ? at : best;
    }
    if (all && counts.at[best].n >= HOME_LEAST && counts.at[best].n * 100 >= all * HOME_SHARE)
        return counts.at[best].country;
    return country_of_money(look);
}

/* ------------------------------------------------------------------ sign-ins */

static struct finding_item item_of(const struct account_event *event)
{
    return (struct finding_item){
        .text = look_plain(event->device), .place = event->network, .day = event->day};
}

static void add_country(const struct look *look, size_t first, struct slice country)
{
    const struct account_events *events = &look->in->records->account_events;
    struct slice account = look_account(look, &events->at[first].origin);
    struct finding f = look_finding(look_rule(look, FINDING_SIGN_IN_COUNTRY), account);

    f.place = country;
    for (size_t i = first; i < events->len; i++) {
        const struct account_event *event = &events->at[i];
        struct finding_item item = item_of(event);

        if (tells_place(event) && is_looked_at(look, event) &&
            slice_eq(country_of(look, event), country) &&
            slice_eq(look_account(look, &event->origin), account))
            look_item(look, &f, &item);
    }
    look_add(look, &f, look_key(look, hash_mix(hash_bytes(country, 0), (uint64_t)(uint32_t)f.day)));
}

static void find_countries(const struct look *look)
{
    const struct account_events *events = &look->in->records->account_events;
    struct map told = {0};

    if (!look->home.len || !look_rule(look, FINDING_SIGN_IN_COUNTRY))
        return;
    for (size_t i = 0; i < events->len; i++) {
        struct slice country = country_of(look, &events->at[i]);
        struct slice account = look_account(look, &events->at[i].origin);
        uint64_t key = hash_bytes(country, hash_bytes(account, 0));

        if (tells_place(&events->at[i]) && is_looked_at(look, &events->at[i]) && country.len &&
            !slice_eq(country, look->home) &&
            map_add(&told, look->arena, key, (uint32_t)i, NULL, NULL) == (uint32_t)i)
            add_country(look, i, country);
    }
}

/* How many sign-ins there were before the last look, and whether one was from ${owner}. */
static size_t count_before(const struct look *look, struct slice owner, bool *ret_known)
{
    const struct account_events *events = &look->in->records->account_events;
    size_t n = 0;

    *ret_known = false;
    for (size_t i = 0; i < events->len; i++) {
        const struct review_network *network = network_of(look, &events->at[i]);

        if (!network || !network->owner.len || events->at[i].day > look->since)
            continue;
        n++;
        *ret_known = *ret_known || slice_eq(network->owner, owner);
    }
    return n;
}

static void find_networks(const struct look *look)
{
    const struct account_events *events = &look->in->records->account_events;
    const struct finding_rule *rule = look_rule(look, FINDING_SIGN_IN_NETWORK);
    struct map told = {0};

    for (size_t i = 0; rule && i < events->len; i++) {
        const struct account_event *event = &events->at[i];
        const struct review_network *network = network_of(look, event);
        struct finding f = look_finding(rule, look_account(look, &event->origin));
        struct finding_item item = item_of(event);
        bool is_known;

        if (!network || !network->owner.len || event->day == DAY_NONE || event->day <= look->since)
            continue;
        if (count_before(look, network->owner, &is_known) < OWNERS_LEAST || is_known ||
            map_add(&told, look->arena, hash_bytes(network->owner, 0), (uint32_t)i, NULL, NULL) !=
                (uint32_t)i)
            continue;
        f.place = network->owner;
        look_item(look, &f, &item);
        look_add(look, &f, network->owner);
    }
}

/* ------------------------------------------------------------------ devices and changes */

static uint64_t device_hash(const struct account_event *event)
{
    return hash_mix(hash_bytes(event->device, 3), (uint64_t)(uint32_t)event->day);
}

/* Whether the device is told of a time before the last look; ${ret_any}: any device is. */
static bool was_seen_before(const struct look *look, struct slice device, bool *ret_any)
{
    const struct account_events *events = &look->in->records->account_events;
    bool was_seen = false;

    *ret_any = false;
    for (size_t i = 0; i < events->len; i++) {
        const struct account_event *e = &events->at[i];

        if (!e->device.len || e->day == DAY_NONE || e->day > look->since)
            continue;
        *ret_any = true;
        was_seen = was_seen || slice_eq(e->device, device);
    }
    return was_seen;
}

/*
 * A registration, or a sign-in from a device that was never told before.  A mail on a sign-in comes
 * for new devices only; the export tells all sign-ins, so there it needs something to compare with.
 */
static bool is_new_device(const struct look *look, const struct account_event *e)
{
    const struct sources *sources = &look->in->records->sources;
    bool any, was_seen;

    if (e->day == DAY_NONE || e->day <= look->since || !e->device.len)
        return false;
    if (e->kind != ACCOUNT_SIGN_IN)
        return e->kind == ACCOUNT_DEVICE_REGISTERED;
    was_seen = was_seen_before(look, e->device, &any);
    return !was_seen && (any || sources->at[e->origin.source].trust != TRUST_FILE);
}

static void find_new_devices(const struct look *look)
{
    const struct account_events *events = &look->in->records->account_events;
    const struct finding_rule *rule = look_rule(look, FINDING_DEVICE_NEW);
    struct map told = {0};

    for (size_t i = 0; rule && i < events->len; i++) {
        const struct account_event *event = &events->at[i];
        struct finding f = look_finding(rule, look_account(look, &event->origin));
        struct finding_item item = item_of(event);
        uint64_t hash = device_hash(event);

        if (!is_new_device(look, event) ||
            map_add(&told, look->arena, hash, (uint32_t)i, NULL, NULL) != (uint32_t)i)
            continue;
        f.subject = look_plain(event->device);
        look_item(look, &f, &item);
        look_add(look, &f, look_key(look, hash));
    }
}

/* All devices of one account in one finding. */
static void list_devices(const struct look *look, size_t first)
{
    const struct account_events *events = &look->in->records->account_events;
    struct slice account = look_account(look, &events->at[first].origin);
    struct finding f = look_finding(look_rule(look, FINDING_DEVICES), account);
    struct map told = {0};
    uint64_t all = 0;

    for (size_t i = first; i < events->len; i++) {
        const struct account_event *event = &events->at[i];
        struct finding_item item = item_of(event);
        uint64_t hash = device_hash(event);

        if (event->kind != ACCOUNT_DEVICE_REGISTERED ||
            !slice_eq(look_account(look, &event->origin), account) ||
            map_add(&told, look->arena, hash, (uint32_t)i, NULL, NULL) != (uint32_t)i)
            continue;
        all += hash; /* whatever their order */
        look_item(look, &f, &item);
    }
    look_add(look, &f, look_key(look, hash_mix(0, all)));
}

static void find_devices(const struct look *look)
{
    const struct account_events *events = &look->in->records->account_events;
    struct map told = {0};

    for (size_t i = 0; look_rule(look, FINDING_DEVICES) && i < events->len; i++) {
        uint64_t account = hash_bytes(look_account(look, &events->at[i].origin), 0);

        if (events->at[i].kind == ACCOUNT_DEVICE_REGISTERED &&
            map_add(&told, look->arena, account, (uint32_t)i, NULL, NULL) == (uint32_t)i)
            list_devices(look, i);
    }
}

static void find_changes(const struct look *look)
{
    const struct account_events *events = &look->in->records->account_events;
    const struct finding_rule *rule = look_rule(look, FINDING_ACCOUNT_CHANGED);
    struct map told = {0};

    for (size_t i = 0; rule && i < events->len; i++) {
        const struct account_event *event = &events->at[i];
        struct finding f = look_finding(rule, look_account(look, &event->origin));
        struct finding_item item = item_of(event);
        uint64_t hash =
            hash_mix(hash_bytes(event->brand, event->kind), (uint64_t)(uint32_t)event->day);

        if ((event->kind != ACCOUNT_PASSWORD_CHANGED && event->kind != ACCOUNT_PASSWORD_RESET &&
             event->kind != ACCOUNT_DETAILS_CHANGED) ||
            event->day == DAY_NONE || event->day <= look->in->today - CHANGED_DAYS ||
            map_add(&told, look->arena, hash, (uint32_t)i, NULL, NULL) != (uint32_t)i)
            continue;
        f.event = event->kind;
        f.place = event->brand;
        look_item(look, &f, &item);
        look_add(look, &f, look_key(look, hash));
    }
}

void look_account_use(const struct look *look)
{
    struct look home = *look;

    home.home = look->in->home.len ? look->in->home : find_home(look);
    look->ret->home = home.home;
    find_countries(&home);
    find_networks(&home);
    find_new_devices(&home);
    find_devices(&home);
    find_changes(&home);
}
