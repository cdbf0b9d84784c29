#include "mail/lookalike.h"

#include "base/text.h"

#include <string.h>

#define LABEL_MIN 5u /* shorter names are within one letter of too many honest ones */

/* One brand's domain against the domain at hand. */
struct pair {
    struct domains *domains;
    struct arena *arena;
    struct slice host;          /* the domain at hand, ASCII */
    struct slice host_label;    /* the first label of its registrable domain */
    struct slice host_skeleton; /* of that label; empty = nothing hides in it */
    struct slice domain, label; /* the brand's */
};

static bool is_japanese(uint32_t cp)
{
    return (cp >= 0x3000 && cp <= 0x30FF) || (cp >= 0x4E00 && cp <= 0x9FFF) || cp == 0x3005;
}

bool lookalike_may_hide(struct slice text)
{
    uint32_t cp = 0;
    size_t n;

    if (slice_has(text, SLICE("rn")) || slice_has(text, SLICE("vv")) ||
        slice_has(text, SLICE("xn--")))
        return true;
    for (size_t at = 0; (n = text_next(slice_skip(text, at), &cp)) > 0; at += n)
        if ((cp >= '0' && cp <= '9') || cp == '|' || (cp >= 0x80 && !is_japanese(cp)))
            return true;
    return false;
}

static struct slice first_label(struct slice domain)
{
    return slice_sub(domain, 0, slice_find_byte(domain, '.'));
}

/* ------------------------------------------------------------------ what is made to be read so */

static bool is_edge(struct slice s, size_t at)
{
    return at >= s.len || s.ptr[at] == '.' || s.ptr[at] == '-';
}

/* ${needle} stands in ${host} between dots, hyphens or ends, but not as its end. */
static bool has_inside(struct slice host, struct slice needle)
{
    for (size_t at = 0; at + needle.len < host.len; at++)
        if (memcmp(host.ptr + at, needle.ptr, needle.len) == 0 &&
            (at == 0 || is_edge(host, at - 1)) && is_edge(host, at + needle.len))
            return true;
    return false;
}

/* ${domain} with ${with} for its dots ('\0' = nothing). */
static struct slice without_dots(struct arena *arena, struct slice domain, char with)
{
    char *to = arena_alloc(arena, domain.len + 1);
    size_t n = 0;

    for (size_t i = 0; i < domain.len; i++) {
        if (domain.ptr[i] != '.')
            to[n++] = domain.ptr[i];
        else if (with)
            to[n++] = with;
    }
    return (struct slice){to, n};
}

/* The whole domain stands in the host, as it is or in one word. */
static bool has_domain(const struct pair *p)
{
    struct slice joined;

    if (has_inside(p->host, p->domain) ||
        has_inside(p->host, without_dots(p->arena, p->domain, '-')))
        return true;
    joined = without_dots(p->arena, p->domain, '\0');
    return joined.len >= LABEL_MIN + 3 && has_inside(p->host, joined);
}

/* ${word}, whose skeleton is ${skeleton}, reads as the brand's label and is another.  Letters but m
 * begin their own skeleton: what differs there need not be made into one, which is slow. */
static bool reads_as(const struct pair *p, struct slice word, struct slice skeleton)
{
    char first = p->label.ptr[0];

    if (skeleton.len == 0 || slice_eq(word, p->label) ||
        (first >= 'a' && first <= 'z' && first != 'm' && first != skeleton.ptr[0]))
        return false;
    return slice_eq(skeleton, domain_skeleton(p->domains, p->label, p->arena));
}

/* The label reads the same, or a word of it between hyphens does: amaz0n, amaz0n-support. */
static bool reads_same(const struct pair *p)
{
    struct slice words = p->host_label, skeletons = p->host_skeleton, word, skeleton;
    bool more = skeletons.len > 0 && !slice_starts(words, SLICE("xn--"));

    if (reads_as(p, p->host_label, p->host_skeleton))
        return true;
    while (more) {
        more = slice_cut(words, SLICE("-"), &word, &words);
        more = slice_cut(skeletons, SLICE("-"), &skeleton, &skeletons) && more;
        if (reads_as(p, word, skeleton))
            return true;
    }
    return false;
}

/* ------------------------------------------------------------------ what is close */

/* At most one letter more, less or other, or two changed places. */
static bool is_one_off(struct slice a, struct slice b)
{
    size_t head = 0, tail = 0;

    if (a.len > b.len + 1 || b.len > a.len + 1 || slice_eq(a, b))
        return false;
    while (head < a.len && head < b.len && a.ptr[head] == b.ptr[head])
        head++;
    while (tail < a.len - head && tail < b.len - head &&
           a.ptr[a.len - 1 - tail] == b.ptr[b.len - 1 - tail])
        tail++;
    if (a.len - head - tail <= 1 && b.len - head - tail <= 1)
        return true;
    return a.len == b.len && a.len - head - tail == 2 && a.ptr[head] == b.ptr[head + 1] &&
           a.ptr[head + 1] == b.ptr[head];
}

/* The label is a word of ${host_label}, or begins it: amazon-support, vpassjp. */
static bool is_part(struct slice host_label, struct slice label)
{
    struct slice rest = host_label, word;

    if (slice_eq(host_label, label))
        return false;
    if (slice_starts(host_label, label) || has_inside(host_label, label))
        return true;
    while (slice_cut(rest, SLICE("-"), &word, &rest))
        continue;
    return slice_eq(word, label);
}

static bool is_near(const struct pair *p)
{
    const struct slice card[] = {p->label, SLICE("card")};

    if (p->label.len < LABEL_MIN)
        return false;
    return is_one_off(p->host_label, p->label) ||
           is_one_off(p->host_label, arena_join(p->arena, card, 2)) ||
           is_part(p->host_label, p->label);
}

/* ------------------------------------------------------------------ against all brands */

/* dcard.docomo.ne.jp: its first label is not what makes the domain the brand's. */
static bool is_registrable(const struct pair *p)
{
    return slice_eq(domain_registrable(p->domains, p->domain, p->arena), p->domain);
}

static enum lookalike pair_find(struct pair *p, const struct sender *sender, struct slice domain)
{
    p->domain = domain;
    p->label = first_label(domain);
    if (has_domain(p))
        return LOOKALIKE_SAME;
    if (reads_same(p) && is_registrable(p))
        return LOOKALIKE_SAME;
    return sender->always_signs && is_near(p) && is_registrable(p) ? LOOKALIKE_NEAR
                                                                   : LOOKALIKE_NONE;
}

static enum lookalike list_find(struct pair *p, const struct sender *sender,
                                const struct sender_texts *domains)
{
    enum lookalike best = LOOKALIKE_NONE;

    for (size_t i = 0; i < domains->len && best != LOOKALIKE_SAME; i++) {
        enum lookalike found = pair_find(p, sender, domains->at[i]);

        if (found > best)
            best = found;
    }
    return best;
}

static bool has_role(const struct catalog *catalog, struct slice domain)
{
    for (unsigned r = 0; r < SENDER_ROLES; r++)
        if (sender_has_role(catalog, domain, (enum sender_role)r))
            return true;
    return false;
}

/* The domain is a brand's, but written so that it only looks it: genuine mail never does. */
static bool is_disguised(const struct catalog *catalog, struct slice host, struct slice ascii,
                         const struct sender **ret_sender)
{
    const struct sender *owner = sender_owner(catalog, ascii);

    if (!owner)
        return false;
    for (size_t i = 0; i < host.len; i++)
        if ((unsigned char)host.ptr[i] >= 0x80) {
            *ret_sender = owner;
            return true;
        }
    return false;
}

enum lookalike lookalike_find(const struct catalog *catalog, struct domains *domains,
                              struct slice host, struct slice ascii, struct arena *arena,
                              const struct sender **ret_sender)
{
    struct pair p = {.domains = domains, .arena = arena, .host = ascii};
    enum lookalike best = LOOKALIKE_NONE;

    if (is_disguised(catalog, host, ascii, ret_sender))
        return LOOKALIKE_SAME;
    if (sender_owner(catalog, ascii) || has_role(catalog, ascii))
        return LOOKALIKE_NONE;
    p.host_label = first_label(domain_registrable(domains, ascii, arena));
    if (lookalike_may_hide(p.host_label))
        p.host_skeleton = domain_skeleton(domains, domain_unicode(p.host_label, arena), arena);
    for (size_t i = 0; i < catalog->senders_len && best != LOOKALIKE_SAME; i++) {
        const struct sender *s = &catalog->senders[i];
        enum lookalike from = list_find(&p, s, &s->from_domains);
        enum lookalike links = from == LOOKALIKE_SAME ? from : list_find(&p, s, &s->link_domains);
        enum lookalike found = links > from ? links : from;

        if (found > best) {
            best = found;
            *ret_sender = s;
        }
    }
    return best;
}
