#ifndef MIOBOE_CLI_PASSPHRASE_H
#define MIOBOE_CLI_PASSPHRASE_H

/* A passphrase, asked for on the terminal without showing it, or read from an open file. */

#include "cli/option.h"

struct passphrase {
    char at[1026];
    size_t len;
};

/*
 * From --passphrase-fd, else from the terminal (${twice}: typed again to be sure).  Return 0, or
 * EXIT_USAGE after a sentence on standard error.  Call passphrase_wipe() in any case.
 */
int passphrase_read(const struct options *options, bool twice, struct passphrase *ret);
/* The same for a password that is to be judged: from --password-fd, else from the terminal. */
int passphrase_read_password(const struct options *options, struct passphrase *ret);

void passphrase_wipe(struct passphrase *passphrase);

#endif
