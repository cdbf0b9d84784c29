#ifndef MIOBOE_CLI_CASE_SOURCE_H
#define MIOBOE_CLI_CASE_SOURCE_H

/*
 * What explain finds in statements and in typed lines, as a case needs it.  The bytes are read by a
 * child without rights (cli/job.h); what it hands over is checked again when it is written to the
 * journal.
 */

#include "casework/seen.h"
#include "cli/option.h"
#include "explain/explain.h"

/* A charge as explain sees it. */
struct found_charge {
    struct slice id, verdict, descriptor;
    int64_t amount;
    int32_t day;
    struct currency currency;
    bool has_alarm;
    struct event_fields fields; /* of EVENT_CHARGE */
};
ARRAY_TYPE(found_charges, struct found_charge);

/* Who charges a card again and again. */
struct found_recurring {
    struct slice merchant, descriptor, card;
};
ARRAY_TYPE(found_recurrings, struct found_recurring);

ARRAY_TYPE(seen_rows, struct seen_row);

struct found {
    struct found_charges charges;
    struct seen_rows rows; /* the same charges, for what became of a case's money */
    struct found_recurrings recurring;
};

/*
 * Explain ${options}->operands from number ${skip} on as paths, and ${options}->given.typed as
 * lines, to ${ret} in ${arena}; without both, what was imported into the store.  Return 0, or an
 * exit status after a sentence; charges that are not explained are no fault.
 */
int case_source_read(const struct options *options, size_t skip, int32_t today, struct arena *arena,
                     struct found *ret);

/* The same of what was imported into the store, with ${paths} of it together with the operands. */
int case_source_read_store(const struct options *options, bool paths, int32_t today,
                           struct arena *arena, struct found *ret);

/* The same of a report that is there. */
void case_source_of_report(const struct report *report, struct arena *arena, struct found *ret);

#endif
