#ifndef MIOBOE_CATALOG_FINDING_H
#define MIOBOE_CATALOG_FINDING_H

/*
 * What the review of an account looks for, and what it asks.  Rows: catalog/rules/review.yaml; what
 * card companies and shops offer for protection: catalog/routes/protections.yaml.
 */

#include "catalog/fact.h"

/* What makes a finding (src/review/). */
enum finding_kind {
    FINDING_DEVICE_NEW,       /* a device or an app came that was not there before */
    FINDING_DEVICES,          /* all devices, to go through */
    FINDING_SIGN_IN_COUNTRY,  /* used from a country that is not the household's */
    FINDING_SIGN_IN_NETWORK,  /* used from a network that was never seen before */
    FINDING_ACCOUNT_CHANGED,  /* password, address or another detail was changed or asked for */
    FINDING_INSTRUMENT,       /* a means of payment stored that no statement shows */
    FINDING_STRANGE_CARD,     /* orders paid with a card that no statement shows */
    FINDING_ADDRESS_NEW,      /* goods went to a post code for the first time */
    FINDING_HIDDEN_ORDER,     /* an order that the list of orders does not show */
    FINDING_GIFT_CARD,        /* gift cards bought */
    FINDING_GIFT_BALANCE,     /* orders paid from the gift balance */
    FINDING_DIGITAL,          /* digital purchases */
    FINDING_SUBSCRIPTIONS,    /* all that is paid again and again, with its cost in a year */
    FINDING_SUBSCRIPTION_NEW, /* one that began lately */
    FINDING_DOUBLE_PLAN,      /* the same subscription twice */
    FINDING_PRICE_ROSE,
    FINDING_TRIAL_ENDED,
    FINDING_CARD_AT_SHOPS, /* shops that hold the card and bill it */
    FINDING_DATA_OLD,      /* what was given ends too long ago to tell of the last month */
    FINDING_QUESTION,      /* the person is asked */
    FINDING_PROTECTION,    /* the person is asked about a row of protections */
    FINDING_KINDS
};

enum finding_severity {
    FINDING_URGENT, /* today */
    FINDING_HIGH,   /* this week */
    FINDING_MIDDLE, /* at the monthly look */
    FINDING_LOW,    /* good to know */
    FINDING_SEVERITIES
};

/* Which case "not mine" begins (cli/case_options.c: --taken-over, --order, --charge). */
enum finding_case { FINDING_NO_CASE, FINDING_TAKEN_OVER, FINDING_ORDER, FINDING_CHARGE };

struct finding_rule {
    struct slice id;
    enum finding_kind kind;
    enum finding_severity severity;
    enum finding_case opens;
    struct phrase title; /* {subject} {place} {day} {count} {amount} {yearly} are filled in */
    struct phrase why;
    struct phrases steps; /* what to do, one by one */
    struct phrase where;  /* where to click; may be empty */
    struct slice url;     /* of that page; may be empty */
    struct phrase ask;    /* FINDING_QUESTION, FINDING_PROTECTION: "yes" is how it should be */
    int again_months;     /* a "yes" is asked again after so many months */
    struct provenance provenance;
};

/* What a card company or a shop offers. */
enum protection_kind {
    PROTECTION_ALERT,         /* a notice of each use */
    PROTECTION_LIMIT,         /* uses over a sum, abroad or online are refused or told */
    PROTECTION_LOCK,          /* the card can be switched off and on by its holder */
    PROTECTION_SECOND_FACTOR, /* asked for at sign-in */
    PROTECTION_KINDS
};

struct protection {
    struct slice id;
    struct slice org; /* id of an issuer, or "amazon" */
    enum protection_kind kind;
    struct phrase name;
    struct phrase where; /* how to switch it on */
    struct phrase note;  /* what it does not cover; may be empty */
    struct slice url;    /* may be empty */
    struct provenance provenance;
};

/* "device_new" …; and back, FINDING_KINDS = no such word; so the others. */
struct slice finding_kind_name(enum finding_kind kind);
enum finding_kind finding_kind_of(struct slice name);
struct slice finding_severity_name(enum finding_severity severity);
enum finding_severity finding_severity_of(struct slice name);
struct slice protection_kind_name(enum protection_kind kind);
enum protection_kind protection_kind_of(struct slice name);

struct catalog;

/* The row of that id, or NULL. */
const struct finding_rule *finding_rule_of(const struct catalog *catalog, struct slice id);

#endif
