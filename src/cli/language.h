#ifndef MIOBOE_CLI_LANGUAGE_H
#define MIOBOE_CLI_LANGUAGE_H

#include <stdbool.h>

/*
 * Choose the language of messages: ${chosen} ("ja", "en"), or NULL for that of the environment.
 * Loads the translations, so that nothing need be opened later.
 */
void language_set(const char *chosen);

/* Whether messages are Japanese. */
bool language_is_japanese(void);

#endif
