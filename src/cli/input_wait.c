#include "cli/input_wait.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

void input_wait_init(struct input_wait *wait, const struct inputs *inputs)
{
    *wait = (struct input_wait){.inputs = inputs, .fd = -1};
}

void input_wait_done(struct input_wait *wait)
{
    if (wait->fd >= 0)
        close(wait->fd);
    wait->fd = -1;
}

/* The file that was found there, or a negative errno. */
static int open_again(const struct input *input)
{
    int fd = open(input->place,
                  O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK | (input->named ? 0 : O_NOFOLLOW));
    struct stat st;

    if (fd < 0)
        return -errno;
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_dev == input->device &&
        st.st_ino == input->inode)
        return fd;
    close(fd);
    return -ENOENT;
}

int input_wait_read(struct input_wait *wait, uint32_t number, char *to, size_t len, uint64_t at)
{
    const struct input *input = number < wait->inputs->len ? &wait->inputs->at[number] : NULL;
    ssize_t n;
    int fd;

    if (!input || input->fd >= 0 || !input->place || at > INT64_MAX)
        return -ENOENT;
    if (wait->fd < 0 || wait->number != number) {
        input_wait_done(wait);
        fd = open_again(input);
        if (fd < 0)
            return fd;
        wait->fd = fd;
        wait->number = number;
    }
    do
        n = pread(wait->fd, to, len, (off_t)at);
    while (n < 0 && errno == EINTR);
    return n < 0 ? -errno : (int)n;
}

static int read_by_parent(void *ctx, uint32_t number, char *to, size_t len, uint64_t at)
{
    return child_read(ctx, number, to, len, at);
}

void input_wait_for(struct inputs *inputs, struct child *child, struct input_reader *ret_reader)
{
    *ret_reader = (struct input_reader){read_by_parent, child};
    for (uint32_t i = 0; i < inputs->len; i++) {
        struct input *input = &inputs->at[i];

        if (input->fd >= 0 || !input->place)
            continue;
        input->reader = ret_reader;
        input->number = i;
    }
}
