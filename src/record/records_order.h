#ifndef MIOBOE_RECORD_RECORDS_ORDER_H
#define MIOBOE_RECORD_RECORDS_ORDER_H

/* Records as if their sources had been read in the order of their paths. */

#include "record/records.h"

/*
 * ${records} with its sources in the byte order of their paths, everything that they tell in that
 * order, too, and cards and texts numbered as they come: the same, in whatever order the sources
 * were read.  ${records} itself where it is so; else a copy in ${arena} that shares texts and
 * extras and takes no more records, and ${records} is as it was.
 */
const struct records *records_order(const struct records *records, struct arena *arena);

#endif
