#include "store/disk.h"

#include "io/whole.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

const char *disk_beside(struct arena *arena, const char *path, const char *suffix)
{
    struct slice parts[] = {slice_of(path), slice_of(suffix), {"", 1}};

    return arena_join(arena, parts, 3).ptr;
}

void disk_close(int fd)
{
    if (fd >= 0)
        close(fd);
}

int disk_fault(struct err *reterr)
{
    int code = STORE_IO;
    char text[ERR_DETAIL_MAX];

    switch (errno) {
    case ENOENT: code = STORE_MISSING; break;
    case ENOSPC:
    case EDQUOT:
    case EFBIG: code = STORE_FULL; break;
    case EACCES:
    case EROFS:
    case EPERM: code = STORE_READ_ONLY; break;
    default: break;
    }
    return err_set(reterr, (enum err_code)code, 0, slice_of(strerror_r(errno, text, sizeof(text))));
}

int disk_sync_folder(const char *path, struct arena *arena, struct err *reterr)
{
    struct slice s = slice_of(path);
    const char *folder = ".";
    int fd, r;

    while (s.len && s.ptr[s.len - 1] != '/')
        s.len--;
    if (s.len)
        folder = arena_join(arena, (struct slice[]){s, {"", 1}}, 2).ptr;
    fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    r = fd >= 0 && fsync(fd) == 0 ? 0 : disk_fault(reterr);
    disk_close(fd);
    return r;
}

int disk_erase(const char *path, struct arena *arena, struct err *reterr)
{
    static const char zeros[65536];
    const char *aside = disk_beside(arena, path, ".erasing");
    struct stat st;
    int fd, r = 0;

    if (rename(path, aside) != 0)
        return disk_fault(reterr);
    fd = open(aside, O_WRONLY | O_CLOEXEC);
    if (fd >= 0 && fstat(fd, &st) == 0) {
        for (off_t left = st.st_size; left > 0; left -= (off_t)sizeof(zeros))
            if (!whole_write(fd,
                             (struct slice){zeros, left < (off_t)sizeof(zeros) ? (size_t)left
                                                                               : sizeof(zeros)}))
                break;
        fsync(fd);
    }
    disk_close(fd);
    if (unlink(aside) != 0)
        r = disk_fault(reterr);
    return r;
}
