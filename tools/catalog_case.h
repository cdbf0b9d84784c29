#ifndef MIOBOE_TOOLS_CATALOG_CASE_H
#define MIOBOE_TOOLS_CATALOG_CASE_H

/* For catalog-compile: the tables that casework uses, and what must hold between them. */

#include "tools/catalog_table.h"

/* Questions, playbooks, deadlines, issuers and routes as static tables. */
void put_cases(FILE *out, const struct catalog *c);

/* What does not fit together goes to standard error; return how much. */
int check_cases(const struct catalog *c);

#endif
