#ifndef MIOBOE_CLI_MEMORY_H
#define MIOBOE_CLI_MEMORY_H

#include "base/arena.h"

/* Memory from malloc.  When there is none left the program says so and leaves with exit status 2.
 */
extern const struct allocator memory;

#endif
