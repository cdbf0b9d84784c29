#ifndef MIOBOE_CLI_STORE_MODULE_H
#define MIOBOE_CLI_STORE_MODULE_H

/* The module "store" (module/module.h): the household's store, with SQLite and libsodium, and the
 * commands that work on it. */

#include "cli/job_store.h"
#include "cli/key_store.h"

struct store_module {
    int (*read)(struct job *);          /* job_read_store() */
    int (*read_cases)(struct job *);    /* job_read_cases() */
    void (*follow_cases)(struct job *); /* job_follow_cases() */
    void (*read_keys)(const struct options *, struct arena *,
                      struct dns_records *); /* key_store_read() */
};

/* Its functions; NULL after a sentence on standard error. */
const struct store_module *store_module(void);

#endif
