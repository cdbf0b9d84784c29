#ifndef MIOBOE_CLI_BREACH_H
#define MIOBOE_CLI_BREACH_H

/*
 * Whether a password is among those that leaked, by k-anonymity (the range interface of Have I Been
 * Pwned): the first five hex digits of its SHA-1 are sent, all that begin so come back, and are
 * compared here.  Answers are padded, so that their length tells nothing.
 */

#include "cli/breach_module.h"

#define BREACH_URL "https://api.pwnedpasswords.com"

struct breach_digest {
    char hex[40]; /* of SHA-1, in capitals: as secret as the password */
};

void breach_digest_of(struct slice password, struct breach_digest *ret);

/*
 * How often it leaked to ${ret}.  ${url}: of the service.  Return 0, or ERR_IO with the reason.
 */
int breach_count(const struct breach_module *module, const char *url,
                 const struct breach_digest *digest, int64_t *ret, struct err *reterr);

/* The count of ${suffix} (35 hex digits) in the answer ${body}; 0 = not in it. */
int64_t breach_find(struct slice body, struct slice suffix);

#endif
