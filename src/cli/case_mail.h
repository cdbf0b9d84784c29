#ifndef MIOBOE_CLI_CASE_MAIL_H
#define MIOBOE_CLI_CASE_MAIL_H

#include "cli/case_job.h"

/*
 * Check the mail in the file ${path} as `mioboe mail check` does, keep it as evidence with all its
 * headers, and write what is known of it (fact mail_verdict).  Return 0 or an exit status after a
 * sentence.
 */
int case_take_mail(struct case_job *job, const char *path);

#endif
