#ifndef MIOBOE_CLI_TERMINAL_H
#define MIOBOE_CLI_TERMINAL_H

#include "cli/option.h"

#define TERMINAL_WIDTH 100u /* where nothing tells it */

/* The width of a line: --width, else that of the terminal, else COLUMNS, else TERMINAL_WIDTH. */
size_t terminal_width(const struct options *options);

/* Whether to use colours on standard output: --color, else on a terminal where NO_COLOR is not set.
 */
bool terminal_has_color(const struct options *options);

#endif
