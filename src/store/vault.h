#ifndef MIOBOE_STORE_VAULT_H
#define MIOBOE_STORE_VAULT_H

/*
 * A store locked with a passphrase: FILE.locked takes the place of FILE.  The key is made from the
 * passphrase by Argon2id, the bytes are sealed by XChaCha20-Poly1305 in pieces (libsodium's
 * secretstream), so that any change and any cut is found.  The locked file is complete and on the
 * disk before the plain one goes, and the other way round: after a kill at any moment one of the
 * two is whole.  Where both are there the plain one counts.
 */

#include "store/store.h"

#define VAULT_MIN_PASSPHRASE 8u
#define VAULT_MAX_PASSPHRASE 1024u

#define VAULT_ENDING ".locked"

/* Where the locked form of ${path} lies; NUL-terminated, in ${arena}. */
const char *vault_path(const char *path, struct arena *arena);

/*
 * Lock the store at ${path}, of which no other process may have hold (STORE_BUSY).  The plain file
 * is overwritten with zeros before it goes; what the disk itself kept of it is out of reach.
 * Return 0 or a negative enum store_code: then the plain file is still there.
 */
int vault_lock(const char *path, struct slice passphrase, const struct allocator *allocator,
               struct err *reterr);

/*
 * Open it again.  STORE_PASSPHRASE: it is not that one, or the file was changed; STORE_MISSING:
 * there is no locked file.
 */
int vault_unlock(const char *path, struct slice passphrase, const struct allocator *allocator,
                 struct err *reterr);

/*
 * The same for a file of the evidence, in memory: ${ret} is its locked form in ${arena}, and back.
 * STORE_FULL where there is no room in memory.
 */
int vault_seal(struct slice plain, struct slice passphrase, struct arena *arena, struct slice *ret,
               struct err *reterr);
int vault_open(struct slice sealed, struct slice passphrase, struct arena *arena, struct slice *ret,
               struct err *reterr);

/* Give memory that held secrets back clean. */
void vault_wipe(void *at, size_t len);

#endif
