#ifndef MIOBOE_READ_SIGHTINGS_H
#define MIOBOE_READ_SIGHTINGS_H

/*
 * What the header rows of earlier files were found to be.  The files of one card repeat their
 * header to the byte, and to look it up in all layouts is most of the work of a small file.
 * Nothing but time depends on what is remembered.
 */

#include "base/array.h"
#include "base/map.h"

#define SIGHTINGS_MAX 256u        /* rows that are remembered; further ones are not */
#define SIGHTINGS_ROW_BYTES 2048u /* longer rows are not */

/* Whose finding it is: each keeps findings of its own type. */
enum sighting_kind { SIGHTING_LAYOUT, SIGHTING_AMAZON };

struct sighting {
    struct slice row;
    const void *found;
    enum sighting_kind kind;
};
ARRAY_TYPE(sighting_list, struct sighting);

struct sightings {
    struct arena *arena;
    struct map index;
    struct sighting_list list;
};

/* ${seen} is empty and keeps what it remembers in ${arena}. */
void sightings_init(struct sightings *seen, struct arena *arena);

/* What was found of the ${row}, or NULL; ${seen} may be NULL. */
const void *sightings_find(const struct sightings *seen, enum sighting_kind kind, struct slice row);

/* Remember the ${size} bytes at ${found} for ${row}; ${seen} may be NULL. */
void sightings_add(struct sightings *seen, enum sighting_kind kind, struct slice row,
                   const void *found, size_t size);

#endif
