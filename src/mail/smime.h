#ifndef MIOBOE_MAIL_SMIME_H
#define MIOBOE_MAIL_SMIME_H

/* S/MIME signatures (RFC 8551, CMS RFC 5652): some banks sign so instead of DKIM. */

#include "mail/header.h"

#include <openssl/x509.h>

#define SMIME_MAX_SIGNATURE (4u << 20) /* bytes of a CMS structure without the text it signs */
#define SMIME_MAX_SIGNERS 4
#define SMIME_MAX_CERTIFICATES 32

enum smime_result {
    SMIME_NONE,     /* not signed so, or not as whole */
    SMIME_PASS,     /* signature and chain verify */
    SMIME_FAIL,     /* the content is not what was signed */
    SMIME_UNTRUSTED /* signature fits, but the chain leads to no trusted root, or is out of its days
                       at receipt; or it was made with an old digest (SHA-1) */
};

struct smime {
    enum smime_result result;
    struct slice address; /* of the certificate (subjectAltName rfc822Name, else emailAddress),
                             lower case; of several the one that From has.  Set with SMIME_PASS and
                             SMIME_UNTRUSTED; empty where signers differ */
    struct slice issuer;  /* common name or organisation of the issuer, UTF-8 */
    struct slice detail;  /* why it is no pass, snake_case: "bad_structure", "not_two_parts",
                             "content_inside", "signature_mismatch", "weak_digest", "no_roots",
                             "chain_expired", "chain_not_yet_valid", "wrong_purpose",
                             "chain_untrusted", "several_signers", "too_large", "from_differs" (the
                             signed From is another) */
    bool has_subject; /* with SMIME_PASS: the subject was signed with the text (a header field of
                         the signed part that says hp= or protected-headers=, RFC 9788; or of a
                         message inside, RFC 8551 section 3.1) */
    struct slice subject; /* it, decoded */
    struct slice content; /* signed-data that has its text inside, with SMIME_PASS or
                             SMIME_UNTRUSTED: the MIME entity that mail programs show, for
                             mime_entity_read(); else empty */
};

/*
 * Verify a multipart/signed or application/pkcs7-mime (signed-data) message as whole: ${bytes} is
 * the message.  ${roots}: trusted for e-mail protection (may be NULL); ${received}: the time that
 * certificates are judged at (MAIL_NO_TIME = ${now}).  Every signer must verify, and all must have
 * one address.  The header fields of the message are not signed, but for those that the signed part
 * repeats: who asks compares the address.
 */
void smime_verify(struct slice bytes, const struct raw_message *message, X509_STORE *roots,
                  int64_t received, int64_t now, struct arena *arena, struct smime *ret);

#endif
