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
    bool sealed;          /* its ARC-Seal verifies: no set up to here was changed since */
};
ARRAY_TYPE(arc_instances, struct arc_instance);

struct arc {
    enum arc_cv cv; /* as computed here (RFC 8617 section 5.2), never as claimed */
    bool no_key;    /* ARC_FAIL only because a key is gone or could not be asked for */
    struct arc_instances instances;
    struct slice detail; /* ARC_FAIL: a code, snake_case */
};

/*
 * Validate the chain of ${message}.  Appends one mail_signature of type SIGNATURE_ARC, for the
 * newest ARC-Message-Signature, to ${signatures} (may be NULL): what that does not sign
 * (signs_from, signs_subject) no seal vouches for.  Without a well-formed chain there are no
 * instances.
 */
void arc_verify(const struct raw_message *message, struct keys *keys, int64_t received,
                struct arena *arena, struct mail_signatures *signatures, struct arc *ret);

#endif
