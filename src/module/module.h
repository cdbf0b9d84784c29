#ifndef MIOBOE_MODULE_MODULE_H
#define MIOBOE_MODULE_MODULE_H

/*
 * Modules: what needs large libraries is no part of the program, but a shared object beside it,
 * mioboe-NAME.so, that is loaded when it is needed.  To load ICU, OpenSSL and SQLite takes several
 * times as long as to explain a statement.
 *
 * A module exports one object, MODULE_SYMBOL.  It has copies of its own of all that it shares with
 * the program: what lies below holds no state that both would have to see.  src/modules/meson.build
 * lists the modules; HACKING.md tells how to add one.
 */

#include "base/err.h"

struct command;

struct module {
    const char *version; /* MODULE_VERSION */
    const struct command
        *commands;         /* its commands, ended by a row without a name (cli/command.h) */
    const void *functions; /* what the module's header says; may be NULL, as the above */
};

/* The version that the module was built as: the program loads no other. */
#define MODULE_VERSION MIOBOE_VERSION
#define MODULE_SYMBOL "mioboe_module"

/* Each module defines it: `const struct module mioboe_module = {MODULE_VERSION, …};` */
extern const struct module mioboe_module;

/* Where modules are looked for first (a folder); else where mioboe was built or installed. */
#define MODULE_VARIABLE "MIOBOE_MODULES"

/*
 * The module ${name}; loaded by the first call, and never unloaded.  Return NULL with ERR_IO and
 * the reason in ${reterr} where it is not there or cannot be loaded.  It opens files: call it
 * before rights are given up.
 */
const struct module *module_find(const char *name, struct err *reterr);

#endif
