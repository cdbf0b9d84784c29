#ifndef MIOBOE_WATCH_CREDENTIAL_H
#define MIOBOE_WATCH_CREDENTIAL_H

/* A password or token where the configuration says it is; never among arguments. */

#include "watch/config.h"

#define CREDENTIAL_COMMAND_SECONDS 30

/* Kept out of swap and core dumps; wipe it as soon as it was used. */
struct credential {
    char at[CONFIG_MAX_SECRET];
    size_t len;
    struct slice why; /* it could not be read: a file, a command or a reason, to be shown */
};

/* Read it; false with ${ret}->why.  A source that names nothing gives the empty secret. */
bool credential_read(const struct config_secret *from, struct credential *ret);
void credential_wipe(struct credential *secret);

/* ${path} with `~/` as the home folder, NUL-terminated in ${arena}. */
const char *credential_path(struct slice path, struct arena *arena);

#endif
