#include "io/whole.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

bool whole_write(int fd, struct slice bytes)
{
    while (bytes.len) {
        ssize_t n = write(fd, bytes.ptr, bytes.len);

        if (n < 0 && errno != EINTR)
            return false;
        bytes = slice_skip(bytes, n > 0 ? (size_t)n : 0);
    }
    return true;
}

ssize_t whole_read(int fd, void *ret_bytes, size_t len)
{
    size_t done = 0;

    while (done < len) {
        ssize_t n = read(fd, (char *)ret_bytes + done, len - done);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        if (n == 0)
            break;
        done += (size_t)n;
    }
    return (ssize_t)done;
}

bool whole_create(const char *path, struct slice bytes)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600), fault;

    if (fd < 0)
        return false;
    if (whole_write(fd, bytes) && fsync(fd) == 0)
        return close(fd) == 0;
    fault = errno;
    close(fd);
    unlink(path);
    errno = fault;
    return false;
}
