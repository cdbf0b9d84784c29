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

/* Earlier files of its stream from which is learnt how a file's series behaves; of more than these
 * nothing new is to be learnt. */
#define WINDOW_NEIGHBOURS 256u

/* The rows of a photograph that say which window it shows. */
struct exposure {
    const uint32_t *rows; /* by day, amount and currency; those without a day first */
    size_t len, dateless;
    uint64_t
        marks; /* a bit for each row, told by its day and amount: no common bit, no common row */
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
    int32_t *reach;             /* by photograph: the last day that it or an older one shows */
    uint32_t first_dateless;    /* the first photograph that has rows without a day */
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

/* The first photograph that can show a day or a row of ${b} too: all older ones are WINDOW_OTHER to
 * it.  Where windows are short, few lie between. */
uint32_t windows_first(const struct windows *windows, uint32_t b);

/* Whether photograph ${p} is known for a bill: by its layout, or because it states its total. */
bool windows_is_bill(const struct windows *windows, uint32_t p);

/* What photographs ${a} and ${b}, the newer, are to each other. */
enum window windows_compare(const struct windows *windows, uint32_t a, uint32_t b);

#endif
