#ifndef MIOBOE_CATALOG_DEADLINE_H
#define MIOBOE_CATALOG_DEADLINE_H

/* Until when something must be said or sent, by contract or by law.  Rows:
 * catalog/rules/deadlines.yaml; issuers: catalog/rules/issuers.yaml. */

#include "catalog/fact.h"

/* The day that a time limit counts from. */
enum clock {
    CLOCK_USED,               /* day of use of each charge: the oldest is lost first */
    CLOCK_POSTED,             /* day it was posted or debited */
    CLOCK_STATEMENT_NOTIFIED, /* day on which the statement was notified */
    CLOCK_LEARNED,            /* day on which the person noticed */
    CLOCK_REPORTED,           /* day of the report: what the other side owes from then on */
    CLOCK_EXPECTED,           /* day on which goods or a refund should have come */
    CLOCKS
};

enum deadline_unit {
    DEADLINE_DAYS,
    DEADLINE_BUSINESS_DAYS,
    DEADLINE_MONTHS,
    DEADLINE_MONTH_ENDS, /* the last day of the month that many months on */
    DEADLINE_NO_LIMIT    /* a right without a last day */
};

/* Whose duty it is. */
enum deadline_side { DEADLINE_OURS, DEADLINE_THEIRS };

struct deadline_rule {
    struct slice id;           /* jp-smbc-60-before-report */
    struct slice jurisdiction; /* jp us uk eu; empty = all */
    struct slice issuer; /* id of an issuer; empty = all of the jurisdiction that have no row of
                            their own for ${topic} */
    struct slice topic;  /* rows of one topic replace each other: the issuer's own goes before the
                            general one */
    enum clock clock;
    enum deadline_unit unit;
    int32_t count;
    bool counts_first_day; /* the clock's day itself is day 1 (61-day issuers: treated as 60) */
    enum deadline_side side;
    struct phrase what;  /* what must be done until then */
    struct phrase lost;  /* what is lost otherwise; may be empty */
    bool is_own_reading; /* the source says what is compensated; how it is counted is our reading */
    bool is_met_by_report; /* met or lost once the day of the report (fact reported_on) is known */
    bool per_charge;       /* each charge has its own day: shown as money at risk per day */
    struct condition when;
    struct provenance provenance;
};

/* A card company. */
struct issuer {
    struct slice id; /* smbc-card; the id of its row in catalog/senders where it has one */
    struct phrase name;
    struct slice jurisdiction;
    const struct slice *families; /* statement families (source.family) whose cards it issued */
    size_t families_len;
    const struct slice *also; /* other names by which people ask for it, and cards that it runs */
    size_t also_len;
    struct provenance provenance;
};

struct catalog;

const struct issuer *issuer_of(const struct catalog *catalog, struct slice id);
const struct issuer *issuer_of_family(const struct catalog *catalog, struct slice family);

struct slice clock_name(enum clock clock);
enum clock clock_of(struct slice name);

#endif
