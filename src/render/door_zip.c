#include "render/door.h"

#include "read/archive.h"

/* For programs that link all of mioboe; its own loads what reads zip files when there is one. */
struct mioboe *mioboe_new(const struct mioboe_options *options)
{
    struct mioboe *m = door_new(options);

    m->env.archive = archive_read;
    return m;
}
