#ifndef MIOBOE_REVIEW_LOOK_H
#define MIOBOE_REVIEW_LOOK_H

/* Inside the review: what the looks share. */

#include "review/review.h"

struct look {
    const struct review_input *in;
    struct arena *arena;
    struct review *ret;
    struct slice home;
    int32_t since; /* what is later is new */
};

/* A phrase that is the same in both languages. */
static inline struct phrase look_plain(struct slice text)
{
    return (struct phrase){text, text};
}

/* The account of the source of a record. */
struct slice look_account(const struct look *look, const struct origin *origin);

/* The row for that kind, or NULL where a person's own catalogue has none. */
const struct finding_rule *look_rule(const struct look *look, enum finding_kind kind);

/* A finding of the rule, filled with what all have; NULL gives NULL.  It counts when look_add() was
 * called. */
struct finding look_finding(const struct finding_rule *rule, struct slice account);

/* An item of it; more than REVIEW_ITEMS_MAX are only counted. */
void look_item(const struct look *look, struct finding *finding, const struct finding_item *item);

/*
 * Add the finding under the id that follows from its rule, its account and ${key}, what was said of
 * it, and whether it is new.  Of its items the newest come first.
 */
void look_add(const struct look *look, struct finding *finding, struct slice key);

/* The mark on that id, or NULL. */
const struct mark *look_mark(const struct look *look, struct slice id);

/* A hash that grows by what is said, for keys; and as text. */
struct slice look_key(const struct look *look, uint64_t hash);

/* Each adds what it finds. */
void look_account_use(const struct look *look);
void look_payments(const struct look *look);
void look_orders(const struct look *look);
void look_hidden(const struct look *look);
void look_regular(const struct look *look);
void look_data(const struct look *look);
void look_questions(const struct look *look);

#endif
