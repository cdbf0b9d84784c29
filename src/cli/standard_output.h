#ifndef MIOBOE_CLI_STANDARD_OUTPUT_H
#define MIOBOE_CLI_STANDARD_OUTPUT_H

#include "render/output.h"

/*
 * Standard output, written in large pieces.  When it cannot be written the program says so and
 * leaves with EXIT_OUTPUT.  output_done() writes the rest.
 */
void standard_output_init(struct output *ret);

/* The same for standard error; where that cannot be written nothing can be said. */
void standard_error_init(struct output *ret);

#endif
