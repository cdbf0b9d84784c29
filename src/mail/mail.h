#ifndef MIOBOE_MAIL_MAIL_H
#define MIOBOE_MAIL_MAIL_H

/* One message: is it from whom it claims to be from, and what does it say (contract:
 * docs/api/mail.md). */

#include "mail/arc.h"
#include "mail/claim.h"
#include "mail/smime.h"

#include "record/mail_kind.h"
#include "record/records.h"

enum mail_verdict { MAIL_GENUINE, MAIL_VOUCHED, MAIL_UNKNOWN, MAIL_FAKE };

/* What decided, and the checks that were made: words of the contract (mail_check_name). */
enum mail_check {
    MAIL_DKIM,
    MAIL_ARC,
    MAIL_AUTHRES,
    MAIL_SMIME,
    MAIL_BRAND,
    MAIL_LINKS,
    MAIL_LOOKALIKE,
    MAIL_ALIGNMENT,
    MAIL_MALFORMED,
    MAIL_NOTHING,
    MAIL_CHECKS
};

enum mail_result { MAIL_PASS, MAIL_FAIL, MAIL_NONE, MAIL_CANNOT };

struct mail_reason {
    enum mail_check check;
    enum mail_result result;
    struct slice code; /* snake_case: "signature_verifies", "owner_is_other", … (docs/api/mail.md
                          lists them) */
    struct slice subject; /* the domain, address or header that it is about; may be empty */
};
ARRAY_TYPE(mail_reasons, struct mail_reason);

struct mail_link {
    const struct link *link;
    struct slice domain;        /* registrable domain, ASCII; empty = none */
    const struct sender *owner; /* NULL = nobody known */
    bool ok; /* leads to the claimed brand, or does not matter (see docs/api/mail.md) */
};
ARRAY_TYPE(mail_links, struct mail_link);

struct mail {
    struct mime_message mime;
    struct claims claims;
    enum mail_verdict verdict;
    enum mail_check decided_by;
    struct mail_reasons reasons;
    struct mail_signatures signatures;
    bool *aligned; /* one for each signature: with the claimed brand, else with From */
    struct arc arc;
    struct smime smime;
    struct mail_links links;
    enum mail_kind kind;
    bool is_malformed;
    bool subject_is_unsigned; /* genuine by S/MIME, which does not cover it: tells nothing */
};

/* What judging needs from the world. */
struct mail_env {
    const struct catalog *catalog;
    const struct allocator *allocator;
    struct domains *domains;
    struct keys *keys;
    X509_STORE *roots; /* for S/MIME; may be NULL: then none is trusted */
    const struct slice *trusted_authservs;
    size_t trusted_authservs_len;
    int64_t now; /* seconds since 1970 UTC */
};

/*
 * Once in a process, before rights are given up: libraries that read files when they are first used
 * do so now.
 */
void mail_init(void);

/*
 * Check the message ${bytes}; everything lives in ${arena} or in ${bytes}.  What it states is
 * appended to ${records} under the newest source, whose trust (record/source.h) is set by the
 * verdict; ${records} may be NULL.  Never fails: what cannot be read is malformed.
 */
void mail_check(const struct mail_env *env, struct slice bytes, struct arena *arena,
                struct records *records, struct mail *ret);

/* Its two halves: is it real; what does it say (${records} may be NULL).  Between them the caller
 * can choose where records go. */
void mail_judge(const struct mail_env *env, struct slice bytes, struct arena *arena,
                struct mail *ret);
void mail_read(const struct catalog *catalog, struct mail *mail, struct arena *arena,
               struct records *records);

/* How far what it says may be believed. */
enum trust mail_trust(enum mail_verdict verdict);

struct slice mail_verdict_name(enum mail_verdict verdict);
struct slice mail_check_name(enum mail_check check);
struct slice mail_result_name(enum mail_result result);

#endif
