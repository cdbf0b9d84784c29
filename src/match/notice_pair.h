#ifndef MIOBOE_MATCH_NOTICE_PAIR_H
#define MIOBOE_MATCH_NOTICE_PAIR_H

/*
 * Which charge a usage notice tells of.  A card company writes at the moment of use, before the
 * statement has a line: the amount may change until then, be taken back, or be told again when the
 * sales data come in.  Notices explain nothing: they tie a charge to a moment and a shop.
 */

#include "match/entry.h"

#define NOTICE_PAIR_DAYS 5       /* between the day that a notice tells and that of the line */
#define NOTICE_REVERSAL_DAYS 60  /* between a use and its reversal */
#define NOTICE_CHANGE_PERCENT 20 /* how far an authorised amount may change */
#define NOTICE_TRIAL_MOST                                                   \
    100 /* minor units that a pump asks for to see whether the card is good \
         */

enum notice_end {
    NOTICE_OPEN,      /* no line shows it yet */
    NOTICE_PAIRED,    /* an entry is its charge */
    NOTICE_CANCELLED, /* a use that was reversed, or its reversal: no line will come */
    NOTICE_REFUSED,   /* declined: no line will come; the entry is that of a later attempt */
    NOTICE_REPEATED   /* another open notice tells of the same use */
};

struct notice_fate {
    uint8_t end;    /* enum notice_end */
    bool changed;   /* NOTICE_PAIRED: the line has another amount */
    uint32_t entry; /* NOTICE_PAIRED, NOTICE_REFUSED: index into entries.list; else MAP_NONE */
    uint32_t next;  /* the next one of the same entry and list, by moment: index + 1; 0 = last */
};

struct notice_pairs {
    struct notice_fate *fates; /* by notice */
    uint32_t *first;           /* by entry: its first notice + 1; 0 = none */
    uint32_t *refused;         /* the same of the declined attempts that it followed */
};

/*
 * Pair the notices of ${records} with ${entries}: like amount (that of the line, or in the currency
 * of purchase) and card, at most NOTICE_PAIR_DAYS apart, nearest first, like shops before others.
 * Each entry takes one notice of each stage.  A pump authorises one yen, or more than anybody can
 * fill in, before: its line may have any amount below.  A declined use stands beside the line of
 * the same shop, card and amount that came next.  The result lives in ${arena} and does not depend
 * on the order of the sources.
 */
void notice_pair(const struct records *records, const struct entries *entries, struct arena *arena,
                 struct notice_pairs *ret);

/* Whether two shops, folded, are one as far as their names tell. */
bool notice_same_shop(struct slice a, struct slice b);

#endif
