#ifndef MIOBOE_CASEWORK_AGENDA_H
#define MIOBOE_CASEWORK_AGENDA_H

/* Days that count: time limits by rule, promises, what steps let expect, refunds that should come.
 */

#include "casework/course.h"

enum agenda_kind { AGENDA_DEADLINE, AGENDA_PROMISE, AGENDA_EXPECTED, AGENDA_INQUIRY };

struct agenda_item {
    enum agenda_kind kind;
    int32_t day;  /* the last day */
    int32_t warn; /* from when it is shown: half of the time is over (day 30 of 60) */
    int32_t urge; /* from when it is pressing: three quarters are over (day 45 of 60) */
    int32_t by;   /* of a time limit in Japan: the last day up to ${day} on which desks are open,
                     warn and urge are not later; else ${day} */
    const struct deadline_rule *rule; /* AGENDA_DEADLINE */
    struct slice charge;              /* id; empty = the whole case */
    int64_t amount;                   /* money at risk on that day; 0 = none */
    struct currency currency;
    uint64_t seq;    /* of the promise, step or inquiry */
    bool is_over;    /* the day is past, or the report came after it */
    bool is_late;    /* it was reported, but after the day */
    bool is_assumed; /* its clock's day is not known and was taken from another (e.g. posting from
                        use) */
};
ARRAY_TYPE(agenda_items, struct agenda_item);

/*
 * Everything with a day, earliest first.  Holidays and weekends are not counted on: a day that
 * falls on one is not moved, it is told by when to act instead. Of several rules of one topic the
 * issuer's own rows go before the jurisdiction's; where an issuer has two clocks both are listed.
 * A rule that the report meets is not listed once the fact reported_on tells that it was made in
 * time: a telephone call alone is no report, it only starts the clocks of what the other side owes
 * (is_assumed).
 */
void agenda_make(const struct catalog *catalog, const struct case_state *state, int32_t today,
                 struct arena *arena, struct agenda_items *ret);

/* Rights without a last day (DEADLINE_NO_LIMIT) whose condition holds; none of a closed case. */
struct agenda_rights {
    const struct deadline_rule **at;
    size_t len;
};
void agenda_rights_find(const struct catalog *catalog, const struct case_state *state,
                        struct arena *arena, struct agenda_rights *ret);

/* Money that is lost when nothing is done by ${day}. */
struct agenda_loss {
    int32_t day;
    struct currency currency;
    int64_t amount; /* of the charges whose first own time limit this is */
    int64_t total;  /* with those of the days before, in this currency */
};
ARRAY_TYPE(agenda_losses, struct agenda_loss);

/* Earliest first; each charge counts once, on the first of its days that are ours and not over. */
void agenda_losses_find(const struct agenda_items *items, struct arena *arena,
                        struct agenda_losses *ret);

/*
 * The last day of ${count} ${unit}s from ${from}; the day itself is not counted unless
 * ${counts_first_day}.  Months end as day_add_months() says; business days are Monday to Friday,
 * public holidays are not known and so the earlier day is given.  DAY_NONE of DEADLINE_NO_LIMIT.
 */
int32_t agenda_last_day(int32_t from, enum deadline_unit unit, int32_t count,
                        bool counts_first_day);

#endif
