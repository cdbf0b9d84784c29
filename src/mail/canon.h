#ifndef MIOBOE_MAIL_CANON_H
#define MIOBOE_MAIL_CANON_H

/*
 * Canonicalisation (RFC 6376 section 3.4), straight into a SHA-256 digest.  Line ends may be CRLF
 * or bare LF: a message that was kept with LF had CRLF when it was signed.  A bare CR is data.
 */

#include "mail/digest.h"
#include "mail/header.h"

enum canon_kind { CANON_SIMPLE, CANON_RELAXED };

#define CANON_ALL UINT64_MAX

#define CANON_BUFFER 4096u

/* Canonical bytes on their way into a digest. */
struct canon {
    struct digest *digest;
    uint64_t total; /* bytes so far, also those beyond ${limit} */
    uint64_t limit; /* only so many are hashed */
    size_t len;
    char buffer[CANON_BUFFER];
};

/* Begin a digest of at most ${limit} canonical bytes.  One at a time for each ${digest}. */
void canon_init(struct canon *canon, struct digest *digest, uint64_t limit);

/* Add one field with its line end. */
void canon_header(struct canon *canon, struct slice raw, enum canon_kind kind);

/* Add the signature's own field: without the bytes ${span} (which lie in ${raw}), without line
 * end (RFC 6376 section 3.7). */
void canon_signature(struct canon *canon, struct slice raw, struct slice span,
                     enum canon_kind kind);

/* Add a whole body. */
void canon_body(struct canon *canon, struct slice body, enum canon_kind kind);

/* The hash of all that was added to ${ret} (DIGEST_LEN bytes). */
void canon_end(struct canon *canon, uint8_t *ret);

#endif
