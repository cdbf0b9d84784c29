#include "cli/memory.h"

#include "cli/exit_status.h"
#include "render/words.h"

#include <unistd.h>

static void *resize(void *ctx, void *ptr, size_t from, size_t to)
{
    void *p;

    (void)ctx;
    (void)from;
    if (to == 0) {
        free(ptr);
        return NULL;
    }
    p = realloc(ptr, to);
    if (!p) {
        fprintf(stderr, "mioboe: %s\n", _("There is not enough memory for these files."));
        _exit(EXIT_UNREAD);
    }
    return p;
}

const struct allocator memory = {resize, NULL};
