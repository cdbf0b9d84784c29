#ifndef MIOBOE_READ_ARCHIVE_H
#define MIOBOE_READ_ARCHIVE_H

/*
 * Zip files, unpacked in memory member by member.  A member's name is only ever shown: nothing is
 * written anywhere, so an absolute name or one with `..` does no harm.
 */

#include "base/arena.h"
#include "base/err.h"

/* A member that grows beyond ARCHIVE_RATIO_FROM bytes may not be more than so many times its packed
 * size. */
#define ARCHIVE_MAX_RATIO 300u
#define ARCHIVE_RATIO_FROM (16u << 20)

/* What all archives inside one file have used of READ_MAX_UNPACKED and READ_MAX_MEMBERS together.
 */
struct archive_use {
    uint64_t bytes;
    uint32_t members;
    bool stopped; /* a limit was passed: nothing more is unpacked */
};

/* Where members go. */
struct archive_sink {
    /* A member; ${path} and ${bytes} are good during the call only. */
    void (*member)(void *ctx, struct slice path, struct slice bytes);
    /* A member, or the archive itself, that could not be read. */
    void (*fault)(void *ctx, struct slice path, enum err_code code, struct slice detail);
    void *ctx;
};

/*
 * Hand every file in the zip ${bytes} to ${sink}, in byte order of their names as stored; the path
 * is ${path}, `!` and the name (UTF-8, else CP932; `/` between folders).  Folders, `__MACOSX/` and
 * `.DS_Store` are passed over.  Limits (read.h) are kept while unpacking, whatever the sizes in the
 * zip say.
 */
void archive_read(const struct allocator *allocator, struct slice path, struct slice bytes,
                  struct archive_use *use, const struct archive_sink *sink);

#endif
