#ifndef MIOBOE_MATCH_NEWS_H
#define MIOBOE_MATCH_NEWS_H

/* What files that come later add to those that were there before, by the photograph rule. */

#include "match/entry.h"

/* The rows of one file.  A charge that several of the later files show is new in the first. */
struct news {
    uint32_t fresh;    /* charges that no file before showed */
    uint32_t again;    /* rows that show a charge again */
    uint32_t reworded; /* the same with another text, day or amount */
    uint32_t posted;   /* charges that were pending in all files before */
    uint32_t vanished; /* charges that this file should have shown and does not */
};

/*
 * What each source of ${records} from number ${from} on tells beyond those before it; ${ret} has
 * one element for each of these.  ${ret}[] of a source that is no statement stays zero.
 */
void news_find(const struct records *records, uint32_t from, struct arena *arena, struct news *ret);

#endif
