#ifndef MIOBOE_EXPLAIN_MAILS_H
#define MIOBOE_EXPLAIN_MAILS_H

/* What mails add to a report: usage notices of charges, hints of mails that nobody can prove, and
 * warnings of forged ones. */

#include "explain/hint.h"
#include "match/notice_pair.h"

#define MAILS_NOTICE_DUE_DAYS                                           \
    60 /* a use that no statement shows by then is not awaited any more \
        */

#define MAILS_EVENT_DAYS 3 /* from what happened to an account to a charge of it */
#define MAILS_EVENTS_MAX 5u

/* A forged mail. */
struct mail_warning {
    struct slice path, from; /* its place, and the address that it gives as its sender */
    struct slice brand;      /* catalogue id of whom it claims to be from; empty = nobody known */
    struct slice check;      /* which check decided: a code of the contract of mails */
};
ARRAY_TYPE(mail_warnings, struct mail_warning);

struct report_mails {
    struct notice_pairs notices;
    struct hint_list hints;
    const struct records *unproven; /* what hints are about */
    struct mail_warnings warnings;  /* by path */
    uint32_t *events;               /* account events by day */
    uint32_t unverified;            /* mails that could not be proven */
    uint32_t no_key; /* of these, those whose signature only lacked a key that could be asked for */
};

/* Find notices and hints of ${report}; ${ret}'s unproven, warnings and counts are set already. */
void mails_find(const struct report *report, struct arena *arena, struct report_mails *ret);

/*
 * What happened to the account at the shop of the entry within MAILS_EVENT_DAYS before, the latest
 * first, MAILS_EVENTS_MAX at most, to ${ret}; return how many.  Facts, of which the causes of a
 * charge that nothing explains are told: only such a charge has them.
 */
size_t mails_events(const struct report *report, uint32_t entry, const struct account_event **ret);

/* The first hint of the entry, and how many it has. */
const struct hint *mails_hints(const struct report_mails *mails, uint32_t entry, size_t *ret_len);

/* Whether the notice is a charge that should still come. */
bool mails_is_awaited(const struct report *report, uint32_t notice);

#endif
