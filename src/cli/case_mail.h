#ifndef MIOBOE_CLI_CASE_MAIL_H
#define MIOBOE_CLI_CASE_MAIL_H

#include "cli/case_job.h"

/*
 * Check the mail in the file ${path} as `mioboe mail check` does, keep it as evidence with all its
 * headers, and write what is known of it (fact mail_verdict).  Where no such file is there, a mail
 * that was imported under this path: its verdict is known, the mail itself is not kept.  Return 0
 * or an exit status after a sentence.
 */
int case_take_mail(struct case_job *job, const char *path);

#endif
