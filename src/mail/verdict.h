#ifndef MIOBOE_MAIL_VERDICT_H
#define MIOBOE_MAIL_VERDICT_H

/* From what was checked to genuine, vouched, unknown or fake: the ladder of docs/design/mail.md,
 * rule by rule. */

#include "mail/mail.h"

/* The rules, and below them the bars that keep a rule from holding; each can be left out by a test
 * that shows that it matters. */
enum verdict_rule {
    RULE_OTHER_BRAND, /* the From domain is another brand's: fake */
    RULE_LOOKALIKE,   /* the From domain imitates the brand's: fake */
    RULE_STRANGER,    /* the From domain is nobody's that is known, and all leads away: fake */
    RULE_SIGNATURE,   /* the brand's signature fails: fake */
    RULE_SMIME_FAILS, /* the same of an S/MIME signature: fake */
    RULE_LINKS,       /* nothing of the brand verifies, and it asks to act elsewhere: fake */
    RULE_MALFORMED,   /* unknown */
    RULE_DKIM,        /* genuine */
    RULE_SMIME,       /* genuine */
    RULE_AUTHRES,     /* vouched */
    RULE_ARC,         /* vouched */
    RULE_DECIDERS,
    BAR_LENGTH = RULE_DECIDERS, /* l=: genuine no more, and no proof of forging */
    BAR_APPENDED,               /* l=, and more behind: what asks to act there is not signed */
    BAR_FROM_SIGNED,            /* From is not signed */
    BAR_SUBJECT_SIGNED,         /* Subject is not signed */
    BAR_FORM_SIGNED,            /* nor is what tells how the body is read */
    BAR_REPLY_TO,               /* nor is Reply-To, and answers go to somebody else */
    BAR_TESTING,                /* t=y */
    BAR_FROM_OWNER,             /* the From domain is not the brand's that signed */
    BAR_ONE_FROM,               /* more than one author */
    BAR_SMIME_SUBJECT,          /* S/MIME: a subject that nobody signed asks for something */
    BAR_LINKS,                  /* it asks to act elsewhere */
    BAR_LIST_TALK,              /* addresses in the text of a list mail are talk */
    BAR_LIST,                   /* a list changed the message: a failure proves nothing */
    BAR_WITNESS,                /* a trusted witness saw it pass: a failure proves nothing */
    BAR_TRANSIT,                /* a filter or gateway changed it on the way: the same */
    BAR_BANNER,                 /* all that was changed is a banner in front or behind: the same */
    BAR_SERVICES,               /* the From domain is a listed agent's */
    BAR_HOME_LINKS,             /* a stranger whose links lead home: may be an unlisted domain */
    BAR_NO_LINKS,               /* a stranger that leads nowhere: the list alone makes no fake */
    BAR_BODY_HASH,              /* vouched: the body is not what was signed */
    BAR_PARTIAL,                /* vouched: what was seen to pass may be one that covers less */
    BAR_KEY_GONE,               /* vouched: the signature is not there, or was refused */
    BAR_SEALERS,                /* vouched: a sealer that nobody trusts */
    BAR_CHAIN_SIGNS,            /* vouched: the chain's own signature leaves From or Subject out */
    VERDICT_RULES
};

/*
 * Judge ${mail}, whose mime, claims, signatures, arc and smime are filled; fills verdict,
 * decided_by, reasons, aligned, links and is_malformed.
 */
void verdict_find(const struct mail_env *env, const struct raw_message *raw,
                  const struct link_list *links, struct arena *arena, struct mail *mail);

/* The same without the rules in ${without} (1 << rule, joined): for tests only. */
void verdict_find_without(const struct mail_env *env, const struct raw_message *raw,
                          const struct link_list *links, uint64_t without, struct arena *arena,
                          struct mail *mail);

#endif
