#ifndef MIOBOE_WEB_SECRET_H
#define MIOBOE_WEB_SECRET_H

/*
 * A body that nobody may keep (BODY_SECRET): its bytes go into a pipe as they come, to the command
 * that reads it, and are wiped where they lay.  No copy is made, and nothing of it stands in a
 * file, in the words of a command or in an address.
 */

#include "web/request.h"

#define SECRET_MAX 1024u /* bytes; more is refused.  A pipe holds them all. */

/* Before the first byte.  False: answered. */
bool secret_begin(struct request *request);

/* Bytes as they came; too many, or a broken pipe, are answered. */
void secret_take(struct request *request, struct slice bytes);

/* All has come: the reader sees the end. */
void secret_end(struct request *request);

/* Close what is open of it; does nothing where there is none. */
void secret_done(struct request *request);

#endif
