#include "mail/transit.h"

#include "mail/ascii.h"
#include "mail/domain.h"
#include "mail/link_url.h"

/* The value of the parameter ${name} (with its `=`) of ${path}; false = it is not there exactly
 * once. */
static bool query_value(struct slice path, struct slice name, struct slice *ret)
{
    struct slice rest = slice_skip(path, slice_find_byte(path, '?') + 1), item;
    size_t times = 0;

    rest.len = slice_find_byte(rest, '#');
    while (rest.len) {
        if (!slice_cut(rest, SLICE("&"), &item, &rest))
            rest.len = 0;
        if (!slice_eq_nocase(slice_sub(item, 0, name.len), name))
            continue;
        *ret = slice_skip(item, name.len);
        times++;
    }
    return times == 1;
}

/* ${s} with %XX decoded; ${escape} stands for `%`, ${slash} for `/`. */
static struct slice decode(struct slice s, char escape, char slash, struct arena *arena)
{
    char *out = arena_alloc(arena, s.len + 1);
    size_t len = 0;

    for (size_t i = 0; i < s.len; i++) {
        bool is_escape = s.ptr[i] == escape && i + 2 < s.len && ascii_hex(s.ptr[i + 1]) >= 0 &&
                         ascii_hex(s.ptr[i + 2]) >= 0;

        out[len] = s.ptr[i] == slash ? '/' : s.ptr[i];
        if (is_escape) {
            out[len] = (char)(ascii_hex(s.ptr[i + 1]) * 16 + ascii_hex(s.ptr[i + 2]));
            i += 2;
        }
        len++;
    }
    return (struct slice){out, len};
}

static bool safe_links(struct slice path, struct arena *arena, struct slice *ret)
{
    if (!query_value(path, SLICE("url="), ret))
        return false;
    *ret = decode(*ret, '%', '/', arena);
    return true;
}

/* /v1/url?u=https%3A%2F%2F…, /v2/url?u=https-3A__…, /v3/__https://…__;!!… */
static bool url_defense(struct slice path, struct arena *arena, struct slice *ret)
{
    if (slice_starts(path, SLICE("/v3/__"))) {
        *ret = slice_skip(path, 6);
        ret->len = slice_find(*ret, SLICE("__;"));
        return true;
    }
    if (!query_value(path, SLICE("u="), ret))
        return false;
    if (slice_starts(path, SLICE("/v2/url?")))
        *ret = decode(*ret, '-', '_', arena);
    else if (slice_starts(path, SLICE("/v1/url?")))
        *ret = decode(*ret, '%', '/', arena);
    else
        return false;
    return true;
}

static const struct {
    struct slice domain;
    bool (*read)(struct slice path, struct arena *arena, struct slice *ret);
} gateways[] = {
    {{"safelinks.protection.outlook.com", 32}, safe_links},
    {{"urldefense.proofpoint.com", 25}, url_defense},
    {{"urldefense.com", 14}, url_defense},
    {{"urldefense.us", 13}, url_defense},
};

bool transit_is_gateway(struct slice host)
{
    for (size_t i = 0; i < sizeof(gateways) / sizeof(gateways[0]); i++) {
        struct slice domain = gateways[i].domain;

        if (host.len >= domain.len &&
            slice_eq_nocase(slice_skip(host, host.len - domain.len), domain))
            return true;
    }
    return false;
}

static bool one_hop(struct slice href, struct arena *arena, struct slice *ret)
{
    struct link_url url;
    struct slice host;

    link_url_read(href, NULL, arena, &url);
    host = ascii_lower(arena, url.host);
    if (url.has_user)
        return false;
    for (size_t i = 0; i < sizeof(gateways) / sizeof(gateways[0]); i++)
        if (domain_within(host, gateways[i].domain))
            return gateways[i].read(url.path, arena, ret);
    return false;
}

bool transit_target(struct slice href, struct arena *arena, struct slice *ret)
{
    struct slice at = href, next;
    int hops = 0;

    for (; hops < TRANSIT_MAX_HOPS && one_hop(at, arena, &next); hops++)
        at = next;
    if (hops == 0 || hops == TRANSIT_MAX_HOPS)
        return false;
    *ret = at;
    return true;
}

bool transit_is_tagged(struct slice subject)
{
    static const struct slice tags[] = {
        {"[SPAM", 5},     {"*****SPAM", 9},  {"***SPAM", 7},      {"[meiwaku", 8},     {"[迷惑", 7},
        {"【迷惑", 9},    {"[bulk]", 6},     {"[suspicious", 11}, {"[EXTERNAL", 9},    {"[EXT]", 5},
        {"(EXTERNAL", 9}, {"EXTERNAL:", 9},  {"[外部", 7},        {"【外部", 9},       {"[社外", 7},
        {"【社外", 9},    {"[ウイルス", 13}, {"[caution", 8},     {"[probable s", 11},
    };

    for (size_t i = 0; i < sizeof(tags) / sizeof(tags[0]); i++)
        if (slice_eq_nocase(slice_sub(subject, 0, tags[i].len), tags[i]))
            return true;
    return false;
}

bool transit_is_rebuilt(const struct raw_message *message)
{
    static const struct slice begins[] = {
        {"X-MS-Exchange-Organization-", 27}, {"X-MS-TNEF-Correlator", 20}, {"X-MIMETrack", 11}};

    for (size_t i = 0; i < message->headers.len; i++)
        for (size_t k = 0; k < sizeof(begins) / sizeof(begins[0]); k++)
            if (slice_eq_nocase(slice_sub(message->headers.at[i].name, 0, begins[k].len),
                                begins[k]))
                return true;
    return false;
}

bool transit_is_escaped(struct slice body)
{
    return slice_starts(body, SLICE(">From ")) || slice_has(body, SLICE("\n>From "));
}
