#ifndef MIOBOE_MATCH_ENTRY_H
#define MIOBOE_MATCH_ENTRY_H

/*
 * An entry is one charge as the report counts it, however many rows of however many files show it.
 * entry_gather() finds them by the photograph rule (docs/design/photographs.md).
 */

#include "record/records.h"

/* What another row is to the row that the entry is named after. */
enum appearance_kind {
    APPEARANCE_SAME,
    APPEARANCE_PENDING,
    APPEARANCE_POSTED,
    APPEARANCE_REWORDED,
    APPEARANCE_INSTALMENT,
    APPEARANCE_NOTICE
};

struct appearance {
    uint64_t id;
    uint32_t row;  /* index into records.charges */
    uint32_t next; /* index into entries.appearances + 1; 0 = last */
    uint8_t kind;  /* enum appearance_kind */
};
ARRAY_TYPE(appearances, struct appearance);

struct entry {
    uint64_t id; /* of its first appearance */
    int64_t
        amount;   /* what the report shows: the purchase, or the share of a lone later instalment */
    uint32_t row; /* first appearance by (date, path, line) */
    uint32_t latest; /* the row whose amount counts: the posted one where there is a pending one */
    uint32_t more;   /* first of the other appearances: index + 1; 0 = none */
    int32_t day;     /* date of use; DAY_NONE = not known */
    bool vanished;   /* a later photograph no longer shows it: a cancelled authorisation */
    bool maybe_two;  /* its rows in two files that touch on one day may be two charges */
    bool lone_part;  /* a later instalment whose purchase is not among the sources */
};
ARRAY_TYPE(entry_list, struct entry);

struct entries {
    struct entry_list list; /* in the order of (path, line) of the first appearance */
    struct appearances appearances;
};

/*
 * All charges of ${records}.  ${copy} and ${rank} come from copy_find().  Everything lives in
 * ${arena}; the result does not depend on the order of the sources.
 */
void entry_gather(const struct records *records, const uint32_t *copy, const uint32_t *rank,
                  struct arena *arena, struct entries *ret);

/* The row's extra part, or NULL. */
static inline const struct charge_extra *entry_extra(const struct records *records, uint32_t row)
{
    uint32_t extra = records->charges.at[row].extra;

    return extra ? &records->extras.at[extra] : NULL;
}

/* Whether the row is the second or a later part of an instalment. */
static inline bool entry_is_later_part(const struct records *records, uint32_t row)
{
    const struct charge_extra *extra = entry_extra(records, row);

    return extra && extra->is_instalment && extra->number > 1;
}

/* The whole purchase that the row is a part of, where it states it; else its amount. */
int64_t entry_purchase(const struct records *records, uint32_t row);

/* "same", "pending" … as in the contract. */
struct slice appearance_kind_name(enum appearance_kind kind);

#endif
