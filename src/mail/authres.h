#ifndef MIOBOE_MAIL_AUTHRES_H
#define MIOBOE_MAIL_AUTHRES_H

/* Authentication-Results (RFC 8601): what another server says that it saw. */

#include "mail/header.h"

#define AUTHRES_MAX_RESULTS 64u /* of one field; more are left out */

struct authres_result {
    struct slice method; /* "dkim", "spf", "dmarc", "arc", lower case */
    struct slice result; /* "pass", "fail", "none", … lower case */
    struct slice domain; /* header.d, or the domain of header.i, header.from (dmarc), smtp.mailfrom
                            (spf); lower case */
    struct slice selector; /* header.s */
};
ARRAY_TYPE(authres_results, struct authres_result);

struct authres {
    struct slice authserv; /* authserv-id, lower case */
    struct authres_results results;
};

/*
 * Read the unfolded value of a field.  Return 0, or -1 when it does not follow RFC 8601
 * section 2.2: no authserv-id, a version other than 1, a property twice in one result.  What is
 * often sent though the RFC has it not is taken: a `;` at the end, properties without a type,
 * base64 without quotes.
 */
int authres_read(struct slice value, struct arena *arena, struct authres *ret);

/*
 * The results that may be believed, of Authentication-Results fields that name one of the ${n}
 * ${trusted} servers (or one below its domain) and that the sender cannot have written; appended to
 * ${ret}.  Without trusted servers, or without any Received field, there are none.
 *
 * The border is the topmost Received field that tells of a hand-over from elsewhere, that is one
 * with a `from`, unless that is the host itself (loopback) or it came by LMTP.  Believed are the
 * fields above it, no others: whatever lies below could have been written by the sender.  Gmail and
 * some Postfix set-ups write their own right below it; they are told from forged ones only by the
 * server's promise to remove those (RFC 8601 section 5), which a message does not show.  For Gmail
 * the ARC chain that it seals on arrival says the same (src/mail/arc.h).
 */
void authres_trusted(const struct raw_message *message, const struct slice *trusted, size_t n,
                     struct arena *arena, struct authres_results *ret);

#endif
