#ifndef MIOBOE_MATCH_WINDOW_H
#define MIOBOE_MATCH_WINDOW_H

/*
 * Which files of a stream photograph the same window of days, told by how much two of them share
 * and by how the other files of their series behave (docs/design/photographs.md).
 */

#include "match/photograph.h"

enum window {
    WINDOW_OTHER,   /* what the newer one does not show says nothing; an equal row is another charge
                     */
    WINDOW_SAME,    /* both show the charges of the days that both cover */
    WINDOW_PERHAPS, /* most likely the same, but one row that both show is all that says so */
};

/* The rows of a photograph that say which window it shows. */
struct exposure {
    const uint32_t *rows; /* by day, amount and currency; those without a day first */
    size_t len, dateless;
};

/* How two series behave where their files overlap: positive = each charge stands in one file only,
 * as on bills; negative = in both, as in downloads. */
struct manner {
    int32_t bills;
};
ARRAY_TYPE(manners, struct manner);

struct windows {
    const struct records *records;
    struct arena *arena;
    const struct photo *photos;
    struct exposure *exposures; /* by photograph */
    bool *bills;                /* by series: the files are known for closed bills */
    struct map index;           /* pair of series → manner */
    struct manners manners;
};

/*
 * Look at the ${n} photographs of one stream, oldest first, whose rows are sorted by day, amount
 * and currency.  ${ret} borrows them and lives in ${arena}.
 */
void windows_learn(const struct records *records, struct arena *arena, const struct photo *photos,
                   size_t n, struct windows *ret);

/* What photographs ${a} and ${b}, the newer, are to each other. */
enum window windows_compare(const struct windows *windows, uint32_t a, uint32_t b);

#endif
