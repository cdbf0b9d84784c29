#ifndef MIOBOE_READ_RULE_H
#define MIOBOE_READ_RULE_H

/* Whether a rule of a profile takes a row of a statement.  For statement*.c and layout.c only. */

#include "read/layout.h"

#include "base/pattern.h"

struct cells; /* folded cells, kept: read/cells.h */

/* One row with what is needed to look at it. */
struct rule_row {
    const struct layout *layout;
    const struct csv_row *row;
    struct arena *scratch;
    struct cells *cells; /* where folded cells are kept; NULL = fold anew */
};

/* What the templates of a rule took out of the row. */
struct rule_captures {
    struct slice at[FIELDS];
    bool any; /* something is there; else all of them are empty */
};

/* Whether ${rule} takes the row; its captures go to ${ret}, which may be NULL. */
bool rule_fits(const struct profile_rule *rule, struct rule_row *row, struct rule_captures *ret);

/* Nothing captured. */
void rule_captures_clear(struct rule_captures *captures);

/* Add what ${pattern} takes out of the folded ${text}; false when it does not fit. */
bool rule_capture(struct slice pattern, struct slice text, struct rule_captures *ret);

#endif
