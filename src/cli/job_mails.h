#ifndef MIOBOE_CLI_JOB_MAILS_H
#define MIOBOE_CLI_JOB_MAILS_H

/* The part of a job that modules and mails need, and the child that reads. */

#include "cli/job.h"

/* Of struct read_env: remember what is lacking. */
bool job_note_lack(void *ctx, enum read_part part);

/* Remember the keys that were seen, and free what mails needed. */
void job_leave_mails(struct job *job);

#define JOB_SPARE 8 /* files that the program itself needs beside its inputs */

/* Where the system allows few open files, those of the inputs must not be all: keep some back while
 * inputs are opened. */
struct job_spare {
    int fds[JOB_SPARE];
};
void job_spare_take(struct job_spare *spare);
void job_spare_give(struct job_spare *spare);

/* The certificates that the system trusts, in PEM form; empty where there are none. */
struct slice job_read_roots(struct arena *arena);

#endif
