#ifndef MIOBOE_READ_LOGIN_LIST_H
#define MIOBOE_READ_LOGIN_LIST_H

/*
 * Exports of password managers and browsers as CSV: Bitwarden, 1Password, Chrome, Edge, Firefox,
 * Apple, LastPass, KeePassXC.  Columns are found by their names.
 */

#include "base/array.h"
#include "base/err.h"

#define LOGIN_LIST_MAX_BYTES (8u << 20)
#define LOGINS_MAX 20000u

struct login {
    struct slice site;     /* its name, else the host of its address */
    struct slice password; /* borrowed from the text */
    int32_t changed;       /* DAY_NONE: the file does not tell */
};
ARRAY_TYPE(logins, struct login);

/*
 * Read ${text}; everything lies in ${arena}, which should be one of secret_memory.  Rows without a
 * password (notes, cards) are passed over.  Return 0, ERR_UNKNOWN_FORMAT where no column is one of
 * passwords, or ERR_TOO_LARGE.
 */
int login_list_read(struct slice text, struct arena *arena, struct logins *ret, struct err *reterr);

#endif
