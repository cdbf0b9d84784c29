#ifndef MIOBOE_READ_LAYOUT_H
#define MIOBOE_READ_LAYOUT_H

/*
 * Which profile a table follows, and in which cells its fields stand.  For statement*.c only.
 *
 * A layout is told by its header row, searched in the first LAYOUT_ROWS rows: all columns that are
 * not optional and all marks must be there; of several profiles the one with the most matched cells
 * wins, the first on a tie.  A layout without header is told by the shape of its rows: see
 * layout_find().
 */

#include "read/csv.h"

#define LAYOUT_ROWS 60u
#define LAYOUT_BYTES (1u << 20) /* and within so many bytes */
#define LAYOUT_SHOPS 4u         /* columns that make up one descriptor */

struct layout {
    const struct profile *profile;
    int at[FIELDS]; /* cell of the field, -1 = none; of several the first */
    int shops[LAYOUT_SHOPS];
    size_t shops_len;
    uint32_t header_line; /* 0 = no header */
    char delimiter;       /* of the whole text */
    size_t matched;       /* header cells, or rows of the right shape */
    size_t missed;        /* needed header cells that are not there */
    struct slice missing; /* the layout is nearly ${profile}: this column is not there */
};

/* What a table is, as far as its first rows tell: whether a profile fits, or nearly
 * (${ret}->missing). */
bool layout_find(const struct read_env *env, struct slice text, struct arena *scratch,
                 struct layout *ret);

/* Whether ${row} is a header of a profile of the family ${family}; then ${ret} is that layout. */
bool layout_is_header(const struct catalog *catalog, struct slice family, const struct csv_row *row,
                      struct arena *scratch, struct layout *ret);

/* The cell of ${field}, trimmed; empty when there is none. */
struct slice layout_cell(const struct layout *layout, const struct csv_row *row, enum field field);

/* The cells of the descriptor joined by blanks, in ${buffer} of ${room} bytes where there are
 * several. */
struct slice layout_shop(const struct layout *layout, const struct csv_row *row, char *buffer,
                         size_t room);

#endif
