#include "module/module.h"

#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Whether the module lies in ${folder}; then ${ret} is its path. */
static bool is_in(const char *folder, const char *name, char ret[PATH_MAX])
{
    int n = snprintf(ret, PATH_MAX, "%s/mioboe-%s.so", folder, name);

    return n > 0 && n < PATH_MAX && access(ret, R_OK) == 0;
}

/* Below the program's own folder: where it lies in the build (tests have programs in folders of
 * their own), or after an installation elsewhere. */
static bool is_beside(const char *name, char ret[PATH_MAX])
{
    static const char *const below[] = {"/src/modules", "/../src/modules", "/../../src/modules",
                                        MIOBOE_MODULES_BESIDE};
    char program[PATH_MAX], folder[PATH_MAX + 64];
    ssize_t n = readlink("/proc/self/exe", program, sizeof(program) - 1);
    char *slash;

    program[n > 0 ? n : 0] = '\0';
    slash = strrchr(program, '/');
    if (!slash)
        return false;
    *slash = '\0';
    for (size_t i = 0; i < sizeof(below) / sizeof(below[0]); i++) {
        snprintf(folder, sizeof(folder), "%s%s", program, below[i]);
        if (is_in(folder, name, ret))
            return true;
    }
    return false;
}

/* The first that is there; where it is nowhere the last path, for the reason that the loader will
 * give. */
static void find_path(const char *name, char ret[PATH_MAX])
{
    const char *told = getenv(MODULE_VARIABLE);

    if (!(told && is_in(told, name, ret)) && !is_beside(name, ret))
        is_in(MIOBOE_MODULES_DIR, name, ret);
}

const struct module *module_find(const char *name, struct err *reterr)
{
    const struct module *module = NULL;
    char path[PATH_MAX];
    void *handle;

    find_path(name, path);
    handle = dlopen(path, RTLD_NOW | RTLD_LOCAL); /* its libraries are not made to be unloaded */
    if (handle)
        module = dlsym(handle, MODULE_SYMBOL);
    if (!module) {
        err_set(reterr, ERR_IO, 0, slice_of(dlerror()));
        return NULL;
    }
    if (strcmp(module->version, MODULE_VERSION) != 0) {
        err_set(reterr, ERR_IO, 0, SLICE("it belongs to another version of mioboe"));
        return NULL;
    }
    return module;
}
