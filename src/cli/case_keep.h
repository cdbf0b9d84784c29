#ifndef MIOBOE_CLI_CASE_KEEP_H
#define MIOBOE_CLI_CASE_KEEP_H

#include "cli/case_job.h"

/*
 * Take the file ${path} into the case as evidence of ${type} (mail, file): its SHA-256 always, its
 * bytes where no full card number stands in them; of a text with card numbers a copy in which they
 * are cut; what is no text stays where it is and is known by its hash.  Return 0 or an exit status
 * after a sentence.
 */
int case_keep_file(struct case_job *job, const char *path, struct slice type);

/* The bytes of ${path}, at most STORE_MAX_FILE; the system's reason is said. */
int case_read_file(struct case_job *job, const char *path, struct slice *ret);

/* Keep ${bytes} in the store and write that they are evidence; ${redacted_of} may be empty. */
int case_keep_bytes(struct case_job *job, struct slice bytes, struct slice name, struct slice type,
                    struct slice form, struct slice redacted_of, struct slice *ret_sha256);

#endif
