#ifndef MIOBOE_CLI_PAGE_RUNNING_H
#define MIOBOE_CLI_PAGE_RUNNING_H

/*
 * Where the page of a store runs already: its address, which signs in, in a file of this user alone
 * in $XDG_RUNTIME_DIR (XDG Base Directory Specification: owned by the user, mode 0700, gone at
 * logout).  Without that folder nothing is told, and nothing found.
 */

#include "base/arena.h"

/* The file for the page of ${store}; NULL = there is no folder. */
const char *page_running_path(const char *store, struct arena *arena);

/* Write ${url} to ${path}; and remove it when the page ends. */
void page_running_tell(const char *path, const char *url);
void page_running_forget(const char *path);

/* The address of the page that runs, in ${arena}: NULL = none listens there. */
const char *page_running_find(const char *path, struct arena *arena);

/* Open the browser at ${place} ("watch"; NULL = the first screen) of the page at ${url}. ${folder}:
 * where a file for the browser may lie until it was read. */
void page_running_show(const char *folder, const char *url, const char *place);

#endif
