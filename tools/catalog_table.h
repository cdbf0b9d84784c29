#ifndef MIOBOE_TOOLS_CATALOG_TABLE_H
#define MIOBOE_TOOLS_CATALOG_TABLE_H

/* For catalog-compile: values as C. */

#include "catalog/catalog.h"

#include <stdio.h>

/* {"...", n}, with octal escapes for all that is not plain. */
void put_slice(FILE *out, struct slice s);
void put_provenance(FILE *out, const struct provenance *p);

/* `.key = {...},`. */
void put_field(FILE *out, const char *key, struct slice s);

/* An array of slices NAMEROW_KEY[], where there are any. */
void put_texts(FILE *out, const char *kind, size_t row, const char *key, const struct slice *texts,
               size_t len);

/* `.key = NAMEROW_KEY, .key_len = n,`, or nothing. */
void put_array(FILE *out, const char *kind, size_t row, const char *key, size_t len);

/* `.key = ...,`: as put_field(), without its indent; phrases; `.provenance = ...,`. */
void put_named(FILE *out, const char *key, struct slice s);
void put_named_phrase(FILE *out, const char *key, const struct phrase *p);
void put_named_phrases(FILE *out, const char *key, const struct phrases *p);
void put_source(FILE *out, const struct provenance *p);

/* `ROW: what: which` to standard error; return 1. */
int complain(struct slice row, const char *what, struct slice which);

#endif
