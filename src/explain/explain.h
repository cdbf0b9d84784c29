#ifndef MIOBOE_EXPLAIN_EXPLAIN_H
#define MIOBOE_EXPLAIN_EXPLAIN_H

/* From records to verdicts.  How it decides: docs/design/explain.md. */

#include "explain/report.h"
#include "record/decision.h"

struct explain_opts {
    const struct catalog *catalog;
    const struct decision
        *decisions; /* the person's own; they go before all that follows from data */
    size_t decisions_len;
    int32_t as_of; /* today */
};

/*
 * Explain every charge of ${records}.  The report borrows from ${records}, the catalogue and
 * ${arena}.  It depends on what the sources hold and are called, not on their order: its own
 * records are those of records_order(), so numbers of rows and sources mean those in
 * report->records.
 */
struct report *explain_run(const struct explain_opts *opts, const struct records *records,
                           struct arena *arena);

#endif
