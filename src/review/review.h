#ifndef MIOBOE_REVIEW_REVIEW_H
#define MIOBOE_REVIEW_REVIEW_H

/*
 * The review of an account: records, charges, what the person answered, and today in; findings out,
 * worst first.  What is looked for is data (catalog/rules/review.yaml); how it is seen in the
 * records stands in look_*.c, one look for each kind.  docs/design/review.md tells the rules.
 */

#include "catalog/catalog.h"
#include "record/records.h"
#include "review/mark.h"

#define REVIEW_NEW_DAYS 62    /* where the person never looked before, what is younger is new */
#define REVIEW_LOOK_DAYS 400  /* what is older is not looked at */
#define REVIEW_ITEMS_MAX 100u /* of one finding; ${count} tells how many there are */
#define REVIEW_LATER_DAYS 30  /* "later" without a day */

/* A charge as the report counts it, however many rows show it. */
struct review_charge {
    struct slice id;            /* of explain */
    struct slice name, account; /* as printed; whose statement */
    const char *last4;          /* NUL-terminated, "" = not told */
    int32_t day;                /* DAY_NONE = not told */
    int64_t amount;             /* negative = to the person */
    struct currency currency;
    uint32_t merchant; /* index into the catalogue's merchants + 1; 0 = other */
};

/* Charges that come again and again. */
struct review_series {
    struct slice name, account;
    const char *last4;
    uint32_t merchant;
    int months, days; /* period: one of the two is set */
    int64_t amount;   /* the latest */
    struct currency currency;
    int32_t first, last, next_due; /* next_due DAY_NONE: it has stopped */
    struct slice charge;           /* id of the latest */
    bool is_double, price_changed, trial_ended;
};

/* What the person's own database tells of an address in the Internet. */
struct review_network {
    struct slice network;
    struct slice country; /* ISO 3166-1, two letters; empty = not told */
    struct slice owner;   /* of the network; empty = not told */
};

struct review_input {
    const struct catalog *catalog;
    const struct records *records;
    const struct review_charge *charges;
    size_t charges_len;
    const struct review_series *series;
    size_t series_len;
    const struct review_network *networks;
    size_t networks_len;
    const struct mark *marks;
    size_t marks_len;
    int32_t today;
    int32_t since;     /* day of the last look; DAY_NONE = never */
    struct slice home; /* country of the household; empty = told from the data */
};

/* One of what a finding is made of: a device, an order, a subscription … */
struct finding_item {
    struct phrase text;
    struct slice place; /* country, network, order number, where there is one */
    int32_t day;
    int64_t amount, yearly; /* 0 = not told */
    struct currency currency;
};
ARRAY_TYPE(finding_items, struct finding_item);

struct finding {
    struct slice id; /* stays the same as long as what it says; `rule.hash` */
    const struct finding_rule *rule;
    const struct protection *protection; /* FINDING_PROTECTION; NULL otherwise */
    struct phrase subject;
    struct slice place, account;
    uint8_t event; /* enum account_event_kind, of FINDING_ACCOUNT_CHANGED */
    int32_t day;   /* of the newest; DAY_NONE = none */
    size_t count;
    int64_t amount, yearly;
    struct currency currency;
    struct slice charge, order; /* what a case begins with; empty = none */
    struct finding_items items; /* newest first */
    enum mark_state state;
    int32_t until;
    bool is_new; /* of after the last look */
};
ARRAY_TYPE(finding_list, struct finding);

struct review {
    int32_t today, since;
    int32_t next; /* the day of the next look */
    struct slice home;
    struct finding_list findings;  /* open, worst first */
    struct finding_list questions; /* to be asked now, worst first */
    struct finding_list closed;    /* done, answered or put off */
};

/* Everything lives in ${arena} or is borrowed from ${in}.  Depends on what ${in} holds, not on its
 * order. */
void review_run(const struct review_input *in, struct arena *arena, struct review *ret);

/* ${amount} of every period as a year's; 0 where the period is none. */
int64_t review_yearly(int64_t amount, int months, int days);

#endif
