#ifndef MIOBOE_WATCH_FOLDER_H
#define MIOBOE_WATCH_FOLDER_H

/* Folders in which new files appear: inotify, and a look at all of them now and then. */

#include "base/array.h"
#include "watch/config.h"

#define FOLDER_SETTLE_MS 2000             /* so long a file must lie still */
#define FOLDER_RESCAN_MS (15 * 60 * 1000) /* for file systems that say nothing */
#define FOLDER_FILES_MAX 100000u          /* of one folder; of more none is looked at */

ARRAY_TYPE(folder_paths, const char *);

struct folders;

struct folders *folders_new(const struct config_texts *folders, const struct allocator *allocator);
void folders_free(struct folders *folders);

/* -1 = there is none: only the look now and then. */
int folders_fd(const struct folders *folders);

/* Take note of what inotify says; ${ms}: of a clock that only grows. */
void folders_step(struct folders *folders, int64_t ms);
int64_t folders_patience(const struct folders *folders, int64_t ms);

/*
 * Files that are new or changed since the last call, and lie still, to ${ret} in ${arena}; at the
 * first call all files.
 */
void folders_take(struct folders *folders, int64_t ms, struct arena *arena,
                  struct folder_paths *ret);

#endif
