#include "tools/catalog_route.h"

#include "base/day.h"

#include <string.h>

#define DIGITS_MAX 20u

static struct slice value_name(const struct route *r)
{
    return r->value.len ? r->value : SLICE("(no value)");
}

/* ------------------------------------------------------------------ values */

/* `0120-999-373`, `+81-11-330-3000`, `#9110`, `188`. */
static bool is_number(struct slice s)
{
    size_t digits = 0;

    for (size_t i = 0; i < s.len; i++) {
        bool is_digit = s.ptr[i] >= '0' && s.ptr[i] <= '9';
        bool is_sign = i == 0 && (s.ptr[i] == '#' || s.ptr[i] == '+');

        if (!is_digit && !is_sign && (s.ptr[i] != '-' || i == 0 || s.ptr[i - 1] == '-'))
            return false;
        digits += is_digit;
    }
    return digits >= 3 && digits <= 15 && s.ptr[s.len - 1] != '-';
}

/* A host name with a dot and nothing that a name cannot hold, at the beginning of ${s}. */
static bool begins_with_host(struct slice s)
{
    size_t len = 0;
    bool has_dot = false;

    for (; len < s.len && s.ptr[len] != '/'; len++) {
        char c = s.ptr[len];

        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-' && c != '.')
            return false;
        has_dot |= c == '.' && len > 0;
    }
    return has_dot && s.ptr[len - 1] != '.';
}

static bool is_address(struct slice s)
{
    return slice_starts(s, SLICE("https://")) && begins_with_host(slice_skip(s, 8)) &&
           !memchr(s.ptr, ' ', s.len);
}

static bool is_mailbox(struct slice s)
{
    struct slice name, host;

    return slice_cut(s, SLICE("@"), &name, &host) && name.len && !memchr(name.ptr, ' ', name.len) &&
           begins_with_host(host) && !memchr(host.ptr, '/', host.len);
}

static int check_value(const struct route *r)
{
    bool fits = true;

    if (!r->value.len)
        return 0;
    switch (r->channel) {
    case CHANNEL_PHONE: fits = is_number(r->value); break;
    case CHANNEL_CHAT:
    case CHANNEL_WEB:
    case CHANNEL_APP: fits = is_address(r->value); break;
    case CHANNEL_MAIL: fits = is_mailbox(r->value); break;
    default: break;
    }
    return fits ? 0 : complain(r->id, "no value of its channel", r->value);
}

/* ------------------------------------------------------------------ how sure */

/* H is for what its owner says; what one blog says is never offered for dialling. */
static int check_sureness(const struct route *r)
{
    char confidence = r->provenance.confidence;

    if (confidence == 'H' && !r->is_official)
        return complain(r->id, "confidence H needs an official source", value_name(r));
    if (r->is_official && (confidence == 'L' || r->is_conflicting))
        return complain(r->id, "official, and yet in doubt", value_name(r));
    if (r->channel == CHANNEL_PHONE && r->value.len && confidence == 'L' && !r->is_conflicting)
        return complain(r->id, "a number of confidence L must be conflicting", r->value);
    if (r->channel == CHANNEL_PHONE && r->value.len && r->party == PARTY_ISSUER && r->rank <= 0)
        return complain(r->id, "the number on the card goes first: rank 1 or more", r->value);
    return 0;
}

/* ------------------------------------------------------------------ ways to files */

/* Who has files is Amazon, or one card company; the steps are what is asked for. */
static int check_files(const struct route *r)
{
    int faults = 0;

    if (!route_serves(r, SLICE(ROUTE_GET_FILES)))
        return 0;
    if (r->party != PARTY_AMAZON && (r->party != PARTY_ISSUER || !r->org.len))
        faults += complain(r->id, "files of nobody in particular", party_name(r->party));
    if (!r->steps.len)
        faults += complain(r->id, "files without steps", value_name(r));
    if (r->purposes_len > 1 || (r->channel != CHANNEL_WEB && r->channel != CHANNEL_APP))
        faults += complain(r->id, "files, and something else", value_name(r));
    return faults;
}

/* ------------------------------------------------------------------ two rows */

/* The digits alone; 0 = too many of them. */
static size_t digits_of(struct slice s, char *ret)
{
    size_t len = 0;

    for (size_t i = 0; i < s.len && len < DIGITS_MAX; i++)
        if (s.ptr[i] >= '0' && s.ptr[i] <= '9')
            ret[len++] = s.ptr[i];
    return len < DIGITS_MAX ? len : 0;
}

static bool is_same_number(const struct route *a, const struct route *b)
{
    char one[DIGITS_MAX], other[DIGITS_MAX];
    size_t len = digits_of(a->value, one);

    return a->channel == CHANNEL_PHONE && b->channel == CHANNEL_PHONE && len &&
           len == digits_of(b->value, other) && memcmp(one, other, len) == 0;
}

static bool has_same_owner(const struct route *a, const struct route *b)
{
    return a->party == b->party && slice_eq(a->org, b->org);
}

static bool shares_purpose(const struct route *a, const struct route *b)
{
    for (size_t i = 0; i < a->purposes_len; i++)
        for (size_t k = 0; k < b->purposes_len; k++)
            if (slice_eq(a->purposes[i], b->purposes[k]))
                return true;
    return false;
}

/* Whoever asks for a route gets both. */
static bool is_beside(const struct route *a, const struct route *b)
{
    return a->party == b->party && (!a->org.len || !b->org.len || slice_eq(a->org, b->org)) &&
           shares_purpose(a, b);
}

static int check_pair(const struct route *a, const struct route *b)
{
    int faults = 0;

    if (is_same_number(a, b) && !has_same_owner(a, b))
        faults += complain(a->id, "the number of somebody else, too", b->id);
    if (a->is_conflicting && b->is_official && is_beside(a, b) && a->rank <= b->rank)
        faults += complain(a->id, "conflicting, and not behind the official", b->id);
    return faults;
}

int check_routes(const struct catalog *c)
{
    int faults = 0;

    for (size_t i = 0; i < c->routes_len; i++) {
        const struct route *r = &c->routes[i];

        faults += check_value(r) + check_sureness(r) + check_files(r);
        if (provenance_day(&r->provenance) == DAY_NONE)
            faults += complain(r->id, "seen is no month", r->provenance.seen);
        for (size_t k = 0; k < c->routes_len; k++)
            if (k != i)
                faults += check_pair(r, &c->routes[k]);
    }
    return faults;
}
