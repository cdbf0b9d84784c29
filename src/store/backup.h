#ifndef MIOBOE_STORE_BACKUP_H
#define MIOBOE_STORE_BACKUP_H

/* A consistent copy of a store, and one taken in its place. */

#include "store/store.h"

/*
 * Copy the store at ${from} to ${to} (mode 0600), also while others write to it; what was at ${to}
 * is replaced when the copy is complete and was read again.  Return 0 or a negative enum
 * store_code; nothing is at ${to} then that was not there before.
 */
int backup_write(const char *from, const char *to, int64_t now, const struct allocator *allocator,
                 struct err *reterr);

/*
 * Put the backup ${from} in the place of the store at ${to}, of which no other process may have
 * hold.  What was there stays as ${to}.before-restore.
 */
int backup_restore(const char *from, const char *to, int64_t now, const struct allocator *allocator,
                   struct err *reterr);

#endif
