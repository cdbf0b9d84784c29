#ifndef MIOBOE_CLI_JOB_STORE_H
#define MIOBOE_CLI_JOB_STORE_H

/* A job on what the store holds instead of files. */

#include "cli/job.h"

/*
 * Take all that was imported and decided.  Return 0, or EXIT_UNREAD after a sentence on standard
 * error.
 */
int job_read_store(struct job *job);

#endif
