#ifndef MIOBOE_CLI_PAGE_SETUP_H
#define MIOBOE_CLI_PAGE_SETUP_H

/* From the options of `mioboe page` to what its server is handed. */

#include "cli/option.h"
#include "web/web.h"

/*
 * All but the folder and the calls back; texts live in ${arena}.  Return 0, or an exit status after
 * a sentence: others are let in only with a password and TLS.
 */
int page_set_up(const struct options *options, struct arena *arena, struct web_setup *ret);

#endif
