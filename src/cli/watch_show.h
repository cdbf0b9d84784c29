#ifndef MIOBOE_CLI_WATCH_SHOW_H
#define MIOBOE_CLI_WATCH_SHOW_H

/* What watch knows, as text and as JSON (docs/api/watch.md). */

#include "cli/watch_run.h"

/* All questions, or those that are open; the newest first. */
int watch_show_questions(struct watching *w);

/* Mailboxes, channels, letters that wait. */
int watch_show_status(struct watching *w);

/* The same where ${path}, the configuration, is not there: that nothing is watched, and how it is
 * begun. */
int watch_show_unbegun(const struct options *options, const char *path, struct arena *arena);

/* The address of a channel without what only its person should know. */
struct slice watch_shown_url(const struct config_channel *channel);

/* The case that the question ${id} opened, and its first step. */
int watch_show_case(struct watching *w, struct slice id);

#endif
