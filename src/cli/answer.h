#ifndef MIOBOE_CLI_ANSWER_H
#define MIOBOE_CLI_ANSWER_H

/* The report of a job on standard output, in the form that was asked for. */

#include "cli/job.h"
#include "render/page.h"

/* ${text} writes it for people. */
void answer_print(struct job *job, void (*text)(struct page *page, const struct report *report,
                                                const struct job *job));

#endif
