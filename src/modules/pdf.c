/* The module "pdf". */

#include "module/module.h"
#include "render/pdf_module.h"

static const struct pdf_module functions = {pdf_draw};

const struct module mioboe_module = {MODULE_VERSION, NULL, &functions};
