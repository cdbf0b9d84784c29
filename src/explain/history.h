#ifndef MIOBOE_EXPLAIN_HISTORY_H
#define MIOBOE_EXPLAIN_HISTORY_H

/*
 * The charges of each household member under each text, by day: what habits, twins, novelties and
 * chains of charges are looked for in.  Cards of one member are not kept apart, so that a re-issued
 * card goes on; every line knows its card.
 */

#include "explain/report.h"

enum history_trait {
    HISTORY_VANISHED = 1u << 0,
    HISTORY_PART = 1u << 1, /* an instalment, or a later part whose purchase is not there */
    HISTORY_POSTED = 1u << 2,
    HISTORY_ABROAD = 1u << 3 /* of a purchase in another currency */
};

struct history_line {
    int64_t amount;
    int32_t day;
    uint32_t entry;
    uint32_t card;  /* index into records.cards; 0 = not told */
    uint8_t traits; /* enum history_trait, of the row whose amount counts */
};

/* Lines of one member, family of texts and currency, by (day, entry). */
struct history_group {
    uint32_t from, len; /* in history.lines; of a card: in history.by_card */
};

struct history {
    struct history_line *lines;
    size_t len;
    struct history_group *groups; /* in the order of their first entries */
    size_t groups_len;
    uint32_t *group; /* by entry; MAP_NONE = has no day and so no place here */
    uint32_t *place; /* by entry: position in lines */
    struct history_group
        *cards; /* of one card, or of one member and issuer where no card is told */
    size_t cards_len;
    uint32_t *by_card; /* entries by (card, day, entry) */
    uint64_t *members; /* by source: a number for the household member; equal for equal names */
    uint64_t *issuers; /* by source: a number for the issuer */
};

/* The history of all entries of ${report} that have a day. */
const struct history *history_of(const struct report *report, struct arena *arena);

/* The row whose amount counts. */
const struct charge *history_charge(const struct report *report, uint32_t entry);

/* The day of use, else of posting, else DAY_NONE. */
int32_t history_day(const struct report *report, uint32_t entry);

/* The catalogue's merchant of the entry, or NULL. */
const struct merchant *history_merchant(const struct report *report, uint32_t entry);

/* A number for the household member whose statement shows the entry. */
uint64_t history_member(const struct history *history, const struct report *report, uint32_t entry);

/* Position of the first line of ${group} on or after ${day}; the group's end if there is none. */
size_t history_from(const struct history *history, const struct history_group *group, int32_t day);

/*
 * A number for the texts that differ from ${folded} in numbers and order codes only: `AMZN MKTP
 * JP*2K3LM`, `ガス 6月分`.
 */
uint64_t history_family(struct slice folded, struct arena *arena);

#endif
