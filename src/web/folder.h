#ifndef MIOBOE_WEB_FOLDER_H
#define MIOBOE_WEB_FOLDER_H

#include <stdbool.h>

/* A folder of this run alone (0700), below the runtime folder where that has room, else below the
 * temporary one.  Its path, malloc'd; NULL where none can be made. */
char *folder_new(void);

/* Remove it with all that is in it; links are not followed. */
void folder_remove(const char *path);

#endif
