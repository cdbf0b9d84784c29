#ifndef MIOBOE_MAIL_SIGNATURE_H
#define MIOBOE_MAIL_SIGNATURE_H

/*
 * What DKIM-Signature (RFC 6376 section 3.5), ARC-Message-Signature and ARC-Seal (RFC 8617 section
 * 4.1) have in common: a tag list that names a key and holds a signature.  Only for dkim.c and
 * arc.c.
 */

#include "mail/canon.h"
#include "mail/dkim.h"
#include "mail/tag.h"

#define SIGNATURE_MAX_NAMES 500u /* of h= */
#define SIGNATURE_MAX_SKEW 300   /* seconds that clocks of two servers may differ */

enum signature_form { FORM_DKIM, FORM_ARC_MESSAGE, FORM_ARC_SEAL };

ARRAY_TYPE(signature_names, struct slice);

struct signature {
    const struct header *field;
    struct tags tags;
    struct slice algorithm, domain, selector, identity; /* domain in lower case */
    bool is_ed25519;
    struct slice value;            /* b=, decoded */
    struct slice value_span;       /* where it stands in the field */
    int64_t signed_at, expires_at; /* MAIL_NO_TIME = not told */
    /* not of an ARC-Seal: */
    enum canon_kind header_canon, body_canon;
    struct slice body_hash; /* bh=, decoded: DIGEST_LEN bytes */
    bool has_length;
    uint64_t length; /* CANON_ALL = no l= */
    struct signature_names names;
};

/*
 * Read ${field}.  Return an empty slice, or a code (snake_case, literal) why the signature is to be
 * ignored; what was read until then is in ${ret}.
 */
struct slice signature_read(const struct header *field, enum signature_form form,
                            struct arena *arena, struct signature *ret);

/*
 * The hash that b= signs: the fields of h=, each name from the bottom up, and the field itself.
 * (Not for an ARC-Seal.)
 */
void signature_hash(const struct signature *signature, const struct raw_message *message,
                    struct digest *digest, struct arena *arena, uint8_t *ret);

/* The hash of the body, ${ret_hash}, and the length of the whole canonical body, ${ret_total}. */
void signature_body(const struct signature *signature, struct slice body, struct digest *digest,
                    uint8_t *ret_hash, uint64_t *ret_total);

/* How often h= names ${name}. */
size_t signature_signs(const struct signature *signature, struct slice name);

/* Why the time of receipt rules the signature out; empty = it does not. */
struct slice signature_time(const struct signature *signature, int64_t received);

/* Why ${key} is not to be used for ${signature}; empty = it is.  ${ret_result} is set with it. */
struct slice signature_key(const struct signature *signature, const struct key *key,
                           enum signature_result *ret_result);

#endif
