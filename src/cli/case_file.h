#ifndef MIOBOE_CLI_CASE_FILE_H
#define MIOBOE_CLI_CASE_FILE_H

/*
 * A case as one file:
 *
 *     mioboe_case 1
 *     event SHA256 LENGTH        and so many bytes, and a line feed; in the order of the journal
 *     file SHA256 FORM LENGTH    the same; the evidence that the store holds
 */

#include "store/journal.h"

struct case_file_evidence {
    struct slice sha256, form, bytes;
};
ARRAY_TYPE(case_file_evidences, struct case_file_evidence);

struct case_file {
    struct store_events events;
    struct case_file_evidences files;
};

/* The whole as bytes, in ${arena}. */
struct slice case_file_write(const struct case_file *file, struct arena *arena);

/* Read it; strings lie in ${bytes}.  Return 0, or ERR_SYNTAX in ${reterr} where it is none. */
int case_file_read(struct slice bytes, struct arena *arena, struct case_file *ret,
                   struct err *reterr);

#endif
