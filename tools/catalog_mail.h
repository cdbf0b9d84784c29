#ifndef MIOBOE_TOOLS_CATALOG_MAIL_H
#define MIOBOE_TOOLS_CATALOG_MAIL_H

/* For catalog-compile: the tables of who sends mail and what notices look like, and what must hold in them. */

#include "tools/catalog_table.h"

void put_senders(FILE *out, const struct catalog *c);
void put_sender_keys(FILE *out, const struct catalog *c);
void put_notices(FILE *out, const struct catalog *c);

/* What is wrong goes to standard error; 0 = nothing. */
int check_senders(const struct catalog *c);
int check_notices(const struct catalog *c);

#endif
