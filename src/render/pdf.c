#include "render/pdf_module.h"

#include "module/module.h"

int pdf_write(const struct document *document, struct output *out, size_t *ret_pages,
              struct err *reterr)
{
    const struct module *module = module_find("pdf", reterr);
    const struct pdf_module *pdf = module ? module->functions : NULL;

    return pdf ? pdf->draw(document, out, ret_pages, reterr) : ERR_IO;
}
