#ifndef MIOBOE_WEB_REPORT_H
#define MIOBOE_WEB_REPORT_H

/*
 * The report of `mioboe explain --format json`, mapped into memory, with a few columns of each
 * charge, so that a page of charges is found in milliseconds and cut out of the text as it is.
 */

#include "web/names.h"

#define REPORT_VERSION_LEN 13
#define REPORT_MAX_CHARGES 20000000u

enum report_verdict {
    REPORT_EXPLAINED,
    REPORT_PROBABLE,
    REPORT_AMBIGUOUS,
    REPORT_UNEXPLAINED,
    REPORT_OUT_OF_SCOPE,
    REPORT_VERDICTS
};
/* By what charges are sorted. */
enum report_order {
    REPORT_BY_DATE,
    REPORT_BY_AMOUNT,
    REPORT_BY_VERDICT,
    REPORT_BY_SHOP,
    REPORT_ORDERS
};

extern const char *const report_verdict_names[REPORT_VERDICTS];

/* Of each charge. */
struct report_row {
    uint64_t from; /* of its text */
    uint32_t len;
    int32_t day, month;                           /* DAY_NONE; year × 12 + month - 1, or -1 */
    uint32_t card, member, merchant, shop, words; /* numbers of names */
    int64_t amount;
    uint32_t flags; /* bits: numbers of names */
    uint8_t currency, verdict;
    bool is_alarm, is_mine;
};

/* An id of a charge. */
struct report_id {
    uint64_t id;
    uint32_t row;
};

struct report {
    int fd;
    struct slice text;
    char version[REPORT_VERSION_LEN]; /* the same for the same bytes */
    struct arena *arena;
    /* Members of the document as they are written. */
    struct slice as_of, sources, recurring, expected, warnings, mails, summary;
    struct report_row *rows; /* newest first */
    struct report_id *ids;   /* sorted */
    size_t len, cap, ids_len, alarms;
    struct names cards, members, merchants, currencies, flags;
    struct names shops; /* folded descriptors */
    struct names words; /* what is searched: shop, titles and orders, folded */
    const uint32_t *orders[REPORT_ORDERS][2]; /* rows, ascending and descending; see web/order.h */
    struct query_cache *cache;
};

/*
 * Map and index the report that ${fd} holds (taken over).  NULL where it is none.  It takes its
 * memory from ${allocator}, also in another thread.
 */
struct report *report_read(int fd, const struct allocator *allocator);
void report_free(struct report *report);

/* The charge that has this id among its ids, or NULL. */
const struct report_row *report_find(const struct report *report, struct slice id);

static inline struct slice report_charge(const struct report *report, const struct report_row *row)
{
    return slice_sub(report->text, row->from, row->from + row->len);
}

static inline struct slice report_version(const struct report *report)
{
    return (struct slice){report->version, REPORT_VERSION_LEN};
}

#endif
