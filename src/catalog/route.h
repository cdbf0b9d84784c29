#ifndef MIOBOE_CATALOG_ROUTE_H
#define MIOBOE_CATALOG_ROUTE_H

/* How to reach somebody.  A number that is wrong harms, so every route says how sure it is.  Rows:
 * catalog/routes/NAME.yaml. */

#include "catalog/playbook.h"

/* The purpose of a route that leads to files, not to somebody who answers. */
#define ROUTE_GET_FILES "get_files"

struct route {
    struct slice id;
    enum party party;
    struct slice org; /* id of the issuer or other organisation; empty = any of the party */
    const struct slice *purposes; /* stop_card, unknown_charge, locked_out, refund, report, … (words
                                     that steps use) */
    size_t purposes_len;
    enum channel channel;
    struct slice value; /* number or address; empty = e.g. "on the back of your card" */
    struct phrase name;
    struct phrases steps; /* to a human, one by one; which topic and detail to choose */
    struct phrase hours;  /* as published */
    struct phrase cost;   /* may be empty */
    struct phrases ready;
    struct phrases will_ask;
    bool needs_login, needs_card;
    bool is_conflicting; /* sources contradict each other: never offered for one-tap dialling */
    bool is_official;    /* the source is the organisation's own page */
    struct phrase note;  /* warnings, scams; may be empty */
    int32_t rank;        /* lower first; "the number on the back of your card" is 0 */
    struct provenance provenance;
};

static inline bool route_serves(const struct route *route, struct slice purpose)
{
    for (size_t i = 0; i < route->purposes_len; i++)
        if (slice_eq(route->purposes[i], purpose))
            return true;
    return false;
}

#endif
