#ifndef MIOBOE_CLI_KEY_FILE_H
#define MIOBOE_CLI_KEY_FILE_H

/*
 * Keys that were seen before: $XDG_DATA_HOME/mioboe/keys, in the form of --dns-file with dates, so
 * that mail still verifies when its sender has changed keys.
 */

#include "cli/dns_file.h"

#define KEY_FILE_MAX_RECORDS 50000u /* more are not remembered */

/* What is remembered goes to ${ret}; nothing where there is no file.  A file that is none is said
 * on standard error.  Return 0, or -1 when it could not be read. */
int key_file_read(struct arena *arena, struct dns_records *ret);

/*
 * Remember ${fresh} beside what the file holds by now: written as a whole, readable for its owner
 * only.  Return 0, or -1 after a sentence on standard error.  A file that cannot be read is left as
 * it is, and was told by key_file_read().
 */
int key_file_add(const struct dns_records *fresh, struct arena *arena);

/* Forget them all. */
void key_file_remove(struct arena *arena);

#endif
