/* The module "page". */

#include "module/module.h"
#include "web/web.h"

static const struct web_module functions = {web_serve, web_hash_password};

const struct module mioboe_module = {MODULE_VERSION, NULL, &functions};
