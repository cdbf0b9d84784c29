#ifndef MIOBOE_IO_WHOLE_H
#define MIOBOE_IO_WHOLE_H

/* Bytes to and from open files as a whole: the kernel may take or give a part only, and a signal
 * may come between. */

#include "base/slice.h"

#include <sys/types.h>

/* All of ${bytes} to ${fd}; false with errno set on a fault, some may have been written then.  (A
 * pipe or socket whose reader is gone raises SIGPIPE.) */
bool whole_write(int fd, struct slice bytes);

/* ${len} bytes from ${fd}, fewer only where it ends; -1 with errno set on a fault. */
ssize_t whole_read(int fd, void *ret_bytes, size_t len);

/* A new file of the user's alone (0600) with ${bytes} in it, in place after a power cut.  One that
 * is there stays as it is (EEXIST); where it cannot be written whole nothing is left of it.  False
 * with errno set. */
bool whole_create(const char *path, struct slice bytes);

#endif
