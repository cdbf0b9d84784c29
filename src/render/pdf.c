#include "render/pdf_module.h"

#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* The module stays loaded: the libraries below it are not made to be unloaded. */
static void *try_folder(const char *folder)
{
    char path[PATH_MAX];
    int n = snprintf(path, sizeof(path), "%s/%s", folder, PDF_MODULE_FILE);

    if (n < 0 || n >= (int)sizeof(path) || access(path, R_OK) != 0)
        return NULL;
    return dlopen(path, RTLD_NOW | RTLD_LOCAL);
}

/* Below the program's own folder: where it lies in the build, or after an installation elsewhere.
 */
static void *try_beside(void)
{
    static const char *const below[] = {"/src/render", "/../src/render", "/../../src/render",
                                        MIOBOE_MODULES_BESIDE};
    char program[PATH_MAX], folder[PATH_MAX + 64];
    ssize_t n = readlink("/proc/self/exe", program, sizeof(program) - 1);
    char *slash;
    void *module = NULL;

    program[n > 0 ? n : 0] = '\0';
    slash = strrchr(program, '/');
    if (!slash)
        return NULL;
    *slash = '\0';
    for (size_t i = 0; i < sizeof(below) / sizeof(below[0]) && !module; i++) {
        snprintf(folder, sizeof(folder), "%s%s", program, below[i]);
        module = try_folder(folder);
    }
    return module;
}

static void *open_module(void)
{
    const char *told = getenv(PDF_MODULE_VARIABLE);
    void *module = told ? try_folder(told) : NULL;

    if (!module)
        module = try_beside();
    return module ? module : dlopen(MIOBOE_MODULES_DIR "/" PDF_MODULE_FILE, RTLD_NOW | RTLD_LOCAL);
}

int pdf_write(const struct document *document, struct output *out, size_t *ret_pages,
              struct err *reterr)
{
    void *module = open_module(), *entry;
    pdf_draw_fn *draw;

    entry = module ? dlsym(module, PDF_MODULE_ENTRY) : NULL;
    if (!entry)
        return err_set(reterr, ERR_IO, 0, slice_of(dlerror()));
    /* ISO C knows no way from an object's address to a function's; POSIX (dlsym) has this one. */
    memcpy(&draw, &entry, sizeof(draw));
    return draw(document, out, ret_pages, reterr);
}
