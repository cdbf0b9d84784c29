#include "job/wire.h"

#include <errno.h>
#include <unistd.h>

static bool write_all(int fd, struct slice bytes)
{
    while (bytes.len) {
        ssize_t n = write(fd, bytes.ptr, bytes.len);

        if (n < 0 && errno != EINTR)
            return false;
        bytes = slice_skip(bytes, n > 0 ? (size_t)n : 0);
    }
    return true;
}

bool wire_write(int fd, enum wire_kind kind, struct slice a, struct slice b)
{
    char small[256];
    struct wire_head head = {kind, (uint32_t)(a.len + b.len)};
    size_t len = sizeof(head) + head.len;

    if (len > sizeof(small))
        return write_all(fd, (struct slice){(const char *)&head, sizeof(head)}) &&
               write_all(fd, a) && write_all(fd, b);
    memcpy(small, &head, sizeof(head));
    if (a.len)
        memcpy(small + sizeof(head), a.ptr, a.len);
    if (b.len)
        memcpy(small + sizeof(head) + a.len, b.ptr, b.len);
    return write_all(fd, (struct slice){small, len});
}

bool wire_read(int fd, void *to, size_t len)
{
    char *at = to;

    while (len) {
        ssize_t n = read(fd, at, len);

        if (n == 0 || (n < 0 && errno != EINTR))
            return false;
        if (n > 0) {
            at += n;
            len -= (size_t)n;
        }
    }
    return true;
}
