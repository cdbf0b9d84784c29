#ifndef MIOBOE_CATALOG_PLAYBOOK_H
#define MIOBOE_CATALOG_PLAYBOOK_H

/* What to do, in which order, with which words: one playbook for each kind of case.  Rows:
 * catalog/playbooks/NAME.yaml. */

#include "catalog/fact.h"

enum urgency { URGENCY_NOW, URGENCY_TODAY, URGENCY_SOON, URGENCY_LATER, URGENCIES };

/* Whom a step, a contact or a paper is for. */
enum party {
    PARTY_SELF,
    PARTY_FAMILY,
    PARTY_AMAZON,
    PARTY_ISSUER,
    PARTY_POLICE,
    PARTY_CONSUMER_CENTRE,
    PARTY_CARRIER,
    PARTY_SHOP, /* another shop, Amazon Pay's merchant */
    PARTY_MAIL_PROVIDER,
    PARTY_OTHER,
    PARTIES
};

enum channel {
    CHANNEL_NONE,
    CHANNEL_PHONE,
    CHANNEL_CHAT,
    CHANNEL_WEB,
    CHANNEL_APP,
    CHANNEL_MAIL,
    CHANNEL_LETTER,
    CHANNEL_IN_PERSON,
    CHANNELS
};

struct fact_set {
    struct slice fact, value;
};

struct step {
    struct slice id;     /* unique in its playbook */
    struct phrase title; /* what to do, imperative, one line */
    struct phrase why;
    struct condition when;     /* applies only so */
    const struct slice *after; /* steps that must be done, skipped or not apply before */
    size_t after_len;
    enum urgency urgency;
    enum party party;
    enum channel channel;
    struct slice purpose; /* of a route to it (catalog/route.h); empty = none */
    struct phrase say;    /* the words; {card} {amount} {date} {shop} {reference} {shop_reference}
                             {tracking} {name} are filled in;    may be empty */
    struct phrases ready; /* what to have at hand */
    struct phrase expect; /* what comes then; may be empty */
    int32_t within_hours; /* when ${expect} should have come; 0 = not told */
    struct phrase risk;   /* what cannot be undone, what may go wrong; may be empty */
    const struct fact_set *sets; /* facts that hold once it is done */
    size_t sets_len;
    const struct slice *asks; /* facts that its reply tells */
    size_t asks_len;
    struct slice valid_until; /* YYYY-MM-DD; empty = open */
    struct provenance provenance;
};

struct playbook {
    struct slice id; /* card-number-stolen */
    struct phrase name;
    struct phrase
        calm; /* one or two sentences at its beginning: what this is, and that it can be solved */
    const struct slice *causes; /* it is proposed when one of these leads */
    size_t causes_len;
    struct condition when; /* or when this holds, whatever the causes */
    const struct step *steps;
    size_t steps_len;
    struct condition closed; /* what must hold beside a closed ledger before the case may close */
    struct provenance provenance;
};

struct catalog;

const struct playbook *playbook_of(const struct catalog *catalog, struct slice id);
const struct step *playbook_step(const struct playbook *playbook, struct slice id);

/* Codes: "now", "amazon", "phone" …; and back, URGENCIES, PARTIES, CHANNELS = no such word. */
struct slice urgency_name(enum urgency urgency);
enum urgency urgency_of(struct slice name);
struct slice party_name(enum party party);
enum party party_of(struct slice name);
struct slice channel_name(enum channel channel);
enum channel channel_of(struct slice name);

#endif
