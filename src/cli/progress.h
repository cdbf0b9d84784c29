#ifndef MIOBOE_CLI_PROGRESS_H
#define MIOBOE_CLI_PROGRESS_H

/*
 * One line on standard error, on a terminal and during long work only, that says how far the
 * reading is and goes away again.
 */

#include "base/slice.h"

#define PROGRESS_AFTER_MS 500 /* shorter work shows none */
#define PROGRESS_EVERY_MS 100

void progress_init(void);

/* As mioboe_options.progress. */
void progress_show(void *ctx, const char *path, size_t path_len, size_t done, size_t whole);

/* Take the line away. */
void progress_clear(void);

/*
 * File ${n} of ${of} is begun.  For whoever started the command (mioboe page): where the
 * environment names an open file by PROGRESS_VARIABLE, a line `{"file", "of", "path"}` goes there,
 * at most one in PROGRESS_TELL_MS.
 */
void progress_file(size_t n, size_t of, struct slice path);

#define PROGRESS_VARIABLE "MIOBOE_PROGRESS"
#define PROGRESS_TELL_MS 50

#endif
