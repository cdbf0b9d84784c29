#ifndef MIOBOE_TOOLS_CATALOG_REVIEW_H
#define MIOBOE_TOOLS_CATALOG_REVIEW_H

/* For catalog-compile: what the review of an account looks for and asks, and words of passwords. */

#include "tools/catalog_table.h"

void put_reviews(FILE *out, const struct catalog *c);

/* What does not fit together goes to standard error; return how much. */
int check_reviews(const struct catalog *c);

#endif
