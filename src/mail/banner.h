#ifndef MIOBOE_MAIL_BANNER_H
#define MIOBOE_MAIL_BANNER_H

/*
 * Gateways write into mail: `[EXTERNAL] …` before the text, `scanned for viruses` behind it, in
 * each part of it.  That breaks signatures and forges nothing.  What they wrote is not known by its
 * words, which anybody can use, but by its place: without it the body must be the very one that was
 * signed.
 */

#include "mail/dkim.h"

#define BANNER_MAX_BYTES 2048u /* of what was written at one place */
#define BANNER_MAX_TRIES 600u  /* bodies that are hashed for one message */
#define BANNER_MAX_BODY (256u << 10)

/*
 * Whether the signature ${signature} of ${message}, which fails since the body is another, verifies
 * when something is left out at the head or at the end of the first two text parts.
 */
bool banner_explains(const struct raw_message *message, const struct mail_signature *signature,
                     struct keys *keys, struct arena *arena);

#endif
