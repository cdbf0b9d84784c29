#ifndef MIOBOE_CLI_WATCH_TERMINAL_H
#define MIOBOE_CLI_WATCH_TERMINAL_H

/*
 * Answers typed where `mioboe watch` runs in the foreground: one question at a time, the oldest
 * first.  The terminal is left as it is: lines come when they are ended, and are shown by it.
 */

#include "cli/watch_run.h"

/* Whether answers are taken here: a channel is `terminal:`, and input and output are one. */
void watch_terminal_open(struct watching *w);

/* What is typed comes from this descriptor now; -1 = from none: another program has the terminal,
 * or there is nothing to answer. */
int watch_terminal_fd(const struct watching *w);

/* Take what was typed, and say what is to be answered next; 0 or an exit status after a sentence.
 */
int watch_terminal_step(struct watching *w);

#endif
