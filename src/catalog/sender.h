#ifndef MIOBOE_CATALOG_SENDER_H
#define MIOBOE_CATALOG_SENDER_H

/* Who sends mail under which names, from where, signed how: Amazon, card issuers, and mail
 * services. */

#include "catalog/provenance.h"

#include <stdbool.h>
#include <stddef.h>

/* A list of texts in the tables. */
struct sender_texts {
    const struct slice *at;
    size_t len;
};

/* A brand.  A domain stands for itself and all below it. */
struct sender {
    struct slice id; /* "amazon", "smbc-card" */
    struct slice name_ja, name_en;
    struct sender_texts from_domains;    /* its From: addresses */
    struct sender_texts signing_domains; /* d= that prove it: its own, never a mail service's */
    struct sender_texts link_domains;    /* where its links go, its click trackers too */
    struct sender_texts services; /* mail services and agents that send for it (d= or From), which
                                     prove nothing alone */
    struct sender_texts names;    /* how it is called in a display name, folded (text_fold): whole
                                     words; also what forgers write */
    struct sender_texts looks; /* phrases, folded, that only its notices' layout and wording have */
    bool
        always_signs; /* all its mail is signed (said by itself, or by DMARC quarantine / reject) */
    bool smime;       /* signs by S/MIME */
    bool bimi;        /* shows a checked logo */
    struct slice check_ja, check_en; /* the sender's own sure way to check: one sentence */
    struct provenance provenance;
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
    SENDER_HOSTING  /* anybody's content: never anybody's own (amazonaws.com, awstrack.me …) */
};

struct sender_domain {
    struct slice domain;
    enum sender_role role;
    struct provenance provenance;
};

struct catalog;

const struct sender *sender_of(const struct catalog *catalog, struct slice id);

/* The brand that owns ${domain} (ASCII, lower case) as sender, signer or link target; NULL = nobody
 * known.  The longest listed domain wins. */
const struct sender *sender_owner(const struct catalog *catalog, struct slice domain);

bool sender_has_role(const struct catalog *catalog, struct slice domain, enum sender_role role);

#endif
