#ifndef MIOBOE_READ_COLUMN_H
#define MIOBOE_READ_COLUMN_H

/*
 * Columns of a table by their names: only letters and digits count, and their case does not.  A
 * column is written as its names, parted by `|`; a `!` before them says that the table is nothing
 * without it.
 */

#include "read/read.h"

#define COLUMN_NONE READ_MAX_CELLS

/* Names to look columns up in.  Most columns of most formats are told from their first letter. */
struct column_names {
    const struct slice *at;
    size_t len;
    uint64_t initials;
};

/* The names ${at}, which must stay. */
struct column_names column_names_of(const struct slice *at, size_t len);

bool column_is_necessary(struct slice column);

/* Which of ${names} is ${column}, its first alternative first; COLUMN_NONE when none is. */
size_t column_find(struct slice column, const struct column_names *names);

#endif
