#include "mail/signature.h"

#include "mail/ascii.h"

#include <string.h>

/* What is being read. */
struct reading {
    enum signature_form form;
    struct arena *arena;
    struct signature *to;
};

static const struct slice fine = {"", 0};

/* The value of the tag ${name}; false when it is not there. */
static bool value_of(const struct reading *r, struct slice name, struct slice *ret)
{
    const struct tag *tag = tag_find(&r->to->tags, name);

    if (tag)
        *ret = tag->value;
    return tag != NULL;
}

/* --- one function per tag; each returns a code, or nothing ------------------------------------ */

static struct slice version_read(const struct reading *r)
{
    struct slice text;

    if (r->form != FORM_DKIM) /* RFC 8617 section 4.1.2: no v= */
        return value_of(r, SLICE("v"), &text) ? SLICE("bad_version") : fine;
    if (!value_of(r, SLICE("v"), &text) || !slice_eq(text, SLICE("1")))
        return SLICE("bad_version");
    return fine;
}

static struct slice algorithm_read(const struct reading *r)
{
    if (!value_of(r, SLICE("a"), &r->to->algorithm))
        return SLICE("algorithm_missing");
    r->to->is_ed25519 = slice_eq(r->to->algorithm, SLICE("ed25519-sha256"));
    if (r->to->is_ed25519 || slice_eq(r->to->algorithm, SLICE("rsa-sha256")))
        return fine;
    if (slice_eq(r->to->algorithm, SLICE("rsa-sha1"))) /* RFC 8301 section 3.1 */
        return SLICE("rsa_sha1");
    return SLICE("algorithm_unknown");
}

static struct slice domain_read(const struct reading *r)
{
    struct slice text;

    if (!value_of(r, SLICE("d"), &text))
        return SLICE("domain_missing");
    r->to->domain = ascii_lower(r->arena, text);
    return key_is_name(text) ? fine : SLICE("bad_domain");
}

static struct slice selector_read(const struct reading *r)
{
    if (!value_of(r, SLICE("s"), &r->to->selector))
        return SLICE("selector_missing");
    return key_is_name(r->to->selector) ? fine : SLICE("bad_selector");
}

static struct slice value_read(const struct reading *r)
{
    const struct tag *tag = tag_find(&r->to->tags, SLICE("b"));

    if (!tag || tag->value.len == 0)
        return SLICE("signature_missing");
    r->to->value_span = tag->span;
    return tag_base64(tag->value, r->arena, &r->to->value) ? fine : SLICE("bad_base64");
}

static struct slice body_hash_read(const struct reading *r)
{
    struct slice text;

    if (!value_of(r, SLICE("bh"), &text) || text.len == 0)
        return SLICE("body_hash_missing");
    if (!tag_base64(text, r->arena, &r->to->body_hash))
        return SLICE("bad_base64");
    return r->to->body_hash.len == DIGEST_LEN ? fine : SLICE("bad_body_hash");
}

static bool canon_of(struct slice text, enum canon_kind *ret)
{
    *ret = slice_eq(text, SLICE("relaxed")) ? CANON_RELAXED : CANON_SIMPLE;
    return *ret == CANON_RELAXED || slice_eq(text, SLICE("simple"));
}

/* Without c= DKIM means simple (RFC 6376 section 3.5), and those who seal mean relaxed. */
static struct slice canon_read(const struct reading *r)
{
    enum canon_kind absent = r->form == FORM_DKIM ? CANON_SIMPLE : CANON_RELAXED;
    struct slice text, header, body;

    r->to->header_canon = r->to->body_canon = absent;
    if (!value_of(r, SLICE("c"), &text))
        return fine;
    if (!slice_cut(text, SLICE("/"), &header, &body))
        body = SLICE("simple");
    if (!canon_of(header, &r->to->header_canon) || !canon_of(body, &r->to->body_canon))
        return SLICE("canonicalization_unknown");
    return fine;
}

static struct slice names_read(const struct reading *r)
{
    struct slice rest, name;

    if (!value_of(r, SLICE("h"), &rest))
        return SLICE("header_list_missing");
    if (rest.len == 0 && r->form == FORM_DKIM)
        return SLICE("header_list_missing");
    while (tag_item(&rest, &name)) {
        if (r->to->names.len >= SIGNATURE_MAX_NAMES)
            return SLICE("header_list_too_long");
        *array_push(r->arena, &r->to->names) = name;
    }
    if (r->form == FORM_ARC_MESSAGE && signature_signs(r->to, SLICE("ARC-Seal")) > 0)
        return SLICE("seal_signed"); /* RFC 8617 section 4.1.2 */
    return fine;
}

static struct slice length_read(const struct reading *r)
{
    struct slice text;

    r->to->length = CANON_ALL;
    r->to->has_length = value_of(r, SLICE("l"), &text);
    if (r->to->has_length && !tag_number(text, 76, &r->to->length))
        return SLICE("bad_length");
    return fine;
}

static struct slice query_read(const struct reading *r)
{
    struct slice rest, item;

    if (!value_of(r, SLICE("q"), &rest))
        return fine;
    while (tag_item(&rest, &item))
        if (slice_eq(item, SLICE("dns/txt")))
            return fine;
    return SLICE("query_unknown");
}

/* Seconds since 1970 in at most 12 digits. */
static bool time_of(const struct reading *r, struct slice name, int64_t *ret)
{
    struct slice text;
    uint64_t seconds;

    if (!value_of(r, name, &text))
        return true;
    if (!tag_number(text, 12, &seconds))
        return false;
    *ret = (int64_t)seconds;
    return true;
}

static struct slice times_read(const struct reading *r)
{
    struct signature *to = r->to;

    if (!time_of(r, SLICE("t"), &to->signed_at) || !time_of(r, SLICE("x"), &to->expires_at))
        return SLICE("bad_time");
    if (to->signed_at != MAIL_NO_TIME && to->expires_at != MAIL_NO_TIME &&
        to->expires_at <= to->signed_at)
        return SLICE("expires_before_signed");
    return fine;
}

/* i= must be an address of d= or below it (RFC 6376 section 3.5). */
static struct slice identity_read(const struct reading *r)
{
    struct slice text, host, at = SLICE("@");
    struct slice parts[] = {at, r->to->domain};
    size_t above;

    r->to->identity = arena_join(r->arena, parts, 2);
    if (!value_of(r, SLICE("i"), &text))
        return fine;
    r->to->identity = text;
    for (host = text; slice_has(host, at);)
        host = slice_skip(host, slice_find(host, at) + 1);
    if (host.len == text.len || host.len < r->to->domain.len)
        return SLICE("identity_outside_domain");
    above = host.len - r->to->domain.len;
    if (!slice_eq_nocase(slice_skip(host, above), r->to->domain) ||
        (above && host.ptr[above - 1] != '.'))
        return SLICE("identity_outside_domain");
    return fine;
}

#define IN_DKIM (1u << FORM_DKIM)
#define IN_MESSAGE (1u << FORM_ARC_MESSAGE)
#define IN_ALL (IN_DKIM | IN_MESSAGE | 1u << FORM_ARC_SEAL)

static const struct {
    struct slice (*read)(const struct reading *r);
    unsigned forms;
} readers[] = {
    {domain_read, IN_ALL},
    {selector_read, IN_ALL},
    {algorithm_read, IN_ALL},
    {times_read, IN_ALL},
    {length_read, IN_DKIM | IN_MESSAGE},
    {version_read, IN_ALL},
    {value_read, IN_ALL},
    {body_hash_read, IN_DKIM | IN_MESSAGE},
    {canon_read, IN_DKIM | IN_MESSAGE},
    {names_read, IN_DKIM | IN_MESSAGE},
    {query_read, IN_DKIM | IN_MESSAGE},
    {identity_read, IN_DKIM},
};

struct slice signature_read(const struct header *field, enum signature_form form,
                            struct arena *arena, struct signature *ret)
{
    struct reading r = {form, arena, ret};
    struct slice first = fine;
    int error;

    memset(ret, 0, sizeof(*ret));
    ret->field = field;
    ret->signed_at = ret->expires_at = MAIL_NO_TIME;
    error = tag_read(field->value, &ret->tags);
    if (error)
        first = error == TAG_DUPLICATE ? SLICE("duplicate_tag") : SLICE("bad_syntax");
    for (size_t i = 0; i < sizeof(readers) / sizeof(readers[0]); i++) {
        struct slice code = readers[i].forms & 1u << form ? readers[i].read(&r) : fine;

        if (first.len == 0)
            first = code; /* the rest is read all the same, to be told */
    }
    return first;
}

/* --- hashes ----------------------------------------------------------------------------------- */

size_t signature_signs(const struct signature *signature, struct slice name)
{
    size_t count = 0;

    for (size_t i = 0; i < signature->names.len; i++)
        count += slice_eq_nocase(signature->names.at[i], name);
    return count;
}

/* The lowest field called ${name} that is not ${used} yet, or ${headers}->len. */
static size_t lowest(const struct headers *headers, struct slice name, const bool *used)
{
    for (size_t i = headers->len; i-- > 0;)
        if (!used[i] && slice_eq_nocase(headers->at[i].name, name))
            return i;
    return headers->len;
}

void signature_hash(const struct signature *signature, const struct raw_message *message,
                    struct digest *digest, struct arena *arena, uint8_t *ret)
{
    bool *used = arena_make_n(arena, bool, message->headers.len);
    struct canon canon;

    canon_init(&canon, digest, CANON_ALL);
    for (size_t i = 0; i < signature->names.len; i++) {
        size_t at = lowest(&message->headers, signature->names.at[i], used);

        if (at == message->headers.len)
            continue;
        used[at] = true;
        canon_header(&canon, message->headers.at[at].raw, signature->header_canon);
    }
    canon_signature(&canon, signature->field->raw, signature->value_span, signature->header_canon);
    canon_end(&canon, ret);
}

void signature_body(const struct signature *signature, struct slice body, struct digest *digest,
                    uint8_t *ret_hash, uint64_t *ret_total)
{
    struct canon canon;

    canon_init(&canon, digest, signature->length);
    canon_body(&canon, body, signature->body_canon);
    canon_end(&canon, ret_hash);
    *ret_total = canon.total;
}

/* --- time and key ------------------------------------------------------------------------------
 */

struct slice signature_time(const struct signature *signature, int64_t received)
{
    if (received == MAIL_NO_TIME)
        return fine;
    if (signature->expires_at != MAIL_NO_TIME &&
        signature->expires_at < received - SIGNATURE_MAX_SKEW)
        return SLICE("expired");
    if (signature->signed_at != MAIL_NO_TIME &&
        signature->signed_at > received + SIGNATURE_MAX_SKEW)
        return SLICE("signed_in_future");
    return fine;
}

/* Whether i= is of d= itself. */
static bool is_strict(const struct signature *signature)
{
    struct slice parts[2];

    slice_cut(signature->identity, SLICE("@"), &parts[0], &parts[1]);
    return slice_eq_nocase(parts[1], signature->domain);
}

struct slice signature_key(const struct signature *signature, const struct key *key,
                           enum signature_result *ret_result)
{
    static const struct slice gone[] = {
        [KEY_GONE] = {"key_gone", 8},
        [KEY_UNKNOWN] = {"key_unknown", 11},
        [KEY_REVOKED] = {"key_revoked", 11},
    };

    if (key->state != KEY_GOOD && key->state != KEY_BAD) {
        *ret_result = SIGNATURE_NO_KEY;
        return gone[key->state];
    }
    *ret_result = SIGNATURE_REFUSED;
    if (key->state == KEY_BAD)
        return key->reason;
    if (key->is_ed25519 != signature->is_ed25519)
        return SLICE("key_of_other_algorithm");
    if (!key->sha256)
        return SLICE("key_not_for_sha256");
    if (!key->email)
        return SLICE("key_not_for_email");
    if (key->strict && signature->identity.len && !is_strict(signature))
        return SLICE("identity_below_domain");
    return fine;
}
