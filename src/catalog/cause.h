#ifndef MIOBOE_CATALOG_CAUSE_H
#define MIOBOE_CATALOG_CAUSE_H

/* Why a charge may stand on a statement that nobody recognises, what speaks for it, and what to
 * look at next. */

#include "catalog/provenance.h"

/* What can be seen of such a charge.  One fact each; src/explain/clue.c says when it holds. */
enum clue_kind {
    CLUE_CLASS_IS,             /* value: the merchant's class */
    CLUE_AMOUNT_IS_PLAN_PRICE, /* of a plan that the merchant bills */
    CLUE_AMOUNT_ROUND_HUNDRED,
    CLUE_AMOUNT_TINY, /* a card check: some yen */
    CLUE_AMOUNT_SMALL,
    CLUE_AMOUNT_UNUSUAL, /* far above what this shop bills otherwise */
    CLUE_REPEATS_MONTHLY,
    CLUE_FIRST_OF_MERCHANT,
    CLUE_SEVERAL_SAME_DAY, /* other charges that nobody recognises, on the card, that day */
    CLUE_AFTER_SMALL_TEST,
    CLUE_GIFT_CARD_AMOUNT,
    CLUE_EXPORT_MISSING,     /* no source that tells of such purchases was given */
    CLUE_EXPORT_ENDS_BEFORE, /* the sources do not reach to the day of the charge */
    CLUE_CARD_UNKNOWN_TO_ACCOUNT,
    CLUE_LAST_DAYS_PENDING, /* not yet posted, or gone again */
    CLUE_FOREIGN_CURRENCY,
    CLUE_CREDIT,
    CLUE_ORDER_CANCELLED, /* an order of that sum was cancelled shortly before */
    CLUES
};

/* How much likelier a clue is under a cause than otherwise. */
struct cause_clue {
    enum clue_kind kind;
    unsigned value; /* only CLUE_CLASS_IS: enum merchant_class */
    double ratio;   /* > 0 */
};

struct cause {
    struct slice id; /* subscription_renewal */
    struct slice name_ja, name_en;
    double prior;      /* > 0; how often it is met when nothing else is known */
    struct slice next; /* id of the next step */
    const struct cause_clue *clues;
    size_t clues_len;
    struct provenance provenance;
};

/* What to fetch or look at next, in words for the person. */
struct next_step {
    struct slice id; /* look_at_memberships */
    struct slice text_ja, text_en;
    struct slice url; /* empty = no page is known */
    struct provenance provenance;
};

/* "class_is" …; and back, CLUES = no such clue. */
struct slice clue_kind_name(enum clue_kind kind);
enum clue_kind clue_kind_of(struct slice name);

#endif
