#ifndef MIOBOE_CLI_MESSAGE_H
#define MIOBOE_CLI_MESSAGE_H

/* What is wrong with an input, as one sentence on standard error in the reader's language. */

#include "cli/input.h"
#include "record/records.h"

/* The sentence for ${err}, without the place; in ${arena}.  ${format}: the layout where one was
 * recognised. */
struct slice message_sentence(struct arena *arena, const struct err *err);

/* `mioboe: PATH, line N: SENTENCE`. */
void message_err(struct slice path, const struct err *err);

/* The same with a sentence of one's own; an empty path and line 0 are left out. */
void message_say(struct slice path, uint32_t line, const char *sentence);

/*
 * What was wrong with inputs that could not be opened and with sources, in the order of their
 * paths; the files that are nothing mioboe knows in one sentence.  ${verbose}: also remarks on what
 * is no fault.
 */
void message_all(const struct inputs *inputs, const struct records *records, bool verbose);

#endif
