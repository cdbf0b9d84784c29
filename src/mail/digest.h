#ifndef MIOBOE_MAIL_DIGEST_H
#define MIOBOE_MAIL_DIGEST_H

/* SHA-256, with one context of OpenSSL's for many digests: fetching it costs more than a short
 * text. */

#include "base/arena.h"

#define DIGEST_LEN 32u

struct digest;

struct digest *digest_new(const struct allocator *allocator);
void digest_free(struct digest *digest);

/* Begin anew; add; the hash to ${ret} (DIGEST_LEN bytes). */
void digest_begin(struct digest *digest);
void digest_add(struct digest *digest, struct slice bytes);
void digest_end(struct digest *digest, uint8_t *ret);

#endif
