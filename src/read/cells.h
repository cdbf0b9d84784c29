#ifndef MIOBOE_READ_CELLS_H
#define MIOBOE_READ_CELLS_H

/*
 * Cells of one file, folded once however often they are printed; and what their text became.
 * For the statement reader, which meets the same shops again and again.
 */

#include "base/map.h"

#define CELLS_NO_TEXT UINT32_MAX

struct cell {
    struct slice raw, folded;
    uint32_t text; /* index into records.texts, CELLS_NO_TEXT = not asked yet */
};

struct cells {
    struct arena *arena;
    struct cell *at;
    size_t len, cap;
    struct map index;
    uint32_t last; /* the cell asked for before, + 1 */
};

/* Empty; everything will live in ${arena}. */
void cells_init(struct cells *cells, struct arena *arena);

/* The entry of ${raw} (copied when it is new), good until the next call. */
struct cell *cells_find(struct cells *cells, struct slice raw);

/* ${raw} folded (text_fold); good as long as the arena, or as ${raw} where there is nothing to
 * fold. */
struct slice cells_fold(struct cells *cells, struct slice raw);

#endif
