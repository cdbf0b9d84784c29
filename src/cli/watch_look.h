#ifndef MIOBOE_CLI_WATCH_LOOK_H
#define MIOBOE_CLI_WATCH_LOOK_H

/* One look at what the store holds: explain's findings and the days of cases, told once each. */

#include "cli/watch_run.h"
#include "explain/report.h"

struct watch_look {
    struct watching *w;
    struct watch_turn *turn;
    struct arena *arena;
    const struct report *report;
    int32_t today;
    struct map in_case; /* hash_bytes(charge, 0) of charges that are part of a case */
    bool is_first;      /* nothing was ever looked at: what lies back is no news */
};

/* Tell it unless it was told; ${day}: when it happened, ${parts}: what it is known by. */
void watch_look_tell(struct watch_look *look, const struct matter *about, int32_t day,
                     const struct slice *parts, size_t n);

/* What explain finds: flags, charges that nothing explains, refunds, trials, statements. */
void watch_look_statements(struct watch_look *look);

/* What the cases wait for: 0, or a negative enum store_code. */
int watch_look_cases(struct watch_look *look, struct err *reterr);

/* What recurs and which orders are known, for the core. */
void watch_look_known(struct watch_look *look);

#endif
