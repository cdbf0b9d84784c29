#ifndef MIOBOE_STORE_DISK_H
#define MIOBOE_STORE_DISK_H

/* Files as the store moves them about: in place after a power cut. */

#include "store/store.h"

#include <sys/types.h>

/* ${path} with ${suffix} behind it; NUL-terminated, in ${arena}. */
const char *disk_beside(struct arena *arena, const char *path, const char *suffix);

void disk_close(int fd); /* -1 does nothing */

/* What the system last complained about, as a negative enum store_code. */
int disk_fault(struct err *reterr);

/* What happened to names in the folder of ${path} outlives a power cut. */
int disk_sync_folder(const char *path, struct arena *arena, struct err *reterr);

/* Take ${path} out of the way, write zeros over it and remove it. */
int disk_erase(const char *path, struct arena *arena, struct err *reterr);

#endif
