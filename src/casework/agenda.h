#ifndef MIOBOE_CASEWORK_AGENDA_H
#define MIOBOE_CASEWORK_AGENDA_H

/* Days that count: time limits by rule, promises, what steps let expect, refunds that should come.
 */

#include "casework/course.h"

enum agenda_kind { AGENDA_DEADLINE, AGENDA_PROMISE, AGENDA_EXPECTED, AGENDA_INQUIRY, AGENDA_WATCH };

struct agenda_item {
    enum agenda_kind kind;
    int32_t day;  /* the last day */
    int32_t warn; /* from when it is shown: by rule half and three quarters of the time (day 30 and
                     45 of 60) */
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
 * falls on one is not moved. Of several rules of one topic the issuer's own goes before the
 * jurisdiction's; of two clocks both are listed.
 */
void agenda_make(const struct catalog *catalog, const struct case_state *state,
                 const struct course *course, int32_t today, struct arena *arena,
                 struct agenda_items *ret);

/* The last day of ${count} ${unit}s that count from ${from}: month ends as day_add_months(),
 * business days Monday to Friday without Japan's public holidays being known (they are not counted
 * on: the earlier day is given). */
int32_t agenda_last_day(int32_t from, enum deadline_unit unit, int32_t count,
                        bool counts_first_day);

#endif
