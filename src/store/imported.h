#ifndef MIOBOE_STORE_IMPORTED_H
#define MIOBOE_STORE_IMPORTED_H

/*
 * Imported files: their records go into the store file by file and come back as they were read, so
 * that all that works on records works on the store.  Which rows are one charge is not stored: it
 * follows from the records each time (docs/design/photographs.md), and is right also when the rule
 * gets better.
 */

#include "catalog/catalog.h"
#include "record/file_text.h"
#include "store/store.h"

/* The digest of a source as the store knows it: HASH_TEXT_LEN bytes. */
void imported_digest(const struct source *source, char *ret_text);

/*
 * Store source number ${source} of ${records}, whose records begin at ${at}; ${at} moves behind
 * them.  Within a transaction of the caller.  Return 0 or a negative enum store_code.
 */
int imported_write(struct store *store, const struct records *records, uint32_t source,
                   struct file_text_at *at, int64_t now, struct err *reterr);

/*
 * Append all imported files and their records to ${records}; merchants are looked up in
 * ${catalog}.  STORE_DAMAGED where a row is none that was written so.
 */
int imported_read(struct store *store, const struct catalog *catalog, struct records *records,
                  struct err *reterr);

/* The same; the mails that nobody could prove and that say something go to ${unproven}, apart from
 * all evidence (imported_read() leaves them out). */
int imported_read_mails(struct store *store, const struct catalog *catalog, struct records *records,
                        struct records *unproven, struct err *reterr);

/* Look up the merchants of the descriptors from number ${from} on. */
void imported_merchants(const struct catalog *catalog, struct records *records, size_t from);

#endif
