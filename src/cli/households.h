#ifndef MIOBOE_CLI_HOUSEHOLDS_H
#define MIOBOE_CLI_HOUSEHOLDS_H

#include "cli/option.h"

#define HOUSEHOLDS_FILES 4096u /* open at once, beside one household that has more */
#define HOUSEHOLDS_WORKERS 16u /* children at most */
#define HOUSEHOLDS_KEPT 128u   /* households of which a child's words are kept until its turn */

/*
 * Explain each folder directly in the folder ${options}->households by itself and print one line
 * each, in the byte order of their names.  The files of some households are opened, then a child
 * gives up its rights and reads them, one child for each processor; where it does not come to an
 * end, that household is named and the next ones go on.  Return the exit status: the worst of all
 * households.
 */
int households_explain(const struct options *options, struct arena *arena);

#endif
