#ifndef MIOBOE_READ_ZIP_MODULE_H
#define MIOBOE_READ_ZIP_MODULE_H

/* The functions of the module "zip" (module/module.h): zip files, by libzip. */

#include "read/archive.h"

struct zip_module {
    /* archive_read() */
    void (*read)(const struct allocator *allocator, struct slice path, struct slice bytes,
                 struct archive_use *use, const struct archive_sink *sink);
};

#endif
