#ifndef MIOBOE_MAIL_DKIM_H
#define MIOBOE_MAIL_DKIM_H

/* DKIM signatures (RFC 6376, 8301, 8463), verified on OpenSSL's EVP directly. */

#include "mail/header.h"
#include "mail/key.h"

#define DKIM_MAX_SIGNATURES 16u /* of one message; more are not looked at and counted */
#define MAIL_NO_TIME INT64_MIN

enum signature_type { SIGNATURE_DKIM, SIGNATURE_ARC };

enum signature_result {
    SIGNATURE_PASS,
    SIGNATURE_FAIL,   /* key known, and body hash or signature do not fit */
    SIGNATURE_NO_KEY, /* no key: gone, unknown, revoked; the body hash was looked at all the same */
    SIGNATURE_REFUSED /* not looked at: rsa-sha1, duplicate tags, bad syntax, From not signed,
                         expired … */
};

enum tri { TRI_UNKNOWN, TRI_YES, TRI_NO };

struct mail_signature {
    enum signature_type type;
    const struct header *field;
    struct slice domain, selector, identity; /* d= in lower-case ASCII, s=, i= */
    struct slice algorithm;                  /* a= as written */
    enum signature_result result;
    enum tri body_hash;  /* TRI_YES: the body is what was signed; known without a key */
    bool has_length;     /* l=: never genuine */
    bool covers_all;     /* l= is absent or reaches the end of the body */
    bool signs_from;     /* every From field of the message is signed */
    bool signs_subject;  /* every Subject field is, and one is there or its absence is signed */
    bool signs_type;     /* every Content-Type field that is there is signed */
    bool signs_encoding; /* the same of Content-Transfer-Encoding */
    bool signs_reply_to; /* the same of Reply-To */
    bool is_added_to;   /* fails, and verifies without what a gateway may have added (banner.h); for
                           mail.c to tell */
    bool key_is_secure; /* the key came by DNSSEC (KEY_SECURE) */
    bool testing;       /* key has t=y */
    int key_bits;
    int64_t signed_at, expires_at; /* t=, x=; seconds since 1970 UTC, MAIL_NO_TIME = not told */
    struct slice detail; /* a code, snake_case: why it is not a pass (docs/design/mail-signatures.md
                            lists them); empty for a pass */
};
ARRAY_TYPE(mail_signatures, struct mail_signature);

/*
 * Verify every DKIM-Signature field of ${message}, topmost first, and append to ${ret}.
 * ${received}: time of the topmost Received field (MAIL_NO_TIME = none; then x= and t= are not
 * judged): signatures are judged at the time of receipt, not today. Cannot fail; strings live in
 * ${arena} or in the message.
 */
void dkim_verify(const struct raw_message *message, struct keys *keys, int64_t received,
                 struct arena *arena, struct mail_signatures *ret);

/* Whether the DKIM-Signature ${field} verifies when the body of ${message} is ${body}. */
bool dkim_signs_body(const struct raw_message *message, const struct header *field,
                     struct keys *keys, struct slice body, struct arena *arena);

/* The same for the ARC-Message-Signature ${field} (RFC 8617 section 4.1.2); for arc.c. */
void dkim_verify_arc(const struct raw_message *message, const struct header *field,
                     struct keys *keys, int64_t received, struct arena *arena,
                     struct mail_signature *ret);

#endif
