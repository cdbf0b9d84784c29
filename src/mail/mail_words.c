#include "mail/mail.h"

/* The words of contracts that are codes: docs/api/mail.md. */

struct slice mail_verdict_name(enum mail_verdict verdict)
{
    static const struct slice names[] = {
        [MAIL_GENUINE] = {"genuine", 7},
        [MAIL_VOUCHED] = {"vouched", 7},
        [MAIL_UNKNOWN] = {"unknown", 7},
        [MAIL_FAKE] = {"fake", 4},
    };

    return names[verdict];
}

struct slice mail_check_name(enum mail_check check)
{
    static const struct slice names[MAIL_CHECKS] = {
        [MAIL_DKIM] = {"dkim", 4},
        [MAIL_ARC] = {"arc", 3},
        [MAIL_AUTHRES] = {"authentication_results", 22},
        [MAIL_SMIME] = {"smime", 5},
        [MAIL_BRAND] = {"brand_mismatch", 14},
        [MAIL_LINKS] = {"links", 5},
        [MAIL_LOOKALIKE] = {"lookalike", 9},
        [MAIL_ALIGNMENT] = {"alignment", 9},
        [MAIL_MALFORMED] = {"malformed", 9},
        [MAIL_NOTHING] = {"none", 4},
    };

    return names[check];
}

struct slice mail_result_name(enum mail_result result)
{
    static const struct slice names[] = {
        [MAIL_PASS] = {"pass", 4},
        [MAIL_FAIL] = {"fail", 4},
        [MAIL_NONE] = {"none", 4},
        [MAIL_CANNOT] = {"cannot", 6},
    };

    return names[result];
}
