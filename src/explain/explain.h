#ifndef MIOBOE_EXPLAIN_EXPLAIN_H
#define MIOBOE_EXPLAIN_EXPLAIN_H

/* From records to verdicts.  How it decides: docs/design/explain.md. */

#include "explain/report.h"

struct explain_opts {
    const struct catalog *catalog;
    int32_t as_of; /* today */
};

/*
 * Explain every charge of ${records}.  The report borrows from ${records}, the catalogue and
 * ${arena}.  It depends on what the sources hold and are called, not on their order.
 */
struct report *explain_run(const struct explain_opts *opts, const struct records *records,
                           struct arena *arena);

#endif
