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
    const struct deadline_rule *rule; /* AGENDA_DEADLINE */
    struct slice charge;              /* id; empty = the whole case */
    int64_t amount;                   /* money at risk on that day; 0 = none */
    struct currency currency;
    uint64_t seq; /* of the promise, step or inquiry */
    bool is_over;
    bool is_assumed; /* its clock's day is not known and was taken from another (e.g. posting from
                        use) */
};
ARRAY_TYPE(agenda_items, struct agenda_item);

/*
 * Everything with a day, earliest first.  Holidays and weekends are not counted on: a day that
 * falls on one is not moved. Of several rules of one topic the issuer's own rows go before the
 * jurisdiction's; where an issuer has two clocks both are listed.
 */
void agenda_make(const struct catalog *catalog, const struct case_state *state, int32_t today,
                 struct arena *arena, struct agenda_items *ret);

/*
 * The last day of ${count} ${unit}s from ${from}; the day itself is not counted unless
 * ${counts_first_day}.  Months end as day_add_months() says; business days are Monday to Friday,
 * public holidays are not known and so the earlier day is given.
 */
int32_t agenda_last_day(int32_t from, enum deadline_unit unit, int32_t count,
                        bool counts_first_day);

#endif
