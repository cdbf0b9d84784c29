#ifndef MIOBOE_CLI_PROGRESS_H
#define MIOBOE_CLI_PROGRESS_H

/*
 * One line on standard error, on a terminal and during long work only, that says how far the
 * reading is and goes away again.
 */

#include <stddef.h>

#define PROGRESS_AFTER_MS 500 /* shorter work shows none */
#define PROGRESS_EVERY_MS 100

void progress_init(void);

/* As mioboe_options.progress. */
void progress_show(void *ctx, const char *path, size_t path_len, size_t done, size_t whole);

/* Take the line away. */
void progress_clear(void);

#endif
