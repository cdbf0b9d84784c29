#ifndef MIOBOE_CLI_KEY_STORE_H
#define MIOBOE_CLI_KEY_STORE_H

/* Keys that were seen before, in the household's store: so they are carried, backed up and locked
 * with it. */

#include "cli/dns_file.h"
#include "cli/option.h"

/* Add those of the store to ${ret}; nothing where there is no store. */
void key_store_read(const struct options *options, struct arena *arena, struct dns_records *ret);

/* Put what the key file remembers into the store.  Return 0, or EXIT_UNREAD after a sentence on
 * standard error. */
int key_store_import(const struct options *options, struct arena *arena);

#endif
