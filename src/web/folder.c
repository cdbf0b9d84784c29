#include "web/folder.h"

#include <ftw.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define ROOM (2ull << 30) /* what uploads and reports may need */

static char *make(const char *below)
{
    size_t len = strlen(below) + sizeof("/mioboe-XXXXXX");
    char *path = malloc(len);

    if (!path)
        return NULL;
    snprintf(path, len, "%s/mioboe-XXXXXX", below);
    if (mkdtemp(path))
        return path;
    free(path);
    return NULL;
}

char *folder_new(void)
{
    const char *runtime = getenv("XDG_RUNTIME_DIR"), *temporary = getenv("TMPDIR");
    struct statvfs st;
    char *path = NULL;

    if (runtime && runtime[0] == '/' && statvfs(runtime, &st) == 0 &&
        (unsigned long long)st.f_bavail * st.f_frsize >= ROOM)
        path = make(runtime);
    if (!path && temporary && temporary[0] == '/')
        path = make(temporary);
    return path ? path : make(P_tmpdir);
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
    (void)st;
    (void)type;
    (void)at;
    return remove(path);
}

void folder_remove(const char *path)
{
    nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}
