#ifndef MIOBOE_CATALOG_SENDER_H
#define MIOBOE_CATALOG_SENDER_H

/* Who sends mail under which names, from where, signed how: Amazon, card issuers, and mail
 * services. */

#include "catalog/provenance.h"

#include "base/arena.h"

/* A list of texts in the tables. */
struct sender_texts {
    const struct slice *at;
    size_t len;
};

/* A brand.  A domain stands for itself and all below it. */
struct sender {
    struct slice id;    /* "amazon", "smbc-card" */
    struct slice group; /* companies that send in each other's name and link to each other
                           ("rakuten"); empty = none */
    struct slice name_ja, name_en;
    struct sender_texts from_domains;    /* its From: addresses */
    struct sender_texts signing_domains; /* d= that prove it: its own, never a mail service's */
    struct sender_texts link_domains;    /* where its links go, its click trackers too */
    struct sender_texts services; /* mail services and agents that send for it (d= or From), which
                                     prove nothing alone */
    struct sender_texts names;    /* how it is called in a display name, folded (text_fold): whole
                                     words; also what forgers write */
    struct sender_texts looks; /* phrases, folded, that only its notices' subjects and wording have;
                                  one alone is no claim (src/mail/claim.h) */
    bool
        always_signs; /* all its mail is signed (said by itself, or by DMARC quarantine / reject) */
    bool smime;       /* signs by S/MIME */
    bool bimi;        /* shows a checked logo */
    struct slice check_ja, check_en; /* the sender's own sure way to check: one sentence */
    struct provenance provenance;
};

/* One domain of one brand, as the look-up wants it. */
struct sender_name {
    struct slice domain;
    uint32_t sender; /* index into catalog.senders */
};

/* A key that was published once, so that old mail still verifies. */
struct sender_key {
    struct slice name; /* selector._domainkey.domain, lower case */
    struct slice txt;
    struct provenance provenance;
};

/* A domain that has a part in mail without being a brand. */
enum sender_role {
    SENDER_SEALER,  /* its ARC seals are trusted */
    SENDER_SERVICE, /* sends for many: its signature alone proves nothing */
    SENDER_TRACKER, /* counts clicks for many: whose link it is cannot be told from it */
    SENDER_HOSTING, /* anybody's content: never anybody's own (amazonaws.com, awstrack.me …) */
    SENDER_ROLES
};

struct sender_domain {
    struct slice domain;
    enum sender_role role;
    struct provenance provenance;
};

struct catalog;

/*
 * All from_domains, signing_domains and link_domains of ${senders} in byte order, each domain once
 * (the first row that lists it), for catalog.sender_names; ${ret_len} of them.
 */
const struct sender_name *sender_index(struct arena *arena, const struct sender *senders,
                                       size_t len, size_t *ret_len);

/* The row of that id, or NULL. */
const struct sender *sender_of(const struct catalog *catalog, struct slice id);

/*
 * The brand that owns ${domain} (ASCII, lower case) as sender, signer or link target; NULL = nobody
 * known.  The longest listed domain wins.  What lies in a SENDER_HOSTING domain has no owner,
 * whatever a row says.
 */
const struct sender *sender_owner(const struct catalog *catalog, struct slice domain);

/* Whether ${domain} is one of ${domains} or lies below one. */
bool sender_lists(const struct sender_texts *domains, struct slice domain);

/* The same brand, or one of the same group. */
bool sender_is_kin(const struct sender *a, const struct sender *b);

bool sender_has_role(const struct catalog *catalog, struct slice domain, enum sender_role role);

/* The shipped record of the key ${name} (lower case); NULL = none. */
const struct sender_key *sender_key_of(const struct catalog *catalog, struct slice name);

/* "sealer" …; and back, SENDER_ROLES = no such role. */
struct slice sender_role_name(enum sender_role role);
enum sender_role sender_role_of(struct slice name);

/*
 * Hold the rows of ${catalog} against each other: a domain that two brands claim, and a domain of a
 * brand that lies in hosting or mail services for everybody, which would let anybody be it.  Return
 * true and both ids in ${ret} when there is such a fault.
 */
struct sender_fault {
    struct slice what, domain, first, second;
};
bool sender_find_fault(const struct catalog *catalog, struct sender_fault *ret);

#endif
