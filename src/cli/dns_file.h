#ifndef MIOBOE_CLI_DNS_FILE_H
#define MIOBOE_CLI_DNS_FILE_H

/*
 * TXT records as text: one a line, its name, blanks, and its value as it is or as one or more
 * strings in quotes (as `dig` prints it).  Empty lines and those that begin with `#` are passed
 * over; `# seen DATE` tells when the record below it was seen.
 */

#include "base/array.h"
#include "base/day.h"
#include "base/err.h"
#include "base/map.h"

#define DNS_FILE_MAX_BYTES (32u << 20)

struct dns_record {
    struct slice name; /* lower case, no dot at the end */
    struct slice txt;
    int32_t seen; /* DAY_NONE = not told */
};

struct dns_records {
    struct dns_record *at;
    size_t len, cap;
    struct map index;
};

/*
 * Add the records of ${text} to ${ret}.  Strings live in ${text} or ${arena}.  Return 0, or
 * ERR_SYNTAX with the first line that is no record.
 */
int dns_file_read(struct slice text, struct arena *arena, struct dns_records *ret,
                  struct err *reterr);

/* The lines that dns_file_read() reads back, to memory of ${arena}. */
struct slice dns_file_write(const struct dns_records *records, struct arena *arena);

/* The record of ${name} (lower case), or NULL. */
const struct dns_record *dns_records_find(const struct dns_records *records, struct slice name);

/* Add a record (its strings are borrowed).  Where the name has one already, a record that is a key
 * takes the place of one that is none. */
void dns_records_add(struct dns_records *records, struct arena *arena,
                     const struct dns_record *record);

/* Whether ${txt} looks like a key record: printable ASCII with a tag p= (RFC 6376 section 3.6.1).
 */
bool dns_txt_is_key(struct slice txt);

#endif
