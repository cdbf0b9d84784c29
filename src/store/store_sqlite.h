#ifndef MIOBOE_STORE_STORE_SQLITE_H
#define MIOBOE_STORE_STORE_SQLITE_H

/* The store in one SQLite file: mode 0600, write-ahead log, checked when it is opened, migrated to
 * the newest schema. */

#include "store/store.h"

#define STORE_SCHEMA 3 /* the newest version: src/store/schema/NNN-name.sql */

enum store_mode {
    STORE_READ,  /* must be there */
    STORE_COPY,  /* the same, and others may read it too: a backup on a disk that knows no modes */
    STORE_WRITE, /* must be there */
    STORE_CREATE /* is made where it is not there, with its folder (0700) */
};

/*
 * Open ${path}.  ${now}: seconds since 1970 UTC, for what is made now.  Return 0 and the store
 * (close it with store_close()), or a negative enum store_code.
 */
int store_sqlite_open(const char *path, enum store_mode mode, int64_t now,
                      const struct allocator *allocator, struct store **ret, struct err *reterr);

#endif
