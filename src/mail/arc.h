#ifndef MIOBOE_MAIL_ARC_H
#define MIOBOE_MAIL_ARC_H

/* The Authenticated Received Chain (RFC 8617): what earlier hands saw, sealed by each. */

#include "mail/dkim.h"

#define ARC_MAX_INSTANCES 50u /* RFC 8617 section 5.2 */

enum arc_cv { ARC_NONE, ARC_PASS, ARC_FAIL };

/* One instance, i= 1 upwards. */
struct arc_instance {
    struct slice sealer;  /* d= of the ARC-Seal, lower-case ASCII */
    struct slice results; /* ARC-Authentication-Results after `i=N;`, unfolded: form of RFC 8601 */
    bool sealed;          /* ARC-Seal verifies (the chain up to here is whole) */
};
ARRAY_TYPE(arc_instances, struct arc_instance);

struct arc {
    enum arc_cv cv; /* as computed here (RFC 8617 section 5.2), never as claimed */
    bool no_key;    /* ARC_FAIL only because a key is gone or could not be asked for */
    struct arc_instances instances;
    struct slice detail; /* ARC_FAIL: a code, snake_case */
};

/*
 * Validate the chain of ${message}.  Appends one mail_signature of type SIGNATURE_ARC for each
 * ARC-Message-Signature that was looked at to ${signatures} (may be NULL).
 */
void arc_verify(const struct raw_message *message, struct keys *keys, int64_t received,
                struct arena *arena, struct mail_signatures *signatures, struct arc *ret);

#endif
