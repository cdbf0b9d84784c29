#include "cli/part.h"

#include "cli/mail_module.h"
#include "cli/message.h"
#include "cli/store_module.h"
#include "read/zip_module.h"
#include "render/words.h"

const struct module *part_load(const char *name)
{
    struct err err = {.line = 0};
    const struct module *module = module_find(name, &err);
    char sentence[512];

    if (module)
        return module;
    snprintf(sentence, sizeof(sentence), _("The part \"%s\" of mioboe could not be loaded: %s."),
             name, err.detail);
    message_say(SLICE(""), 0, sentence);
    return NULL;
}

const struct mail_module *mail_module(void)
{
    const struct module *module = part_load("mail");

    return module ? module->functions : NULL;
}

const struct store_module *store_module(void)
{
    const struct module *module = part_load("store");

    return module ? module->functions : NULL;
}
