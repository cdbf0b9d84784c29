#ifndef MIOBOE_MATCH_PHOTOGRAPH_H
#define MIOBOE_MATCH_PHOTOGRAPH_H

/*
 * A download is a photograph of a window of days: multisets of rows are compared, not rows.
 * docs/design/photographs.md tells the rule and why it loses and doubles nothing.
 */

#include "match/entry.h"

/* Days within which a row that vanished and one of the same amount that appeared are one charge. */
#define PHOTOGRAPH_SHIFT 5

/* The same beyond the last day of the file that showed it: such a file cannot have shown what came
 * later. */
#define PHOTOGRAPH_EDGE 2

/* One file as a photograph. */
struct photo {
    uint32_t source;
    uint32_t series; /* files of one layout that lie in one folder; below the number of sources */
    int32_t from,
        until;      /* its window; from > until = it proves nothing about what it does not show */
    uint32_t *rows; /* of records.charges; reordered while it is developed */
    size_t len;
};

/*
 * Develop the ${n} photographs of one stream (files that may show the same charges), in the order
 * given (oldest first), adding to ${ledger}.  Two rows that are one charge become one entry: its
 * row is the first one met, the others are appended to its appearances (kinds are not yet set).
 */
void photograph_develop(const struct records *records, struct arena *arena, struct photo *photos,
                        size_t n, struct entries *ledger);

/* The hash of a row's folded text. */
uint64_t photograph_text(const struct records *records, uint32_t row);

/* Whether two rows can be of one card: equal, or at least one tells nothing. */
bool photograph_same_card(const struct charge *a, const struct charge *b);

/* Add ${row} to the appearances of entry number ${entry}. */
void photograph_show_again(struct entries *ledger, struct arena *arena, uint32_t entry,
                           uint32_t row);

#endif
