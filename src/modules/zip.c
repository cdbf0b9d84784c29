/* The module "zip". */

#include "module/module.h"
#include "read/zip_module.h"

static const struct zip_module functions = {archive_read};

const struct module mioboe_module = {MODULE_VERSION, NULL, &functions};
