#ifndef MIOBOE_MATCH_MATCH_TEST_DATA_H
#define MIOBOE_MATCH_MATCH_TEST_DATA_H

/* For unit tests and fuzz targets of this folder: records made in memory, without a reader. */

#include "base/base_test.h"
#include "match/entry.h"
#include "match/unit.h"

struct match_test {
    struct arena *arena;
    struct records records;
    struct catalog catalog; /* empty: tests put in what they need */
    struct entries entries; /* after match_test_entries() */
    struct units units;     /* after match_test_units() */
};

/* Everything lives in ${arena}. */
void match_test_begin(struct match_test *test, struct arena *arena);
void match_test_done(struct match_test *test);

/* A new source of other bytes than all before. */
uint32_t match_test_source(struct match_test *test, const char *path);

/* A new statement of the issuer family "bank"; what is charged next to it stands on lines 2, 3, …
 */
uint32_t match_test_statement(struct match_test *test, const char *path);

/* A posted row in yen of the newest source, of which no card is told; its index. */
uint32_t match_test_charge(struct match_test *test, int32_t day, const char *text, int64_t amount);

/* The extra part of that row, made when there is none; good until the next one is made. */
struct charge_extra *match_test_extra(struct match_test *test, uint32_t row);

/* Find the entries; sources without a window get that of their charges first. */
void match_test_entries(struct match_test *test);

/* The entry that shows ${row}. */
const struct entry *match_test_entry(const struct match_test *test, uint32_t row);

/* Whether ${a} and ${b} are rows of one entry. */
bool match_test_same(const struct match_test *test, uint32_t a, uint32_t b);

/* What ${row} is to the entry's first row; APPEARANCE_NOTICE when it is the first row itself. */
enum appearance_kind match_test_kind(const struct match_test *test, uint32_t row);

void match_test_units(struct match_test *test);

/* Where the next record of the newest source stands. */
struct origin match_test_origin(struct match_test *test);

/* Here and not in match_test_data.c, which is held to be as pure as its folder. */
static inline void match_test_init(struct match_test *test)
{
    match_test_begin(test, arena_new(&base_test_allocator));
}

#endif
