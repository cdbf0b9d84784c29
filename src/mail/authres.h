#ifndef MIOBOE_MAIL_AUTHRES_H
#define MIOBOE_MAIL_AUTHRES_H

/* Authentication-Results (RFC 8601): what another server says that it saw. */

#include "mail/header.h"

#define AUTHRES_MAX_RESULTS 64u /* of one field */

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

/* Read the unfolded value of a field.  Return 0, or -1 when it does not follow RFC 8601
 * section 2.2. */
int authres_read(struct slice value, struct arena *arena, struct authres *ret);

/*
 * The results that may be believed: of the Authentication-Results fields that name one of the ${n}
 * ${trusted} servers *and* stand above the user's border, that is above the first Received field
 * that a server other than the trusted one wrote (whatever lies below could have been written by
 * the sender).  Appends to ${ret}.  Without trusted servers there are none.
 */
void authres_trusted(const struct raw_message *message, const struct slice *trusted, size_t n,
                     struct arena *arena, struct authres_results *ret);

#endif
