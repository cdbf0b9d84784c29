#ifndef MIOBOE_WEB_QUERY_H
#define MIOBOE_WEB_QUERY_H

/* A search among the charges of a report. */

#include "web/params.h"
#include "web/report.h"

#define QUERY_LIMIT 500u /* charges of one page */
#define QUERY_DEFAULT 100u
#define QUERY_WORDS 8u /* words that are searched for */

/* Sum of the charges found, in one currency. */
struct query_sum {
    int64_t amount;
    size_t charges;
};

/* What a query finds; lives as long as the report, or until others push it out of the cache. */
struct query_found {
    const uint32_t *rows; /* in order */
    size_t len;
    const struct query_sum *sums; /* of each of the report's currencies */
};

struct query_cache;

struct query_cache *query_cache_new(const struct report *report);
void query_cache_free(struct query_cache *cache);

/*
 * Charges for which all of ${params}'s members hold: verdict card member month merchant flag (lists
 * with commas: any of them), q (words, all of them), in the order of sort and order.  Members that
 * it does not know are left alone.  Return 0, or -1 where a value is none: then ${ret_member} names
 * it.
 */
int query_find(struct report *report, const struct params *params, struct query_found *ret,
               struct slice *ret_member);

#endif
