#ifndef MIOBOE_MATCH_COPY_H
#define MIOBOE_MATCH_COPY_H

/* Byte-identical files: of several the one with the smallest path counts, the others only show it
 * again. */

#include "record/records.h"

/*
 * For each source the index of the source whose bytes it repeats (its own index where it is no
 * copy), and in
 * ${ret_rank} its place in the byte order of the paths.  Both arrays live in ${arena}.
 */
const uint32_t *copy_find(const struct records *records, struct arena *arena,
                          const uint32_t **ret_rank);

#endif
