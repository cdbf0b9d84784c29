#include "cli/standard_output.h"

#include "cli/exit_status.h"
#include "cli/memory.h"
#include "render/words.h"

#include <errno.h>
#include <unistd.h>

static void write_all(void *ctx, struct slice bytes)
{
    (void)ctx;
    while (bytes.len) {
        ssize_t n = write(STDOUT_FILENO, bytes.ptr, bytes.len);

        if (n < 0 && errno != EINTR) {
            fprintf(stderr, "mioboe: %s (%s)\n", _("The answer could not be written."),
                    strerror(errno));
            _exit(EXIT_OUTPUT);
        }
        bytes = slice_skip(bytes, n > 0 ? (size_t)n : 0);
    }
}

static void write_error(void *ctx, struct slice bytes)
{
    (void)ctx;
    fwrite(bytes.ptr, 1, bytes.len, stderr);
}

void standard_error_init(struct output *ret)
{
    output_init(ret, &memory, write_error, NULL);
}

void standard_output_init(struct output *ret)
{
    output_init(ret, &memory, write_all, NULL);
}
