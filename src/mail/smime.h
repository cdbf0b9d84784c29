#ifndef MIOBOE_MAIL_SMIME_H
#define MIOBOE_MAIL_SMIME_H

/* S/MIME signatures (RFC 8551, CMS RFC 5652): some banks sign so instead of DKIM. */

#include "mail/header.h"

#include <openssl/x509.h>

enum smime_result {
    SMIME_NONE,     /* not signed so */
    SMIME_PASS,     /* signature and chain verify */
    SMIME_FAIL,     /* the content is not what was signed */
    SMIME_UNTRUSTED /* signature fits, but the chain leads to no trusted root, or is out of its days
                       at receipt */
};

struct smime {
    enum smime_result result;
    struct slice
        address; /* of the certificate (subjectAltName rfc822Name, else emailAddress), lower case */
    struct slice issuer; /* common name or organisation of the issuer */
    struct slice detail; /* a code, snake_case */
};

/*
 * Verify a multipart/signed or application/pkcs7-mime (signed-data) message as whole: ${bytes} is
 * the message.  ${roots}: trusted for e-mail protection; ${received}: the time that certificates
 * are judged at (MAIL_NO_TIME = ${now}).
 */
void smime_verify(struct slice bytes, const struct raw_message *message, X509_STORE *roots,
                  int64_t received, int64_t now, struct arena *arena, struct smime *ret);

#endif
